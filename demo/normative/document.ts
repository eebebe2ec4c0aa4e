import { type Instant, addDays, addMonths, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { Course, type Outcome, type Script } from '../papers/course.ts'
import { OUTGOING, outgoing } from '../papers/outgoing.ts'
import { type ReviewStory, reviewed } from '../reviews/review.ts'
import type { Bank } from '../topics/bank.ts'
import type { Bringing } from '../topics/life.ts'
import { answered, comparedFairly, published } from '../topics/steps.ts'
import type { DocumentStory, Rest, Turn } from './stories.ts'

export const NORMATIVE = 'normative-document'
const STANDING = '区政府常务会议'
const OFFICE = 'u-office'
/** Numbers of the items that documents bring begin here, after those of the year's own. */
const FIRST = 900
/** Rounds of some working days for which a signature is waited for. */
const ROUNDS = 12

/** A normative document as its people carry it. */
export interface DocumentLife {
  readonly no: number
  readonly story: DocumentStory
  readonly course: Course
  readonly bank: Bank
  /** How its steps before the review know who brings it. */
  readonly bringing: Bringing
}

const has = ({ story }: DocumentLife, turn: Turn): boolean => story.turns?.includes(turn) === true
const rests = ({ story }: DocumentLife, state: Rest): boolean => story.rests === state
const done = ({ kind }: Outcome): boolean => kind === 'done'

const byUnit = ({ course, story }: DocumentLife, at: Instant, act: string, form: AnyRecord = {}) =>
  course.attempt(at, { act, by: course.clerkOf(story.unit), form: () => form })
const byHead = ({ course, story }: DocumentLife, at: Instant, act: string, form: AnyRecord = {}) =>
  course.attempt(at, { act, by: course.headOf(story.unit, act), form: () => form })
const byOffice = ({ course }: DocumentLife, at: Instant, act: string, form: AnyRecord = {}) =>
  course.attempt(at, { act, by: course.clerkOf(OFFICE), form: () => form })

/** From the question whether it is needed to the day it ends, or where it rests. */
export function* documentOver(life: DocumentLife, from: Instant): Script {
  const drafted = yield* proposing(life, from)
  if (drafted === null) return
  const checked = yield* drafting(life, drafted)
  if (checked === null) return
  const lawful = yield* reviewing(life, checked.at, checked.opened[0])
  if (lawful === null) return
  const signed = yield* deciding(life, lawful)
  if (signed !== null) yield* inForce(life, signed)
}

function* proposing(life: DocumentLife, from: Instant): Script<Instant | null> {
  const { story, course } = life
  const { title, issuer, business, secret } = story
  const asked = yield* byUnit(life, from, 'propose', {
    title,
    issuer,
    need: `${title.replace('云汀区', '')}所涉问题群众反映集中，现行做法没有统一依据，执法尺度不一。`,
    higherLaw: '有关法律、行政法规和省级地方性法规的授权条款',
    existing: '没有同类文件',
    ...(business ? { business } : {}),
    ...(secret ? { secret: '涉及公共安全事项，依法不予公开' } : {}),
  })
  if (!done(asked) || rests(life, 'proposed')) return null
  const at = course.later(asked.at, [1, 3])
  if (has(life, 'rejected')) {
    yield* byOffice(life, at, 'reject', { ending: '上级文件已有规定，不重复制定' })
    return null
  }
  const approved = yield* byOffice(life, at, 'approve', { words: '确有必要，同意立项' })
  return done(approved) ? approved.at : null
}

/** Assessed, drafted, asked about, reviewed by its own unit, and through the office's check. */
function* drafting(life: DocumentLife, from: Instant): Script<Outcome | null> {
  const { story, course, bringing } = life
  let at = (yield* byUnit(life, course.later(from, [2, 5]), 'assess', {
    assessment: {
      necessity: '现行做法没有统一依据',
      feasibility: '机构、人员、经费可以保障',
      reasonableness: '措施与目的相适应',
      effect: '规范管理，减少纠纷',
    },
  })).at
  if (rests(life, 'drafting')) return null
  at = (yield* writing(life, course.later(at, [2, 6]), 'draft', {
    note: '主要规定职责分工、办理程序、监督检查',
  })).at
  if (has(life, 'dropped')) {
    yield* byHead(life, course.later(at, [3, 6]), 'drop', { ending: '改由行业自律公约规范' })
    return null
  }
  if (!story.secret) {
    const asking = yield* published(bringing, at)
    if (asking !== null) at = yield* answered(bringing, asking)
  }
  if (story.business) {
    at = (yield* byUnit(life, course.later(at, [0, 2]), 'hearBusiness', {
      heard: [
        { who: '区行业协会', words: '建议设置过渡期', taken: true },
        { who: '某连锁企业', words: '建议不设备案', taken: false, reason: '上位法要求备案' },
      ],
    })).at
    at = yield* comparedFairly(bringing, at)
  }
  at = (yield* byUnit(life, course.later(at, [0, 2]), 'reviewInternally', {
    words: '权限、程序、内容合法',
    by: '法规科',
  })).at
  const sent = yield* byHead(life, course.later(at, [0, 2]), 'deliver', { words: '请审查' })
  if (!done(sent) || rests(life, 'checking')) return null
  at = sent.at
  if (has(life, 'returned')) {
    at = (yield* byOffice(life, course.later(at, [0, 2]), 'returnDraft', { reason: '程序说明与事实不符' })).at
    at = (yield* byHead(life, course.later(at, [1, 3]), 'deliver', { words: '已更正' })).at
  }
  const passed = yield* byOffice(life, course.later(at, [0, 2]), 'passCheck', { words: '材料齐全、程序完备' })
  return done(passed) ? passed : null
}

/** An act with the text it is about attached. */
function writing(
  { course, story, no }: DocumentLife,
  at: Instant,
  act: string,
  form: AnyRecord,
): Script<Outcome> {
  const id = `demo-normative-${no}-${act}`
  const text = `${story.title}\n第一条　为了规范管理，根据有关法律、法规，制定本规定。`
  return course.attempt(at, {
    act,
    by: course.clerkOf(story.unit),
    form: () => ({ ...form, draft: [id] }),
    uploads: [{ id, name: `${story.title}（${act === 'draft' ? '送审稿' : '修改稿'}）.txt`, text }],
  })
}

const STORY: Pick<ReviewStory, 'missing' | 'turns'> = { missing: [], turns: [] }

/** The justice bureau's review; where it wants changes, they are made and it reviews again. */
function* reviewing(
  life: DocumentLife,
  from: Instant,
  review: Outcome['opened'][number] | undefined,
): Script<Instant | null> {
  const { course } = life
  if (review === undefined) return null
  if (rests(life, 'reviewing')) {
    yield* reviewed(course, review, from, { ...STORY, verdict: 'lawful', rests: 'assigning' })
    return null
  }
  const first = has(life, 'changes') ? 'changes' : 'lawful'
  const found = yield* reviewed(course, review, from, { ...STORY, verdict: first })
  if (found.verdict === 'lawful') return found.at
  if (found.verdict === null) return null
  const revised = yield* writing(life, course.later(found.at, [1, 4]), 'revise', {
    reason: '按合法性审查意见修改',
  })
  const again = yield* byOffice(life, course.later(revised.at, [0, 1]), 'reviewAgain')
  const [next] = again.opened
  if (next === undefined) return null
  const second = yield* reviewed(course, next, again.at, { ...STORY, verdict: 'lawful' })
  return second.verdict === 'lawful' ? second.at : null
}

/** Through the executive meeting, signed and numbered. */
function* deciding(life: DocumentLife, from: Instant): Script<Instant | null> {
  const { course } = life
  let brought = yield* discussing(life, from, has(life, 'notAdopted') ? 'rejected' : 'passed')
  if (brought === null || rests(life, 'discussing')) return null
  if (has(life, 'notAdopted')) {
    const back = yield* waiting(life, brought, 'takeBack', course.clerkOf(life.story.unit), {
      reason: '会议没有通过',
    })
    if (back === null) return null
    brought = yield* discussing(life, course.later(back, [2, 5]), 'passed', 1)
    if (brought === null) return null
  }
  const signed = yield* waiting(life, brought, 'sign', (scene) =>
    course.inPost(String(course.record['signer'] ?? ''), 'sign')(scene),
  )
  if (signed === null || rests(life, 'signing')) return null
  const numbered = yield* byOffice(life, course.later(signed, [0, 2]), 'register', {
    code: life.story.issuer === 'government' ? '云政规' : '云政办规',
  })
  return done(numbered) && !rests(life, 'registered') ? numbered.at : null
}

/** The item that brings a document before its body, and when it was opened. */
interface Brought {
  readonly item: Course
  readonly at: Instant
}

/** Opens the item and hands it to the bank; gives its course. */
function* discussing(
  life: DocumentLife,
  from: Instant,
  hearing: 'passed' | 'rejected',
  again = 0,
): Script<Brought | null> {
  const { course, story, bank, no } = life
  const asked = yield* course.attempt(course.later(from, [1, 3]), {
    act: 'discuss',
    by: course.clerkOf(story.unit),
    form: () => ({ body: bank.bodyNamed(STANDING) ?? '' }),
  })
  const [item] = asked.opened
  if (item === undefined) return null
  const taken = bank.takeUp(
    {
      no: FIRST + no * 2 + again,
      title: String(item.record['title'] ?? ''),
      body: STANDING,
      unit: story.unit,
      kind: 'other',
      summary: '',
      needs: [],
      concerned: [],
      begins: { share: 0 },
      turns: [],
      hearings: [hearing],
      room: [],
      leads: [],
      fate: { ends: 'executing' },
      ...(rests(life, 'discussing') ? { rests: 'banked' as const } : {}),
    },
    item,
    asked.at,
  )
  return { item: taken, at: asked.at }
}

/** Waits until its item is decided, and then acts; null where the year ends before. */
function* waiting(
  { course }: DocumentLife,
  { item, at: from }: Brought,
  act: string,
  by: ReturnType<Course['clerkOf']>,
  form: AnyRecord = {},
): Script<Instant | null> {
  const wanted = act === 'sign' ? 'adopted' : 'rejected'
  let at = course.later(from, [8, 12])
  for (let round = 0; round < ROUNDS; round++) {
    const outcome = yield* course.attempt(at, {
      act,
      by: (scene) => (item.state === wanted ? by(scene) : undefined),
      form: () => form,
    })
    if (done(outcome)) return outcome.at
    if (outcome.kind === 'refused') return null
    at = course.later(outcome.at, [1, 2])
  }
  return null
}

/** Years for which a document that runs long, or short, is to be in force. */
const LASTS = { short: 1, long: 5 } as const

/** The paper that issues it, drafted from it and carried by its people beside it; when it was drafted. */
function* issuing(life: DocumentLife, from: Instant, lasts: keyof typeof LASTS): Script<Instant> {
  const { course, story, no } = life
  const at = course.later(from, [0, 1])
  const prepared = yield* byUnit(life, at, 'preparePaper', {
    toText: '各街道办事处，区政府各部门、各直属单位',
    validUntil: addMonths(dayAt(at), LASTS[lasts] * 12),
  })
  const [paper] = prepared.opened
  if (paper === undefined) return from
  const ofGovernment = story.issuer === 'government'
  const papers = outgoing(
    {
      no: FIRST + no,
      unit: story.unit,
      genre: 'circular',
      series: ofGovernment ? 'government' : 'office',
      code: ofGovernment ? '云政发' : '云政办发',
      title: String(paper.record['title'] ?? story.title),
      basis: '',
      to: ['*'],
      countersigners: [],
      special: ofGovernment ? 'important' : '',
      beginsAt: prepared.at,
      text: '',
      upward: false,
      urgency: 'normal',
      signer: ofGovernment ? 'p-mayor' : 'p-office-head',
      turns: {},
    },
    course.opened(OUTGOING, paper),
  )
  course.beside(papers)
  return prepared.at
}

/** What becomes of it once it is out. */
function* inForce(life: DocumentLife, from: Instant): Script {
  const { course } = life
  const isShort = has(life, 'renewed') || has(life, 'ended')
  const on = course.later(yield* issuing(life, from, isShort ? 'short' : 'long'), [1, 4])
  const gap = isShort ? 3 : 31
  const out = yield* course.attempt(on, {
    act: 'publish',
    by: course.clerkOf(OFFICE),
    form: () => {
      const day = dayAt(on)
      const effectiveOn = addDays(day, gap)
      const months = isShort ? 2 : 24
      return {
        on: day,
        where: '区政府公报、区政府网站',
        effectiveOn,
        validUntil: addDays(addMonths(effectiveOn, months), -1),
        ...(isShort ? { gapWhy: '不立即施行将影响公共安全' } : {}),
      }
    },
  })
  if (!done(out)) return
  const today = (at: Instant, act: string, form: AnyRecord) =>
    life.course.attempt(at, {
      act,
      by: course.clerkOf(act === 'interpret' || act === 'correct' ? life.story.unit : OFFICE),
      form: () => ({ on: dayAt(at), ...form }),
    })
  let at = (yield* today(course.later(out.at, [1, 4]), 'interpret', {
    where: '区政府网站政策解读栏目',
    words: '为什么制定、管什么、怎么办',
  })).at
  at = (yield* today(course.later(at, [2, 5]), 'file', { with: '上一级人民政府、区人大常委会' })).at
  at = (yield* byOffice(life, course.later(at, [8, 15]), 'recordFiling', {
    filing: has(life, 'corrected') ? 'correct' : 'filed',
    ...(has(life, 'corrected') ? { words: '第九条增设申报义务没有依据' } : {}),
  })).at
  if (has(life, 'corrected'))
    at = (yield* today(course.later(at, [3, 8]), 'correct', { words: '删去第九条第二款' })).at
  yield* ending(life, at)
}

/** A short one is assessed and renewed, or ended; the others are looked at once in the year. */
function* ending(life: DocumentLife, from: Instant): Script {
  const { course } = life
  if (has(life, 'ended')) {
    const on = course.later(from, [8, 14])
    yield* byOffice(life, on, 'end', { ends: 'repealed', on: dayAt(on), ending: '活动已经结束，不再需要' })
    return
  }
  if (has(life, 'renewed')) {
    const found = yield* byUnit(life, course.later(from, [2, 4]), 'assessEffect', {
      fate: 'keep',
      words: '启用三次，运行平稳，有继续实施的必要',
    })
    yield* byOffice(life, course.later(found.at, [1, 2]), 'renew', {
      until: addMonths(dayAt(found.at), 18),
      reason: '评估认为有继续实施的必要',
    })
    return
  }
  yield* byUnit(life, course.later(from, [10, 25]), 'cleanUp', {
    fate: 'keep',
    words: '与上位法一致，继续有效',
  })
}
