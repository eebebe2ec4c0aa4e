// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { body } from '../topic/doubles.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: {
    topic: 't1',
    body: 'b1',
    title: '桥东片区排水改造工程',
    outcome: 'passed',
    text: '同意实施桥东片区排水改造工程。',
    class: 'major',
    proposer: 'housing',
    unit: 'water',
    tasks: [{ task: 'task1' }],
  },
  askParty: { on: '2026-05-06' },
  recordReply: { reply: 'agree' },
  publish: { on: '2026-05-15', where: '区政府网站' },
  withhold: { reason: '涉及内部事务，依条例第十六条' },
  recordExecution: { kind: 'contract', on: '2026-05-20', counterpart: '某施工企业', sum: 780 },
  reportExecution: { words: '已完成招标', next: '2026-08-28' },
  reportProblem: { words: '地下管线与图纸不符，工期难以保证' },
  answerProblem: { answer: '调整施工顺序，继续执行' },
  suspend: { reason: '发现燃气管线，立即停工', until: '2026-06-30' },
  resume: { words: '管线已迁改', next: '2026-08-28' },
  amend: { topic: 't2', text: '分两期实施。' },
  stop: { topic: 't2', reason: '规划调整' },
  orderEvaluation: { by: 'finance', due: '2026-12-31' },
  evaluate: { verdict: 'achieved', words: '积水点消除，群众满意' },
  complete: { result: '管网改造完成并验收' },
  archive: { fileNumber: '2026-决-001' },
}

const members = ['leaders.head', 'leaders.deputy', 'office.head'].map((post, n) => ({ post, order: n + 1 }))

const topic = (record: Readonly<Record<string, unknown>>, more: Partial<MatterFacts> = {}): MatterFacts => ({
  procedure: 'topic',
  state: 'adopted',
  final: true,
  title: '桥东片区排水改造工程',
  record: {
    body: 'b1',
    bodyTitle: '区政府常务会议',
    chair: 'leaders.head',
    recorder: 'office',
    members,
    decision: 'm1',
    ...record,
  },
  ...more,
})

const task = (final: boolean): MatterFacts => ({
  procedure: 'supervised-task',
  state: final ? 'struckOff' : 'underway',
  final,
  title: '完成桥东片区管网改造',
  record: {},
})

const known: Readonly<Record<string, MatterFacts>> = {
  b1: body(),
  t1: topic({}),
  t2: topic({ decision: 'd9', changes: 'm1' }),
  task1: task(true),
}

const doing = (
  at: string,
  act: string,
  who: string,
  more: Partial<Extract<Step, { act: string }>> = {},
): Step => ({ at, act, who, matters: known, ...more }) as Step

const OFFICE = 'office.clerk'
const CHAIR = 'leaders.head'
const DOER = 'water.clerk'

const open = doing('2026-04-28', 'open', OFFICE, {
  state: 'decided',
  owes: ['issue'],
  holds: { party: true },
})
const ask = doing('2026-05-06', 'askParty', OFFICE)
const reply = doing('2026-05-08', 'recordReply', OFFICE)
const issue = doing('2026-05-09', 'issue', OFFICE, { state: 'executing', owes: ['publish', 'report'] })
const publish = doing('2026-05-15', 'publish', OFFICE, { owes: ['report'] })
const report = doing('2026-06-20', 'reportExecution', DOER, { holds: { reportOn: '2026-08-28' } })
const complete = doing('2026-12-01', 'complete', DOER, { state: 'completed', owes: ['archive'] })
const archive = doing('2026-12-10', 'archive', OFFICE, { state: 'closed', owes: [] })
const executing = [open, ask, reply, issue]

const ordinary = doing('2026-04-28', 'open', OFFICE, { form: { class: 'ordinary' }, holds: { party: false } })

export const cases: readonly Case[] = [
  {
    name: '决定、请示报告、印发、公布、执行、报告、完毕、归档',
    norm: 'A8',
    steps: [...executing, publish, doing('2026-05-20', 'recordExecution', DOER), report, complete, archive],
  },
  {
    name: '公布以后改为不予公布的，从公开页面撤下',
    norm: 'A8',
    steps: [
      ...executing,
      publish,
      doing('2026-05-18', 'withhold', OFFICE, { holds: { withheld: '涉及内部事务，依条例第十六条' } }),
    ],
  },
  {
    name: '决定后登记执行行为',
    norm: 'A1',
    steps: [...executing, doing('2026-05-20', 'recordExecution', DOER)],
  },
  {
    name: '没有会议通过的议题，没有决策',
    norm: 'A1',
    steps: [
      { ...open, matters: { ...known, t1: topic({ decision: 'd7' }) }, refused: 'NO_RESOLUTION' } as Step,
      { ...open, matters: { b1: body() }, refused: 'NO_RESOLUTION' } as Step,
    ],
  },
  {
    name: '印发前不得执行；执行行为由执行单位登记',
    norm: 'A1',
    steps: [
      open,
      doing('2026-05-01', 'recordExecution', DOER, { refused: 'WRONG_STATE' }),
      ask,
      reply,
      issue,
      doing('2026-05-20', 'recordExecution', 'street.clerk', { refused: 'NOT_YOURS' }),
    ],
  },
  {
    name: '重大决策印发前请示报告党委：没有报、没有答复、不同意，拒绝',
    norm: 'A8',
    steps: [
      open,
      doing('2026-05-06', 'askParty', DOER, { refused: 'NOT_YOURS' }),
      doing('2026-05-06', 'recordReply', OFFICE, { refused: 'PARTY_NOT_ASKED' }),
      { ...issue, refused: 'PARTY_UNANSWERED' } as Step,
      ask,
      { ...issue, refused: 'PARTY_UNANSWERED' } as Step,
      doing('2026-05-08', 'recordReply', OFFICE, { form: { reply: 'disagree' } }),
      { ...issue, refused: 'PARTY_UNANSWERED' } as Step,
    ],
  },
  {
    name: '一般事项直接印发；不予公布的写明理由',
    norm: 'A8',
    steps: [
      ordinary,
      issue,
      doing('2026-05-15', 'publish', DOER, { refused: 'NOT_YOURS' }),
      doing('2026-05-15', 'withhold', DOER, { refused: 'NOT_YOURS' }),
      { ...complete, owes: ['archive', 'publish'] } as Step,
      { ...archive, refused: 'PUBLICATION_OPEN' } as Step,
      doing('2026-12-02', 'withhold', OFFICE),
      { ...archive, who: DOER, refused: 'NOT_YOURS' } as Step,
      archive,
    ],
  },
  {
    name: '按期向会议报告；下次报告日期在今天之后；逾期升级',
    norm: 'A8',
    steps: [
      ordinary,
      issue,
      doing('2026-06-20', 'reportExecution', DOER, { form: { next: '2026-06-20' }, refused: 'REPORT_PAST' }),
      doing('2026-06-20', 'reportExecution', 'street.clerk', { refused: 'NOT_YOURS' }),
      report,
      { at: '2026-08-21T17:00:00.000Z', lapse: 'report', rung: 'remind' },
    ],
  },
  {
    name: '重大问题：报告、答复、没有问题不答复；主持人逾期没有答复',
    norm: 'F1',
    steps: [
      ordinary,
      issue,
      doing('2026-06-01', 'answerProblem', CHAIR, { refused: 'NO_PROBLEM_OPEN' }),
      doing('2026-06-01', 'reportProblem', 'street.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-06-01', 'reportProblem', DOER, { owes: ['answerProblem', 'publish', 'report'] }),
      { at: '2026-06-08T16:00:00.000Z', lapse: 'answerProblem', rung: 'lapse', tells: CHAIR },
      doing('2026-06-09', 'answerProblem', CHAIR),
    ],
  },
  {
    name: '重大问题按期答复',
    norm: 'F1',
    steps: [
      ordinary,
      issue,
      doing('2026-06-01', 'reportProblem', DOER),
      doing('2026-06-02', 'answerProblem', OFFICE),
    ],
  },
  {
    name: '紧急情况主持人先中止；期满前恢复',
    steps: [
      ordinary,
      issue,
      doing('2026-06-01', 'suspend', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-06-01', 'suspend', CHAIR, { form: { until: '2026-06-01' }, refused: 'SUSPENDED_PAST' }),
      doing('2026-06-01', 'suspend', CHAIR, { state: 'suspended', owes: ['publish', 'review'] }),
      doing('2026-06-02', 'recordExecution', DOER, { refused: 'WRONG_STATE' }),
      doing('2026-06-20', 'resume', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-06-20', 'resume', CHAIR, { state: 'executing', owes: ['publish', 'report'] }),
    ],
  },
  {
    name: '没有原决定机构通过的议题，不得调整、停止',
    norm: 'A8',
    steps: [
      ordinary,
      issue,
      doing('2026-06-01', 'amend', OFFICE, { form: { topic: 't1' }, refused: 'CHANGE_UNDECIDED' }),
      doing('2026-06-01', 'amend', OFFICE, {
        matters: { ...known, t2: topic({ body: 'b2', changes: 'm1' }) },
        refused: 'CHANGE_UNDECIDED',
      }),
      doing('2026-06-01', 'stop', OFFICE, {
        matters: { ...known, t2: topic({ changes: 'm1' }, { state: 'deliberating', final: false }) },
        refused: 'CHANGE_UNDECIDED',
      }),
      doing('2026-06-01', 'amend', CHAIR, { refused: 'NOT_YOURS' }),
      doing('2026-06-01', 'amend', OFFICE, { holds: { text: '分两期实施。' } }),
      doing('2026-06-01', 'stop', OFFICE, { state: 'stopped', owes: [] }),
    ],
  },
  {
    name: '会议没有追认的紧急处置，停止执行',
    steps: [
      doing('2026-04-28', 'open', OFFICE, { form: { outcome: 'urgent' }, holds: { party: false } }),
      issue,
      doing('2026-05-20', 'stop', OFFICE, {
        form: { topic: 't1' },
        matters: { ...known, t1: topic({}, { state: 'rejected' }) },
        state: 'stopped',
      }),
    ],
  },
  {
    name: '任务没有办结，不得报执行完毕',
    steps: [
      ordinary,
      issue,
      doing('2026-12-01', 'complete', DOER, {
        matters: { ...known, task1: task(false) },
        refused: 'TASKS_OPEN',
      }),
      { ...complete, owes: ['archive', 'publish'] } as Step,
    ],
  },
  {
    name: '决策后评估由没有参与的单位进行，完成后才归档',
    norm: 'G1',
    steps: [
      ordinary,
      issue,
      publish,
      doing('2026-11-01', 'orderEvaluation', DOER, { refused: 'NOT_YOURS' }),
      doing('2026-11-01', 'orderEvaluation', CHAIR, { form: { by: 'water' }, refused: 'EVALUATOR_UNFIT' }),
      doing('2026-11-01', 'orderEvaluation', CHAIR, { form: { by: 'housing' }, refused: 'EVALUATOR_UNFIT' }),
      doing('2026-11-01', 'orderEvaluation', CHAIR, { owes: ['evaluate', 'report'] }),
      { ...complete, owes: ['archive', 'evaluate'] } as Step,
      { ...archive, refused: 'EVALUATION_OPEN' } as Step,
      doing('2026-12-05', 'evaluate', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-12-05', 'evaluate', 'finance.clerk'),
      archive,
    ],
  },
]
