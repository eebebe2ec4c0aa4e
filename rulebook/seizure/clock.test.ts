import { expect, test } from 'vitest'
import { explainDue } from '#kernel/duties.ts'
import { type Day, endOf, instantOf } from '#kernel/time.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { runCase } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { excludedDays, lastDay, termText } from './clock.ts'
import type { Test } from './record.ts'

const tested = (from: Day, until: Day, done?: Day): Test => ({
  what: '样品',
  agency: '检测中心',
  from,
  until,
  ...(done ? { done } : {}),
})

/** 强制法 25: seized on, base term, extension, testing periods, days excluded, last day. */
const TERMS: readonly [name: string, seizedOn: Day, more: object, excluded: number, last: Day][] = [
  ['三十日，次日起算', '2026-09-14', {}, 0, '2026-10-14'],
  ['末日在春节长假内，不顺延', '2026-01-20', {}, 0, '2026-02-19'],
  ['跨二月', '2026-01-31', {}, 0, '2026-03-02'],
  ['跨闰年二月', '2024-01-31', {}, 0, '2024-03-01'],
  ['月末实施', '2026-08-31', {}, 0, '2026-09-30'],
  ['跨年', '2025-12-15', {}, 0, '2026-01-14'],
  ['国庆、调休不影响日历日', '2026-09-20', {}, 0, '2026-10-20'],
  ['延长三十日', '2026-09-14', { extension: 30 }, 0, '2026-11-13'],
  ['法律另有规定六个月的一百八十日', '2026-03-02', { days: 180 }, 0, '2026-08-29'],
  ['检测十日，首尾都不计入', '2026-09-14', { tests: [tested('2026-09-20', '2026-09-29')] }, 10, '2026-10-24'],
  ['检测一日', '2026-09-14', { tests: [tested('2026-09-20', '2026-09-20')] }, 1, '2026-10-15'],
  [
    '扣押当日送检，当日本来就不计入',
    '2026-09-14',
    { tests: [tested('2026-09-14', '2026-09-18')] },
    4,
    '2026-10-18',
  ],
  [
    '检测提前完成',
    '2026-09-14',
    { tests: [tested('2026-09-20', '2026-09-29', '2026-09-24')] },
    5,
    '2026-10-19',
  ],
  [
    '检测超过告知的期间，超过部分照样计入',
    '2026-09-14',
    { tests: [tested('2026-09-20', '2026-09-29', '2026-10-08')] },
    10,
    '2026-10-24',
  ],
  [
    '两次检测前后相接',
    '2026-09-14',
    { tests: [tested('2026-09-20', '2026-09-24', '2026-09-24'), tested('2026-09-25', '2026-09-29')] },
    10,
    '2026-10-24',
  ],
  [
    '两次检测重叠，同一日只算一次',
    '2026-09-14',
    { tests: [tested('2026-09-20', '2026-09-26', '2026-09-26'), tested('2026-09-25', '2026-09-29')] },
    10,
    '2026-10-24',
  ],
  ['检测跨过原期限届满日', '2026-09-14', { tests: [tested('2026-10-10', '2026-10-19')] }, 10, '2026-10-24'],
  [
    '检测跨延长：先延长，原期限内开始、延长期内结束',
    '2026-09-14',
    { extension: 30, tests: [tested('2026-10-10', '2026-10-19')] },
    10,
    '2026-11-23',
  ],
  [
    '延长期内检测',
    '2026-09-14',
    { extension: 30, tests: [tested('2026-11-01', '2026-11-05')] },
    5,
    '2026-11-18',
  ],
  ['检测跨国庆长假', '2026-09-14', { tests: [tested('2026-09-30', '2026-10-09')] }, 10, '2026-10-24'],
  ['检测跨春节', '2026-02-02', { tests: [tested('2026-02-13', '2026-02-25')] }, 13, '2026-03-17'],
]

test.each(TERMS)('%s', (_, seizedOn, more, excluded, last) => {
  const record = { seizedOn, ...more }
  expect(excludedDays(record)).toBe(excluded)
  expect(lastDay(record)).toBe(last)
})

const urgentCase = (startedAt: string, enteredAt: string) =>
  runCase(rulebook, 'seizure', usual, {
    name: '紧急',
    steps: [{ at: enteredAt, who: 'water.clerk', act: 'actUrgently', form: { startedAt } }],
  })

/** 强制法 19: when it began, when it was entered, when the day and night are over. */
const URGENT: readonly [name: string, started: string, entered: string, due: string][] = [
  ['跨午夜', '2026-03-05 23:40', '2026-03-05 23:50', '2026-03-06 23:40'],
  ['零点', '2026-03-06 00:00', '2026-03-06 00:10', '2026-03-07 00:00'],
  ['第二天才登记，仍从实施时起算', '2026-03-05 21:40', '2026-03-06 09:00', '2026-03-06 21:40'],
  ['周五晚上，周末不扣除', '2026-03-06 20:00', '2026-03-06 20:05', '2026-03-07 20:00'],
  ['除夕，长假不扣除', '2026-02-16 18:30', '2026-02-16 18:40', '2026-02-17 18:30'],
  ['月末', '2026-02-28 12:00', '2026-02-28 12:00', '2026-03-01 12:00'],
  ['跨年', '2025-12-31 22:15', '2025-12-31 22:20', '2026-01-01 22:15'],
  ['调休上班的周六', '2026-02-28 08:01', '2026-02-28 08:05', '2026-03-01 08:01'],
]

test.each(URGENT)('紧急实施二十四小时：%s', (_, started, entered, due) => {
  const { duties } = urgentCase(started, instantOf(entered))
  const [report, confirm] = [
    duties.find((d) => d.name === 'reportUrgent'),
    duties.find((d) => d.name === 'confirm'),
  ]
  expect([report?.dueAt, confirm?.dueAt]).toEqual([instantOf(due), instantOf(due)])
  expect(explainDue(confirm as never, shippedCalendar).steps).toEqual(['自行为时起连续计算24小时'])
})

test('the day of a seizure that began before midnight is the day it began, however late the papers were handed over', () => {
  const night = cases[0]!.steps.slice(0, 2)
  const at = instantOf('2026-03-06 00:30')
  const matter = runCase(rulebook, 'seizure', usual, {
    name: '跨午夜',
    steps: [
      ...night,
      { at, who: 'water.clerk', act: 'arrive', form: { startedAt: '2026-03-05 23:30' } },
      ...['callParty', 'tell', 'hear', 'listItems', 'drawUp'].map((act) => ({ at, who: 'water.clerk', act })),
      {
        at,
        who: 'water.clerk',
        act: 'deliver',
        form: { service: { how: 'direct', on: '2026-03-06', receiver: '石某' } },
      },
    ],
  })
  expect(matter.record).toMatchObject({ seizedOn: '2026-03-05', due: '2026-04-04' })
  expect(matter.duties.find(({ name }) => name === 'settle')?.dueAt).toBe(endOf('2026-04-04'))
})

test('how the last day came about is written out', () => {
  const record = {
    seizedOn: '2026-09-14',
    extension: 30,
    tests: [tested('2026-09-20', '2026-09-29', '2026-09-24')],
  }
  expect(termText(record)).toBe(
    '2026年9月14日为起始日，不计入；期限30日；延长30日；检测期间2026年9月20日至2026年9月24日共5日不计入；2026年11月18日届满',
  )
  expect(termText({ seizedOn: '2026-09-14' })).toBe(
    '2026年9月14日为起始日，不计入；期限30日；2026年10月14日届满',
  )
  expect(termText({})).toBe('')
})
