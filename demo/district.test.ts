import { describe, expect, test } from 'vitest'
import { Directories } from './directory.ts'
import { inventDistrict } from './district.ts'
import { RARE } from './names.ts'
import { seeded } from './random.ts'

const district = inventDistrict('yunting', '2025-11-24', '2026-11-21')
const directories = new Directories(district)

describe('the invented district', () => {
  test('has some 60 units and 400 people, all told apart', () => {
    expect(district.units.length).toBeGreaterThanOrEqual(60)
    expect(district.people.length).toBeGreaterThan(390)
    for (const list of [district.units, district.posts, district.people, district.appointments])
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    expect(new Set(district.people.map(({ name }) => name)).size).toBe(district.people.length)
  })

  test('has names with characters beyond the basic plane', () => {
    for (const character of RARE) expect(character.codePointAt(0)).toBeGreaterThanOrEqual(0x20000)
    expect(
      district.people.filter(({ name }) => RARE.some((rare) => name.includes(rare))).length,
    ).toBeGreaterThan(3)
  })

  test('names only units and posts that are there', () => {
    const [units, posts] = [
      new Set(district.units.map(({ id }) => id)),
      new Set(district.posts.map(({ id }) => id)),
    ]
    for (const { leaderPost, parent } of district.units) {
      expect(leaderPost === undefined || posts.has(leaderPost)).toBe(true)
      expect(parent === undefined || units.has(parent)).toBe(true)
    }
    for (const { post } of [...district.appointments, ...district.delegations])
      expect(posts.has(post)).toBe(true)
  })

  test('fills a post that fell vacant by an acting holder, then by a new one', () => {
    const heads = (day: string) =>
      directories
        .on(day)
        .actorsIn('p-water-head')
        .map(({ as }) => as)
    expect(heads('2025-12-01')).toEqual(['holder'])
    expect(heads('2026-04-01')).toEqual(['acting'])
    expect(heads('2026-11-20')).toEqual(['holder'])
  })

  test('has a unit without a head for a while: nobody is its head then', () => {
    expect(directories.on('2026-01-10').unit('u-civil')?.headPost).toBeUndefined()
    expect(directories.on('2026-03-10').unit('u-civil')?.headPost).toBe('p-civil-head')
  })

  test('ends a delegation on the day it is revoked', () => {
    const given = district.delegations.find(({ revokedOn }) => revokedOn)
    if (!given?.revokedOn) throw new Error('no revoked delegation')
    const as = (day: string) => directories.on(day).actor(given.toPerson, given.post)?.as
    expect(as(given.from)).toBe('delegate')
    expect(as(given.revokedOn)).toBeUndefined()
  })

  test('has people who sit in two posts', () => {
    const { everybody } = directories.on('2026-11-20')
    const seats = Map.groupBy(
      everybody.filter(({ as }) => as === 'holder'),
      ({ person }) => person,
    )
    expect([...seats.values()].filter((held) => held.length > 1).length).toBeGreaterThanOrEqual(4)
  })
})

describe('chance', () => {
  test('is the same for the same seed and label, whatever was drawn before', () => {
    const [a, b] = [seeded('x'), seeded('x')]
    a.float()
    expect(a.fork('y').bytes(8)).toEqual(b.fork('y').bytes(8))
    expect(a.fork('y').bytes(8)).not.toEqual(b.fork('z').bytes(8))
  })

  test('is spread evenly', () => {
    const random = seeded('even')
    const counts = Array.from({ length: 10 }, () => 0)
    for (let n = 0; n < 20_000; n++) {
      const drawn = random.int(10)
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(250)
  })
})
