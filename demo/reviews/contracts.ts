import { addDays, daysBetween } from '#kernel/time.ts'
import type { Stage } from '../papers/begin.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import { seeded } from '../random.ts'
import { REVIEW, type ReviewState, type ReviewStory, type ReviewTurn, reviewing } from './review.ts'

/** A contract that a unit sends to be reviewed. */
interface Contract {
  readonly unit: string
  readonly title: string
  /** Share of the year after which it is sent; or so many working days before the end. */
  readonly begins: { readonly share: number } | { readonly last: number }
  readonly verdict?: ReviewStory['verdict']
  /** Sent without what is known of the other party. */
  readonly incomplete?: true
  readonly turns?: readonly ReviewTurn[]
  readonly rests?: ReviewState
}

/** Contracts of a year: most pass or are changed; some are asked for papers, sent back or withdrawn; some wait at its end. */
const CONTRACTS: readonly Contract[] = [
  { unit: 'u-water', title: '河东泵站运行维护服务合同', begins: { share: 0.06 } },
  { unit: 'u-urban', title: '城区垃圾分类第三方服务合同', begins: { share: 0.12 }, verdict: 'changes' },
  {
    unit: 'u-housing',
    title: '老旧小区改造设计服务合同',
    begins: { share: 0.19 },
    incomplete: true,
    turns: ['askedTwice'],
  },
  {
    unit: 'u-education',
    title: '校车服务采购合同',
    begins: { share: 0.26 },
    turns: ['conflict', 'redrafted'],
  },
  {
    unit: 'u-park',
    title: '高新园标准厂房租赁合同',
    begins: { share: 0.33 },
    verdict: 'changes',
    turns: ['extended'],
  },
  {
    unit: 'u-culture',
    title: '文化馆委托运营合同',
    begins: { share: 0.4 },
    incomplete: true,
    turns: ['returned'],
  },
  { unit: 'u-transport', title: '停车泊位特许经营协议', begins: { share: 0.47 }, verdict: 'unlawful' },
  { unit: 'u-health', title: '医疗设备采购合同', begins: { share: 0.54 }, turns: ['excused'] },
  { unit: 'u-investment', title: '招商项目投资协议', begins: { share: 0.61 }, turns: ['withdrawn'] },
  { unit: 'u-data', title: '政务云租赁服务合同', begins: { share: 0.7 }, incomplete: true },
  { unit: 'u-hedong', title: '社区食堂委托运营协议', begins: { share: 0.79 }, verdict: 'changes' },
  { unit: 'u-municipal', title: '路灯养护服务合同', begins: { last: 10 }, rests: 'issued' },
  { unit: 'u-gardens', title: '城区绿化养护服务合同', begins: { last: 8 }, rests: 'signing' },
  { unit: 'u-civil', title: '养老服务中心运营合同', begins: { last: 7 }, rests: 'reviewing' },
  { unit: 'u-emergency', title: '应急物资代储协议', begins: { last: 3 }, rests: 'assigning' },
  {
    unit: 'u-market',
    title: '食品抽检服务合同',
    begins: { last: 2 },
    incomplete: true,
    rests: 'completing',
  },
  { unit: 'u-finance', title: '国有资产处置委托协议', begins: { last: 1 }, rests: 'submitted' },
]

const PARTY = { paper: 'counterpart', words: '营业执照、资质证书、近三年履约情况，经核实无失信记录' }

/** Puts the review of every contract of the year on the queue. */
export function beginContracts({
  seed,
  district,
  hours,
  put,
}: Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>): void {
  const random = seeded(`${seed}/contracts`)
  for (const [n, contract] of CONTRACTS.entries()) {
    const course = new Course(REVIEW, random.fork(String(n)), hours, put)
    const { begins } = contract
    const on =
      'last' in begins
        ? hours.after(district.to, -begins.last)
        : addDays(district.from, Math.round(daysBetween(district.from, district.to) * begins.share))
    put(doingsOf(told(course, contract, hours.during(hours.next(on), course.random))))
  }
}

function* told(course: Course, contract: Contract, at: string): Script {
  const { unit, title, verdict = 'lawful', incomplete, turns = [], rests } = contract
  const sent = yield* course.attempt(at, {
    act: 'openContract',
    by: course.clerkOf(unit),
    form: () => ({
      title,
      content: '服务内容、期限、价款、付款方式和违约责任见合同文本',
      basis: '采购法律法规和本单位合同管理制度',
      approval: '采购计划批复、中标结果公告',
      ...(incomplete ? {} : { counterpart: PARTY.words }),
    }),
  })
  if (sent.kind !== 'done') return
  yield* reviewing(course, sent.at, {
    verdict,
    missing: incomplete ? [PARTY] : [],
    turns,
    ...(rests ? { rests } : {}),
  })
}
