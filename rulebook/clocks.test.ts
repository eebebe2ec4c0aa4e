import { expect, test } from 'vitest'
import { dueAfter } from '#kernel/terms.ts'
import { type Day, instantOf } from '#kernel/time.ts'
import { shippedCalendar } from './calendars/index.ts'
import { rulebook } from './index.ts'

// Counted terms at their edges, counted by hand on the notices of 2025 and 2026. What runs until a day of the record, testing periods and
// remedies stand in the tables of the procedures' own clock tests.

/** Procedure and term, when the act is done on the district's clock, and the last day on which the duty can still be met. */
const EDGES: readonly [edge: string, term: string, at: string, last: Day][] = [
  ['an ordinary week', 'normative-document.registerWithin', '2026-03-02 10:00', '2026-03-05'],
  [
    'one minute before midnight still counts from its own day',
    'normative-document.registerWithin',
    '2026-03-02 23:59',
    '2026-03-05',
  ],
  ['at midnight it is the next day', 'normative-document.registerWithin', '2026-03-03 00:00', '2026-03-06'],
  [
    'the eve of Spring Festival, the Saturday is worked',
    'normative-document.registerWithin',
    '2026-02-13 17:00',
    '2026-02-25',
  ],
  ['on the worked Saturday itself', 'normative-document.registerWithin', '2026-02-14 10:00', '2026-02-26'],
  ['within Spring Festival', 'normative-document.registerWithin', '2026-02-18 10:00', '2026-02-26'],
  ['the worked Saturday after it counts', 'legality-review.completeWithin', '2026-02-24 10:00', '2026-03-02'],
  [
    'fifteen working days over Spring Festival',
    'legality-review.reviewDocument',
    '2026-02-09 10:00',
    '2026-03-06',
  ],
  [
    'fifteen working days over National Day, its worked Sunday and Saturday',
    'legality-review.reviewDecision',
    '2026-09-18 10:00',
    '2026-10-15',
  ],
  ['seven working days over Labour Day', 'penalty.serveWithin', '2026-04-29 10:00', '2026-05-12'],
  ['preserved evidence over 端午', 'penalty.settlePreservedWithin', '2026-06-17 16:00', '2026-06-29'],
  ['three working days over 清明', 'penalty.withdrawWithin', '2026-04-03 10:00', '2026-04-09'],
  ['days include holidays', 'normative-document.fileWithin', '2026-02-10 10:00', '2026-02-25'],
  ['days from the end of a month', 'normative-document.fileWithin', '2026-01-31 10:00', '2026-02-15'],
  [
    'days whose last is a day of rest stay where they are',
    'normative-document.correctWithin',
    '2026-09-04 10:00',
    '2026-10-04',
  ],
  [
    'days over the end of a year that nobody has announced',
    'normative-document.correctWithin',
    '2026-12-15 10:00',
    '2027-01-14',
  ],
  ['days over February of a leap year', 'normative-document.correctWithin', '2024-02-10 10:00', '2024-03-11'],
  [
    'publication within twenty working days over 中秋 and National Day',
    'normative-document.publishWithin',
    '2026-09-14 10:00',
    '2026-10-16',
  ],
  [
    'a taking is announced within fifteen working days over Spring Festival',
    'land-expropriation.announceWithin',
    '2026-02-10 10:00',
    '2026-03-09',
  ],
  [
    'assessors are chosen within fifteen working days over Labour Day',
    'house-expropriation.chooseWithin',
    '2026-04-24 10:00',
    '2026-05-19',
  ],
  [
    'the audit term is days, whatever lies within',
    'house-expropriation.auditWithin',
    '2026-08-31 10:00',
    '2027-02-27',
  ],
  [
    'the legal office answers within ten working days over National Day',
    'lawful-path.answerWithin',
    '2026-09-24 10:00',
    '2026-10-15',
  ],
  [
    'signed for on the last afternoon of the year',
    'supervised-task.signWithin',
    '2025-12-31 16:00',
    '2026-01-04',
  ],
]

test.each(EDGES)('%s: %s', (_, name, at, last) => {
  const [procedure = '', term = ''] = name.split('.')
  const declared = rulebook.procedures[procedure]?.terms[term]
  if (!declared || declared.kind === 'until') throw new Error(`${name} is no counted term`)
  const due = dueAfter(declared, instantOf(at), shippedCalendar)
  expect(due.known && due.value.lastDay).toBe(last)
})
