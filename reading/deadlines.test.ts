import { describe, expect, test } from 'vitest'
import { chooseDeadline, readDeadlineCell, scanDeadlines } from './deadlines.ts'
import type { Deadline } from './types.ts'

// 2025-03-05 is a Wednesday.
const anchor = { year: 2025, date: '2025-03-05' }
const prose = (text: string): Deadline | null => chooseDeadline(scanDeadlines(text, anchor, 'prose'))

describe('prose', () => {
  const cases: [text: string, deadline: Deadline][] = [
    ['2025年6月底前完成', { year: 2025, month: 6 }],
    ['5月20日前报送', '2025-05-20'],
    ['5月16日（星期五）下班前报送', '2025-05-16'],
    ['6月底前建成，9月投入使用', { year: 2025, month: 9 }],
    ['2025年底前完成一期，2026年6月底前完成二期', { year: 2026, month: 6 }],
    ['年内开工建设', { year: 2025, period: '年内' }],
    ['明年3月底前完成', { year: 2026, month: 3 }],
    ['三季度末完成', { year: 2025, quarter: 3 }],
    ['上半年完成招标', { year: 2025, period: '上半年' }],
    ['本周五前报方案，月底前完成', '2025-03-31'],
    ['会后3日内报送', { relative: '会后3日内' }],
    ['汛期前完成清淤', { relative: '汛期前' }],
    ['每月28日前报送进展', { relative: '每月28日前' }],
    ['完善制度，长期坚持。', { period: '长期' }],
  ]
  test.each(cases)('%s', (text, deadline) => {
    expect(prose(text)).toEqual(deadline)
  })
})

test.each([
  '将办理时限压减至5个工作日',
  '3个工作日内办结',
  '到2027年，建成示范点10个',
  '落实2024年版目录',
  '自2025年7月1日起施行',
  '有效期至2027年12月31日',
  '截至2025年2月底，已建成12处',
  '改造2000年底前建成的老旧小区',
  '《2025年6月底前重点任务》',
  '持续推进营商环境优化',
  '今后五年内保持稳定',
])('no deadline: %s', (text) => {
  expect(prose(text)).toBeNull()
})

describe('cells', () => {
  const cases: [words: string, deadline: Deadline | null][] = [
    ['2026.6.30', '2026-06-30'],
    ['2026年6月', { year: 2026, month: 6 }],
    ['6-9月', { year: 2025, month: 9 }],
    ['全年', { year: 2025, period: '全年' }],
    ['立行立改', { relative: '立行立改' }],
    ['按序时进度', { relative: '按序时进度' }],
    ['2025年12月底前，长期坚持', { year: 2025, month: 12 }],
    ['—', null],
  ]
  test.each(cases)('%s', (words, deadline) => {
    expect(chooseDeadline(readDeadlineCell(words, anchor))).toEqual(deadline)
  })
})

test('a paper without a year leaves the year open', () => {
  const found = scanDeadlines('5月20日前完成', { year: null, date: null }, 'prose')
  expect(chooseDeadline(found)).toEqual({ year: null, month: 5, day: 20 })
})

test('a day that does not exist is no deadline', () => {
  expect(prose('2025年2月30日前完成')).toBeNull()
})
