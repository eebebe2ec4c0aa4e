import { expect, test } from 'vitest'
import type { Fields } from '../../api/shapes.ts'
import { groupsLast } from './order.ts'

const text = (optional?: true) =>
  ({ kind: 'text', title: '文字', max: 20, ...(optional ? { optional } : {}) }) as const

test('groups stand after the last required field and before what may be left out', () => {
  const fields: Fields = {
    task: text(),
    target: text(true),
    authority: { kind: 'group', title: '依据', of: { title: text() } },
    lead: text(),
    note: text(true),
  }
  expect(Object.keys(groupsLast(fields))).toEqual(['task', 'target', 'lead', 'authority', 'note'])
  expect(groupsLast(fields)['authority']).toBe(fields['authority'])
  expect(Object.keys(groupsLast({ note: text(true) }))).toEqual(['note'])
})
