// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { workdays } from '#kernel/terms.ts'
import { head, procedure, staff } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 决策条例 } from '../laws.ts'
import { stopping } from '../preparation/ending.ts'
import { fromParent, openedWith } from '../preparation/opening.ts'
import { roles } from '../preparation/roles.ts'
import * as assessing from './gates/assessing.ts'
import { coverage } from './coverage.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { levels, point, record } from './record.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const level = f.choice('风险等级', levels)

/** 风险评估: what may go wrong, what prevents it and what is done if it does; departments are heard, its head answers for the level. */
export const riskAssessment = procedure({
  id: 'risk-assessment',
  title: '风险评估',
  version: 1,
  from: '2024-01-01',
  basis: [决策条例(22), 决策条例(23), 决策条例(24)],
  record,
  titled: 'title',
  searched: ['number', 'title', 'third', 'conclusion'],
  answerable: 'assessor',
  numbered: '险',
  register: '风险评估台账',

  roles: {
    ...roles,
    assessor: { title: '评估单位', seat: staff('assessor') },
    assessorHead: { title: '评估单位主要负责人', seat: head('assessor') },
    department: { title: '听取意见的部门', seat: staff('departments') },
    departmentHead: { title: '听取意见的部门主要负责人', seat: head('departments') },
  },
  openTo: ['discipline'],

  states: {
    planned: { title: '待评估', group: '待办' },
    assessing: { title: '评估中', group: '在办' },
    reported: { title: '评估报告待审定', group: '待办' },
    closed: { title: '已审定', group: '办结', final: true },
    stopped: { title: '已终止', group: '办结', final: true },
  },

  terms: {
    assessWithin: workdays(15, '本区参数，条例没有规定天数'),
    answerWithin: workdays(5, '本区参数，条例没有规定天数'),
    reviewWithin: workdays(3, '本区参数'),
  },

  powers: {
    open: {
      may: '启动风险评估',
      // The matter it belongs to opens it; nobody else can, for that matter names its assessment.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'planned',
      form: {
        ...openedWith,
        assessor: f.unit('评估单位'),
        third: f.text('受委托的第三方机构', { max: 120, optional: true }),
        departments: f.units('听取意见的部门'),
      },
      gates: [assessing.riskFromParent, assessing.departmentsNamed],
      writes: (context) => ({
        ...fromParent(context),
        assessor: context.form.assessor,
        third: context.form.third,
        departments: context.form.departments.filter((unit) => unit !== context.form.assessor),
      }),
      norms: ['G1'],
      informs: ['assessor'],
      basis: [决策条例(22)],
    },
    identify: {
      may: '登记风险点',
      who: ['assessor'],
      when: ['planned', 'assessing'],
      then: 'assessing',
      form: point,
      writes: ({ form, record: kept }) => ({
        points: [...(kept.points ?? []).filter((one) => one.point !== form.point), form],
      }),
      norms: ['G1'],
      weight: 'main',
      basis: [决策条例(23)],
    },
    giveView: {
      may: '答复风险评估意见',
      who: ['departmentHead'],
      when: ['planned', 'assessing'],
      form: { words: words('意见', ['没有发现重大风险']) },
      writes: ({ form, record: kept, actor, today }) => ({
        views: [
          ...(kept.views ?? []).filter((one) => one.unit !== actor.unit),
          { unit: actor.unit, words: form.words, person: actor.person, on: today },
        ],
      }),
      norms: ['G1'],
      weight: 'main',
      basis: [决策条例(23)],
    },
    report: {
      may: '形成风险评估报告',
      who: ['assessor'],
      when: ['assessing'],
      then: 'reported',
      form: {
        level,
        conclusion: f.text('评估结论', { max: 4000, lines: true }),
        report: f.files('风险评估报告', { optional: true }),
      },
      gates: [assessing.departmentsHeard, assessing.levelFits],
      writes: ({ form, record: kept }) => ({
        level: form.level,
        conclusion: form.conclusion,
        report: form.report ?? kept.report,
        returned: null,
      }),
      norms: ['G1'],
      weight: 'main',
      basis: [决策条例(23), 决策条例(24)],
    },
    sendBack: {
      may: '退回补充',
      who: ['assessorHead'],
      when: ['reported'],
      then: 'assessing',
      form: { reason: words('要补什么', ['漏了风险点', '防范措施不落实', '等级与风险点不符']) },
      writes: ({ form }) => ({ returned: form.reason, level: null }),
      voids: ['report'],
      informs: ['assessor'],
      basis: [决策条例(23)],
    },
    close: {
      may: '审定风险评估报告',
      who: ['assessorHead'],
      when: ['reported'],
      then: 'closed',
      form: { words: note('意见') },
      writes: ({ today }) => ({ closedOn: today }),
      norms: ['G1'],
      informs: ['applicant'],
      weight: 'main',
      basis: [决策条例(23), 决策条例(24)],
    },
    stop: stopping(['planned', 'assessing', 'reported'], {
      gates: [assessing.assessmentStands],
      basis: [决策条例(22)],
    }),
  },

  duties: {
    assess: {
      must: '评估风险、形成报告',
      who: 'assessor',
      to: 'applicant',
      after: ['open', 'sendBack'],
      within: 'assessWithin',
      doneBy: ['report'],
      endedBy: ['stop'],
      main: true,
      ladder: standard,
      norms: ['G1'],
      basis: [决策条例(22), 决策条例(23)],
    },
    giveView: {
      must: '答复风险评估意见',
      who: 'departmentHead',
      to: 'assessor',
      after: ['open'],
      within: 'answerWithin',
      doneBy: ['giveView'],
      dischargedOneByOne: { giveView: 'unit' },
      shares: ({ departments = [] }) => departments.map((unit) => ({ subject: unit, unit })),
      endedBy: ['report', 'stop'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(23)],
    },
    review: {
      must: '审定风险评估报告',
      who: 'assessorHead',
      to: 'applicant',
      after: ['report'],
      within: 'reviewWithin',
      doneBy: ['close', 'sendBack'],
      endedBy: ['stop'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(23)],
    },
  },

  watches: {},
  papers,
  ledger,
  flags: {
    uncontrollable: { title: '风险不可控', while: ({ level: found }) => found === 'uncontrollable' },
    high: { title: '高风险', while: ({ level: found }) => found === 'high' },
  },
  mandatory: { closed: ['open', 'identify', 'report', 'close'] },
  coverage,
})
