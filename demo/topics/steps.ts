import { type Instant, addDays, inWords } from '#kernel/time.ts'
import type { Script } from '../papers/course.ts'
import { type Carrying, begun } from './carrying.ts'
import { type Bringing, byUnit, has } from './life.ts'

const MARKET = 'u-market'
const ASSESSOR = 'u-political-legal'
const HEARD = ['u-petition', 'u-police'] as const

/** 调研: two visits, a report, its head's word. */
export function* researched(life: Bringing, from: Instant): Script<Instant> {
  const step = yield* begun(life, from, 'startResearch', 'research', {
    question: `${life.story.title}：群众和企业要什么，现有条件够不够，哪里会有困难`,
  })
  if (step === null) return from
  for (const place of ['项目所在街道、社区', '受影响较大的沿街商户和小区']) {
    if (step.isOver) return step.at
    yield* step.act('visit', step.clerk, (on) => ({
      place,
      on,
      by: '分管负责人带队，业务科室两人',
      met: '居民和商户代表八人',
      found: '实地看了三处点位，群众对施工时间意见较多，希望分段进行',
    }))
  }
  const findings = '群众支持，担心施工时间和出行；现有条件可以保障'
  yield* concluded(step, 'conclude', { findings, advice: '分段实施，夜间停工，提前三日告知' })
  if (has(life, 'researchReturned') && !step.isOver) {
    yield* step.act('sendBack', step.head('sendBack'), () => ({ reason: '没有听取商户意见' }))
    yield* concluded(step, 'conclude', { findings: `${findings}；补访商户六户，愿意配合` })
  }
  return yield* closed(step)
}

function* concluded(step: Carrying, act: string, form: Readonly<Record<string, unknown>>): Script {
  if (!step.isOver) yield* step.act(act, step.clerk, () => form)
}

/** The head of the unit that answers for it has the last word. */
function* closed(step: Carrying, unit?: string): Script<Instant> {
  if (!step.isOver) yield* step.act('close', step.head('close', unit), () => ({ words: '同意' }))
  return step.at
}

/** 公众参与, until the notice is out. */
export function* published(life: Bringing, from: Instant): Script<Carrying | null> {
  const step = yield* begun(life, from, 'startParticipation', 'participation', {})
  if (step === null || step.isOver) return step
  const notice = (on: string, days: number) => ({
    from: on,
    until: addDays(on, days),
    where: '区政府网站、政务新媒体、街道公告栏',
    how: '网上留言、来信、来电',
  })
  if (has(life, 'shortNotice')) yield* step.act('publish', step.clerk, (on) => notice(on, 12), [0, 1])
  yield* step.act('publish', step.clerk, (on) => notice(on, 31), [0, 1])
  return step
}

/** 公众参与, what came in and what became of it. */
export function* answered(life: Bringing, step: Carrying): Script<Instant> {
  if (step.isOver) return step.at
  yield* step.act(
    'receive',
    step.clerk,
    () => ({
      opinions: [
        { words: '夜间不要施工', channel: 'online', from: '居民甲' },
        { words: '全部改走地下', channel: 'letter' },
        { words: '请公布分段安排', channel: 'talk', from: '商户乙' },
      ],
    }),
    [4, 9],
  )
  if (has(life, 'hearing')) yield* heard(step)
  if (has(life, 'hearingDropped')) {
    yield* hearingCalled(step)
    yield* step.act('dropHearing', step.head('dropHearing'), () => ({ reason: '报名人数不足，改为座谈' }))
  }
  if (step.isOver) return step.at
  if (has(life, 'extended')) {
    const longer = addDays(String(step.course.record['until']), 7)
    yield* step.act('extend', step.clerk, () => ({ until: longer, reason: '意见较多，延长听取' }))
  }
  const until = String(step.course.record['until'])
  yield* step.actAt(step.course.on(addDays(until, 1), step.at), 'answer', step.clerk, () => ({
    answers: [
      { no: 1, taken: true },
      { no: 2, taken: false, reason: '投资和工期不允许' },
      { no: 3, taken: true },
    ],
  }))
  const summary = '共三条意见，采纳两条；一条因投资和工期未采纳，已说明理由'
  yield* concluded(step, 'sumUp', { summary })
  if (has(life, 'sentBack') && !step.isOver) {
    yield* step.act('sendBack', step.head('sendBack'), () => ({ reason: '不采纳的理由不充分' }))
    yield* concluded(step, 'sumUp', { summary: `${summary}；附投资测算` })
  }
  return yield* closed(step)
}

function* hearingCalled(step: Carrying): Script {
  const { hours } = step.course
  yield* step.act(
    'callHearing',
    step.clerk,
    (on) => ({
      on: hours.after(addDays(on, 9), 1),
      at: '街道会议室',
      rule: '公开报名，居民、商户、业主委员会各推选两名',
    }),
    [0, 0],
  )
}

/** A hearing within the time for opinions, its papers out in time. */
function* heard(step: Carrying): Script {
  yield* hearingCalled(step)
  yield* step.act(
    'servePapers',
    step.clerk,
    () => ({
      participants: [
        { name: '居民代表甲', from: '沿线居民' },
        { name: '商户代表乙', from: '沿街商户' },
      ],
    }),
    [0, 0],
  )
  const on: unknown = step.course.record['hearingOn']
  if (typeof on !== 'string') return
  yield* step.actAt(step.course.on(on, step.at), 'holdHearing', step.clerk, () => ({
    words: '居民代表要求夜间停工；商户代表希望分段施工；承办单位逐项作了说明。',
  }))
}

const EXPERTS = [
  { name: '专家甲', from: '省内高校', field: '市政工程', way: 'library', interest: false },
  { name: '专家乙', from: '省设计院', field: '工程造价', way: 'recommended', interest: false },
  { name: '专家丙', from: '行业协会', field: '运营管理', way: 'recommended', interest: false },
] as const

const SPARE = { ...EXPERTS[2], name: '专家丁', from: '市公用行业协会' } as const

/** 专家论证: chosen without a stake, each with a signed opinion. */
export function* argued(life: Bringing, from: Instant): Script<Instant> {
  const { story, course } = life
  const step = yield* begun(life, from, 'startExpertise', 'expertise', {
    question: `${story.title}在技术和经费上是否可行`,
  })
  if (step === null || step.isOver) return step?.at ?? from
  const [first, ...others] = EXPERTS
  if (has(life, 'interested'))
    yield* step.act('choose', step.clerk, () => ({
      experts: [{ ...first, interest: true, from: '拟中标单位' }, ...others],
    }))
  yield* step.act('choose', step.clerk, () => ({ experts: [...EXPERTS] }))
  const isReplaced = has(life, 'replaced') && !step.isOver
  if (isReplaced)
    yield* step.act('replace', step.clerk, () => ({
      expert: EXPERTS[2].name,
      reason: '不能参加论证',
      experts: [SPARE],
    }))
  for (const [n, { name }] of [EXPERTS[0], EXPERTS[1], isReplaced ? SPARE : EXPERTS[2]].entries()) {
    if (step.isOver) return step.at
    const against = has(life, 'dissent') && n === 1
    const words = against ? '汛期前不能完工，不宜一次实施' : '技术路线可行，建议分段施工'
    const id = `f-expert-${story.no}-${String(course.record['version'] ?? 1)}-${n}`
    yield* step.act(
      'giveOpinion',
      step.clerk,
      (on) => ({
        expert: name,
        stance: against ? 'not' : n === 0 ? 'feasible' : 'conditional',
        words,
        signedOn: on,
        file: [id],
      }),
      [1, 3],
      {
        uploads: [
          { id, name: `专家论证意见书（${name}）.txt`, text: signedBy(name, story.title, words, from) },
        ],
      },
    )
  }
  const summary = '三名专家出具意见，认为技术路线可行，建议分段施工'
  const dissent = '已按意见分两段实施，汛期前只做干管'
  yield* concluded(step, 'conclude', { summary, dissent })
  if (has(life, 'sentBack') && !step.isOver) {
    yield* step.act('sendBack', step.head('sendBack'), () => ({ reason: '没有说明不同意见怎样处理' }))
    yield* concluded(step, 'conclude', { summary, dissent: `${dissent}，工期相应顺延` })
  }
  return yield* closed(step)
}

const signedBy = (name: string, title: string, words: string, at: Instant): string =>
  [
    '专家论证意见书',
    '',
    `论证事项：${title}`,
    `　　${words}。`,
    '',
    `${name}（签名）`,
    inWords(at.slice(0, 10)),
  ].join('\n')

/** 风险评估: points with measures, departments heard; one that cannot be controlled sends the draft back. */
export function* assessed(life: Bringing, from: Instant): Script<Instant> {
  let at = from
  const levels = has(life, 'uncontrollable')
    ? ['uncontrollable', 'medium']
    : [life.course.pick(['low', 'medium'])]
  for (const [n, level] of levels.entries()) {
    if (n > 0)
      at = (yield* byUnit(life, life.course.later(at, [1, 3]), 'reviseDraft', {
        reason: '按风险评估结论调整草案',
      })).at
    const step = yield* begun(life, at, 'startRisk', 'riskAssessment', {
      assessor: ASSESSOR,
      third: '某咨询机构',
      departments: [...HEARD],
    })
    if (step === null) return at
    at = yield* assessing(step, level, has(life, 'sentBack'))
  }
  return at
}

function* assessing(step: Carrying, level: string, isSentBack: boolean): Script<Instant> {
  if (step.isOver) return step.at
  const assessor = step.course.clerkOf(ASSESSOR)
  const point = { likelihood: 'medium', impact: 'medium' }
  yield* step.act('identify', assessor, () => ({
    ...point,
    kind: 'stability',
    point: '施工扰民引起投诉、集体上访',
    measure: '夜间停工，提前三日告知，设专人接访',
    plan: '街道当日到场，属地派出所维护秩序，二十四小时内答复',
  }))
  if (step.isOver) return step.at
  for (const unit of HEARD)
    yield* step.act('giveView', step.head('giveView', unit), () => ({
      words: '落实接访和交通疏导后风险可控',
    }))
  const found = () => ({
    level,
    conclusion: level === 'uncontrollable' ? '现方案一次封闭施工，风险不可控' : '措施落实后风险可控',
  })
  yield* step.act('report', assessor, found)
  if (isSentBack && !step.isOver) {
    yield* step.act('sendBack', step.head('sendBack', ASSESSOR), () => ({ reason: '防范措施没有责任单位' }))
    yield* step.act('report', assessor, found)
  }
  return yield* closed(step, ASSESSOR)
}

const STANDARDS = ['entry', 'flow', 'cost', 'conduct'] as const

/** 公平竞争审查: the drafter first, then the market regulator's conclusion. */
export function* comparedFairly(life: Bringing, from: Instant): Script<Instant> {
  const step = yield* begun(life, from, 'startFairness', 'fairnessReview', {})
  if (step === null || step.isOver) return step?.at ?? from
  const market = step.course.clerkOf(MARKET)
  const first = (stakeholders: readonly object[]) => () => ({
    findings: STANDARDS.map((standard) => ({ standard, touched: false, words: '没有相关内容' })),
    stakeholders,
    first: '没有排除、限制竞争的内容',
  })
  if (has(life, 'unheard')) yield* step.act('reviewFirst', step.clerk, first([]))
  const heardOf = first([{ who: '区个体私营经济协会', words: '没有不同意见' }])
  yield* step.act('reviewFirst', step.clerk, heardOf)
  if (has(life, 'sentBack') && !step.isOver) {
    yield* step.act('sendBack', market, () => ({ reason: '初审没有说明依据' }), [1, 3])
    yield* step.act('reviewFirst', step.clerk, heardOf)
  }
  if (!step.isOver)
    yield* step.act(
      'close',
      market,
      () => ({ conclusion: 'passed', words: '经会同审查，同意初审意见' }),
      [2, 5],
    )
  return step.at
}

/** Everything that the kind of item asks for, only begun: what an item takes along that is withdrawn. */
export function* allBegun(life: Bringing, from: Instant): Script<readonly Carrying[]> {
  const asks = [
    ['startResearch', 'research', { question: '要弄清有多少需求' }],
    ['startParticipation', 'participation', {}],
    ['startExpertise', 'expertise', { question: '是否可行' }],
    ['startRisk', 'riskAssessment', { assessor: ASSESSOR, departments: [...HEARD] }],
    ['startFairness', 'fairnessReview', {}],
  ] as const
  const steps: Carrying[] = []
  for (const [act, field, form] of asks) {
    const step = yield* begun(life, steps.at(-1)?.at ?? from, act, field, form)
    if (step) steps.push(step)
  }
  return steps
}
