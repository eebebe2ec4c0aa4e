import { type Instant, addDays, addMs, daysBetween } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { Scene } from '../life.ts'
import type { Stage } from '../papers/begin.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import { seeded } from '../random.ts'
import { REVIEW, reviewing } from '../reviews/review.ts'
import { EXAM, examined } from '../training/exam.ts'
import { otherLists, powersOf } from './items.ts'
import { type DemoInstrument, cityLaw, demoInstruments } from './laws.ts'

const [LIST, LAW, CARD, CHECK] = ['list-adjustment', 'instrument', 'licence', 'basis-review'] as const
const [LEGAL, KEEPER] = ['u-justice', 'u-office'] as const
const MINUTE = 60_000

type Setting = Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>

/** The four lists, the law register and the licences: as they stand when the year begins, and what becomes of them in it. */
export function beginLists(stage: Setting): void {
  const { seed, district, hours, put } = stage
  const random = seeded(`${seed}/lists`)
  const course = (procedure: string, name: string): Course =>
    new Course(procedure, random.fork(name), hours, put)
  const morning = hours.during(hours.next(district.from), random.fork('morning'))
  const open = `${morning.slice(0, 10)}T01:00:00.000Z`
  const laws = demoInstruments()
  for (const [n, law] of laws.entries())
    put(doingsOf(registered(course(LAW, `law-${n}`), law, addMs(open, n * 20_000), stage)))
  const lists = [
    ...[...powersOf()].map(([unit, lines]) => ({ list: 'powers', unit, lines })),
    ...otherLists(),
  ]
  for (const [n, one] of lists.entries())
    put(doingsOf(entered(course(LIST, `list-${n}`), one, addMs(open, 25 * MINUTE + n * 20_000))))
  const officers = district.units
    .filter(({ functions }) => functions.includes('enforcement'))
    .flatMap(({ id }) => officersOf(stage, id))
  for (const [n, { person, unit }] of officers.entries())
    put(
      doingsOf(
        licensed(course(CARD, `card-${n}`), { person, unit, n }, addMs(open, 45 * MINUTE + n * 5_000), stage),
      ),
    )
  for (const [n, plan] of ADJUSTMENTS.entries())
    put(doingsOf(adjusted(course(LIST, `adjustment-${n}`), plan, dayOf(stage, plan.begins, random))))
}

type Begins = { readonly share: number } | { readonly last: number }

const dayOf = ({ district, hours }: Setting, begins: Begins, random: ReturnType<typeof seeded>): Instant => {
  const on =
    'last' in begins
      ? hours.after(district.to, -begins.last)
      : addDays(district.from, Math.round(daysBetween(district.from, district.to) * begins.share))
  return hours.during(hours.next(on), random.fork(on))
}

/** Who sits in a unit on the first day, each person once. */
function officersOf({ district }: Setting, unit: string): readonly { person: string; unit: string }[] {
  const posts = new Set(district.posts.filter((post) => post.unit === unit).map(({ id }) => id))
  const there = district.appointments.filter(
    ({ post, from, to, kind }) =>
      posts.has(post) &&
      kind === 'holder' &&
      from <= district.from &&
      (to === undefined || to > addDays(district.from, 7)),
  )
  return [...new Set(there.map(({ person }) => person))].map((person) => ({ person, unit }))
}

const legal = (course: Course) => course.clerkOf(LEGAL)

/** A law with what changed in it during the year. */
function* registered(course: Course, law: DemoInstrument, at: Instant, stage: Setting): Script {
  const first = yield* course.attempt(at, { act: 'register', by: legal(course), form: () => ({ ...law }) })
  if (first.kind !== 'done') return
  const turn = TURNS[law.title]
  if (!turn) return
  const when = dayOf(stage, { share: turn.share }, course.random)
  if (turn.text)
    yield* course.attempt(addMs(when, -MINUTE), {
      act: 'bringText',
      by: legal(course),
      form: () => ({ text: ['law-text'], source: 'own' }),
      uploads: [{ id: 'law-text', name: `${law.title}.docx`, text: textOf(law) }],
    })
  const told = yield* course.attempt(when, {
    act: turn.act,
    by: legal(course),
    form: (scene) => ({ ...turn.form, from: addDays(scene.today, turn.after) }),
  })
  if (told.kind !== 'done') return
  for (const [n, matter] of told.opened.entries())
    course.beside(checked(course.opened(CHECK, matter), n, addMs(told.at, MINUTE * (n + 1))))
  if (turn.corrected)
    yield* course.attempt(course.later(told.at, [1, 3]), {
      act: 'correct',
      by: legal(course),
      form: () => ({ no: 1, checked: '公告有更正，条号登记有误' }),
    })
  if (turn.looked)
    yield* course.attempt(course.later(told.at, [5, 9]), {
      act: 'check',
      by: legal(course),
      form: () => ({ checked: '现行有效' }),
    })
}

interface Turn {
  readonly share: number
  readonly act: 'amend' | 'repeal' | 'repealAll'
  readonly form: AnyRecord
  /** Days until it takes effect. */
  readonly after: number
  readonly text?: true
  readonly corrected?: true
  readonly looked?: true
}

/** What the invented city changed in its own law in that year. */
const TURNS: Readonly<Record<string, Turn>> = {
  [cityLaw('市容环境卫生管理')]: {
    share: 0.3,
    act: 'amend',
    form: {
      articles: '第十一条、第十四条、第二十三条',
      by: '云汀市人大常委会公告第3号',
      what: '调整罚款幅度',
    },
    after: 30,
    text: true,
    looked: true,
  },
  [cityLaw('文化旅游市场管理')]: {
    share: 0.55,
    act: 'repeal',
    form: { articles: '第二十三条', by: '云汀市人大常委会公告第5号', what: '与上位法不一致，删去' },
    after: 20,
  },
  [cityLaw('基层治理')]: {
    share: 0.62,
    act: 'amend',
    form: { articles: '第八条、第十三条', by: '云汀市人大常委会公告第7号', what: '明确街道执法权限' },
    after: 30,
    looked: true,
  },
  [cityLaw('商贸流通管理')]: {
    share: 0.7,
    act: 'amend',
    form: { articles: '第十六条', by: '云汀市人大常委会公告第6号' },
    after: 15,
    corrected: true,
  },
  [cityLaw('园林绿化管理')]: {
    share: 0.975,
    act: 'repealAll',
    form: { by: '云汀市人大常委会公告第8号', what: '内容并入市容环境卫生管理条例' },
    after: 60,
  },
}

/** The text of an invented regulation, by articles. */
const textOf = ({ title, articles = 20 }: DemoInstrument): string =>
  [
    title,
    ...Array.from({ length: articles }, (_, n) => `第${n + 1}条　${SENTENCES[n % SENTENCES.length]}`),
  ].join('\n')
const SENTENCES = [
  '为了规范管理，根据有关法律、法规，结合本市实际，制定本条例。',
  '本条例适用于本市行政区域内的有关活动。',
  '区人民政府有关部门按照职责分工负责监督管理。',
  '监督检查人员应当出示证件，如实记录检查情况。',
  '违反本条例规定的，责令限期改正，可以依法给予处罚。',
] as const

/** A unit looks at what it holds; the justice bureau sends the first one back once. Some are still at it when the year ends. */
function* checked(course: Course, n: number, openedAt: Instant): Script {
  const unit = String(course.record['unit'])
  if (n % 7 === 6) return
  const answering = (at: Instant, words: string) =>
    course.attempt(at, {
      act: 'answer',
      by: course.clerkOf(unit),
      form: () =>
        course.record['kind'] === 'amend' || unit === LEGAL
          ? { verdict: 'keep', words }
          : { verdict: 'stop', words, follow: course.matter?.id ?? '' },
    })
  let told = yield* answering(course.later(openedAt, [2, 9]), '逐项核对，内容没有变化')
  if (told.kind !== 'done' || n % 7 === 5) return
  if (n === 0) {
    told = yield* course.attempt(course.later(told.at, [1, 2]), {
      act: 'sendBack',
      by: legal(course),
      form: () => ({ remark: '裁量基准还没有对照修改后的条文' }),
    })
    told = yield* answering(course.later(told.at, [2, 4]), '裁量基准已对照，逐项列出')
  }
  yield* course.attempt(course.later(told.at, [1, 3]), {
    act: 'close',
    by: legal(course),
    form: () => ({ remark: '同意' }),
  })
}

type ToEnter = { readonly list: string; readonly unit: string; readonly lines: readonly object[] }

/** A list that was published before the system came: the keeper enters it, the justice bureau compares it. */
function* entered(course: Course, { list, unit, lines }: ToEnter, at: Instant): Script {
  const first = yield* course.attempt(at, {
    act: 'enter',
    by: course.clerkOf(KEEPER),
    form: () => ({
      list,
      unit,
      changes: lines,
      decided: '云汀区人民政府第4次常务会议',
      publishedOn: '2025-06-20',
      publishedAt: '区政府门户网站，云政发〔2025〕6号',
      effectiveOn: '2025-07-01',
    }),
  })
  if (first.kind !== 'done') return
  yield* course.attempt(addMs(first.at, 15 * MINUTE), {
    act: 'confirm',
    by: legal(course),
    form: () => ({ checked: '依据现行有效，与公布的一致' }),
  })
}

interface Officer {
  readonly person: string
  readonly unit: string
  readonly n: number
}

/** A card, and for a few what became of it. */
function* licensed(course: Course, { person, unit, n }: Officer, at: Instant, stage: Setting): Script {
  const { district } = stage
  const first = yield* course.attempt(at, {
    act: 'enter',
    by: legal(course),
    form: () => ({
      person,
      unit,
      certificate: `云执法${unit.slice(2, 5)}${person.slice(2)}`,
      scope: 'full',
      from: '2025-01-01',
      until: addDays(district.to, n % 11 === 3 ? 20 : 400),
      exam: '2024年行政执法资格考试合格',
    }),
  })
  if (first.kind !== 'done') return
  const on = dayOf(stage, { share: 0.2 + (n % 5) * 0.1 }, course.random)
  const then = (when: Instant, act: string, form: AnyRecord) =>
    course.attempt(when, { act, by: legal(course), form: () => form })
  if (n % 29 === 11) yield* then(on, 'changeScope', { scope: 'full' })
  if (n % 29 === 12) {
    const sat = new Course(EXAM, course.random.fork('exam'), stage.hours, stage.put)
    const told = yield* examined(sat, { person, unit }, on, 'passed')
    yield* then(course.later(told, [1, 3]), 'renew', {
      until: addDays(district.to, 700),
      passed: sat.matter?.id ?? '',
    })
  }
  if (n % 29 === 13) {
    const held = yield* then(on, 'suspend', { reason: '年度考核不合格', basis: '区行政执法证管理规定' })
    yield* then(course.later(held.at, [5, 9]), 'restore', { reason: '补考合格' })
  }
  if (n % 29 === 14)
    yield* then(on, 'suspend', { reason: '涉嫌违法执法，正在调查', basis: '区行政执法证管理规定' })
  if (n % 29 === 15) yield* then(on, 'revoke', { reason: '调离执法岗位', basis: '区行政执法证管理规定' })
}

/** An adjustment: which items, how far it comes. */
interface Adjustment {
  readonly unit: string
  readonly codes: readonly string[]
  readonly begins: Begins
  readonly ends: 'published' | 'proposed' | 'returned' | 'reviewing' | 'approved' | 'refused' | 'withdrawn'
  readonly sentBack?: true
  readonly entry?: true
}

const ADJUSTMENTS: readonly Adjustment[] = [
  { unit: 'u-urban', codes: ['CF-CG-01', 'CF-CG-02'], begins: { share: 0.33 }, ends: 'published' },
  { unit: 'u-market', codes: ['CF-SJ-03'], begins: { share: 0.42 }, ends: 'published', sentBack: true },
  { unit: 'u-water', codes: ['CF-SW-02', 'QZ-SW-02'], begins: { share: 0.5 }, ends: 'published' },
  { unit: 'u-health', codes: ['JC-WJ-01'], begins: { share: 0.45 }, ends: 'refused' },
  { unit: 'u-civil', codes: ['QT-MZ-01'], begins: { share: 0.6 }, ends: 'withdrawn' },
  { unit: 'u-transport', codes: ['CF-JT-01'], begins: { last: 30 }, ends: 'approved' },
  { unit: 'u-agriculture', codes: ['CF-NY-03'], begins: { last: 7 }, ends: 'reviewing' },
  { unit: 'u-commerce', codes: ['CF-SY-02'], begins: { last: 4 }, ends: 'returned' },
  { unit: 'u-housing', codes: ['CF-ZJ-05'], begins: { last: 1 }, ends: 'proposed' },
  { unit: 'u-education', codes: ['CF-JY-90'], begins: { last: 2 }, ends: 'proposed', entry: true },
]

function* adjusted(course: Course, plan: Adjustment, at: Instant): Script {
  const { unit, codes, ends } = plan
  const own = course.clerkOf(unit)
  const by = {
    unit: own,
    legal: legal(course),
    head: course.headOf(KEEPER, 'decide'),
    keeper: course.clerkOf(KEEPER),
  }
  const lines = codes.map((code) => ({ change: 'amend', code, limits: '按修改后的裁量基准执行' }))
  const then = (
    days: readonly [number, number],
    act: string,
    who: (scene: Scene) => Actor | undefined,
    form: AnyRecord = {},
  ) => course.attempt(course.later(last, days), { act, by: who, form: () => form })
  let last = at
  if (plan.entry) return yield* entryLeft(course, plan, at)
  const first = yield* course.attempt(at, {
    act: 'propose',
    by: own,
    form: () => ({
      list: 'powers',
      title: `调整${codes.length}项权力事项的裁量和期限`,
      reason: '设定依据修改，裁量基准相应调整',
      changes: lines,
    }),
  })
  if (first.kind !== 'done' || ends === 'proposed') return
  last = first.at
  if (plan.sentBack || ends === 'returned') {
    last = (yield* then([1, 3], 'returnLines', by.legal, { checked: '裁量基准的版本没有写明' })).at
    if (ends === 'returned') return
    last = (yield* then([2, 4], 'revise', by.unit, { changes: lines })).at
  }
  if (ends === 'withdrawn') {
    yield* then([1, 3], 'withdraw', by.unit, { ending: '与下一批一并申请' })
    return
  }
  last = (yield* then([1, 3], 'passBasis', by.legal, { checked: '每项均有现行依据' })).at
  if (ends === 'refused') {
    yield* then([4, 8], 'refuse', by.legal, { ending: '裁量基准尚未公布，暂不调整' })
    return
  }
  const sent = yield* then([1, 2], 'submitLegality', by.unit)
  const [review] = sent.opened
  if (sent.kind !== 'done' || !review || ends === 'reviewing') return
  const done = yield* reviewing(course.opened(REVIEW, review), sent.at, {
    verdict: 'lawful',
    missing: [],
    turns: [],
  })
  if (done.verdict === null) return
  last = done.at
  const decided = yield* course.attempt(course.later(last, [1, 3]), {
    act: 'decide',
    by: by.head,
    form: ({ today }) => ({ decided: '区政府领导批示', effectiveOn: addDays(today, 10) }),
  })
  if (decided.kind !== 'done' || ends === 'approved') return
  yield* course.attempt(course.later(decided.at, [2, 6]), {
    act: 'publish',
    by: by.keeper,
    form: ({ today }) => ({ publishedOn: today, publishedAt: '区政府门户网站' }),
  })
}

/** A list that was entered a few days before the year ends, and waits to be compared. */
function* entryLeft(course: Course, { unit, codes }: Adjustment, at: Instant): Script {
  yield* course.attempt(at, {
    act: 'enter',
    by: course.clerkOf(KEEPER),
    form: () => ({
      list: 'powers',
      unit,
      changes: codes.map((code) => ({
        change: 'add',
        code,
        kind: 'penalty',
        title: '对违反学前教育收费规定行为的处罚',
        basis: `《${cityLaw('教育管理')}》第三十条`,
      })),
      decided: '云汀区人民政府第21次常务会议',
      publishedOn: '2026-11-02',
      publishedAt: '区政府门户网站',
      effectiveOn: '2026-11-10',
    }),
  })
}
