import type { Kind } from '#rulebook/topic/record.ts'

/** How one hearing of an item ends. */
export type Hearing =
  | 'passed'
  | 'inPrinciple'
  /** The chief passes it though most spoke against it, with his reasons. */
  | 'against'
  | 'rejected'
  | 'deferred'
  | 'amended'
  | 'takenOff'

/** What comes an item's way before the room. */
export type Turn =
  | 'noAdviser'
  | 'returnedByHead'
  | 'objected'
  | 'interested'
  | 'unlawful'
  | 'signedEarly'
  | 'lowered'
  | 'joined'
  | 'returnedToUnit'
  | 'withdrawn'
  | 'urgent'

/** What comes its way in the room. */
export type RoomTurn =
  | 'chiefEarly'
  | 'recused'
  | 'written'
  | 'guests'
  | 'supplement'
  /** The chair withdraws, and names who presides; or is called away when everybody else was heard. */
  | 'chairRecused'
  | 'chairAway'

export type TopicState =
  | 'drafting'
  | 'unitReview'
  | 'coordinating'
  | 'preparing'
  | 'legality'
  | 'delivered'
  | 'banked'
  | 'placed'
  | 'presenting'
  | 'deliberating'
  | 'stated'

/** How a decision fares once it is made. */
export interface Fate {
  readonly ends: 'decided' | 'executing' | 'suspended' | 'completed' | 'closed'
  readonly withheld?: true
  readonly trouble?: true
  readonly stopped?: true
  readonly evaluated?: true
  /** Told as done before its tasks are. */
  readonly early?: true
}

/** An item before anybody has acted. */
export interface TopicStory {
  readonly no: number
  readonly title: string
  readonly body: string
  readonly unit: string
  readonly kind: Kind
  readonly summary: string
  readonly sum?: number
  readonly area?: number
  readonly payee?: string
  readonly project?: string
  /** What it must go through: experts, risk, fair competition, the public. */
  readonly needs: readonly ('professional' | 'stability' | 'business' | 'open')[]
  readonly concerned: readonly string[]
  /** Share of the year after which it begins; or so many working days before the end. */
  readonly begins: { readonly share: number } | { readonly last: number }
  readonly turns: readonly Turn[]
  readonly hearings: readonly Hearing[]
  readonly room: readonly RoomTurn[]
  readonly rests?: TopicState
  /** Units whose tasks follow. */
  readonly leads: readonly string[]
  readonly fate: Fate
  /** The item whose decision it changes or stops. */
  readonly changes?: { readonly no: number; readonly how: 'amend' | 'stop' }
  /** The item for the same payee with which its sum is counted. */
  readonly joins?: number
}

type Row = Partial<TopicStory> & Pick<TopicStory, 'title' | 'unit' | 'body'>

const STANDING = '区政府常务会议'
const SPECIAL = '区政府专题会议'
const HOUSING = '区住建局领导班子会议'
const FINANCE = '区财政局领导班子会议'
const WATER = '区水务局领导班子会议'
const HEALTH = '区卫健局领导班子会议'

const FOUR = ['professional', 'stability', 'business', 'open'] as const
const PAYEE = '云汀市政养护有限公司'

/** The items of a year: major ones that need every step, ordinary ones, sums for one payee, and those that are still on their way. */
const ROWS: readonly Row[] = [
  {
    title: '河东片区雨污分流改造工程',
    body: STANDING,
    unit: 'u-water',
    kind: 'project',
    sum: 6800,
    project: '河东雨污分流',
    needs: FOUR,
    concerned: ['u-finance', 'u-planning'],
    begins: { share: 0.02 },
    turns: ['noAdviser', 'objected', 'interested'],
    room: ['chiefEarly', 'guests'],
    leads: ['u-water', 'u-planning'],
    fate: { ends: 'executing', trouble: true, stopped: true },
  },
  {
    title: '停车收费标准调整方案',
    body: STANDING,
    unit: 'u-reform',
    kind: 'decision',
    needs: ['professional', 'open'],
    concerned: ['u-traffic'],
    begins: { share: 0.05 },
    turns: ['unlawful'],
    hearings: ['amended', 'passed'],
    room: ['recused'],
    leads: ['u-reform'],
    fate: { ends: 'closed', evaluated: true, early: true },
  },
  {
    title: '老旧小区加装电梯补助资金安排',
    body: STANDING,
    unit: 'u-housing',
    kind: 'fund',
    sum: 900,
    payee: '各小区业主委员会',
    needs: ['open'],
    concerned: ['u-finance'],
    begins: { share: 0.08 },
    turns: ['signedEarly', 'lowered'],
    hearings: ['against'],
    room: ['guests', 'supplement'],
    leads: ['u-housing'],
    fate: { ends: 'executing' },
  },
  {
    title: '夜间经济街区扶持办法',
    body: STANDING,
    unit: 'u-commerce',
    kind: 'decision',
    needs: ['business', 'open', 'stability'],
    concerned: ['u-urban'],
    begins: { share: 0.12 },
    turns: ['returnedByHead'],
    hearings: ['deferred', 'rejected'],
    room: ['written'],
    leads: ['u-commerce'],
  },
  {
    title: '人民路塌陷路段抢险加固',
    body: STANDING,
    unit: 'u-transport',
    kind: 'project',
    sum: 3600,
    project: '人民路抢险',
    needs: [],
    begins: { share: 0.3 },
    turns: ['urgent'],
    room: ['written'],
    leads: ['u-transport'],
    fate: { ends: 'closed' },
  },
  {
    title: '调整河东片区雨污分流改造工程工期',
    body: STANDING,
    unit: 'u-water',
    kind: 'other',
    needs: [],
    begins: { share: 0.55 },
    changes: { no: 1, how: 'amend' },
    leads: ['u-water'],
    fate: { ends: 'closed', withheld: true },
  },
  {
    title: '停止夜景灯光二期建设',
    body: STANDING,
    unit: 'u-urban',
    kind: 'other',
    needs: [],
    begins: { share: 0.6 },
    changes: { no: 8, how: 'stop' },
    leads: ['u-urban'],
    fate: { ends: 'closed', withheld: true },
  },
  {
    title: '夜景灯光二期建设方案',
    body: STANDING,
    unit: 'u-urban',
    kind: 'other',
    needs: [],
    concerned: ['u-finance'],
    begins: { share: 0.15 },
    turns: ['signedEarly'],
    hearings: ['inPrinciple'],
    room: ['written'],
    leads: ['u-urban'],
    fate: { ends: 'executing' },
  },
  {
    title: '道路养护零星维修资金（上半年）',
    body: STANDING,
    unit: 'u-transport',
    kind: 'fund',
    sum: 300,
    payee: PAYEE,
    needs: [],
    begins: { share: 0.2 },
    leads: ['u-transport'],
    fate: { ends: 'closed' },
  },
  {
    title: '道路养护零星维修资金（追加）',
    body: STANDING,
    unit: 'u-transport',
    kind: 'fund',
    sum: 280,
    payee: PAYEE,
    needs: [],
    begins: { share: 0.45 },
    turns: ['joined'],
    joins: 9,
    leads: ['u-transport'],
    fate: { ends: 'executing' },
  },
  {
    title: '公交线路优化补贴',
    body: STANDING,
    unit: 'u-transport',
    kind: 'other',
    needs: [],
    begins: { share: 0.35 },
    turns: ['returnedToUnit'],
    hearings: ['takenOff', 'passed'],
    room: ['written'],
    leads: ['u-transport'],
    fate: { ends: 'closed' },
  },
  {
    title: '校园食堂明厨亮灶改造',
    body: SPECIAL,
    unit: 'u-education',
    kind: 'other',
    begins: { share: 0.1 },
    leads: ['u-education'],
    fate: { ends: 'closed' },
  },
  {
    title: '设立区级会展中心',
    body: STANDING,
    unit: 'u-commerce',
    begins: { share: 0.4 },
    turns: ['withdrawn'],
  },
  {
    title: '保障房小区物业管理用房调剂',
    body: HOUSING,
    unit: 'u-housing',
    kind: 'other',
    begins: { share: 0.1 },
    room: ['recused', 'chiefEarly'],
    leads: ['u-housing'],
    fate: { ends: 'closed' },
  },
  {
    title: '中层干部轮岗方案',
    body: HOUSING,
    unit: 'u-housing',
    kind: 'personnel',
    begins: { share: 0.3 },
    leads: [],
    fate: { ends: 'closed', withheld: true },
  },
  {
    title: '办公设备更新采购',
    body: FINANCE,
    unit: 'u-finance',
    kind: 'other',
    begins: { share: 0.25 },
    hearings: ['rejected'],
    leads: ['u-finance'],
  },
  {
    title: '预算绩效评价办法',
    body: FINANCE,
    unit: 'u-finance',
    kind: 'other',
    begins: { share: 0.5 },
    leads: ['u-finance'],
    fate: { ends: 'executing' },
  },
  // The last weeks: somebody is next in each place on the way.
  { title: '新建社区托育园', body: STANDING, unit: 'u-health', begins: { last: 2 }, rests: 'drafting' },
  {
    title: '小微园区消防改造补助',
    body: STANDING,
    unit: 'u-industry',
    begins: { last: 3 },
    rests: 'unitReview',
  },
  {
    title: '河湖水质提升三年计划',
    body: STANDING,
    unit: 'u-water',
    concerned: ['u-ecology'],
    begins: { last: 6 },
    rests: 'coordinating',
  },
  { title: '文化惠民演出采购', body: STANDING, unit: 'u-culture', begins: { last: 9 }, rests: 'preparing' },
  {
    title: '城市更新项目资金统筹办法',
    body: STANDING,
    unit: 'u-housing',
    kind: 'decision',
    needs: ['professional'],
    begins: { last: 16 },
    rests: 'legality',
  },
  { title: '农贸市场改造提升', body: STANDING, unit: 'u-commerce', begins: { last: 10 }, rests: 'delivered' },
  { title: '公共自行车运营延期', body: STANDING, unit: 'u-transport', begins: { last: 12 }, rests: 'banked' },
  { title: '冬季供暖保障方案', body: STANDING, unit: 'u-urban', begins: { last: 11 }, rests: 'placed' },
  {
    title: '学校周边交通整治',
    body: SPECIAL,
    unit: 'u-education',
    begins: { last: 30 },
    rests: 'presenting',
  },
  { title: '水务设施巡检外包', body: WATER, unit: 'u-water', begins: { last: 20 }, rests: 'deliberating' },
  { title: '家庭医生签约激励办法', body: HEALTH, unit: 'u-health', begins: { last: 20 }, rests: 'stated' },
  {
    title: '雨季物资储备采购',
    body: STANDING,
    unit: 'u-emergency',
    begins: { last: 60 },
    room: ['chairAway'],
    leads: ['u-emergency'],
    fate: { ends: 'executing', trouble: true },
  },
  {
    title: '社区卫生服务站布点',
    body: STANDING,
    unit: 'u-health',
    begins: { last: 45 },
    leads: ['u-health'],
    fate: { ends: 'decided' },
  },
  {
    title: '河堤绿道贯通工程设计',
    body: STANDING,
    unit: 'u-water',
    begins: { last: 75 },
    room: ['chairRecused'],
    leads: ['u-water'],
    fate: { ends: 'suspended' },
  },
  {
    title: '图书馆延时开放',
    body: STANDING,
    unit: 'u-culture',
    begins: { last: 90 },
    leads: [],
    fate: { ends: 'completed' },
  },
]

/** The items of a year, each with what it leaves unsaid. */
export const topicStories: readonly TopicStory[] = ROWS.map((row, n) => ({
  no: n + 1,
  kind: 'other',
  summary: `${row.title}：现状、存在的问题、拟采取的办法和依据见所附材料。`,
  needs: [],
  concerned: [],
  begins: { share: 0.5 },
  turns: [],
  hearings: ['passed'],
  room: [],
  leads: [],
  fate: { ends: 'executing' },
  ...row,
}))
