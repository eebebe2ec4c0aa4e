import * as f from '#kernel/fields.ts'
import { workdays } from '#kernel/terms.ts'
import { procedure } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 决策条例, 工作规则 } from '../laws.ts'
import { stopping } from '../preparation/ending.ts'
import { fromParent, openedWith } from '../preparation/opening.ts'
import { roles } from '../preparation/roles.ts'
import * as visiting from './gates/visiting.ts'
import { coverage } from './coverage.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { record, visit } from './record.ts'

const 调研 = [决策条例(12), 工作规则('决策前调研')] as const

/** 调研: whoever brings an item has been there, and has written down what was seen (G1). */
export const fieldResearch = procedure({
  id: 'field-research',
  title: '调研',
  version: 1,
  from: '2024-01-01',
  basis: 调研,
  record,
  titled: 'title',
  searched: ['number', 'title', 'question', 'findings'],
  answerable: 'unit',
  numbered: '研',
  register: '调研台账',

  roles,
  openTo: ['discipline'],

  states: {
    planned: { title: '待走访', group: '待办' },
    surveying: { title: '走访中', group: '在办' },
    reported: { title: '调研报告待审定', group: '待办' },
    closed: { title: '已审定', group: '办结', final: true },
    stopped: { title: '已终止', group: '办结', final: true },
  },

  terms: {
    surveyWithin: workdays(20, '本区参数'),
    reviewWithin: workdays(3, '本区参数'),
  },

  powers: {
    open: {
      may: '启动调研',
      // The matter it belongs to opens it; nobody else can, for that matter names its research.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'planned',
      form: { ...openedWith, question: words('要弄清的问题') },
      gates: [visiting.researchFromParent],
      writes: (context) => ({ ...fromParent(context), question: context.form.question }),
      norms: ['G1'],
      basis: 调研,
    },
    visit: {
      may: '登记走访',
      who: ['applicant'],
      when: ['planned', 'surveying'],
      then: 'surveying',
      form: visit,
      gates: [visiting.visitHappened],
      writes: ({ form, record: kept, actor, today }) => ({
        visits: [...(kept.visits ?? []), { ...form, person: actor.person, entered: today }],
      }),
      norms: ['G1'],
      weight: 'main',
      basis: 调研,
    },
    conclude: {
      may: '形成调研报告',
      who: ['applicant'],
      when: ['surveying'],
      then: 'reported',
      form: {
        findings: f.text('调研发现', { max: 4000, lines: true }),
        advice: f.text('对草案的建议', { max: 2000, lines: true, optional: true }),
        report: f.files('调研报告', { optional: true }),
      },
      gates: [visiting.returnAnswered],
      writes: ({ form, record: kept }) => ({
        findings: form.findings,
        advice: form.advice ?? null,
        report: form.report ?? kept.report,
        returned: null,
      }),
      norms: ['G1'],
      weight: 'main',
      basis: 调研,
    },
    sendBack: {
      may: '退回补充',
      who: ['applicantHead'],
      when: ['reported'],
      then: 'surveying',
      form: { reason: words('要补什么', ['没有到现场', '没有听取群众意见', '数据没有来源']) },
      writes: ({ form }) => ({ returned: form.reason }),
      voids: ['conclude'],
      informs: ['applicant'],
      basis: 调研,
    },
    close: {
      may: '审定调研报告',
      who: ['applicantHead'],
      when: ['reported'],
      then: 'closed',
      form: { words: note('意见') },
      writes: ({ today }) => ({ closedOn: today }),
      norms: ['G1'],
      informs: ['applicant'],
      weight: 'main',
      basis: 调研,
    },
    stop: stopping(['planned', 'surveying', 'reported'], { basis: 调研 }),
  },

  duties: {
    survey: {
      must: '实地调研、形成调研报告',
      who: 'applicant',
      to: 'recorder',
      after: ['open', 'sendBack'],
      within: 'surveyWithin',
      doneBy: ['conclude'],
      endedBy: ['stop'],
      main: true,
      ladder: standard,
      norms: ['G1'],
      basis: 调研,
    },
    review: {
      must: '审定调研报告',
      who: 'applicantHead',
      to: 'applicant',
      after: ['conclude'],
      within: 'reviewWithin',
      doneBy: ['close', 'sendBack'],
      endedBy: ['stop'],
      ladder: short,
      norms: ['G1'],
      basis: 调研,
    },
  },

  watches: {},
  papers,
  ledger,
  mandatory: { closed: ['open', 'visit', 'conclude', 'close'] },
  coverage,
})
