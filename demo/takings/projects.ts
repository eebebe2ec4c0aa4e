import type { AnyRecord } from '#kernel/vocabulary.ts'

/** What becomes of one household, told in the order in which it happens. */
export type Fate =
  /** Signs, is paid, moves, is filed. */
  | 'signs'
  /** Takes another house instead of money. */
  | 'exchanges'
  /** Doubts the value, has it looked at again and appraised, then signs. */
  | 'doubts'
  /** Signs, but the department wants the house before the money is there: refused. */
  | 'hurried'
  /** Does not sign: decided, deposited, sued for, enforced by the court. */
  | 'refuses'
  /** Stays out of the scope after all. */
  | 'leftOut'
  /** Still talks when the year ends. */
  | 'talks'

export interface Household {
  readonly owner: string
  readonly address: string
  readonly area: number
  readonly unregistered?: number
  readonly fate: Fate
}

/** A taking of houses or of land, begun so many days before or after the year's first day, and how far it comes. */
export interface Taking {
  readonly title: string
  readonly begins: number
  readonly stopsAt?: string
  readonly form: AnyRecord
  readonly scope: string
  readonly households: readonly Household[]
}

const plans = {
  economicPlan: '区国民经济和社会发展规划纲要',
  landPlan: '区国土空间总体规划，规划证明已出具',
  urbanPlan: '片区控制性详细规划',
  specialPlan: '城市更新专项规划',
}

const house = (n: number, owner: string, fate: Fate, more: Partial<Household> = {}): Household => ({
  owner,
  address: `云河路${n}号`,
  area: 60 + n * 4,
  fate,
  ...more,
})

/** The first is done, with one decision that went to court; the second asks the public. */
export const houses: readonly Taking[] = [
  {
    title: '云河路片区旧城改建',
    begins: 3,
    form: {
      item: 'ZS-ZC-01',
      demander: '区城市建设投资公司',
      interest: 'oldTown',
      reason: '房屋建成四十年以上，消防、排水设施落后，存在安全隐患',
      ...plans,
      yearlyPlan: '年度重点项目计划第12项',
      finance: 'u-finance',
      agent: 'u-chengdong',
    },
    scope: '云河路以东、城东路以西、建设路以南，约1.2公顷',
    households: [
      house(1, '甲户', 'signs'),
      house(3, '乙户', 'exchanges'),
      house(5, '丙户', 'doubts'),
      house(7, '丁户', 'signs', { unregistered: 18 }),
      house(9, '戊户', 'hurried'),
      house(11, '己户', 'refuses'),
      house(13, '庚户', 'leftOut'),
    ],
  },
  {
    title: '人民路小学扩建',
    begins: 292,
    stopsAt: 'consulting',
    form: {
      item: 'ZS-ZC-01',
      demander: '区教育局',
      interest: 'public',
      reason: '学位缺口六百个，现址无法扩建',
      ...plans,
      finance: 'u-finance',
    },
    scope: '人民路小学北侧地块',
    households: [house(2, '辛户', 'talks'), house(4, '壬户', 'talks'), house(6, '癸户', 'talks')],
  },
]

const parcel = (n: number, owner: string, fate: Fate): Household => ({
  owner,
  address: `南湖街道云水村第${n}组`,
  area: 120 + n * 15,
  fate,
})

/** Agreements are being signed when the year ends. */
export const lands: readonly Taking[] = [
  {
    title: '南湖污水处理厂二期',
    begins: 225,
    stopsAt: 'settled',
    form: {
      item: 'ZS-ZC-02',
      interest: 'infrastructure',
      reason: '一期处理能力不足，汛期溢流',
      collective: '云水村经济合作社',
      basic: 0,
      arable: 42_000,
      other: 8_000,
      conversion: '与土地征收一并报批',
      ...plans,
      finance: 'u-finance',
      labour: 'u-labour',
    },
    scope: '云水村东至南湖大堤、西至环湖路',
    households: [
      parcel(1, '村民甲', 'signs'),
      parcel(2, '村民乙', 'signs'),
      parcel(3, '村民丙', 'signs'),
      parcel(4, '村民丁', 'talks'),
      parcel(5, '村民戊', 'talks'),
      parcel(6, '村民己', 'leftOut'),
    ],
  },
]
