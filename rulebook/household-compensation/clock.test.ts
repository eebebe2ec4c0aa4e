import { describe, expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { shippedCalendar } from '../calendars/index.ts'
import { rulebook } from '../index.ts'
import {
  deposited,
  doing,
  house,
  land,
  landOpened,
  opened,
  requested,
  talking,
  urged,
  usual,
} from './cases.ts'
import { lastDay, termsFrom } from './clock.ts'
import { householdCompensation } from './procedure.ts'
import { remediesOf } from './remedies.ts'

describe('terms from the day a decision is served', () => {
  test.each([
    // served, review until, suit until, application by
    ['an ordinary day', '2026-04-13', '2026-06-12', '2026-10-13', '2027-01-13'],
    ['the suit term would end in National Day week', '2026-04-01', '2026-06-01', '2026-10-08', '2027-01-08'],
    [
      'it would end on a Saturday that is worked (调休)',
      '2026-04-10',
      '2026-06-09',
      '2026-10-10',
      '2027-01-10',
    ],
    ['it would end on a Sunday', '2026-02-02', '2026-04-03', '2026-08-03', '2026-11-03'],
    ['the review term would end on 清明', '2026-02-03', '2026-04-07', '2026-08-03', '2026-11-03'],
    ['there is no 31st of the month', '2026-03-31', '2026-06-01', '2026-09-30', '2026-12-30'],
    ['it would end within 春节', '2025-08-17', '2025-10-16', '2026-02-24', '2026-05-24'],
    ['the year is not announced: weekends only', '2026-08-31', '2026-10-30', '2027-03-01', '2027-06-01'],
  ])('%s', (_, served, reviewUntil, suitUntil, applyBy) => {
    expect(termsFrom(served, shippedCalendar)).toEqual({ reviewUntil, suitUntil, applyBy })
  })

  test('a person’s last day moves past days of rest, and past nothing else', () => {
    expect(lastDay(shippedCalendar, '2026-02-14')).toBe('2026-02-14')
    expect(lastDay(shippedCalendar, '2026-02-15')).toBe('2026-02-24')
  })
})

describe('the last day refused, the first day done', () => {
  const before = { shownOn: '2026-01-20' }
  test.each([
    // clock, steps before, act, form, the day on one side, its code, the day on the other
    ['复核评估：收到报告10日', talking, 'askReview', '2026-02-03', '2026-02-02', 'REVIEW_LATE'],
    ['签约期限届满', talking, 'requestDecision', '2026-03-31', '2026-04-01', 'SIGNING_RUNNING'],
    ['搬迁期限届满', deposited, 'urge', '2026-05-31', '2026-06-01', 'MOVE_NOT_DUE'],
    ['催告10个工作日', urged, 'applyToCourt', '2026-10-28', '2026-10-29', 'URGED_SHORT'],
    ['起诉期限', deposited, 'applyToCourt', '2026-10-13', '2026-10-14', 'SUIT_RUNNING'],
    ['三个月内申请', urged, 'applyToCourt', '2027-01-14', '2027-01-13', 'APPLICATION_LATE'],
  ])('%s', (name, steps, act, refusedOn, doneOn, code) => {
    const dated = ['askReview', 'urge'].includes(act)
    const at = (day: string, refused?: string) => ({
      ...doing(day, act, { matters: house(before) }),
      ...(dated ? { form: { on: day } } : {}),
      ...(refused === undefined ? {} : { refused }),
    })
    // What else stands against it on those days is another clock's business: the refusal must be this one's and go away.
    const refusals = { name, steps: [...steps, at(refusedOn, code)] }
    runCase(rulebook, householdCompensation.id, usual, refusals)
    if (code === 'SUIT_RUNNING') return
    runCase(rulebook, householdCompensation.id, usual, { name, steps: [...steps, at(doneOn)] })
  })

  test('补偿登记：公告的期限当日还可以，次日不行', () => {
    const register = (day: string, refused?: string) => ({
      name: 'register',
      steps: [
        ...landOpened,
        { ...doing(day, 'register', { matters: land() }), ...(refused === undefined ? {} : { refused }) },
      ],
    })
    runCase(rulebook, householdCompensation.id, usual, register('2026-02-28'))
    runCase(rulebook, householdCompensation.id, usual, register('2026-03-01', 'REGISTRATION_CLOSED'))
  })

  test('the ladder of an answer in ten days climbs on the day after the tenth', () => {
    runCase(rulebook, householdCompensation.id, usual, {
      name: 'ladder',
      steps: [
        ...talking,
        doing('2026-01-30', 'askReview'),
        { at: '2026-02-09T15:59:59.999Z', lapse: 'answerReview', rung: 'remind' },
        { at: '2026-02-09T16:00:00.000Z', lapse: 'answerReview', rung: 'lapse' },
      ],
    })
  })
})

describe('what the owner is told he may do', () => {
  const after = (steps: typeof opened, today: string) =>
    remediesOf(runCase(rulebook, householdCompensation.id, usual, { name: 'told', steps }).record, today).map(
      ({ title, until }) => [title, until],
    )

  test.each([
    ['before anything was delivered', opened, '2026-01-20', []],
    // The tenth day, 31 January, is a Saturday.
    ['after the report', talking, '2026-02-02', [['申请复核评估', '2026-02-02']]],
    ['once that has run out', talking, '2026-02-03', []],
    ['while nothing is decided', requested, '2026-04-02', []],
    [
      'after the decision',
      deposited,
      '2026-06-12',
      [
        ['申请行政复议', '2026-06-12'],
        ['提起行政诉讼', '2026-10-13'],
      ],
    ],
    ['once the review term is over', deposited, '2026-06-13', [['提起行政诉讼', '2026-10-13']]],
    ['once both are', deposited, '2026-10-14', []],
  ])('%s', (_, steps, today, told) => {
    expect(after(steps, today)).toEqual(told)
  })
})
