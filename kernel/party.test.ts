import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { checkParties } from './party.ts'
import type { Procedure } from './vocabulary.ts'

const party = { name: 'subject', sees: ['answer'], acts: ['answer'], papers: [], remedies: () => [] }
const found = (declared: object) =>
  checkParties({
    procedures: { petition: { ...petition, party: declared } as unknown as Procedure },
    norms: {},
  }).map(({ code, where, what }) => `${code} ${where}: ${what}`)

test('what a party is shown is there', () => {
  expect(found({ ...party, acts: Object.keys(petition.powers).slice(0, 1) })).toEqual([])
  expect(found({ ...party, name: 'nobody', sees: ['nothing'], acts: ['vanish'], papers: ['slip'] })).toEqual([
    'PARTY_UNKNOWN petition.party: there is no field nobody',
    'PARTY_UNKNOWN petition.party: there is no field nothing',
    'PARTY_UNKNOWN petition.party: there is no act vanish',
    'PARTY_UNKNOWN petition.party: there is no paper slip',
  ])
})
