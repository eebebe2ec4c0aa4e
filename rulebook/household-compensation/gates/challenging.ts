import { inWords } from '#kernel/time.ts'
import { 征补条例, 复议法, 强制法, 行政诉讼法 } from '../../laws.ts'
import type { HouseholdRecord } from '../record.ts'
import { lawful } from './gate.ts'

const pending = ({ challenges = [] }: HouseholdRecord) =>
  challenges.find(({ outcome }) => outcome === undefined)

export const isChallenged = (record: HouseholdRecord): boolean => pending(record) !== undefined

export const challengeOpen = lawful({
  name: 'challengeOpen',
  code: 'NO_CHALLENGE',
  basis: [征补条例(14), 征补条例(26)],
  title: '有正在进行的复议、诉讼才登记结果',
  refuses: ({ record }) =>
    isChallenged(record) ? null : { message: '没有正在进行的复议、诉讼', remedy: '请先登记受理情况' },
})

/** What came of a challenge came after it was taken up. */
export const endedAfterTaken = lawful({
  name: 'challengeEndedAfterTaken',
  code: 'DAY_EARLY',
  basis: [征补条例(26)],
  title: '复议、诉讼的结果不早于受理',
  reads: 'form',
  refuses: ({ form, record }) => {
    const open = pending(record)
    return open === undefined || form['on'] >= open.on
      ? null
      : { message: `结果的日期早于受理日期${inWords(open.on)}`, remedy: '请核对日期' }
  },
})

/** 征补条例 14, 26(3); 行政复议法 20; 行政诉讼法 46: late is late, but the organ that takes it up decides so. */
export const challengeable = lawful({
  name: 'challengeable',
  code: 'NOTHING_TO_CHALLENGE',
  basis: [征补条例(25), 征补条例(26), 复议法(20), 行政诉讼法(46)],
  title: '对送达的补偿决定、签订的协议才有复议、诉讼',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { servedOn, agreedOn }: HouseholdRecord = record
    const there = form['kind'] === 'contract' ? agreedOn : servedOn
    if (there === undefined) return { message: '没有送达的补偿决定或者签订的协议', remedy: '请核对途径' }
    return form['on'] >= there ? null : { message: `受理日期早于${inWords(there)}`, remedy: '请核对受理日期' }
  },
})

export const unchallenged = lawful({
  name: 'unchallenged',
  code: 'CHALLENGE_PENDING',
  basis: [征补条例(28), 强制法(53)],
  title: '复议、诉讼期间不催告、不申请强制执行',
  refuses: ({ record }) => {
    const open = pending(record)
    return open
      ? { message: `${inWords(open.on)}受理的复议、诉讼还没有结果`, remedy: '请等生效的结果' }
      : null
  },
})
