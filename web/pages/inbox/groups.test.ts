import { expect, test } from 'vitest'
import type { InboxItem } from '../../api/shapes.ts'
import { groupsOf } from './groups.ts'

const item = (name: string, dueAt: string, lapsed = false, procedure = 'task'): InboxItem =>
  ({
    matter: { id: dueAt, procedure, procedureTitle: '督办事项' },
    duty: { name, must: `要${name}`, dueAt, lapsed },
    at: '',
  }) as unknown as InboxItem

test('duties of one kind together, the most pressing group and item first', () => {
  const groups = groupsOf([
    item('verify', '2026-03-05'),
    item('strikeOff', '2026-03-01', true),
    item('verify', '2026-03-02'),
    { matter: { id: 'n' }, notice: '知悉', at: '' } as unknown as InboxItem,
  ])
  expect(groups.map(({ name, must, items }) => [name, must, items.map((one) => one.duty?.dueAt)])).toEqual([
    ['task.strikeOff', '要strikeOff', ['2026-03-01']],
    ['task.verify', '要verify', ['2026-03-02', '2026-03-05']],
  ])
  expect(groupsOf([item('archive', '1'), item('archive', '2', false, 'paper')])).toHaveLength(2)
  expect(groups[0]?.note).toContain('1件已超过')
})
