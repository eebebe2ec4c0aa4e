import { addDays, dayAt, daysBetween } from '#kernel/time.ts'
import type { Stage } from '../papers/begin.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import { seeded } from '../random.ts'
import { REVIEW, type ReviewState, type ReviewStory, type ReviewTurn, reviewed, reviewing } from './review.ts'

const CONTRACT = 'contract'

/** A contract of a unit, with the review that it goes through before it is signed. */
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
  /** Reviewed by itself before it was registered as a contract. */
  readonly alone?: true
  /** What became of it once it was signed. */
  readonly after?: 'closed' | 'ended' | 'changed'
}

/** Contracts of a year: most pass, or are changed and reviewed again; some are asked for papers, sent back or withdrawn; some wait at its end. */
const CONTRACTS: readonly Contract[] = [
  { unit: 'u-water', title: '河东泵站运行维护服务合同', begins: { share: 0.06 }, after: 'changed' },
  {
    unit: 'u-urban',
    title: '城区垃圾分类第三方服务合同',
    begins: { share: 0.12 },
    verdict: 'changes',
    after: 'closed',
  },
  {
    unit: 'u-housing',
    title: '老旧小区改造设计服务合同',
    begins: { share: 0.19 },
    incomplete: true,
    turns: ['askedTwice'],
    after: 'ended',
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
  { unit: 'u-data', title: '政务云租赁服务合同', begins: { share: 0.7 }, alone: true },
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

/** Puts every contract of the year on the queue. */
export function beginContracts({
  seed,
  district,
  hours,
  put,
}: Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>): void {
  const random = seeded(`${seed}/contracts`)
  for (const [n, contract] of CONTRACTS.entries()) {
    const course = new Course(CONTRACT, random.fork(String(n)), hours, put)
    const { begins } = contract
    const on =
      'last' in begins
        ? hours.after(district.to, -begins.last)
        : addDays(district.from, Math.round(daysBetween(district.from, district.to) * begins.share))
    put(doingsOf(told(course, contract, hours.during(hours.next(on), course.random))))
  }
}

const OTHERS = ['云汀某服务公司', '某设计院', '某工程公司', '某运营公司'] as const

const byUnit = (course: Course, { unit }: Contract, at: string, act: string, form: object = {}) =>
  course.attempt(at, { act, by: course.clerkOf(unit), form: () => form })

/** Sent to be reviewed by itself, and registered once it was found lawful. */
function* aloneFirst(course: Course, contract: Contract, from: string): Script {
  const own = course.sibling(REVIEW)
  const sent = yield* byUnit(own, contract, from, 'openContract', {
    title: contract.title,
    content: '服务内容、期限、价款、付款方式和违约责任见合同文本',
    basis: '采购法律法规和本单位合同管理制度',
    approval: '采购计划批复、中标结果公告',
    counterpart: PARTY.words,
  })
  if (sent.kind !== 'done') return
  const found = yield* reviewing(own, sent.at, { verdict: 'lawful', missing: [], turns: [] })
  if (found.verdict !== 'lawful') return
  yield* byUnit(course, contract, course.later(found.at, [1, 2]), 'draft', {
    title: contract.title,
    other: course.pick(OTHERS),
    content: '服务内容、期限、价款、付款方式和违约责任见合同文本',
    until: addDays(dayAt(found.at), 365),
    legalityReview: own.matter?.id ?? '',
  })
  yield* signing(course, contract, course.later(found.at, [3, 6]))
}

function* told(course: Course, contract: Contract, from: string): Script {
  const { title, verdict = 'lawful', incomplete, turns = [], rests } = contract
  if (contract.alone) return yield* aloneFirst(course, contract, from)
  const drafted = yield* byUnit(course, contract, from, 'draft', {
    title,
    other: course.pick(OTHERS),
    sum: course.random.between(12, 260),
    content: '服务内容、期限、价款、付款方式和违约责任见合同文本',
    basis: '采购法律法规和本单位合同管理制度',
    approval: '采购计划批复、中标结果公告',
    ...(incomplete ? {} : { counterpart: PARTY.words }),
    until: addDays(dayAt(from), 365),
  })
  if (drafted.kind !== 'done') return
  const sent = yield* byUnit(course, contract, drafted.at, 'submitLegality')
  const [review] = sent.opened
  if (review === undefined) return
  // Before it has been found lawful its head would sign it: refused.
  if (verdict === 'changes') yield* signing(course, contract, course.later(sent.at, [0, 1]))
  const found = yield* reviewed(course, review, sent.at, {
    verdict,
    missing: incomplete ? [PARTY] : [],
    turns,
    ...(rests ? { rests } : {}),
  })
  if (rests) return
  let at = found.at
  if (found.verdict === 'changes') {
    const changed = yield* revised(course, contract, at)
    if (changed === null) return
    at = changed
  }
  if (found.verdict === 'unlawful' || found.verdict === null) {
    yield* byUnit(course, contract, course.later(at, [2, 6]), 'drop', {
      ending: found.verdict === null ? '采购终止' : '审查认为不合法，改按招标程序另行组织',
    })
    return
  }
  const signed = yield* signing(course, contract, course.later(at, [1, 4]))
  if (signed.kind === 'done') yield* performing(course, contract, signed.at)
}

/** Performed, called off, or changed: then it is reviewed and signed once more. */
function* performing(course: Course, contract: Contract, from: string): Script {
  const at = course.later(from, [40, 60])
  if (contract.after === 'closed')
    yield* byUnit(course, contract, at, 'close', { result: '双方履行完毕，验收合格' })
  if (contract.after === 'ended')
    yield* course.attempt(at, {
      act: 'terminate',
      by: course.headOf(contract.unit, 'terminate'),
      form: () => ({ ending: '双方协商解除，款项已结清' }),
    })
  if (contract.after !== 'changed') return
  const changed = yield* byUnit(course, contract, at, 'change', {
    content: '增加汛期应急值守，服务费按月结算',
    reason: '与对方协商修改',
  })
  const lawful = yield* againReviewed(course, contract, changed.at)
  if (lawful !== null) yield* signing(course, contract, course.later(lawful, [1, 3]))
}

const signing = (course: Course, { unit }: Contract, at: string) =>
  course.attempt(at, { act: 'sign', by: course.headOf(unit, 'sign'), form: ({ today }) => ({ on: today }) })

/** Changed as the opinion asks, and reviewed once more; when that was found lawful, or null. */
function* revised(course: Course, contract: Contract, from: string): Script<string | null> {
  const changed = yield* byUnit(course, contract, course.later(from, [1, 4]), 'revise', {
    content: '按审查意见补充了验收标准、违约责任和争议解决条款',
    reason: '按合法性审查意见修改',
  })
  return yield* againReviewed(course, contract, changed.at)
}

function* againReviewed(course: Course, contract: Contract, from: string): Script<string | null> {
  const again = yield* byUnit(course, contract, course.later(from, [0, 1]), 'submitLegality', {
    counterpart: PARTY.words,
  })
  const [review] = again.opened
  if (review === undefined) return null
  const found = yield* reviewed(course, review, again.at, { verdict: 'lawful', missing: [], turns: [] })
  return found.verdict === 'lawful' ? found.at : null
}
