import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { checkLedger } from './check-ledger.ts'
import type { LedgerColumn } from './vocabulary.ts'

const SUBJECT: LedgerColumn = {
  name: 'subject',
  title: '来信标题',
  width: 30,
  from: 'subject',
  into: 'subject',
  synonyms: ['来信事项'],
  edited: { act: 'answer', field: 'answer' },
}
const LEADER: LedgerColumn = {
  name: 'leader',
  title: '批示领导',
  width: 14,
  from: 'leader',
  into: 'leader',
  instead: 'instruct',
}

const found = (...ledger: LedgerColumn[]) =>
  checkLedger({ ...petition, ledger }).map(({ code, where }) => [code, where])

test('a ledger that says what is there is sound', () => {
  expect(found(SUBJECT, LEADER)).toEqual([])
  expect(checkLedger(petition)).toEqual([])
})

test.each<[string, Partial<LedgerColumn>, string]>([
  ['a field that its form has not', { into: 'sender' }, 'COLUMN_FILLS_NOTHING'],
  ['a field within a text', { into: 'leader.name' }, 'COLUMN_FILLS_NOTHING'],
  ['rows that its form has not', { steps: 'subject' }, 'COLUMN_FILLS_NOTHING'],
  ['a change of what is no text', { edited: { act: 'instruct', field: 'unit' } }, 'COLUMN_CHANGES_NOTHING'],
  ['a change by an act there is none of', { edited: { act: 'none', field: 'x' } }, 'COLUMN_CHANGES_NOTHING'],
  ['another act there is none of', { instead: 'none' }, 'COLUMN_CHANGES_NOTHING'],
  ['the heading of another column', { title: '来信 标题（必填）' }, 'HEADING_TWICE'],
  ['a heading under which another is kept', { synonyms: ['来信事项：'] }, 'HEADING_TWICE'],
])('%s is found', (_, change, code) => {
  expect(found(SUBJECT, { ...LEADER, ...change })).toEqual([[code, 'petition.leader']])
})

test('a ledger that takes sheets in names the matter', () => {
  expect(found(LEADER)).toEqual([['LEDGER_UNTITLED', 'petition']])
})
