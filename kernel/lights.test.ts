import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Calendar } from './calendar.ts'
import { light, yellowUntil } from './lights.ts'
import { addDays, endOf, startOf } from './time.ts'

// 1–8 October 2026 off; Saturday the 10th worked instead.
const OFF = Object.fromEntries(['01', '02', '05', '06', '07', '08'].map((d) => [`2026-10-${d}`, '国庆节']))
const calendar: Calendar = {
  version: 't',
  years: { '2026': { source: '', off: OFF, makeup: { '2026-10-10': '调休' } } },
}
const open = (day: string) => ({ dueAt: endOf(day), paused: false, closed: false })
const noon = (day: string) => `${day}T04:00:00.000Z`

test.each([
  ['2026-03-02', '2026-03-09', 'green', '绿：距时限5个工作日'],
  ['2026-03-02', '2026-03-06', 'green', '绿：距时限4个工作日'],
  ['2026-03-02', '2026-03-05', 'yellow', '黄：距时限3个工作日'],
  ['2026-03-02', '2026-03-04', 'yellow', '黄：距时限2个工作日'],
  ['2026-03-02', '2026-03-02', 'yellow', '黄：今日到期'],
  ['2026-03-03', '2026-03-02', 'red', '红：逾期1日'],
  ['2026-03-05', '2026-03-02', 'red', '红：逾期3日'],
  // Ten calendar days, but only the 30th, the 9th and the made-up 10th are worked.
  ['2026-09-29', '2026-10-11', 'yellow', '黄：距时限3个工作日'],
  ['2026-12-30', '2027-01-04', 'green', '绿：距时限5日（2027年工作日历未录入，按自然日计）'],
])('on %s, what is due on %s is %s', (today, due, colour, text) => {
  expect(light(open(due), noon(today), calendar)).toEqual({ colour, text })
})

test('turns red at 24:00 of the last day, not before', () => {
  expect(light(open('2026-03-02'), '2026-03-02T15:59:59.999Z', calendar).colour).toBe('yellow')
  expect(light(open('2026-03-02'), '2026-03-02T16:00:00.000Z', calendar)).toEqual({
    colour: 'red',
    text: '红：逾期1日',
  })
})

test('is out while the clock rests, when nothing is due, and once closed', () => {
  expect(light({ ...open('2026-03-02'), paused: true }, noon('2026-04-01'), calendar)).toEqual({
    colour: 'none',
    text: '暂停计时',
  })
  expect(light({ dueAt: null, paused: false, closed: false }, noon('2026-04-01'), calendar).colour).toBe(
    'none',
  )
  expect(light({ ...open('2026-03-02'), closed: true }, noon('2026-04-01'), calendar).colour).toBe('none')
})

test('an hour’s term is red from its minute on', () => {
  const input = { dueAt: '2026-03-02T06:30:00.000Z', paused: false, closed: false }
  expect(light(input, '2026-03-02T06:29:59.999Z', calendar).text).toBe('黄：今日到期')
  expect(light(input, '2026-03-02T06:30:00.000Z', calendar)).toEqual({ colour: 'red', text: '红：已逾期' })
})

test('queries and pages draw the same line between yellow and green', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 340 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 7 }),
      (from, ahead, yellow) => {
        const today = addDays('2026-01-01', from)
        const due = addDays(today, ahead)
        if (due >= '2026-12-20') return
        const now = startOf(today)
        const queried = endOf(due) <= yellowUntil(now, calendar, yellow) ? 'yellow' : 'green'
        expect(light(open(due), now, calendar, yellow).colour).toBe(queried)
      },
    ),
  )
})
