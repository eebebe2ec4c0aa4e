import { describe, expect, test } from 'vitest'
import { alikeTo, ownWords } from './own-words.ts'

describe('formulas of agreement are nobody’s own words', () => {
  test.each([
    '同意',
    '我同意上述意见。',
    '完全赞成大家的意见，没有不同意见',
    '原则同意，按程序推进。',
    '无意见',
    '没有其他意见，照办。',
    '本人表示赞同该方案',
    '支持，按会议精神抓紧落实',
    '不同意',
  ])('%s', (said) => expect(ownWords(said)).toBe(''))

  test.each([
    ['同意。资金建议分两年安排', '资金建议分两年安排'],
    ['没有意见，但是施工要避开汛期', '但是施工要避开汛期'],
    ['有不同意见：标准偏高', '有不同意见标准偏高'],
    ['不同意今年启动：土地指标没有落实', '今年启动土地指标没有落实'],
  ])('%s keeps %s', (said, own) => expect(ownWords(said)).toBe(own))
})

describe('what was said before', () => {
  const first = '资金建议分两年安排，先保障主体工程'
  test('the same words are wholly alike', () => expect(alikeTo(first, first)).toBe(100))
  test('a part of them as well, for it adds nothing', () => expect(alikeTo('分两年安排', first)).toBe(100))
  test('more than them is less alike', () => {
    const more = alikeTo('资金建议分两年安排，另外把监理和审计的责任写进合同', first)
    expect(more).toBeGreaterThan(20)
    expect(more).toBeLessThan(60)
  })
  test('other words are not', () => expect(alikeTo('汛期以前必须完工', first)).toBeLessThan(10))
  test('nothing is like nothing', () => expect([alikeTo('', first), alikeTo('好', first)]).toEqual([0, 0]))
})
