import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { text } from './fields.ts'
import { beginsOnSite, checkOnSite, courseAfter, setsUpOnSite, spotMoment } from './on-site.ts'
import type { Procedure } from './vocabulary.ts'

const noted = { onSpot: text('现场留痕', { max: 1000, optional: true, onSpot: true }) }
const moment = { at: text('时间', { max: 16, optional: true, moment: true }) }
const { powers } = petition
const onSpot = (act: string, more: object = noted) => ({
  ...powers[act],
  form: { ...powers[act]?.form, ...more },
})
const found = (acts: readonly string[], more: object = {}) =>
  checkOnSite({
    procedures: {
      petition: {
        ...petition,
        powers: { ...powers, answer: onSpot('answer'), ...more },
        onSite: { acts, signers: ['来信人'] },
      } as unknown as Procedure,
    },
    norms: {},
  }).map(({ where, what }) => `${where}: ${what}`)

test('what is done on the spot is there, and says how it went', () => {
  expect(found(['answer'])).toEqual([])
  expect(found(['instruct', 'vanish'])).toEqual([
    'petition.instruct: the form of instruct has no field for what the phone notes',
    'petition.vanish: there is no act vanish',
  ])
})

test('what sets a matter up on the spot says when it was, and is no part of another act', () => {
  const receive = onSpot('receive', { ...noted, ...moment })
  expect(found(['receive'], { receive })).toEqual([])
  expect(found(['receive'], { receive: { ...receive, withParent: true } })).toEqual([
    'petition.receive: receive exists only as part of another act: nobody can begin with it on the spot',
  ])
  expect(found(['receive'], { receive: onSpot('receive') })).toEqual([
    'petition.receive: receive sets a matter up and has no field for the moment: clocks would start when it is handed in',
  ])
})

test('what follows on the spot is what the states lead to', () => {
  const procedure = {
    powers: {
      apply: { when: 'nothing', then: 'applied' },
      arrive: { when: ['approved'], then: 'arrived' },
      hurry: { when: 'nothing', then: 'arrived' },
      look: { when: ['arrived'] },
      tell: { when: ['arrived', 'told'], then: 'told' },
    },
    onSite: { acts: ['hurry', 'arrive', 'look', 'tell'], signers: [] },
  } as unknown as Procedure
  expect(setsUpOnSite(procedure)).toEqual(['hurry'])
  expect(courseAfter(procedure, 'hurry')).toEqual(['look', 'tell'])
  expect(setsUpOnSite({ ...procedure, onSite: undefined } as unknown as Procedure)).toEqual([])
})

test('who begins matters on the spot is who sits in a role of an act that sets one up there', () => {
  const begins = (acts: readonly string[], level?: 'head') => {
    const roles = { clerk: { title: '收信人', seat: { kind: 'function', name: 'coordination', level } } }
    const procedures = {
      petition: { ...petition, roles, onSite: { acts, signers: [] } } as unknown as Procedure,
    }
    const post = { functions: ['coordination'], level: 'staff' as const }
    return [beginsOnSite({ procedures }, post), beginsOnSite({ procedures }, { ...post, functions: [] })]
  }
  expect(begins(['receive'])).toEqual([true, false])
  expect(begins(['answer'])).toEqual([false, false])
  expect(begins(['receive'], 'head')).toEqual([false, false])
})

test('an act that is told of later happened when its form or the phone says', () => {
  const fields = { ...noted, ...moment }
  const onSpotAt = (clock: string) => `现场确认：${clock}（手机记录）\n0f1e  2026-03-05 21:39  签名.png`
  expect(spotMoment(fields, { onSpot: onSpotAt('2026-03-05 21:40') })).toBe('2026-03-05T13:40:00.000Z')
  expect(spotMoment(fields, { at: '2026-03-05 21:10', onSpot: onSpotAt('2026-03-05 21:40') })).toBe(
    '2026-03-05T13:10:00.000Z',
  )
  expect(spotMoment(fields, {})).toBeUndefined()
  expect(spotMoment(fields, { onSpot: onSpotAt('2026-02-30 25:00') })).toBeUndefined()
  expect(spotMoment(fields, { at: '昨天' })).toBeUndefined()
})
