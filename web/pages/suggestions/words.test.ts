import { expect, test } from 'vitest'
import { pageName, paceText } from './words.ts'

const figures = {
  since: '2026-01-01',
  received: 3,
  answered: 0,
  waiting: 3,
  late: 0,
  withinDays: 7,
  medianDays: null,
}

test('how quickly the office answers', () => {
  expect(paceText(figures)).toBe('还没有答复过')
  expect(paceText({ ...figures, medianDays: 0.4 })).toBe('答复用时中位数不到1日')
  expect(paceText({ ...figures, medianDays: 2.25, late: 2 })).toBe('答复用时中位数2.3日；有2条等了超过7日')
})

test('a page is called as people call it, an unknown one by its address', () => {
  expect(pageName('/matters/01a2')).toBe('台账、事项')
  expect(pageName('/somewhere')).toBe('/somewhere')
})
