import * as f from '#kernel/fields.ts'
import { workdays } from '#kernel/terms.ts'
import { procedure, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 公平竞争审查条例, 决策条例 } from '../laws.ts'
import { stopping } from '../preparation/ending.ts'
import { fromParent, openedWith } from '../preparation/opening.ts'
import { roles } from '../preparation/roles.ts'
import * as reviewing from './gates/reviewing.ts'
import { coverage } from './coverage.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { conclusions, finding, record, stakeholder } from './record.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const findings = f.rows('逐项初审', finding, { most: 8 })
const stakeholders = f.rows('听取意见', stakeholder, { most: 60 })
const conclusion = f.choice('审查结论', conclusions)

/** 公平竞争审查: the drafter looks first, the market regulator reviews with him and concludes; without it nothing is issued. */
export const fairCompetitionReview = procedure({
  id: 'fair-competition-review',
  title: '公平竞争审查',
  version: 1,
  from: '2024-01-01',
  basis: [公平竞争审查条例(14), 公平竞争审查条例(18), 决策条例(29)],
  record,
  titled: 'title',
  searched: ['number', 'title', 'first', 'words'],
  answerable: 'unit',
  numbered: '竞',
  register: '公平竞争审查台账',

  roles: {
    ...roles,
    regulator: { title: '市场监管部门', seat: unitsWith('market') },
  },
  openTo: ['discipline', 'market'],

  states: {
    drafting: { title: '起草单位初审', group: '待办' },
    reviewing: { title: '市场监管部门审查', group: '在办' },
    closed: { title: '已作出结论', group: '办结', final: true },
    stopped: { title: '已终止', group: '办结', final: true },
  },

  terms: {
    firstWithin: workdays(5, '本区参数'),
    reviewWithin: workdays(10, '本区参数，条例没有规定天数'),
  },

  powers: {
    open: {
      may: '启动公平竞争审查',
      // The matter it belongs to opens it; nobody else can, for that matter names its review.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'drafting',
      form: { ...openedWith },
      gates: [reviewing.fairnessFromParent],
      writes: (context) => fromParent(context),
      norms: ['B2'],
      basis: [决策条例(29), 公平竞争审查条例(14)],
    },
    reviewFirst: {
      may: '初审并送审查',
      who: ['applicant'],
      when: ['drafting'],
      then: 'reviewing',
      form: { findings, stakeholders, first: f.text('初审意见', { max: 4000, lines: true }) },
      gates: [reviewing.everyStandard, reviewing.stakeholdersHeard],
      writes: ({ form, actor, today }) => ({
        findings: form.findings,
        stakeholders: form.stakeholders,
        first: form.first,
        firstBy: actor.person,
        firstOn: today,
        returned: null,
      }),
      norms: ['B2'],
      weight: 'main',
      basis: [公平竞争审查条例(14), 公平竞争审查条例(16)],
    },
    sendBack: {
      may: '退回补正',
      who: ['regulator'],
      when: ['reviewing'],
      then: 'drafting',
      form: { reason: words('缺什么', ['没有听取经营者意见', '初审没有说明依据']) },
      gates: [reviewing.reviewerApart],
      writes: ({ form }) => ({ returned: form.reason }),
      voids: ['reviewFirst'],
      informs: ['applicant'],
      basis: [公平竞争审查条例(14)],
    },
    close: {
      may: '作出审查结论',
      who: ['regulator'],
      when: ['reviewing'],
      then: 'closed',
      form: {
        conclusion,
        words: f.text('审查意见', { max: 4000, lines: true }),
        exception: f.text('适用例外规定的理由', {
          max: 1000,
          optional: true,
          lines: true,
          help: '适用例外规定才填',
        }),
        exceptionUntil: f.day('例外措施的实施期限', { optional: true }),
      },
      gates: [reviewing.reviewerApart, reviewing.exceptionReasoned],
      writes: ({ form, actor, today }) => ({
        conclusion: form.conclusion,
        words: form.words,
        ...(form.conclusion === 'excepted'
          ? { exception: form.exception, exceptionUntil: form.exceptionUntil }
          : {}),
        reviewer: actor.unit,
        reviewedBy: actor.person,
        closedOn: today,
      }),
      norms: ['B2'],
      informs: ['applicant', 'legal'],
      weight: 'main',
      basis: [公平竞争审查条例(14), 公平竞争审查条例(17)],
    },
    stop: stopping(['drafting', 'reviewing'], {
      gates: [reviewing.reviewStands],
      basis: [公平竞争审查条例(14)],
    }),
  },

  duties: {
    reviewFirst: {
      must: '公平竞争审查初审',
      who: 'applicant',
      to: 'recorder',
      after: ['open', 'sendBack'],
      within: 'firstWithin',
      doneBy: ['reviewFirst'],
      endedBy: ['stop'],
      ladder: short,
      norms: ['B2'],
      basis: [公平竞争审查条例(14)],
    },
    close: {
      must: '会同起草单位审查，作出结论',
      who: 'regulator',
      to: 'applicant',
      after: ['reviewFirst'],
      within: 'reviewWithin',
      doneBy: ['close', 'sendBack'],
      endedBy: ['stop'],
      main: true,
      ladder: standard,
      norms: ['B2'],
      basis: [公平竞争审查条例(14), 公平竞争审查条例(17)],
    },
  },

  watches: {},
  papers,
  ledger,
  flags: {
    failed: { title: '不符合标准', while: ({ conclusion: found }) => found === 'failed' },
    excepted: { title: '适用例外', while: ({ conclusion: found }) => found === 'excepted' },
  },
  mandatory: { closed: ['open', 'reviewFirst', 'close'] },
  coverage,
})
