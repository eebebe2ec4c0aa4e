import { expect, test } from 'vitest'
import { withoutTitle } from './inbox-view.ts'
import { latestOfEach, pressingFirst } from './leader.ts'

test('of several notices of one matter the latest stands', () => {
  const rows = [
    { id: 'b', text: '第三条' },
    { id: 'a', text: '第二条' },
    { id: 'b', text: '第一条' },
  ]
  expect(latestOfEach(rows).map(({ text }) => text)).toEqual(['第三条', '第二条'])
})

test('what is overdue stands first, then what is about to be', () => {
  const rows = (['none', 'green', 'red', 'yellow', 'red'] as const).map((colour, n) => ({
    n,
    light: { colour, text: '' },
  }))
  expect(pressingFirst(rows).map(({ n }) => n)).toEqual([2, 4, 3, 1, 0])
})

test('a notice beside its title does not repeat it', () => {
  expect(withoutTitle('交办：修复路灯', '修复路灯')).toBe('交办')
  expect(withoutTitle('黄灯提醒：签收（2026年3月2日止）——修复路灯', '修复路灯')).toBe(
    '黄灯提醒：签收（2026年3月2日止）',
  )
  // The title has been worded anew since.
  expect(withoutTitle('交办：修复路灯', '修复全部路灯')).toBe('交办：修复路灯')
  expect(withoutTitle('交办：', '')).toBe('交办：')
})
