// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { days, until, workdays } from '#kernel/terms.ts'
import { addDays } from '#kernel/time.ts'
import { head, leaderOf, postIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 信息公开条例, 决策条例, 工作规则, 政务处分法, 议事规则 } from '../laws.ts'
import { execution } from '../topic/record.ts'
import * as carrying from './gates/carrying.ts'
import { noBasisAnswered, pathAnswered } from '../lawful-path/closing.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { type DecisionRecord, record, verdicts } from './record.ts'

/** Days until the first report where the body named none: the body's own number. */
const FIRST_REPORT = 90

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const outcome = f.choice('会议决定', record.outcome.options)
const weight = f.choice('重要程度', record.class.options)
const reply = f.choice('党委意见', record.partyReply.options)
const verdict = f.choice('评估结论', verdicts)
const tasks = f.rows('任务', { task: f.matter('督办事项') }, { most: 60, optional: true })

/** Bodies of the government itself report to the party committee of their level before a major decision goes out. */
const GOVERNMENT: readonly unknown[] = ['standing', 'plenary']

/** 决策执行: what a body decided, until it is carried out, evaluated and in the archive. */
export const decision = procedure({
  id: 'decision',
  title: '决策执行',
  version: 1,
  from: '2024-01-01',
  basis: [决策条例(34), 议事规则('议定事项')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'text'],
  answerable: 'unit',
  issuedBy: 'chair',
  numbered: '决',
  register: '决策台账',
  disclosed: { on: 'publishedOn', words: 'text', by: 'unit', number: 'number' },
  collective: {
    part: 'decision',
    body: 'body',
    topic: 'topic',
    on: 'decidedOn',
    outcome: 'outcome',
    tasks: 'tasks',
    result: 'completed',
    evaluation: 'evaluation',
  },

  roles: {
    office: { title: '政府办', seat: unitsWith('coordination') },
    proposer: { title: '提出单位', seat: staff('proposer') },
    executor: { title: '决策执行单位', seat: staff('unit') },
    executorHead: { title: '决策执行单位主要负责人', seat: head('unit') },
    leaderInCharge: { title: '分管领导', seat: leaderOf('unit') },
    recorder: { title: '议事机构办公室', seat: staff('recorder') },
    chair: { title: '主持人', seat: postIn('chair') },
    member: { title: '成员', seat: postIn('members', 'post') },
    evaluator: { title: '评估单位', seat: staff('evaluator') },
    discipline: { title: '纪检监察机关', seat: unitsWith('discipline') },
  },
  openTo: ['discipline'],

  states: {
    decided: { title: '已决定待印发', group: '待办' },
    executing: { title: '执行中', group: '在办' },
    suspended: { title: '中止执行', group: '在办' },
    completed: { title: '执行完毕待归档', group: '在办' },
    closed: { title: '已归档', group: '办结', final: true },
    stopped: { title: '停止执行', group: '办结', final: true },
  },

  terms: {
    issueWithin: workdays(15, '本区参数；须请示报告的待党委答复'),
    publishWithin: workdays(20),
    byReport: until('reportOn'),
    answerWithin: workdays(5, '本区参数'),
    bySuspension: until('suspendedUntil'),
    byEvaluation: until('evaluateBy'),
    archiveWithin: days(90, '本区参数，条例只要求及时完整'),
  },

  powers: {
    open: {
      may: '作出决策',
      // The meeting's decision opens it; nobody else can, for the item names the decision it led to.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'decided',
      form: {
        topic: f.matter('议题'),
        body: f.matter('议事机构'),
        title: f.text('决策事项', { max: 200 }),
        outcome,
        text: f.text('决定内容', { max: 4000, lines: true }),
        class: weight,
        proposer: f.unit('提出单位'),
        unit: f.unit('决策执行单位'),
        reportOn: f.day('报告执行情况的日期', { optional: true }),
        tasks,
      },
      gates: [carrying.openedByTopic],
      writes: ({ form, matters, today }) => {
        const from = (matters[form.topic]?.record ?? {}) as DecisionRecord
        const kind: unknown = matters[form.body]?.record['kind']
        return {
          topic: form.topic,
          body: form.body,
          bodyTitle: from.bodyTitle,
          title: form.title,
          outcome: form.outcome,
          text: form.text,
          class: form.class,
          decidedOn: today,
          proposer: form.proposer,
          unit: form.unit,
          recorder: from.recorder,
          chair: from.chair,
          members: from.members,
          tasks: form.tasks ?? [],
          party: form.class === 'major' && form.outcome !== 'urgent' && GOVERNMENT.includes(kind),
          reportOn: form.reportOn ?? addDays(today, FIRST_REPORT),
        }
      },
      norms: ['A1', 'A8'],
      informs: ['executor'],
      basis: [决策条例(30), 决策条例(34)],
    },
    askParty: {
      may: '登记向党委请示报告',
      who: ['recorder'],
      when: ['decided'],
      form: { on: f.day('日期'), words: note('请示报告内容') },
      writes: ({ form }) => ({ partyOn: form.on, partyReply: null, partyWords: form.words ?? null }),
      norms: ['A8'],
      basis: [决策条例(31)],
    },
    recordReply: {
      may: '登记党委答复',
      who: ['recorder'],
      when: ['decided'],
      form: { reply, words: note('答复内容') },
      gates: [carrying.partyAsked],
      writes: ({ form, record: kept }) => ({
        partyReply: form.reply,
        partyWords: form.words ?? kept.partyWords,
      }),
      norms: ['A8'],
      basis: [决策条例(31)],
    },
    issue: {
      may: '印发执行',
      who: ['recorder'],
      when: ['decided'],
      then: 'executing',
      form: { words: note('说明') },
      gates: [carrying.partyAnswered],
      writes: ({ today }) => ({ issuedOn: today }),
      norms: ['A8'],
      informs: ['executor', 'proposer'],
      weight: 'main',
      basis: [决策条例(31), 决策条例(34)],
    },
    publish: {
      may: '公布',
      who: ['recorder'],
      when: ['executing', 'suspended', 'completed'],
      form: {
        on: f.day('公布日期', { help: '从这天起，决定内容在公开页面上不用登录就能看到' }),
        where: f.text('公布渠道', { max: 300, phrases: ['区政府网站、政府公报'] }),
      },
      writes: ({ form }) => ({ publishedOn: form.on, publishedAt: form.where, withheld: null }),
      norms: ['A8'],
      basis: [决策条例(32), 信息公开条例(26)],
    },
    withhold: {
      may: '不予公布',
      who: ['recorder'],
      when: ['executing', 'suspended', 'completed'],
      form: { reason: words('理由和依据') },
      // Withheld after it was published, it is taken off the public page.
      writes: ({ form }) => ({ withheld: form.reason, publishedOn: null, publishedAt: null }),
      norms: ['A8'],
      weight: 'side',
      basis: [决策条例(32)],
    },
    recordExecution: {
      may: '登记执行行为',
      who: ['executor'],
      when: ['executing'],
      form: execution,
      writes: ({ form, record: kept, actor }) => ({
        executions: [...(kept.executions ?? []), { ...form, by: actor.person }],
      }),
      norms: ['A1'],
      weight: 'side',
      basis: [政务处分法(30), 工作规则('三重一大集体决策')],
    },
    reportExecution: {
      may: '报告执行情况',
      who: ['executor', 'executorHead'],
      when: ['executing'],
      form: { words: words('执行情况'), next: f.day('下次报告日期') },
      gates: [carrying.nextAhead],
      writes: ({ form, record: kept, today, actor }) => ({
        reports: [...(kept.reports ?? []), { words: form.words, on: today, by: actor.person }],
        reportOn: form.next,
      }),
      norms: ['A8'],
      informs: ['recorder', 'chair'],
      weight: 'main',
      basis: [决策条例(34), 议事规则('议定事项')],
    },
    reportProblem: {
      may: '报告重大问题',
      who: ['executor', 'executorHead'],
      when: ['executing'],
      form: { words: words('问题', ['客观情况发生重大变化', '不可抗力', '执行中发现决策存在问题']) },
      writes: ({ form, record: kept, today }) => ({
        problems: [...(kept.problems ?? []), { words: form.words, on: today }],
      }),
      norms: ['A8'],
      informs: ['recorder', 'chair'],
      basis: [决策条例(35)],
    },
    answerProblem: {
      may: '答复重大问题',
      who: ['chair', 'recorder'],
      when: ['executing'],
      form: { answer: words('答复', ['继续执行', '提请会议再议']) },
      gates: [carrying.problemOpen],
      writes: ({ form, record: kept }) => ({ problems: answered(kept, form.answer) }),
      norms: ['A8'],
      informs: ['executor'],
      basis: [决策条例(35)],
    },
    suspend: {
      may: '中止执行',
      who: ['chair'],
      when: ['executing'],
      then: 'suspended',
      form: { reason: words('紧急情况和理由'), until: f.day('中止至') },
      gates: [carrying.suspendedAhead],
      writes: ({ form, record: kept }) => ({
        suspendedUntil: form.until,
        suspendReason: form.reason,
        problems: answered(kept, `中止执行：${form.reason}`),
      }),
      norms: ['A8'],
      informs: ['executor', 'recorder'],
      weight: 'side',
      solemn: true,
      basis: [决策条例(37)],
    },
    resume: {
      may: '恢复执行',
      who: ['chair'],
      when: ['suspended'],
      then: 'executing',
      form: { words: words('理由'), next: f.day('下次报告日期') },
      gates: [carrying.nextAhead],
      writes: ({ form }) => ({ suspendedUntil: null, reportOn: form.next }),
      norms: ['A8'],
      informs: ['executor'],
      basis: [决策条例(37)],
    },
    amend: {
      may: '登记会议调整',
      who: ['recorder'],
      when: ['decided', 'executing', 'suspended'],
      form: {
        topic: f.matter('通过调整的议题'),
        text: f.text('调整后的决定内容', { max: 4000, lines: true }),
      },
      gates: [carrying.bodyDecided],
      writes: ({ form, record: kept, today }) => ({
        changes: [...(kept.changes ?? []), { topic: form.topic, text: kept.text ?? '', on: today }],
        text: form.text,
      }),
      norms: ['A8'],
      informs: ['executor'],
      weight: 'side',
      basis: [决策条例(37)],
    },
    stop: {
      may: '停止执行',
      who: ['recorder'],
      when: ['decided', 'executing', 'suspended'],
      then: 'stopped',
      form: { topic: f.matter('决定停止的议题'), reason: words('理由'), lawfulPath: pathAnswered },
      gates: [carrying.bodyDecided, noBasisAnswered('reason')],
      writes: ({ form, record: kept, today }) => ({
        changes: [...(kept.changes ?? []), { topic: form.topic, text: '停止执行', on: today }],
        ending: form.reason,
        suspendedUntil: null,
        problems: answered(kept, '停止执行'),
      }),
      norms: ['A8', 'B7'],
      informs: ['executor', 'proposer'],
      weight: 'side',
      solemn: true,
      basis: [决策条例(37)],
    },
    orderEvaluation: {
      may: '组织决策后评估',
      who: ['chair', 'recorder'],
      when: ['executing', 'completed'],
      form: { by: f.unit('评估单位'), due: f.day('评估期限'), words: note('要求') },
      gates: [carrying.evaluatorApart],
      writes: ({ form }) => ({ evaluator: form.by, evaluateBy: form.due, evaluation: null }),
      norms: ['G1'],
      informs: ['evaluator'],
      weight: 'side',
      basis: [决策条例(36)],
    },
    evaluate: {
      may: '提交评估结论',
      who: ['evaluator'],
      when: ['executing', 'completed'],
      form: { verdict, words: words('评估报告要点') },
      writes: ({ form }) => ({ evaluation: form.verdict, evaluationWords: form.words }),
      norms: ['G1'],
      informs: ['chair', 'recorder'],
      basis: [决策条例(36)],
    },
    complete: {
      may: '执行完毕',
      who: ['executor', 'executorHead'],
      when: ['executing'],
      then: 'completed',
      form: { result: words('执行结果') },
      gates: [carrying.tasksClosed],
      writes: ({ form, record: kept }) => ({ completed: form.result, problems: answered(kept, '执行完毕') }),
      norms: ['A8'],
      informs: ['recorder', 'chair'],
      weight: 'main',
      basis: [决策条例(34)],
    },
    archive: {
      may: '归档',
      who: ['recorder'],
      when: ['completed'],
      then: 'closed',
      form: { fileNumber: f.text('档号', { max: 60, optional: true }) },
      gates: [carrying.publicationSettled, carrying.evaluationDone],
      writes: ({ form }) => ({ fileNumber: form.fileNumber }),
      norms: ['A8'],
      solemn: true,
      weight: 'main',
      basis: [决策条例(33)],
    },
  },

  duties: {
    issue: {
      must: '印发执行；须请示报告的先报党委',
      who: 'recorder',
      to: 'chair',
      after: ['open'],
      within: 'issueWithin',
      doneBy: ['issue'],
      endedBy: ['stop'],
      ladder: short,
      norms: ['A8'],
      basis: [决策条例(31)],
    },
    publish: {
      must: '公布或者写明不予公布的理由',
      who: 'recorder',
      to: 'chair',
      after: ['issue'],
      within: 'publishWithin',
      doneBy: ['publish', 'withhold'],
      endedBy: ['archive', 'stop'],
      ladder: standard,
      norms: ['A8'],
      basis: [决策条例(32), 信息公开条例(26)],
    },
    report: {
      must: '向会议报告执行情况',
      who: 'executor',
      to: 'chair',
      after: ['issue', 'reportExecution', 'resume'],
      within: 'byReport',
      doneBy: ['reportExecution', 'complete'],
      endedBy: ['suspend', 'stop'],
      main: true,
      ladder: standard,
      norms: ['A8'],
      basis: [决策条例(34), 议事规则('议定事项')],
    },
    answerProblem: {
      must: '答复执行中的重大问题',
      who: 'chair',
      to: 'executor',
      after: ['reportProblem'],
      within: 'answerWithin',
      doneBy: ['answerProblem', 'suspend'],
      endedBy: ['stop', 'complete'],
      ladder: short,
      norms: ['A8', 'F1'],
      basis: [决策条例(35)],
    },
    review: {
      must: '中止期满前恢复执行或者提请会议决定',
      who: 'chair',
      to: 'executor',
      after: ['suspend'],
      within: 'bySuspension',
      doneBy: ['resume', 'stop'],
      ladder: standard,
      norms: ['A8'],
      basis: [决策条例(37)],
    },
    evaluate: {
      must: '完成决策后评估',
      who: 'evaluator',
      to: 'chair',
      after: ['orderEvaluation'],
      within: 'byEvaluation',
      doneBy: ['evaluate'],
      endedBy: ['stop', 'archive'],
      ladder: standard,
      norms: ['G1'],
      basis: [决策条例(36)],
    },
    archive: {
      must: '归档',
      who: 'recorder',
      to: 'chair',
      after: ['complete'],
      within: 'archiveWithin',
      doneBy: ['archive'],
      ladder: short,
      norms: ['A8'],
      basis: [决策条例(33)],
    },
  },

  watches: {
    unreported: {
      title: '到期没有报告执行情况／印发执行',
      norm: 'A8',
      counts: ['decision.report.lapse'],
      outOf: ['decision.issue'],
      basis: [决策条例(34)],
    },
    changed: {
      title: '调整、停止的决策／作出的决策',
      norm: 'A8',
      counts: ['decision.amend', 'decision.stop'],
      outOf: ['decision.open'],
      basis: [决策条例(37)],
    },
  },
  papers,
  ledger,
  flags: {
    problem: {
      title: '有待答复的重大问题',
      while: ({ problems = [] }) => problems.some(({ answer }) => answer === undefined),
    },
    suspended: { title: '中止执行', states: ['suspended'] },
    amended: { title: '调整过', acts: ['amend'] },
    evaluated: { title: '已评估', acts: ['evaluate'] },
  },
  mandatory: { closed: ['issue', 'complete', 'archive'] },
})

/** Every problem that waited has its answer. */
function answered({ problems = [] }: DecisionRecord, answer: string): DecisionRecord['problems'] {
  return problems.map((one) => (one.answer === undefined ? { ...one, answer } : one))
}
