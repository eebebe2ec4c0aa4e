import { describe, expect, test } from 'vitest'
import { workdaysAfter } from '#kernel/calendar.ts'
import { dueAfter } from '#kernel/terms.ts'
import { type Day, addDays, dayAt, lastDayBefore, startOf } from '#kernel/time.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { runCase } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { usual } from './cases.ts'
import {
  DECIDE_DAYS,
  HEARING_ASK_DAYS,
  URGE_DAYS,
  appealEnd,
  courtTerm,
  lateFee,
  limitation,
  noticeDays,
  outstanding,
  payDay,
  workday,
} from './clock.ts'
import { penaltyCase } from './procedure.ts'
import type { PenaltyRecord } from './record.ts'

const calendar = shippedCalendar

/** What the law counts, from when, and the last day. Two, three, five and seven are working days; fifteen, ninety and years are not. */
const TERMS: readonly [name: string, from: Day, count: (from: Day) => Day | undefined, last: Day][] = [
  // 处罚法 64(一): five working days to ask for a hearing.
  ['听证五日，跨国庆和调休', '2026-09-29', (day) => workday(calendar, day, HEARING_ASK_DAYS), '2026-10-12'],
  [
    '听证五日，跨春节和两个调休日',
    '2026-02-12',
    (day) => workday(calendar, day, HEARING_ASK_DAYS),
    '2026-02-26',
  ],
  ['听证五日，跨清明', '2026-04-01', (day) => workday(calendar, day, HEARING_ASK_DAYS), '2026-04-09'],
  ['听证五日，月末', '2026-03-31', (day) => workday(calendar, day, HEARING_ASK_DAYS), '2026-04-08'],
  // 处罚法 56, 61: seven working days; 48: three; 71: two.
  ['登记保存七日，跨劳动节和调休', '2026-04-28', (day) => term('settlePreservedWithin', day), '2026-05-11'],
  ['登记保存七日，跨春节', '2026-02-13', (day) => term('settlePreservedWithin', day), '2026-03-02'],
  ['送达七日，跨调休的周日和中秋', '2026-09-18', (day) => term('serveWithin', day), '2026-09-29'],
  ['撤回公开三日，跨端午', '2026-06-17', (day) => term('withdrawWithin', day), '2026-06-23'],
  ['当场收缴二日交回，周五', '2026-03-06', (day) => term('handInWithin', day), '2026-03-10'],
  // 处罚法 60: ninety calendar days.
  ['办案九十日，跨年、跨春节，日历日', '2025-12-01', (day) => addDays(day, DECIDE_DAYS), '2026-03-01'],
  ['办案九十日，跨二月末', '2026-01-31', (day) => addDays(day, DECIDE_DAYS), '2026-05-01'],
  // 处罚法 67: fifteen calendar days, a last day on a rest day goes on.
  ['缴款十五日，日历日', '2026-04-20', (day) => payDay(calendar, day), '2026-05-06'],
  ['缴款十五日，末日在春节长假', '2026-02-05', (day) => payDay(calendar, day), '2026-02-24'],
  ['缴款十五日，末日是周六', '2026-03-06', (day) => payDay(calendar, day), '2026-03-23'],
  ['缴款十五日，末日是调休上班的周六', '2026-02-13', (day) => payDay(calendar, day), '2026-02-28'],
  ['缴款十五日，末日在国庆长假', '2026-09-18', (day) => payDay(calendar, day), '2026-10-08'],
  // 处罚法 36.
  ['追诉二年', '2024-03-02', (day) => limitation(day, false), '2026-03-02'],
  ['追诉二年，闰日', '2024-02-29', (day) => limitation(day, false), '2026-02-28'],
  ['追诉五年', '2021-03-02', (day) => limitation(day, true), '2026-03-02'],
  // 复议法 20, 行政诉讼法 46, 强制法 53: six months, then three.
  ['复议、诉讼期限，六个月', '2026-04-20', (day) => appealEnd(calendar, day), '2026-10-20'],
  ['复议、诉讼期限，月末没有对应日', '2025-08-31', (day) => appealEnd(calendar, day), '2026-02-28'],
  ['复议、诉讼期限，末日在国庆长假', '2026-04-01', (day) => appealEnd(calendar, day), '2026-10-08'],
  ['申请法院执行之日', '2026-04-20', (day) => courtTerm(calendar, { servedOn: day }).from, '2026-10-21'],
  [
    '申请法院执行的期限，三个月',
    '2026-04-20',
    (day) => courtTerm(calendar, { servedOn: day }).by,
    '2027-01-20',
  ],
  [
    '申请法院执行的期限，月末',
    '2025-08-31',
    (day) => courtTerm(calendar, { servedOn: day }).by,
    '2026-05-28',
  ],
  [
    '分期的，自分期结束之日起算',
    '2026-04-20',
    (day) => courtTerm(calendar, { servedOn: day, deferredUntil: '2026-11-30' }).by,
    '2027-02-28',
  ],
  [
    '延期早于救济期限的，不提前',
    '2026-04-20',
    (day) => courtTerm(calendar, { servedOn: day, deferredUntil: '2026-06-30' }).by,
    '2027-01-20',
  ],
  // 强制法 54 and 69: ten is working days there, while 处罚法 85 does not know ten.
  ['催告十日，工作日', '2026-11-02', (day) => workday(calendar, day, URGE_DAYS), '2026-11-16'],
  ['催告十日，跨国庆和调休', '2026-09-25', (day) => workday(calendar, day, URGE_DAYS), '2026-10-15'],
]

/** The last day of one of the procedure's own terms, counted from a day. */
function term(name: string, from: Day): Day | undefined {
  const spec = penaltyCase.terms[name]
  if (!spec || spec.kind === 'until') throw new Error(`no counted term ${name}`)
  const due = dueAfter(spec, startOf(from), calendar)
  return due.known ? lastDayBefore(due.value.due) : undefined
}

test.each(TERMS)('%s：自%s', (_, from, count, last) => {
  expect(count(from)).toBe(last)
})

test('the same ten days are working days in one law and calendar days nowhere: what each law says is counted so', () => {
  const [from] = ['2026-09-25']
  const working = workdaysAfter(calendar, from, 10)
  expect(working.known && working.value.last).toBe('2026-10-15')
  expect(addDays(from, 10)).toBe('2026-10-05')
})

/** 处罚法 64(二): notice and hearing, and the working days that lie between them. */
test.each<[Day, Day, number]>([
  ['2026-04-07', '2026-04-16', 6],
  ['2026-04-07', '2026-04-17', 7],
  ['2026-09-24', '2026-10-13', 7],
  ['2026-09-24', '2026-10-12', 6],
  ['2026-02-12', '2026-03-02', 7],
  ['2026-02-12', '2026-02-28', 6],
])('通知%s，听证%s，其间%i个工作日', (told, hearing, days) => {
  expect(noticeDays(calendar, told, hearing)).toBe(days)
})

test('what falls in a year whose holidays are not known is not guessed, and the party’s last day stays where it is', () => {
  expect(noticeDays(calendar, '2026-12-25', '2027-01-12')).toBeUndefined()
  expect(workday(calendar, '2026-12-30', 5)).toBeUndefined()
  expect(payDay(calendar, '2026-12-18')).toBe('2027-01-02')
})

describe('加处罚款', () => {
  const owing = (more: Partial<PenaltyRecord> = {}): PenaltyRecord => ({
    payBy: '2026-03-18',
    penalties: [{ kind: 'fine', amount: 1000 }],
    ...more,
  })
  const FEES: readonly [name: string, record: PenaltyRecord, on: Day, fee: number][] = [
    ['期限内没有', owing(), '2026-03-18', 0],
    ['逾期一日', owing(), '2026-03-19', 30],
    ['逾期十日', owing(), '2026-03-28', 300],
    ['逾期三十三日', owing(), '2026-04-20', 990],
    ['逾期三十四日，不超出罚款数额', owing(), '2026-04-21', 1000],
    ['逾期一年', owing(), '2027-03-18', 1000],
    ['没收的违法所得不加处', owing({ penalties: [{ kind: 'gains', amount: 9000 }] }), '2026-03-28', 0],
    [
      '复议期间不计',
      owing({ appeals: [{ kind: 'review', from: '2026-03-21', until: '2026-03-25' }] }),
      '2026-03-28',
      150,
    ],
    ['诉讼没有终结，一直不计', owing({ appeals: [{ kind: 'suit', from: '2026-03-21' }] }), '2026-06-28', 60],
    [
      '期限届满前受理的，届满后才扣',
      owing({ appeals: [{ kind: 'review', from: '2026-03-10', until: '2026-03-20' }] }),
      '2026-03-28',
      240,
    ],
    [
      '复议和诉讼重叠的只扣一次',
      owing({
        appeals: [
          { kind: 'review', from: '2026-03-21', until: '2026-03-25' },
          { kind: 'suit', from: '2026-03-24', until: '2026-03-26' },
        ],
      }),
      '2026-03-28',
      120,
    ],
    ['没有缴款期限的没有', { penalties: [{ kind: 'fine', amount: 1000 }] }, '2026-03-28', 0],
  ]
  test.each(FEES)('%s', (_, record, on, fee) => {
    expect(lateFee(record, on)).toBe(fee)
  })
})

test('what is still owed: fine, gains and the late fee that was asked for, less what was paid; nothing of what was revoked', () => {
  const record: PenaltyRecord = {
    penalties: [
      { kind: 'fine', amount: 1000 },
      { kind: 'gains', amount: 500 },
      { kind: 'goods', amount: 9999 },
    ],
    lateFee: 300,
    payments: [{ on: '2026-03-20', amount: 700, via: '指定银行' }],
  }
  expect(outstanding(record)).toBe(1100)
  expect(outstanding({ ...record, overturned: 'revoked' })).toBe(0)
  expect(outstanding({ ...record, collected: 2000 })).toBe(0)
})

test('a hearing may be asked for until the fifth working day, and not on the sixth', () => {
  const told = (day: Day) => [
    { at: '2026-09-01', who: 'water.clerk', act: 'registerLead' },
    { at: '2026-09-01', who: 'water.clerk', act: 'proposeFiling' },
    { at: '2026-09-02', who: 'water.head', act: 'fileCase' },
    { at: '2026-09-03', who: 'water.clerk', act: 'investigate', form: { on: '2026-09-03' } },
    { at: '2026-09-03', who: 'water.clerk', act: 'takeEvidence', form: { on: '2026-09-03' } },
    {
      at: '2026-09-28',
      who: 'water.clerk',
      act: 'finish',
      form: { penalties: [{ kind: 'fine', amount: 80_000 }] },
    },
    {
      at: '2026-09-29',
      who: 'water.clerk',
      act: 'tell',
      form: { service: { how: 'direct', on: '2026-09-29', receiver: '石某' } },
    },
    { at: day, who: 'water.clerk', act: 'requestHearing', form: { on: day } },
  ]
  const asked = runCase(rulebook, 'penalty', usual, { name: '第五日', steps: told('2026-10-12') })
  expect([asked.state, asked.record['hearingBy']]).toEqual(['hearingAsked', '2026-10-12'])
  const [late, ...before] = told('2026-10-13').toReversed()
  runCase(rulebook, 'penalty', usual, {
    name: '第六日',
    steps: [...before.toReversed(), { ...late!, refused: 'HEARING_LATE' }],
  })
  expect(dayAt('2026-10-12T15:59:59.999Z')).toBe('2026-10-12')
})
