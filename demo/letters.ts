import { type Instant, addMs, dayAt } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { OfficeHours } from './calendar.ts'
import * as cast from './cast.ts'
import type { Tried } from './doing.ts'
import type { Intent, Life, LetterMove, Move, Scene } from './life.ts'

/** One letter of a task, as far as people here look at it. */
interface Letter {
  readonly what: string
  readonly unit: string
  readonly objection?: string
  readonly ruling?: string
  readonly answered?: string
}

const lettersOf = (life: Life): readonly Letter[] => {
  const letters: unknown = life.matter?.record['letters']
  return Array.isArray(letters) ? (letters as Letter[]) : []
}

const last = (life: Life): Letter | undefined => lettersOf(life).at(-1)

type Try = Pick<Tried, 'act' | 'form' | 'actor'> | null
const by = (actor: Actor | undefined, act: string, form: AnyRecord): Try =>
  actor ? { act, form, actor } : null

const DEMANDS = [
  '请说明未按期推进的原因、下步措施和完成时间',
  '请于回复期限内报送进展、困难和完成时间',
  '请对照时限倒排工期，明确责任人后书面回复',
]
const REASONS = ['临近时限，尚未见实质进展', '时限已过，未反馈办理情况', '节点滞后，未说明原因']
const ANSWERS = [
  '前期因方案反复耽误，现已定稿，本月内完成，每周报一次进展',
  '招标流标一次，已重新挂网，预计二十日内完成',
  '涉及两家单位交叉，已当面商定分工，下周进场',
  '进展已过半，剩余部分受天气影响，天晴即恢复施工',
]
const OBJECTIONS = ['本单位已在时限内报告困难，等待协调期间不应计为逾期', '任务所在点位尚未移交，无法进场']
const UPHELD = ['困难未在系统中报告，督办单维持，请按期回复', '点位上月已经移交，督办单维持']
const WITHDRAWN = ['异议成立', '经核对，移交手续确未完成，督办单撤回']
const FOCUS = ['看现场、查台账、问群众', '核对完成数量，随机抽查两处', '看是否有人施工，材料是否进场']

const sending = (life: Life): AnyRecord => ({
  ...(life.random.chance(0.7) ? { reason: life.random.pick(REASONS) } : {}),
  demand: life.random.pick(DEMANDS),
})

/** How each act about letters and visits is made, lawfully and in the ways people get it wrong. */
export const LETTER_MOVES: Readonly<Record<LetterMove, (life: Life, scene: Scene) => Try>> = {
  sendBlue: (life, scene) => by(cast.supervisor(life, scene), 'sendBlue', sending(life)),
  sendYellow: (life, scene) => by(cast.supervisor(life, scene), 'sendYellow', sending(life)),
  // While the answer to another is awaited, or with time enough left: refused.
  sendYellowTooSoon: (life, scene) => by(cast.supervisor(life, scene), 'sendYellow', sending(life)),
  sendRed: (life, scene) =>
    by(cast.supervisionHead(scene) ?? cast.arranger(life, 'sendRed', scene), 'sendRed', sending(life)),
  // Signed by a clerk: refused.
  sendRedBelow: (life, scene) =>
    by(
      scene.directory.actorsOf('u-supervision').find(({ level }) => level === 'staff'),
      'sendRed',
      sending(life),
    ),
  answerLetter: (life, scene) =>
    by(cast.handler(life, scene), 'answerLetter', {
      answer: life.random.pick(ANSWERS),
      ...(life.random.chance(0.4) ? { next: '明确专人负责，每周报告一次' } : {}),
    }),
  objectToLetter: (life, scene) =>
    by(cast.leadHead(life, scene) ?? cast.handler(life, scene), 'objectToLetter', {
      letter: last(life)?.what ?? '',
      objection: life.random.pick(OBJECTIONS),
    }),
  upholdLetter: (life, scene) =>
    by(cast.supervisor(life, scene), 'upholdLetter', {
      letter: last(life)?.what ?? '',
      ruling: life.random.pick(UPHELD),
    }),
  withdrawLetter: (life, scene) =>
    by(cast.supervisor(life, scene), 'withdrawLetter', {
      letter: last(life)?.what ?? '',
      ruling: life.random.pick(WITHDRAWN),
    }),
  planCheck: (life, scene) => planned(life, scene, scene.hours.after(scene.today, life.random.between(1, 4))),
  // For a day gone by, or while a visit is planned already: refused.
  planCheckBackwards: (life, scene) => planned(life, scene, scene.hours.after(scene.today, -2)),
  confirmSpoken: (life, scene) => by(speaker(life, scene), 'confirmSpoken', {}),
  // By somebody who said nothing: refused.
  confirmForOther: (life, scene) => {
    const spoke = speaker(life, scene)?.person
    const other = scene.directory.actorsOf(cast.leadOf(life)).find(({ person }) => person !== spoke)
    return by(other, 'confirmSpoken', {})
  },
}

const planned = (life: Life, scene: Scene, on: string): Try =>
  by(cast.supervisor(life, scene), 'planCheck', { on, focus: life.random.pick(FOCUS) })

/** Whoever said what is still to be confirmed, in a seat that plays in the matter. */
function speaker(life: Life, scene: Scene): Actor | undefined {
  const person = unconfirmedBy(life)
  const unit = cast.leadOf(life)
  return scene.directory.actorsOf(unit).find((actor) => actor.person === person && actor.as !== 'delegate')
}

function unconfirmedBy(life: Life): string | undefined {
  const spoken: unknown = life.matter?.record['spoken']
  const rows = Array.isArray(spoken) ? (spoken as { by: string; confirmed?: string }[]) : []
  return rows.find(({ confirmed }) => confirmed === undefined)?.by
}

/** Plans what letters, visits and oral feedback call for. */
export class LetterPlanner {
  readonly #hours: OfficeHours

  constructor(hours: OfficeHours) {
    this.#hours = hours
  }

  /** Letters that a task draws on itself while it is under way: a hint before its day, a warning after it. */
  underway(life: Life, at: Instant, due: string): Intent[] {
    const { temper } = life.story
    const intents: Intent[] = []
    const isLate = life.finishOn > due
    if (temper !== 'prompt' && life.random.chance(0.2))
      intents.push(this.#on(life, 'sendBlue', this.#hours.after(due, -life.random.between(4, 7)), at))
    if (isLate && life.random.chance(0.5))
      intents.push(this.#on(life, 'sendYellow', this.#hours.after(due, life.random.between(1, 4)), at))
    if (life.random.chance(0.02)) intents.push(this.#in(life, 'sendYellowTooSoon', at, [0, 1]))
    return intents
  }

  /** What an act of one of these kinds is answered with. */
  after(life: Life, move: Move, at: Instant): Intent[] {
    switch (move) {
      case 'sendBlue':
      case 'sendYellow':
      case 'sendRed':
        return this.#answering(life, move, at)
      case 'objectToLetter':
        return [this.#in(life, life.random.chance(0.5) ? 'upholdLetter' : 'withdrawLetter', at, [1, 4])]
      case 'upholdLetter':
        return life.random.chance(0.7) ? [this.#in(life, 'answerLetter', at, [1, 3])] : []
      case 'planCheck':
        return this.#visiting(life, at)
      case 'reportProgress':
      case 'reportDone':
      case 'reportStuck':
        return this.#confirming(life, at)
      default:
        return []
    }
  }

  #answering(life: Life, move: Move, at: Instant): Intent[] {
    const { random } = life
    const twice = random.chance(0.1) ? [this.#in(life, 'sendYellowTooSoon', at, [1, 1])] : []
    const silent = life.story.temper === 'silent' || life.story.temper === 'evasive'
    const below = random.chance(0.4) ? [this.#in(life, 'sendRedBelow', at, [4, 4])] : []
    if (move !== 'sendRed' && random.chance(0.14))
      return [...twice, this.#in(life, 'objectToLetter', at, [0, 1])]
    if (move === 'sendYellow' && silent && random.chance(0.7))
      return [...twice, ...below, this.#in(life, 'sendRed', at, [5, 7])]
    if (move === 'sendBlue' && silent && random.chance(0.6))
      return [...twice, this.#in(life, 'sendYellow', at, [7, 9])]
    return [...twice, this.#in(life, 'answerLetter', at, [1, move === 'sendBlue' ? 5 : 3])]
  }

  #visiting(life: Life, at: Instant): Intent[] {
    const on = String(life.matter?.record['checkOn'] ?? dayAt(at))
    return [
      ...(life.random.chance(0.2) ? [this.#in(life, 'planCheckBackwards', at, [0, 0])] : []),
      this.#on(life, 'check', on, at),
    ]
  }

  #confirming(life: Life, at: Instant): Intent[] {
    if (unconfirmedBy(life) === undefined) return []
    return [
      ...(life.random.chance(0.15) ? [this.#in(life, 'confirmForOther', at, [0, 0])] : []),
      ...(life.random.chance(0.8) ? [this.#in(life, 'confirmSpoken', at, [0, 3])] : []),
    ]
  }

  #in(life: Life, move: Move, at: Instant, days: readonly [number, number]): Intent {
    return { at: this.#hours.within(at, days, life.random), life, move, turn: null }
  }

  #on(life: Life, move: Move, day: string, after: Instant): Intent {
    const wanted = this.#hours.during(this.#hours.next(day), life.random)
    return { at: wanted > after ? wanted : addMs(after, 20 * 60_000), life, move, turn: null }
  }
}
