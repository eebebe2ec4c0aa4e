import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

export const kinds = { counsel: '法律顾问', publicLawyer: '公职律师' } as const
export const grades = { good: '称职', fair: '基本称职', poor: '不称职' } as const

/** 利害关系: whose matters he does not advise on, and why; ended ones stay on the record. */
export const conflict = {
  no: f.number('序号', { min: 1, max: 300 }),
  unit: f.unit('单位', { optional: true }),
  party: f.text('企业、个人', { max: 120, optional: true }),
  why: f.text('关系', { max: 500 }),
  on: f.day('登记日期'),
  ended: f.day('解除日期', { optional: true }),
}

export const appraisal = {
  grade: f.choice('等次', grades),
  words: f.text('评语', { max: 1000 }),
  on: f.day('日期'),
}

export const INSIDE = ['office', 'coordinator', 'discipline'] as const
const inside = { seenBy: INSIDE } as const
const all = { seenBy: 'all' } as const

/** 法律顾问名册 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  name: f.text('姓名', { max: 60, ...all }),
  kind: f.choice('身份', kinds, all),
  from: f.text('执业机构、单位', { max: 120, ...all }),
  person: f.person('本区人员', inside),
  office: f.unit('聘任单位', all),
  field: f.text('专业领域', { max: 200, ...all }),
  since: f.day('聘期起', all),
  until: f.day('聘期止', all),
  conflicts: f.rows('利害关系', conflict, { ...inside, most: 300 }),
  appraisals: f.rows('年度考核', appraisal, { ...inside, most: 60 }),
  ending: f.text('解聘的理由', { max: 1000, ...inside }),
  endedOn: f.day('解聘日期', inside),
} as const

export type AdviserRecord = RecordOf<typeof record>

type Conflict = NonNullable<AdviserRecord['conflicts']>[number]

/** Those that still stand. */
export const standingConflicts = ({ conflicts = [] }: AdviserRecord): readonly Conflict[] =>
  conflicts.filter(({ ended }) => ended === undefined)

/** What forms offer where they ask for somebody of the register: those who may be asked, with where they are from and what they know. */
export const ofRegister = {
  among: { procedure: 'legal-adviser', states: ['active'], says: ['from', 'field'] },
} as const
