import { describe, expect, test } from 'vitest'
import {
  articleKeys,
  articlesIn,
  endedBefore,
  isBaseless,
  lawsOf,
  nothingEnded,
  numeral,
  titleKey,
  writtenOut,
} from './law.ts'

test.each([
  ['一', 1],
  ['十', 10],
  ['十八', 18],
  ['二十', 20],
  ['一百零三', 103],
  ['一百一十', 110],
  ['一千二百六十', 1260],
  ['〇', 0],
  ['18', 18],
  ['某', undefined],
  ['', undefined],
])('%s is %s', (words, n) => {
  expect(numeral(words)).toBe(n)
})

test.each([
  ['《中华人民共和国行政强制法》', '行政强制法'],
  ['行政处罚法（2021年修订）', '行政处罚法'],
  ['优化营商环境条例', '优化营商环境条例'],
])('%s is known as %s', (title, key) => {
  expect(titleKey(title)).toBe(key)
})

test.each([
  ['第十八条', ['18']],
  ['第18条', ['18']],
  ['第十八条、第二十一条至第二十三条', ['18', '21', '22', '23']],
  ['第五条第二款第（三）项', ['5']],
  ['第一百三十三条之一', ['133之1']],
  ['政府常务会议', []],
])('%s names %s', (text, articles) => {
  expect(articlesIn(text)).toEqual(articles)
})

test('a range that is a slip does not name half a code', () => {
  expect(articlesIn('第1条至第9999条').length).toBeLessThan(300)
  expect(articlesIn('第9条至第3条')).toEqual(['9'])
})

describe('a register', () => {
  const laws = lawsOf(
    new Map([
      ['行政强制法#18', '2026-06-30'],
      ['旧条例', '2025-12-31'],
    ]),
  )

  test('an article is over from the day after its last', () => {
    const ref = { title: '中华人民共和国行政强制法', article: '第十八条' }
    expect(articleKeys(ref)).toEqual(['行政强制法#18'])
    expect(endedBefore(ref, laws, '2026-06-30')).toBeUndefined()
    expect(endedBefore(ref, laws, '2026-07-01')).toEqual({
      what: '《行政强制法》第18条',
      lastDay: '2026-06-30',
    })
    expect(endedBefore(ref, nothingEnded, '2026-07-01')).toBeUndefined()
  })

  test('every article goes with its instrument', () => {
    expect(endedBefore({ title: '旧条例', article: '第三条' }, laws, '2026-01-01')?.what).toBe('《旧条例》')
  })

  test('the instrument stands while one of its articles has ended', () => {
    expect(endedBefore({ title: '行政强制法' }, laws, '2027-01-01')).toBeUndefined()
  })

  test('a rule is without basis once all of its bases are over', () => {
    const [gone, stands] = [
      { title: '旧条例', article: '第三条' },
      { title: '行政强制法', article: '第19条' },
    ]
    expect(isBaseless([gone, stands], laws, '2026-01-01')).toBe(false)
    expect(isBaseless([gone], laws, '2026-01-01')).toBe(true)
    expect(isBaseless([gone], laws, '2025-12-31')).toBe(false)
    expect(isBaseless([], laws, '2026-01-01')).toBe(false)
    expect(isBaseless([{ title: '新条例', to: '2025-01-01' }], laws, '2026-01-01')).toBe(true)
  })

  test('a key is written as people write it', () => {
    expect(writtenOut('刑法#133之1')).toBe('《刑法》第133条之1')
    expect(writtenOut('工作规则#政府常务会议')).toBe('《工作规则》政府常务会议')
    expect(writtenOut('旧条例')).toBe('《旧条例》')
  })
})
