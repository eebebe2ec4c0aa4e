import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { ofParent } from '../preparation/record.ts'

const all = { seenBy: 'all' } as const

export const stances = { feasible: '可行', conditional: '有条件可行', not: '不可行' } as const

/** How an expert was found (决策条例 20: 专业性、代表性和中立性). */
export const ways = {
  library: '专家库选取',
  recommended: '行业组织推荐',
  institution: '专业机构指派',
} as const

/** 专家: who, from where, in what field, how found. */
export const expert = {
  name: f.text('专家', { max: 60 }),
  from: f.text('单位', { max: 120 }),
  field: f.text('专业', { max: 120 }),
  way: f.choice('遴选方式', ways),
  interest: f.flag('与决策事项有直接利害关系'),
}

/** 论证意见: what one expert signed; it stands, whatever it says. */
export const opinion = {
  expert: f.text('专家', { max: 60 }),
  stance: f.choice('结论', stances),
  words: f.text('论证意见', { max: 4000, lines: true }),
  signedOn: f.day('签名日期'),
}

/** 专家论证 as it is kept. Every field says who may see it. */
export const record = {
  ...ofParent,
  question: f.text('论证的问题', { max: 2000, ...all }),
  experts: f.rows('专家', expert, { ...all, most: 30 }),
  opinions: f.rows(
    '论证意见',
    { ...opinion, person: f.person('登记人'), file: f.files('签名的意见书', { optional: true }) },
    { ...all, most: 30 },
  ),
  replaced: f.rows(
    '更换的专家',
    {
      name: f.text('专家', { max: 60 }),
      reason: f.text('理由', { max: 500 }),
      on: f.day('日期'),
      person: f.person('办理人'),
    },
    { ...all, most: 30 },
  ),
  summary: f.text('论证意见汇总', { max: 4000, ...all }),
  dissent: f.text('不同意见及处理', { max: 2000, ...all }),
  closedOn: f.day('审定日期', all),
} as const

export type ArgumentRecord = RecordOf<typeof record>
export type Opinion = NonNullable<ArgumentRecord['opinions']>[number]

/** Who does not find it feasible as it is. */
export const dissenting = ({ opinions = [] }: ArgumentRecord): readonly Opinion[] =>
  opinions.filter(({ stance }) => stance !== 'feasible')

/** Experts who have been asked and have not said anything yet. */
export const unheard = ({ experts = [], opinions = [] }: ArgumentRecord): readonly string[] =>
  experts.map(({ name }) => name).filter((name) => !opinions.some((one) => one.expert === name))
