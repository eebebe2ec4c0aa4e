import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { text } from './fields.ts'
import { checkOnSite } from './on-site.ts'
import type { Procedure } from './vocabulary.ts'

const noted = { onSpot: text('现场留痕', { max: 1000, optional: true, onSpot: true }) }
const { powers } = petition
const spot = { ...powers['answer'], form: { ...powers['answer']?.form, ...noted } }
const found = (acts: readonly string[]) =>
  checkOnSite({
    procedures: {
      petition: {
        ...petition,
        powers: { ...powers, answer: spot },
        onSite: { acts, signers: ['来信人'] },
      } as unknown as Procedure,
    },
    norms: {},
  }).map(({ where, what }) => `${where}: ${what}`)

test('what is done on the spot is there, on a matter that is there, and says how it went', () => {
  expect(found(['answer'])).toEqual([])
  expect(found(['receive', 'instruct', 'vanish'])).toEqual([
    'petition.receive: receive sets a matter up: there is no page yet from which it could be done',
    'petition.instruct: the form of instruct has no field for what the phone notes',
    'petition.vanish: there is no act vanish',
  ])
})
