import * as f from '#kernel/fields.ts'
import { until, workdays } from '#kernel/terms.ts'
import { type ActContext, head, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import type { ExamRecord } from '../exam/record.ts'
import { words } from '../form-words.ts'
import { standard } from '../ladder.ts'
import { 处罚法, 强制法, 执法证管理 } from '../laws.ts'
import { coverage } from './coverage.ts'
import { examPassed, holderWorksThere, issuedBefore, oneCard, termFits } from './gates.ts'
import { kindsOf, record, scopes } from './record.ts'
import { settings } from './settings.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const scope = f.choice('执法类别', scopes)
/** Passed exams of the person whom the card is for; whoever may not see results is offered none. */
const ofHolder = {
  among: {
    procedure: 'exam',
    states: ['marked'],
    where: { result: 'passed' },
    same: 'person',
    says: ['person', 'sitting', 'on', 'scope'],
  },
} as const
const passed = f.matter('合格的考试', { help: '先选执法人员；列出此人已登记合格的资格考试', ...ofHolder })
const card = {
  person: f.person('执法人员'),
  unit: f.unit('执法单位'),
  certificate: f.text('证号', { max: 40 }),
  scope,
  from: f.day('发证日期'),
  until: f.day('有效期至'),
}

/** How the card names the exam it rests on: by number and sitting, never by marks. */
const examOf = ({ form, matters }: Pick<ActContext, 'form' | 'matters'>): string => {
  const { number, sitting }: ExamRecord = matters[String(form['passed'])]?.record ?? {}
  return `${sitting ?? ''}${number === undefined ? '' : `（${number}）`}合格`
}

/** 行政执法证: given after an exam, for a unit, kinds of acts and a time; without it no enforcement act can be signed. */
export const licence = procedure({
  id: 'licence',
  title: '行政执法证',
  version: 1,
  from: '2024-01-01',
  basis: [处罚法(42), 强制法(17), 执法证管理()],
  record,
  titled: 'title',
  searched: ['number', 'title', 'certificate'],
  answerable: 'unit',
  numbered: '证',
  register: '行政执法证名册',

  roles: {
    office: { title: '司法行政部门', seat: unitsWith('legal') },
    issuer: { title: '发证机关', seat: staff('issuer') },
    unit: { title: '执法单位', seat: staff('unit') },
    unitHead: { title: '执法单位主要负责人', seat: head('unit') },
  },
  openTo: 'everyone',

  states: {
    valid: { title: '有效', group: '在办' },
    suspended: { title: '已暂扣', group: '在办' },
    revoked: { title: '已收回', group: '办结', final: true },
  },

  terms: {
    byEnd: until('until'),
    decideWithin: workdays(30, '本区参数'),
  },
  settings,

  powers: {
    issue: {
      may: '发给执法证',
      who: ['office'],
      when: 'nothing',
      then: 'valid',
      form: { ...card, passed },
      gates: [holderWorksThere, examPassed, termFits, oneCard],
      writes: (context) => ({
        ...context.form,
        exam: examOf(context),
        title: `行政执法证 ${context.form.certificate}`,
        issuer: context.actor.unit,
      }),
      norms: ['B3'],
      informs: ['unit'],
      weight: 'main',
      basis: [处罚法(42), 强制法(17), 执法证管理()],
    },
    enter: {
      may: '补录以前发的证',
      who: ['office'],
      when: 'nothing',
      then: 'valid',
      form: { ...card, exam: f.text('发证时的资格考试', { max: 300, phrases: ['法律知识考试合格'] }) },
      gates: [issuedBefore, holderWorksThere, termFits, oneCard],
      writes: ({ form, actor }) => ({
        ...form,
        title: `行政执法证 ${form.certificate}`,
        issuer: actor.unit,
      }),
      norms: ['B3'],
      informs: ['unit'],
      weight: 'side',
      basis: [执法证管理('资格考试')],
    },
    renew: {
      may: '考试合格，延长有效期',
      who: ['issuer'],
      when: ['valid'],
      form: { until: f.day('有效期至'), passed },
      gates: [examPassed, termFits],
      writes: (context) => ({ ...context.form, exam: examOf(context) }),
      norms: ['B3'],
      informs: ['unit'],
      weight: 'main',
      basis: [执法证管理('有效期')],
    },
    changeScope: {
      may: '变更执法类别',
      who: ['issuer'],
      when: ['valid'],
      form: {
        scope,
        passed: f.matter('合格的考试', {
          optional: true,
          help: '扩大类别的，选此人合格的考试；缩小的不填',
          ...ofHolder,
        }),
      },
      gates: [examPassed],
      writes: (context) =>
        context.form.passed === undefined
          ? { scope: context.form.scope }
          : { ...context.form, exam: examOf(context) },
      norms: ['B3'],
      informs: ['unit'],
      weight: 'side',
      basis: [执法证管理()],
    },
    suspend: {
      may: '暂扣执法证',
      who: ['issuer'],
      when: ['valid'],
      then: 'suspended',
      form: {
        reason: words('理由', ['涉嫌违法执法，正在调查', '年度考核不合格']),
        basis: f.text('依据', { max: 500 }),
      },
      writes: ({ form, today }) => ({ ...form, stopped: today }),
      norms: ['B3'],
      informs: ['unit', 'unitHead'],
      solemn: true,
      weight: 'side',
      basis: [执法证管理('暂扣和收回')],
    },
    restore: {
      may: '发还执法证',
      who: ['issuer'],
      when: ['suspended'],
      then: 'valid',
      form: { reason: words('理由', ['调查终结，不予追究', '补考合格']) },
      writes: ({ form }) => ({ reason: form.reason, stopped: null }),
      norms: ['B3'],
      informs: ['unit', 'unitHead'],
      weight: 'main',
      basis: [执法证管理('暂扣和收回')],
    },
    revoke: {
      may: '收回执法证',
      who: ['issuer'],
      when: ['valid', 'suspended'],
      then: 'revoked',
      form: {
        reason: words('理由', ['调离执法岗位', '退休', '违法执法，不宜再从事执法', '有效期届满不再换证']),
        basis: f.text('依据', { max: 500 }),
      },
      writes: ({ form, record: kept, today }) => ({ ...form, stopped: kept.stopped ?? today }),
      norms: ['B3'],
      informs: ['unit', 'unitHead'],
      solemn: true,
      weight: 'side',
      basis: [执法证管理('暂扣和收回')],
    },
  },

  duties: {
    renew: {
      must: '有效期届满前组织考核换证，或者收回',
      who: 'issuer',
      to: 'unit',
      after: ['issue', 'enter', 'renew', 'restore'],
      within: 'byEnd',
      doneBy: ['renew', 'revoke'],
      pausedIn: ['suspended'],
      main: true,
      ladder: standard,
      norms: ['B3'],
      basis: [执法证管理('有效期')],
    },
    decideSuspended: {
      must: '查清后发还或者收回暂扣的执法证',
      who: 'issuer',
      to: 'unitHead',
      after: ['suspend'],
      within: 'decideWithin',
      doneBy: ['restore', 'revoke'],
      ladder: standard,
      norms: ['B3'],
      basis: [执法证管理('暂扣和收回')],
    },
  },

  watches: {},
  papers: {},
  ledger: [
    { name: 'person', title: '执法人员', width: 14, from: 'person' },
    { name: 'unit', title: '执法单位', width: 24, from: 'unit' },
    { name: 'certificate', title: '证号', width: 20, from: 'certificate' },
    { name: 'scope', title: '执法类别', width: 30, from: 'scope' },
    { name: 'from', title: '发证日期', width: 14, from: 'from' },
    { name: 'until', title: '有效期至', width: 14, from: 'until' },
    { name: 'exam', title: '资格考试', width: 24, from: 'exam' },
    { name: 'state', title: '状态', width: 12, from: 'state' },
    { name: 'number', title: '编号', width: 16, from: 'number' },
  ],
  mandatory: {},
  coverage,
  keeping: { of: 'licences' },
  keeps: ({
    state,
    record: { person, unit, certificate = '', scope: covers = 'inspection', from, until: end, stopped },
  }) =>
    state !== null && person && unit && from && end
      ? [
          {
            kind: 'licence',
            person,
            licence: {
              number: certificate,
              unit,
              scope: kindsOf[covers],
              from,
              until: end,
              ...(stopped ? { stopped } : {}),
            },
          },
        ]
      : [],
})
