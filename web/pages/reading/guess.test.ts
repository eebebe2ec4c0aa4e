import { describe, expect, test } from 'vitest'
import { guessDate, guessNumber, guessedKind } from './guess.ts'

const options = { instruction: '领导批示', resolution: '会议决定', plan: '文件部署', report: '政府工作报告' }
const field = { kind: 'choice', title: '交办依据', options } as const

test.each([
  ['区政府第12次常务会议纪要', 'resolution'],
  ['关于印发2026年重点工作任务分工方案的通知', 'plan'],
  ['2026年云台区政府工作报告', 'report'],
  ['区长在信访件上的批示', 'instruction'],
])('%s is %s', (title, kind) => expect(guessedKind(field, title)).toBe(kind))

test('a form without such a choice gets no guess', () => {
  expect(guessedKind({ kind: 'text', title: '依据', max: 10 }, '纪要')).toBeUndefined()
  expect(guessedKind({ ...field, options: { other: '其他' } }, '纪要')).toBeUndefined()
})

describe('number of a document', () => {
  test('as written at its head', () =>
    expect(guessNumber('云台区人民政府办公室文件\n云政办〔2026〕15号\n关于……')).toBe('云政办〔2026〕15号'))
  test('of minutes', () => expect(guessNumber('常务会议纪要\n第十二次\n')).toBe('第十二次'))
  test('none', () => expect(guessNumber('请各单位抓紧。')).toBeUndefined())
})

test('the day of a document is the line that is only a date', () => {
  expect(guessDate('关于……，2026年3月1日前完成。\n区政府办\n  2026年2月5日\n')).toBe('2026-02-05')
  expect(guessDate('2026年3月1日前完成。')).toBeUndefined()
  expect(guessDate('2026年13月40日')).toBeUndefined()
})
