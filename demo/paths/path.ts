import { type Instant, addDays, daysBetween } from '#kernel/time.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { Doing } from '../doing.ts'
import type { Scene } from '../life.ts'
import type { Stage } from '../papers/begin.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import { type Random, seeded } from '../random.ts'

const PATH = 'lawful-path'
const OFFICE = 'u-justice'

type State = 'asked' | 'researching' | 'clarifying' | 'signing' | 'answered'
type Turn = 'asksFacts' | 'redrafted' | 'withdrawn' | 'none'

/** A unit that says there is no basis, and how the justice bureau answers it. */
interface Question {
  readonly unit: string
  readonly title: string
  readonly obstacle: string
  readonly begins: { readonly share: number } | { readonly last: number }
  readonly turns?: readonly Turn[]
  readonly rests?: State
}

const QUESTIONS: readonly Question[] = [
  {
    unit: 'u-housing',
    title: '无物业小区电梯更新',
    obstacle: '维修资金没有归集，财政能否先行垫付没有规定',
    begins: { share: 0.1 },
  },
  {
    unit: 'u-hedong',
    title: '拆除历史形成的楼顶构筑物',
    obstacle: '建成年代早于现行规划法律，认定依据不足',
    begins: { share: 0.25 },
    turns: ['asksFacts'],
  },
  {
    unit: 'u-urban',
    title: '早餐车定点经营',
    obstacle: '占道经营许可没有设定依据',
    begins: { share: 0.4 },
    turns: ['redrafted'],
  },
  {
    unit: 'u-park',
    title: '园区企业共用宿舍临时用途变更',
    obstacle: '用途变更审批权限不在本级',
    begins: { share: 0.52 },
    turns: ['none'],
  },
  {
    unit: 'u-water',
    title: '河道采砂遗留船只处置',
    obstacle: '找不到船主，能否直接拆解没有规定',
    begins: { share: 0.66 },
    turns: ['asksFacts'],
  },
  {
    unit: 'u-health',
    title: '社区卫生站夜间门诊补助',
    obstacle: '补助标准没有文件依据',
    begins: { share: 0.78 },
    turns: ['withdrawn'],
  },
  {
    unit: 'u-transport',
    title: '共享单车停放收费',
    obstacle: '收费目录没有列入',
    begins: { last: 9 },
    rests: 'answered',
  },
  {
    unit: 'u-market',
    title: '食品小作坊集中加工',
    obstacle: '许可条件没有地方规定',
    begins: { last: 8 },
    rests: 'signing',
  },
  {
    unit: 'u-education',
    title: '课后服务引入社会机构',
    obstacle: '遴选程序没有依据',
    begins: { last: 6 },
    turns: ['asksFacts'],
    rests: 'clarifying',
  },
  {
    unit: 'u-civil',
    title: '殡葬用地零星调整',
    obstacle: '调整程序没有规定',
    begins: { last: 5 },
    rests: 'researching',
  },
  {
    unit: 'u-data',
    title: '公共数据授权运营',
    obstacle: '授权主体没有规定',
    begins: { last: 0 },
    rests: 'asked',
  },
]

const WAYS = [
  {
    way: '作为民事事务办理：由街道牵头，与权利人签订协议后实施',
    basis: '民法典合同编有关规定',
    conditions: '权利人书面同意，费用来源明确',
    risk: 'low',
  },
  {
    way: '报请区政府常务会议审议，以试点方式先行办理并明示法律风险',
    basis: '重大行政决策程序暂行条例第二十五条',
    conditions: '国家尚无明确规定，经合法性审查并明示风险',
    risk: 'medium',
    riskWords: '试点范围和期限须写明，不得减损当事人权利',
  },
] as const

/** Puts the questions of the year on the queue. */
export function beginQuestions({
  seed,
  district,
  hours,
  put,
}: Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>): void {
  const random = seeded(`${seed}/paths`)
  for (const [n, question] of QUESTIONS.entries()) {
    const course = new Course(PATH, random.fork(String(n)), hours, put)
    const { begins } = question
    const on =
      'last' in begins
        ? hours.after(hours.last(district.to), -begins.last || 0)
        : addDays(district.from, Math.round(daysBetween(district.from, district.to) * begins.share))
    put(doingsOf(asked(course, question, hours.during(hours.next(on), course.random))))
  }
}

function* asked(course: Course, { unit, title, obstacle, turns, rests }: Question, at: Instant): Script {
  const sent = yield* course.attempt(at, {
    act: 'ask',
    by: course.clerkOf(unit),
    form: () => ({ title, obstacle, searched: '查过有关法律、条例和省市规定' }),
  })
  if (sent.kind === 'done') yield* searching(course, sent.at, turns ?? [], rests)
}

/** A search that a task has opened, as its people carry it on. */
export function searched(
  matter: Matter,
  at: Instant,
  random: Random,
  { hours, put }: Pick<Stage, 'hours' | 'put'>,
): readonly Doing[] {
  const course = new Course(PATH, random, hours, put)
  course.matter = matter
  return doingsOf(searching(course, at, random.chance(0.3) ? ['asksFacts'] : []))
}

/** From the question to what the unit makes of the answer. */
function* searching(course: Course, from: Instant, turns: readonly Turn[], rests?: State): Script {
  if (rests === 'asked') return
  const unit = String(course.record['unit'] ?? '')
  const us = (at: Instant, act: string, form: AnyRecord) =>
    course.attempt(at, { act, by: course.clerkOf(unit), form: () => form })
  const they = (at: Instant, act: string, form: AnyRecord) =>
    course.attempt(at, { act, by: researcher(course), form: () => form })
  const chief = (at: Instant, act: string, form: AnyRecord = {}) =>
    course.attempt(at, { act, by: course.headOf(OFFICE, act), form: () => form })
  let { at } = yield* course.attempt(course.later(from, [0, 2]), {
    act: 'take',
    by: course.clerkOf(OFFICE),
    form: (scene) => ({ researcher: someoneIn(course, scene) }),
  })
  if (turns.includes('withdrawn')) {
    yield* us(course.later(at, [1, 2]), 'withdraw', { ending: '已经找到省级文件依据' })
    return
  }
  if (rests === 'researching') return
  if (turns.includes('asksFacts')) {
    at = (yield* they(course.later(at, [1, 2]), 'askFacts', { factsWanted: '请说明权利人情况和资金来源' })).at
    if (rests === 'clarifying') return
    at = (yield* us(course.later(at, [1, 3]), 'giveFacts', { facts: '权利人12户，资金已列入本年预算' })).at
  }
  const drafted = turns.includes('none')
    ? {
        finding: 'none',
        ways: [],
        counsel: '查了有关法律、条例和省市规定，均未授权本级；建议请示市政府授权或者列入试点',
      }
    : { finding: 'way', ways: course.random.chance(0.5) ? WAYS : WAYS.slice(0, 1) }
  at = (yield* they(course.later(at, [1, 4]), 'propose', drafted)).at
  if (rests === 'signing') return
  if (turns.includes('redrafted')) {
    at = (yield* chief(course.later(at, [0, 1]), 'returnProposal', { remark: '请再列一条并写明风险' })).at
    at = (yield* they(course.later(at, [0, 1]), 'propose', { finding: 'way', ways: WAYS })).at
  }
  at = (yield* chief(course.later(at, [0, 1]), 'answer')).at
  if (rests === 'answered') return
  yield* us(course.later(at, [1, 3]), 'choose', {
    chosen: turns.includes('none') ? 0 : 1,
    plan: turns.includes('none') ? '按建议请示市政府，答复前暂不办理' : '按第一条办理，本月内签订协议',
  })
}

const researcher =
  (course: Course) =>
  (scene: Scene): Actor | undefined =>
    scene.directory
      .actorsOf(OFFICE)
      .find(({ person, as }) => person === course.record['researcher'] && as !== 'delegate') ??
    course.clerkOf(OFFICE)(scene)

function someoneIn({ random }: Course, { directory }: Scene): string {
  const staff = directory.actorsOf(OFFICE).filter(({ as, level }) => as !== 'delegate' && level !== 'head')
  return staff.length > 0 ? random.pick(staff).person : ''
}
