import { addDays, inWords } from '#kernel/time.ts'
import { 学法制度 } from '../laws.ts'
import type { ExamRecord } from './record.ts'
import { setting } from './settings.ts'
import { gateWith } from '../gate.ts'

const gate = gateWith({ norm: 'B3', basis: [学法制度('执法资格考试')], reads: 'form' })

/** B3: a unit sends its own people. */
export const candidateWorksThere = gate({
  name: 'examCandidateWorksThere',
  code: 'EXAM_CANDIDATE_UNFIT',
  title: '应试人员是报名单位的在岗人员',
  refuses: ({ form, actor, directory }) =>
    directory.worksIn(String(form['person']), actor.unit)
      ? null
      : { message: '所选人员不在本单位任职', remedy: '请选本单位在岗人员；名录有误的先请系统管理员更正' },
})

/** B3: people are told of a sitting before it is held. */
export const dayAhead = gate({
  name: 'examDayAhead',
  code: 'EXAM_DAY_PAST',
  title: '考试日期在安排之后',
  refuses: ({ form, today }) =>
    String(form['on']) > today
      ? null
      : { message: `考试日期${inWords(String(form['on']))}不晚于今天`, remedy: '请填今后的日期' },
})

/** B3: nobody is marked for an exam that was not held yet. */
export const wasHeld = gate({
  name: 'examWasHeld',
  code: 'EXAM_NOT_HELD',
  reads: 'record',
  title: '考试日期未到，不能登记成绩',
  refuses: ({ record, today }) => {
    const { on = '' }: ExamRecord = record
    return on > today
      ? { message: `考试定于${inWords(on)}，还没有举行`, remedy: '请在考试后登记；改期的先重新安排' }
      : null
  },
})

/** B3: who sat has marks, who did not has none. */
export const marksFit = gate({
  name: 'examMarksFit',
  code: 'EXAM_MARKS_UNFIT',
  title: '参加考试的登记成绩，缺考的不登记',
  refuses: ({ form }) => {
    const hasSat = form['outcome'] === 'sat'
    if (hasSat === (form['marks'] !== undefined)) return null
    return hasSat
      ? { message: '参加了考试，没有填成绩', remedy: '请填写成绩' }
      : { message: '缺考不应当有成绩', remedy: '请删去成绩，或者把到考改为“参加考试”' }
  },
})

/** B3: a result can be doubted for a while, and then stands. */
export const recheckInTime = gate({
  basis: [学法制度('成绩复核')],
  name: 'examRecheckInTime',
  code: 'EXAM_RECHECK_LATE',
  reads: 'record',
  title: '在期间内申请复核',
  refuses: (context) => {
    const { markedOn = '' }: ExamRecord = context.record
    const last = addDays(markedOn, setting('recheckWithin', context))
    return markedOn !== '' && context.today > last
      ? { message: `可以申请复核的期间到${inWords(last)}为止`, remedy: '可以报名参加下一次考试' }
      : null
  },
})

/** B3: not the same person judges what he has judged. */
export const recheckedByAnother = gate({
  basis: [学法制度('成绩复核')],
  name: 'examRecheckedByAnother',
  code: 'EXAM_RECHECKED_BY_SAME',
  about: 'actor',
  reads: 'record',
  title: '复核由登记成绩以外的人员进行',
  refuses: ({ record, actor }) => {
    const { markedBy }: ExamRecord = record
    // Whoever is not of the office learns from this gate neither that nor by whom somebody was marked.
    return actor.person === markedBy
      ? { message: '成绩是您登记的，不能由您复核', remedy: '请由本单位其他人员复核' }
      : null
  },
})
