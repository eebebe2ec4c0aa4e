import { expect, test } from 'vitest'
import {
  type Preview,
  type Row,
  emptySession,
  isIn,
  queryOf,
  rowForm,
  rowKey,
  sharedFrom,
  sharedMissing,
  standingOf,
} from './session.ts'

const own = {
  task: { kind: 'text', title: '工作任务', max: 200 },
  lead: { kind: 'unit', title: '牵头单位' },
  cooperating: { kind: 'units', title: '配合单位', optional: true },
  due: { kind: 'day', title: '完成时限' },
} as const
const shared = {
  authority: {
    kind: 'group',
    title: '交办依据',
    of: {
      title: { kind: 'text', title: '名称', max: 200 },
      number: { kind: 'text', title: '文号', max: 60, optional: true },
    },
  },
  arranger: { kind: 'post', title: '交办领导' },
} as const
const form = { own, shared }

const row: Row = {
  sheet: 0,
  row: 5,
  values: { task: '修桥', cooperating: ['b'], due: '2026-06-30', authority: { title: '常务会议' } },
  written: { lead: '某某局' },
  faults: [
    { level: 'bad', field: 'lead', at: 3, message: '名录里没有牵头单位“某某局”' },
    { level: 'look', field: 'due', at: 5, message: '没有写年份' },
  ],
  chosen: true,
}
const session = emptySession('k')

test('a fault goes once its field is put right, and comes back as missing when it is emptied', () => {
  expect(standingOf(row, session, form).bad.map(({ message }) => message)).toEqual([
    '名录里没有牵头单位“某某局”',
  ])
  const touched = (values: Record<string, unknown>) => ({
    ...session,
    touched: { [rowKey(row)]: { values } },
  })
  expect(standingOf(row, touched({ lead: 'a' }), form).bad).toEqual([])
  expect(
    standingOf(row, touched({ lead: 'a', due: undefined }), form).bad.map(({ message }) => message),
  ).toEqual(['没有完成时限'])
})

test('the row’s own words go before what holds for the sheet', () => {
  const filled = { ...session, shared: { arranger: 'p', authority: { title: '整张表', number: '3号' } } }
  expect(rowForm({ ...row.values, lead: 'a' }, filled, form)).toEqual({
    task: '修桥',
    lead: 'a',
    cooperating: ['b'],
    due: '2026-06-30',
    arranger: 'p',
    authority: { title: '常务会议', number: '3号' },
  })
})

test('what the sheet lacks for some row is asked for once', () => {
  const standing = standingOf(row, session, form)
  expect(sharedMissing([standing], session, form)).toEqual(['交办领导'])
  const bare = { ...standing, values: { task: '修桥' } }
  expect(sharedMissing([standing, bare], session, form)).toEqual(['交办领导', '名称'])
})

test('the sheet’s title is the first name of the authority', () => {
  const preview = {
    sheets: [{ title: null }, { title: '2026年重点工作' }],
    shared,
    file: { name: '台账.xlsx' },
  }
  expect(sharedFrom(preview as unknown as Preview)).toEqual({ authority: { title: '2026年重点工作' } })
})

test('a row stands under the headings that fit it', () => {
  const standing = standingOf(row, session, form)
  expect((['all', 'bad', 'look', 'out', 'made'] as const).map((filter) => isIn(filter, standing))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

test('what was said of columns goes to the server as one text', () => {
  expect(queryOf({ ...session, as: { '0.3': 'lead', '0.5': 'kept' }, year: 2027 })).toEqual({
    as: '0.3:lead,0.5:kept',
    year: 2027,
  })
  expect(queryOf(session)).toEqual({})
})
