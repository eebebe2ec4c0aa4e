import { inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { 信息公开条例, 决策条例, 工作规则, 政务处分法, 议事规则 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import type { DecisionRecord } from '../record.ts'

/** A1: a decision is there because a body made it; nobody writes one down by himself. */
export const openedByTopic = gate({
  name: 'openedByTopic',
  code: 'NO_RESOLUTION',
  norm: 'A1',
  basis: [政务处分法(30), 决策条例(30)],
  title: '决策由议题的会议决定产生',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) => {
    const topic = matters[String(form['topic'])]
    const made = topic?.procedure === 'topic' && topic.record['decision'] === matterId
    return made ? null : { message: '没有会议通过的决议', remedy: '请由议题所属机构开会决定，决策随决定产生' }
  },
})

/** A8: what the rules ask the party committee about is asked before it goes out. */
export const partyAnswered = gate({
  name: 'partyAnswered',
  code: 'PARTY_UNANSWERED',
  norm: 'A8',
  basis: [决策条例(31)],
  title: '重大决策出台前向同级党委请示报告',
  refuses: ({ record }) => {
    const { party, partyOn, partyReply }: DecisionRecord = record
    if (!party || partyReply === 'agree') return null
    if (partyOn === undefined) return { message: '还没有向同级党委请示报告', remedy: '请先请示报告' }
    return partyReply === undefined
      ? { message: `${inWords(partyOn)}请示报告，还没有答复`, remedy: '请等党委答复后登记' }
      : { message: '党委不同意', remedy: '请由原决定机构再议' }
  },
})

export const partyAsked = gate({
  name: 'partyAsked',
  code: 'PARTY_NOT_ASKED',
  norm: 'A8',
  basis: [决策条例(31)],
  title: '请示报告后才登记答复',
  refuses: ({ record }) =>
    record['partyOn'] === undefined ? { message: '还没有请示报告', remedy: '请先登记请示报告' } : null,
})

/** A8: the next report has a day, ahead of today. */
export const nextAhead = gate({
  name: 'nextAhead',
  code: 'REPORT_PAST',
  norm: 'A8',
  basis: [决策条例(34), 议事规则('议定事项')],
  title: '下次报告的日期在今天之后',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['next'] > today ? null : { message: `${inWords(form['next'])}不在今天之后`, remedy: '请另定日期' },
})

export const suspendedAhead = gate({
  name: 'decisionSuspendedAhead',
  code: 'SUSPENDED_PAST',
  norm: 'A8',
  basis: [决策条例(37)],
  title: '中止期限在今天之后',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['until'] > today ? null : { message: `${inWords(form['until'])}不在今天之后`, remedy: '请另定日期' },
})

/** A8: only the body changes or stops what it decided, by an item of its own that names the decision. */
export const bodyDecided = gate({
  name: 'bodyDecided',
  code: 'CHANGE_UNDECIDED',
  norm: 'A8',
  basis: [决策条例(37), 政务处分法(30)],
  title: '调整、停止执行由原决定机构决定',
  reads: 'form',
  needs: ['matters', 'children'],
  refuses: (context) =>
    decidedOn(context) || unratified(context)
      ? null
      : {
          message: '所选议题不是原决定机构通过的、针对本决策的议题',
          remedy: '请向原决定机构另提议题，写明要调整或者停止的决策；未经法定程序不得变更',
        },
})

const decidedOn = ({ form, record, matters, matterId }: ActContext): boolean => {
  const topic = matters[String(form['topic'])]
  return (
    topic?.procedure === 'topic' &&
    topic.state === 'adopted' &&
    topic.record['body'] === record['body'] &&
    topic.record['changes'] === matterId
  )
}

/** What was decided in an emergency and the meeting then refused falls. */
const unratified = ({ form, record, matters }: ActContext): boolean =>
  form['topic'] === record['topic'] && matters[String(form['topic'])]?.state === 'rejected'

/** A8: carried out is what all its tasks carried out. */
export const tasksClosed = gate({
  name: 'decisionTasksClosed',
  code: 'TASKS_OPEN',
  norm: 'A8',
  basis: [决策条例(34), 工作规则('议定事项督办')],
  title: '各项任务办结后才报执行完毕',
  needs: ['children'],
  refuses: ({ record, matters }) => {
    const { tasks = [] }: DecisionRecord = record
    const open = tasks.filter(({ task }) => matters[task]?.final === false)
    const [first] = open
    return first
      ? {
          message: `还有${open.length}项任务没有办结：${matters[first.task]?.title ?? ''}等`,
          remedy: '请等任务销号',
        }
      : null
  },
})

/** G1: who prepared or carries out a decision does not judge how it turned out. */
export const evaluatorApart = gate({
  name: 'evaluatorApart',
  code: 'EVALUATOR_UNFIT',
  norm: 'G1',
  basis: [决策条例(36)],
  title: '评估由没有承担主要决策前期工作、执行工作的单位进行',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const by: string = form['by']
    if (by !== record['proposer'] && by !== record['unit']) return null
    return {
      message: `${directory.unit(by)?.name ?? by}是提出或者执行本决策的单位`,
      remedy: '请委托其他单位或者第三方评估',
    }
  },
})

export const evaluationDone = gate({
  name: 'evaluationDone',
  code: 'EVALUATION_OPEN',
  norm: 'G1',
  basis: [决策条例(36)],
  title: '组织评估的，评估完成后归档',
  refuses: ({ record }) =>
    record['evaluator'] !== undefined && record['evaluation'] === undefined
      ? { message: '决策后评估还没有完成', remedy: '请评估单位提交评估结论' }
      : null,
})

/** A6 of the law on openness: published, or somebody says why not. */
export const publicationSettled = gate({
  name: 'publicationSettled',
  code: 'PUBLICATION_OPEN',
  norm: 'A8',
  basis: [决策条例(32), 信息公开条例(26)],
  title: '公布，或者写明不予公布的理由',
  refuses: ({ record }) =>
    record['publishedOn'] === undefined && !record['withheld']
      ? { message: '没有公布，也没有写明不予公布的理由', remedy: '请公布，或者写明理由和依据' }
      : null,
})

/** G3 in A8's clothes: an answer needs a question. */
export const problemOpen = gate({
  name: 'problemOpen',
  code: 'NO_PROBLEM_OPEN',
  norm: 'A8',
  basis: [决策条例(35)],
  title: '有待答复的重大问题才答复',
  refuses: ({ record }) =>
    ((record as DecisionRecord).problems ?? []).some(({ answer }) => answer === undefined)
      ? null
      : { message: '没有待答复的重大问题', remedy: '由决策执行单位报告' },
})
