import { describe, expect, test } from 'vitest'
import { lawsOf, nothingEnded } from './law.ts'
import { type Licence, type ListItem, asOf, notLicensed, notLive } from './lists.ts'

const item: ListItem = {
  id: 'CF-001',
  list: 'powers',
  kind: 'penalty',
  title: '对占道经营的处罚',
  unit: 'urban',
  on: 'anyone',
  basis: [
    { title: '城市市容条例', article: '第十四条' },
    { title: '行政处罚法', article: '第九条' },
  ],
  version: 1,
  from: '2026-01-01',
}

describe('an item', () => {
  test('lives on the days it is said to, as long as every article it rests on does', () => {
    const laws = lawsOf(new Map([['城市市容条例#14', '2026-06-30']]))
    expect(notLive(item, nothingEnded, '2025-12-31')).toEqual({ why: 'early', from: '2026-01-01' })
    expect(notLive(item, laws, '2026-06-30')).toBeNull()
    expect(notLive(item, laws, '2026-07-01')).toEqual({
      why: 'article',
      ended: { what: '《城市市容条例》第14条', lastDay: '2026-06-30' },
    })
    expect(notLive({ ...item, to: '2026-03-31' }, laws, '2026-04-01')).toEqual({
      why: 'over',
      lastDay: '2026-03-31',
    })
    expect(notLive({ ...item, cancelled: true }, laws, '2026-02-01')).toEqual({
      why: 'cancelled',
      from: '2026-01-01',
    })
  })

  test('stands in the version of the day, which ends where the next begins', () => {
    const second: ListItem = { ...item, version: 2, from: '2026-05-01' }
    const versions = [second, { ...item, to: '2026-12-31' }]
    expect(asOf(versions, '2026-04-30')).toMatchObject({ version: 1, to: '2026-04-30' })
    expect(asOf(versions, '2026-05-01')).toEqual(second)
    expect(asOf(versions, '2025-01-01')).toMatchObject({ version: 1 })
    expect(asOf([{ ...item, version: 3 }, item], '2026-01-01')).toMatchObject({ version: 3 })
    expect(asOf([], '2026-01-01')).toBeUndefined()
  })
})

test('a licence covers what it names, in the name of its unit, in its time', () => {
  const licence: Licence = {
    number: '3301',
    unit: 'urban',
    scope: ['penalty'],
    from: '2026-01-01',
    until: '2026-12-31',
    stopped: '2026-09-01',
  }
  const on = (day: string, unit = 'urban', one: Licence | undefined = licence) =>
    notLicensed(one, unit, ['penalty'], day)
  expect(on('2026-03-01')).toBeNull()
  expect(on('2025-12-31')).toBe('early')
  expect(on('2026-09-01')).toBe('stopped')
  expect(on('2027-01-01')).toBe('stopped')
  expect(on('2026-03-01', 'water')).toBe('unit')
  expect(notLicensed(undefined, 'urban', ['penalty'], '2026-03-01')).toBe('none')
  expect(notLicensed(licence, 'urban', ['coercion'], '2026-03-01')).toBe('scope')
  const { stopped: _stopped, ...valid } = licence
  expect(notLicensed(valid, 'urban', ['penalty'], '2027-01-01')).toBe('expired')
})
