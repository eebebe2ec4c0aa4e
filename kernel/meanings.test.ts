import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { checkMeanings, dutiesMeaning, flagMeaning, kindsMeaning } from './meanings.ts'
import type { Procedure, Rulebook } from './vocabulary.ts'

const { answer: toAnswer, ...otherDuties } = petition.duties
const { answer, ...otherPowers } = petition.powers
if (!answer || !toAnswer) throw new Error('letters are answered')

/** Petitions whose words for what lists look for are their own. */
const meant: Procedure = {
  ...petition,
  powers: { ...otherPowers, answer: { ...answer, means: 'siteCheck' } },
  duties: { ...otherDuties, answer: { ...toAnswer, means: 'letterAnswer' } },
  flags: { waiting: { title: '等人', states: ['waiting'], means: 'stuck' } },
}
const book = (...procedures: Procedure[]): Rulebook => ({
  procedures: Object.fromEntries(procedures.map((one, at) => [`${one.id}${at}`, one])),
  norms: {},
})

test('what lists look for is found by what it means', () => {
  expect(flagMeaning(book(petition, meant), 'stuck')).toBe('waiting')
  expect(kindsMeaning(book(meant), 'siteCheck')).toEqual(['petition.answer'])
  expect(dutiesMeaning(book(meant), 'letterAnswer')).toEqual([
    { name: 'petition.answer', opening: ['petition.instruct'], discharging: ['petition.answer'] },
  ])
})

test('what no procedure means is not found', () => {
  expect(flagMeaning(book(petition), 'stuck')).toBeUndefined()
  expect(kindsMeaning(book(petition), 'siteCheck')).toEqual([])
  expect(dutiesMeaning(book(meant), 'siteCheck')).toEqual([])
})

test.each<[string, Procedure['flags'], string[]]>([
  ['the same name and meaning', { waiting: { title: '卡住', means: 'stuck' } }, []],
  ['another flag', { other: { title: '别的' } }, []],
  [
    'another name for the meaning',
    { halted: { title: '停下', means: 'stuck' } },
    ['petition.halted', 'petition.waiting'],
  ],
  ['the name without the meaning', { waiting: { title: '等' } }, ['petition.waiting']],
])('beside it, %s', (_, flags, clashes) => {
  const found = checkMeanings(book(meant, { ...petition, ...(flags && { flags }) }))
  expect(found.map(({ where }) => where).toSorted()).toEqual(clashes)
  expect(found.every(({ code }) => code === 'MEANING_SPLIT')).toBe(true)
})
