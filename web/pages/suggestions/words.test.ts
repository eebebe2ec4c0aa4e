import { expect, test } from 'vitest'
import { paceText } from './words.ts'

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
