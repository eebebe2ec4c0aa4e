import * as f from '#kernel/fields.ts'
import { since, workdays } from '#kernel/terms.ts'
import { type ActContext, personIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { short } from '../ladder.ts'
import { 处罚法, 学法制度, 强制法 } from '../laws.ts'
import { scopes } from '../licence/record.ts'
import { coverage } from './coverage.ts'
import * as gates from './gates.ts'
import { type ExamRecord, outcomes, record } from './record.ts'
import { setting, settings } from './settings.ts'

// Fields with options stand outside the forms so that their literal types survive inference.
const scope = f.choice('执法类别', scopes)
const outcome = f.choice('到考', outcomes)
const marks = f.number('成绩', { min: 0, max: 100, optional: true, help: '百分制；缺考的不填' })

const 资格 = [处罚法(42), 学法制度('执法资格考试')] as const

/** What an act of marking writes: the pass mark of the day goes with the marks, so that a later one changes no result. */
function marked(context: ActContext<ExamRecord, { readonly outcome: string; readonly marks?: number }>) {
  const { form, today, actor } = context
  const passMark = setting('passMark', context)
  const has = form.outcome === 'sat'
  const passed = has && (form.marks ?? 0) >= passMark
  return {
    outcome: has ? ('sat' as const) : ('absent' as const),
    marks: form.marks ?? null,
    passMark,
    result: has ? (passed ? ('passed' as const) : ('failed' as const)) : ('absent' as const),
    markedOn: today,
    markedBy: actor.person,
  }
}

/**
 * 执法资格考试 of one person. The unit that entered him follows it until he has sat; from then on the matter is there for the person and
 * the examining office only, and what it says is asked by the licence alone.
 */
export const exam = procedure({
  id: 'exam',
  title: '执法资格考试',
  version: 1,
  from: '2024-01-01',
  basis: [处罚法(42), 强制法(17), 学法制度('执法资格考试')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'sitting'],
  answerable: 'office',
  numbered: '考',
  register: '执法资格考试登记簿',

  roles: {
    enroller: { title: '执法单位', seat: unitsWith('enforcement') },
    sender: { title: '报名单位（考前）', seat: staff('sender') },
    examiner: { title: '组织考试的司法行政部门', seat: staff('office') },
    candidate: { title: '应试人员本人', seat: personIn('person', 'unit') },
  },
  openTo: ['legal'],

  states: {
    enrolled: { title: '待安排', group: '待办' },
    seated: { title: '已安排', group: '在办' },
    checking: { title: '成绩复核中', group: '待办' },
    marked: { title: '已登记成绩', group: '办结', final: true },
    withdrawn: { title: '已取消', group: '办结', final: true },
  },

  terms: {
    seatWithin: workdays(30, '本区参数'),
    markWithin: since('on', workdays(10, '本区参数')),
    settleWithin: workdays(10, '本区参数'),
  },
  settings,

  powers: {
    enrol: {
      may: '报名',
      who: ['enroller'],
      when: 'nothing',
      then: 'enrolled',
      form: { person: f.person('应试人员'), scope },
      gates: [gates.candidateWorksThere],
      writes: ({ form, actor, directory }) => ({
        ...form,
        title: '执法资格考试',
        unit: actor.unit,
        sender: actor.unit,
        office: directory.withFunction('legal')[0],
      }),
      norms: ['B3'],
      informs: ['candidate', 'examiner'],
      weight: 'main',
      basis: 资格,
    },
    seat: {
      may: '安排考试',
      who: ['examiner'],
      when: ['enrolled', 'seated'],
      then: 'seated',
      form: {
        sitting: f.text('场次', { max: 80, phrases: ['第一次统一考试', '第二次统一考试', '补考'] }),
        on: f.day('考试日期'),
        place: f.text('地点', { max: 120 }),
      },
      gates: [gates.dayAhead],
      writes: ({ form }) => form,
      norms: ['B3'],
      informs: ['candidate', 'sender'],
      weight: 'main',
      basis: [学法制度('执法资格考试')],
    },
    mark: {
      may: '登记成绩',
      who: ['examiner'],
      when: ['seated'],
      then: 'marked',
      form: { outcome, marks },
      gates: [gates.wasHeld, gates.marksFit],
      writes: (context) => ({ ...marked(context), sender: null }),
      norms: ['B3'],
      informs: ['candidate'],
      weight: 'main',
      basis: 资格,
    },
    askRecheck: {
      may: '申请复核成绩',
      who: ['candidate'],
      when: ['marked'],
      then: 'checking',
      form: { why: words('申请复核的理由', ['与本人估分相差较大', '登记的不是本人成绩']) },
      gates: [gates.recheckInTime],
      writes: ({ form }) => form,
      norms: ['B3'],
      basis: [学法制度('成绩复核')],
    },
    settle: {
      may: '复核成绩',
      who: ['examiner'],
      when: ['checking'],
      then: 'marked',
      form: { outcome, marks, finding: words('复核情况', ['复核无误，维持原成绩', '漏计分数，予以更正']) },
      gates: [gates.recheckedByAnother, gates.marksFit],
      writes: (context) => ({ ...marked(context), finding: context.form.finding }),
      norms: ['B3'],
      informs: ['candidate'],
      weight: 'main',
      basis: [学法制度('成绩复核')],
    },
    withdraw: {
      may: '取消报名',
      who: ['examiner', 'candidate', 'sender'],
      when: ['enrolled', 'seated'],
      then: 'withdrawn',
      form: { ending: words('原因', ['调离执法岗位', '本人申请', '报名有误']) },
      writes: ({ form }) => form,
      norms: ['B3'],
      informs: ['candidate'],
      weight: 'side',
      basis: [学法制度('执法资格考试')],
    },
  },

  duties: {
    seat: {
      must: '安排考试',
      who: 'examiner',
      to: 'candidate',
      after: ['enrol'],
      within: 'seatWithin',
      doneBy: ['seat'],
      endedBy: ['withdraw'],
      main: true,
      ladder: short,
      norms: ['B3'],
      basis: [学法制度('执法资格考试')],
    },
    mark: {
      must: '登记成绩',
      who: 'examiner',
      to: 'candidate',
      after: ['seat'],
      within: 'markWithin',
      doneBy: ['mark'],
      endedBy: ['seat', 'withdraw'],
      main: true,
      ladder: short,
      norms: ['B3'],
      basis: [学法制度('执法资格考试')],
    },
    settle: {
      must: '复核成绩',
      who: 'examiner',
      to: 'candidate',
      after: ['askRecheck'],
      within: 'settleWithin',
      doneBy: ['settle'],
      ladder: short,
      norms: ['B3'],
      basis: [学法制度('成绩复核')],
    },
  },

  watches: {},
  papers: {},
  // How somebody did is in no column: a register is sorted and exported.
  ledger: [
    { name: 'person', title: '应试人员', width: 14, from: 'person' },
    { name: 'unit', title: '报名单位', width: 24, from: 'unit' },
    { name: 'scope', title: '执法类别', width: 30, from: 'scope' },
    { name: 'sitting', title: '场次', width: 20, from: 'sitting' },
    { name: 'on', title: '考试日期', width: 14, from: 'on' },
    { name: 'place', title: '地点', width: 20, from: 'place' },
    { name: 'due', title: '时限', width: 14, from: 'due' },
    { name: 'state', title: '状态', width: 12, from: 'state' },
    { name: 'number', title: '编号', width: 16, from: 'number' },
  ],
  mandatory: { marked: ['enrol', 'seat', 'mark'] },
  coverage,
  learning: {
    of: 'exam',
    person: 'person',
    says: ['sitting', 'scope', 'on', 'place', 'result', 'marks', 'passMark', 'finding'],
  },
})
