import * as f from '#kernel/fields.ts'
import { days, until } from '#kernel/terms.ts'
import { procedure, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 决策条例, 工作规则, 法律顾问意见 } from '../laws.ts'
import * as gates from './gates/gates.ts'
import { ledger } from './ledger.ts'
import { type AdviserRecord, grades, kinds, record } from './record.ts'

// Fields with options stand outside the forms so that their literal types survive inference.
const kind = f.choice('身份', kinds)
const grade = f.choice('等次', grades)

const 名册 = [法律顾问意见(), 工作规则('法律顾问名册')] as const

/** 法律顾问名册: who may be asked, until when, and whose matters he does not advise on. */
export const legalAdviser = procedure({
  id: 'legal-adviser',
  title: '法律顾问聘任',
  version: 1,
  from: '2024-01-01',
  basis: [法律顾问意见(), 决策条例(28)],
  record,
  titled: 'name',
  searched: ['number', 'name', 'from'],
  answerable: 'office',
  numbered: '顾',
  register: '法律顾问名册',

  roles: {
    office: { title: '法制机构', seat: unitsWith('legal') },
    coordinator: { title: '政府办', seat: unitsWith('coordination') },
    discipline: { title: '纪检监察机关', seat: unitsWith('discipline') },
  },
  openTo: ['discipline'],

  states: {
    active: { title: '在聘', group: '在办' },
    ended: { title: '已解聘', group: '办结', final: true },
  },

  terms: {
    appraiseWithin: days(365, '本区参数：每年考核一次'),
    byEnd: until('until'),
  },

  powers: {
    engage: {
      may: '聘任法律顾问、公职律师',
      who: ['office'],
      when: 'nothing',
      then: 'active',
      form: {
        name: f.text('姓名', { max: 60 }),
        kind,
        from: f.text('执业机构、单位', { max: 120 }),
        person: f.person('本区人员', { optional: true, help: '公职律师是本区干部的选上' }),
        field: f.text('专业领域', { max: 200, optional: true }),
        since: f.day('聘期起'),
        until: f.day('聘期止'),
      },
      gates: [gates.termAhead],
      writes: ({ form, actor }) => ({ ...form, office: actor.unit }),
      norms: ['B2'],
      weight: 'main',
      basis: 名册,
    },
    declareConflict: {
      may: '登记利害关系',
      who: ['office'],
      when: ['active'],
      form: {
        unit: f.unit('单位', { optional: true }),
        party: f.text('企业、个人', { max: 120, optional: true }),
        why: f.text('关系', {
          max: 500,
          phrases: ['担任其常年法律顾问', '近亲属在该单位任职', '代理对方诉讼'],
        }),
      },
      gates: [gates.conflictNamed],
      writes: ({ form, record: kept, today }) => ({
        conflicts: [...(kept.conflicts ?? []), { no: (kept.conflicts ?? []).length + 1, ...form, on: today }],
      }),
      norms: ['B2'],
      weight: 'main',
      basis: 名册,
    },
    endConflict: {
      may: '解除利害关系',
      who: ['office'],
      when: ['active'],
      form: { no: f.number('序号', { min: 1, max: 300 }), reason: words('说明', ['合同已经终止']) },
      gates: [gates.conflictStands],
      writes: ({ form, record: kept, today }) => ({
        conflicts: (kept.conflicts ?? []).map((one) => (one.no === form.no ? { ...one, ended: today } : one)),
      }),
      norms: ['B2'],
      weight: 'side',
      basis: 名册,
    },
    appraise: {
      may: '年度考核',
      who: ['office'],
      when: ['active'],
      form: { grade, words: words('评语') },
      writes: ({ form, record: kept, today }) => ({
        appraisals: [...(kept.appraisals ?? []), { ...form, on: today }],
      }),
      norms: ['B2'],
      basis: 名册,
    },
    renew: {
      may: '续聘',
      who: ['office'],
      when: ['active'],
      form: { until: f.day('聘期止') },
      gates: [gates.termAhead],
      writes: ({ form }) => ({ until: form.until }),
      norms: ['B2'],
      basis: 名册,
    },
    end: {
      may: '解聘',
      who: ['office'],
      when: ['active'],
      then: 'ended',
      form: { ending: words('理由', ['聘期届满不再续聘', '考核不称职', '本人申请']) },
      writes: ({ form, today }) => ({ ending: form.ending, endedOn: today }),
      norms: ['B2'],
      solemn: true,
      weight: 'side',
      basis: 名册,
    },
  },

  duties: {
    renew: {
      must: '聘期届满前续聘或者解聘',
      who: 'office',
      to: 'coordinator',
      after: ['engage', 'renew'],
      within: 'byEnd',
      doneBy: ['renew', 'end'],
      main: true,
      ladder: standard,
      norms: ['B2'],
      basis: 名册,
    },
    appraise: {
      must: '考核法律顾问',
      who: 'office',
      to: 'coordinator',
      after: ['engage', 'appraise'],
      within: 'appraiseWithin',
      doneBy: ['appraise'],
      endedBy: ['end'],
      ladder: short,
      norms: ['B2'],
      basis: 名册,
    },
  },

  watches: {},
  papers: {},
  ledger,
  flags: {
    conflicted: {
      title: '有利害关系',
      while: ({ conflicts = [] }: AdviserRecord) => conflicts.some(({ ended }) => ended === undefined),
    },
  },
  mandatory: { ended: ['engage'] },
  advising: {
    name: 'name',
    person: 'person',
    from: 'from',
    kind: 'kind',
    until: 'until',
    conflicts: 'conflicts',
  },
})
