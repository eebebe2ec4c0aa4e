import * as f from '#kernel/fields.ts'
import { workdays } from '#kernel/terms.ts'
import { head, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { kinds } from '../instrument/record.ts'
import { short, standard } from '../ladder.ts'
import { 优化营商环境条例, 工作规则 } from '../laws.ts'
import { followNamed, keptStands, openedByInstrument } from './gates.ts'
import { MOST_RESTS, record, rest, verdicts } from './record.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const kind = f.choice('变动', kinds)
const rests = f.rows('依据它的', rest, { most: MOST_RESTS })
const verdict = f.choice('结论', verdicts)

/** 依据变动复核: an article was amended or repealed; each unit looks at everything it holds that rests on it, and says what becomes of it. */
export const basisReview = procedure({
  id: 'basis-review',
  title: '依据变动复核',
  version: 1,
  from: '2024-01-01',
  basis: [优化营商环境条例(40), 工作规则('法规库')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'law'],
  answerable: 'unit',
  numbered: '复',
  register: '依据变动复核台账',

  roles: {
    office: { title: '司法行政部门', seat: unitsWith('legal') },
    unit: { title: '持有单位', seat: staff('unit') },
    unitHead: { title: '持有单位主要负责人', seat: head('unit') },
    legal: { title: '复核机构', seat: staff('legalUnit') },
  },
  openTo: 'everyone',

  states: {
    open: { title: '待复核', group: '待办' },
    answered: { title: '待审核', group: '待办' },
    closed: { title: '已复核', group: '办结', final: true },
  },

  terms: {
    reviewWithin: workdays(20, '本区参数，参照有的地方依据变动后20个工作日内申请调整的规定'),
    judgeWithin: workdays(5, '本区参数'),
  },

  powers: {
    open: {
      may: '发出复核通知',
      // The register opens it with the change; nobody else can, for it names the review.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'open',
      form: {
        instrument: f.matter('法律文件'),
        unit: f.unit('持有单位'),
        kind,
        law: f.text('法律文件名称', { max: 200 }),
        articles: f.text('条文', { max: 500, optional: true }),
        from: f.day('自'),
        by: f.text('变动依据', { max: 300 }),
        what: f.text('变动内容', { max: 2000, lines: true, optional: true }),
        title: f.text('复核事项', { max: 800 }),
        rests,
      },
      gates: [openedByInstrument],
      writes: ({ form, actor }) => ({ ...form, legalUnit: actor.unit }),
      norms: ['B1'],
      informs: ['unitHead'],
      weight: 'side',
      basis: [工作规则('法规库')],
    },
    answer: {
      may: '报告复核情况',
      who: ['unit', 'unitHead'],
      when: ['open'],
      then: 'answered',
      form: {
        verdict,
        words: words('复核情况', ['事项内容没有变化，依据改用修改后的条文']),
        follow: f.matter('后续的清单调整、修改', { optional: true }),
      },
      gates: [keptStands, followNamed],
      writes: ({ form, today }) => ({ ...form, follow: form.follow ?? null, answeredOn: today }),
      norms: ['B1'],
      informs: ['legal'],
      weight: 'main',
      basis: [工作规则('法规库')],
    },
    sendBack: {
      may: '退回重新复核',
      who: ['legal'],
      when: ['answered'],
      then: 'open',
      form: { remark: words('理由') },
      writes: ({ form }) => ({ remark: form.remark }),
      norms: ['B1'],
      informs: ['unit'],
      voids: ['answer'],
      basis: [工作规则('法规库')],
    },
    close: {
      may: '同意复核结论',
      who: ['legal'],
      when: ['answered'],
      then: 'closed',
      form: { remark: note('审核意见', ['同意']) },
      writes: ({ form }) => ({ remark: form.remark ?? null }),
      norms: ['B1'],
      informs: ['unit'],
      weight: 'main',
      basis: [工作规则('法规库')],
    },
  },

  duties: {
    review: {
      must: '复核依据变动涉及的事项、规则、文件',
      who: 'unit',
      to: 'legal',
      after: ['open', 'sendBack'],
      within: 'reviewWithin',
      doneBy: ['answer'],
      main: true,
      ladder: standard,
      norms: ['B1'],
      basis: [工作规则('法规库')],
    },
    judge: {
      must: '审核复核结论',
      who: 'legal',
      to: 'unit',
      after: ['answer'],
      within: 'judgeWithin',
      doneBy: ['close', 'sendBack'],
      ladder: short,
      norms: ['B1'],
      basis: [工作规则('法规库')],
    },
  },

  watches: {
    sentBack: {
      title: '复核被退回／报告复核',
      norm: 'B1',
      counts: ['basis-review.sendBack'],
      outOf: ['basis-review.answer'],
      basis: [工作规则('法规库')],
    },
  },
  papers: {},
  ledger: [
    { name: 'title', title: '复核事项', width: 40, from: 'title' },
    { name: 'unit', title: '持有单位', width: 22, from: 'unit' },
    { name: 'law', title: '法律文件', width: 30, from: 'law' },
    { name: 'articles', title: '条文', width: 20, from: 'articles' },
    { name: 'from', title: '自', width: 14, from: 'from' },
    { name: 'verdict', title: '结论', width: 24, from: 'verdict' },
    { name: 'answeredOn', title: '复核日期', width: 14, from: 'answeredOn' },
    { name: 'due', title: '现环节时限', width: 14, from: 'due' },
    { name: 'state', title: '状态', width: 12, from: 'state' },
    { name: 'number', title: '编号', width: 16, from: 'number' },
  ],
  mandatory: { closed: ['answer', 'close'] },
})
