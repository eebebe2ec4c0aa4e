import type { Issuer } from '#rulebook/normative-document/record.ts'

/** What comes a document's way. */
export type Turn =
  | 'rejected'
  | 'dropped'
  | 'returned'
  /** The review wants changes once. */
  | 'changes'
  /** Its body does not pass it. */
  | 'notAdopted'
  /** The filing authority orders a correction. */
  | 'corrected'
  /** For a short time only, assessed and renewed within the year; or ended. */
  | 'renewed'
  | 'ended'

export type Rest =
  | 'proposed'
  | 'drafting'
  | 'checking'
  | 'reviewing'
  | 'discussing'
  | 'signing'
  | 'registered'

/** A normative document before anybody has acted. */
export interface DocumentStory {
  readonly title: string
  readonly unit: string
  readonly issuer: Issuer
  /** Share of the year after which it begins; or so many working days before the end. */
  readonly begins: { readonly share: number } | { readonly last: number }
  readonly business?: true
  readonly secret?: true
  readonly turns?: readonly Turn[]
  readonly rests?: Rest
}

/** Twenty documents of a year, from the question whether they are needed to where they stand at its end. */
export const documentStories: readonly DocumentStory[] = [
  { title: '云汀区城市道路停车泊位管理办法', unit: 'u-urban', issuer: 'government', begins: { share: 0.02 } },
  {
    title: '云汀区餐饮油烟污染防治管理规定（试行）',
    unit: 'u-commerce',
    issuer: 'government',
    begins: { share: 0.04 },
    business: true,
    turns: ['changes', 'corrected'],
  },
  {
    title: '云汀区应急避难场所启用办法（试行）',
    unit: 'u-emergency',
    issuer: 'office',
    begins: { share: 0.03 },
    secret: true,
    turns: ['renewed'],
  },
  {
    title: '云汀区重大活动期间交通管制通告管理办法',
    unit: 'u-transport',
    issuer: 'government',
    begins: { share: 0.05 },
    secret: true,
    turns: ['ended'],
  },
  {
    title: '云汀区物业服务监督管理办法',
    unit: 'u-housing',
    issuer: 'government',
    begins: { share: 0.08 },
    business: true,
  },
  {
    title: '云汀区河道管理范围内活动管理规定',
    unit: 'u-water',
    issuer: 'government',
    begins: { share: 0.12 },
    turns: ['returned'],
  },
  {
    title: '云汀区民办托育机构备案办法',
    unit: 'u-health',
    issuer: 'office',
    begins: { share: 0.16 },
    business: true,
    turns: ['changes'],
  },
  {
    title: '云汀区农村集体资产出租管理办法',
    unit: 'u-agriculture',
    issuer: 'government',
    begins: { share: 0.2 },
  },
  {
    title: '云汀区中小学校外活动安全管理规定',
    unit: 'u-education',
    issuer: 'office',
    begins: { share: 0.24 },
    turns: ['notAdopted'],
  },
  {
    title: '云汀区建筑垃圾处置管理办法',
    unit: 'u-urban',
    issuer: 'government',
    begins: { share: 0.28 },
    business: true,
  },
  { title: '云汀区公共文化场馆开放办法', unit: 'u-culture', issuer: 'office', begins: { share: 0.32 } },
  {
    title: '云汀区校车通行管理规定',
    unit: 'u-transport',
    issuer: 'office',
    begins: { share: 0.36 },
    turns: ['dropped'],
  },
  {
    title: '云汀区路灯管理规定',
    unit: 'u-municipal',
    issuer: 'office',
    begins: { share: 0.4 },
    turns: ['rejected'],
  },
  {
    title: '云汀区既有建筑加装电梯管理办法',
    unit: 'u-housing',
    issuer: 'government',
    begins: { share: 0.45 },
  },
  {
    title: '云汀区共享单车停放管理办法',
    unit: 'u-urban',
    issuer: 'government',
    begins: { share: 0.5 },
    business: true,
    rests: 'registered',
  },
  {
    title: '云汀区小型工程招标管理办法',
    unit: 'u-finance',
    issuer: 'government',
    begins: { share: 0.52 },
    secret: true,
    rests: 'signing',
  },
  {
    title: '云汀区绿地认养管理办法',
    unit: 'u-gardens',
    issuer: 'office',
    begins: { last: 40 },
    secret: true,
    rests: 'discussing',
  },
  {
    title: '云汀区烟花爆竹燃放管理规定',
    unit: 'u-emergency',
    issuer: 'government',
    begins: { last: 30 },
    secret: true,
    rests: 'reviewing',
  },
  {
    title: '云汀区户外招牌设置规定',
    unit: 'u-urban',
    issuer: 'government',
    begins: { last: 16 },
    secret: true,
    rests: 'checking',
  },
  {
    title: '云汀区政务数据共享管理办法',
    unit: 'u-data',
    issuer: 'office',
    begins: { last: 12 },
    rests: 'drafting',
  },
  {
    title: '云汀区养犬管理规定',
    unit: 'u-urban',
    issuer: 'government',
    begins: { last: 2 },
    rests: 'proposed',
  },
]
