import { type Day, addDays, daysBetween } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import * as cast from './cast.ts'
import type { Tried } from './doing.ts'
import type { Intent, Life, Move, Scene } from './life.ts'
import { LETTER_MOVES } from './letters.ts'
import type { Flaw } from './story.ts'
import * as say from './words.ts'

type Try = Pick<Tried, 'act' | 'form' | 'actor' | 'enteredBy' | 'via'>

type Making = (life: Life, scene: Scene, intent: Intent) => Try | null

const by = (actor: Actor | undefined, act: string, form: AnyRecord): Try | null =>
  actor ? { act, form, actor } : null
const one = (life: Life, phrases: readonly string[]): string => life.random.pick(phrases)
const work = (life: Life) => life.story.subject.work
const dueOf = (life: Life): Day => String(life.matter?.record['due'] ?? life.story.form.due)
const unitsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

/** How each move is made: who does it, and what they fill in. Null where nobody sits in the seat or nothing is left to do. */
const MOVES: Readonly<Record<Move, Making>> = {
  ...LETTER_MOVES,
  setUp: (life, scene) => by(founder(life, scene), 'setUp', ahead(life, scene)),
  setUpWrongly: (life, scene) =>
    by(founder(life, scene), 'setUp', flawed(life.story.turns.flaw ?? 'no words', ahead(life, scene), scene)),
  assign: (life, scene) =>
    by(
      cast.supervisor(life, scene),
      'assign',
      life.random.chance(0.4)
        ? { words: one(life, ['请按时限要求办理', '请明确专人负责，每月反馈进展']) }
        : {},
    ),
  signFor: (life, scene) => by(cast.handler(life, scene), 'signFor', {}),
  decline: (life, scene) =>
    by(cast.leadHead(life, scene) ?? cast.handler(life, scene), 'decline', {
      item: `“${life.story.subject.task.replaceAll(/\{.+?\}/g, '')}”的主管职责`,
      properUnit: properUnit(life),
      reason: one(life, say.DECLINE_REASONS),
    }),
  upholdDecline: (life, scene) =>
    by(cast.officeClerk(life, scene), 'upholdDecline', {
      newLead: properUnit(life),
      ruling: one(life, say.UPHELD),
    }),
  denyDecline: (life, scene) =>
    by(cast.officeClerk(life, scene), 'denyDecline', { ruling: one(life, say.DENIED) }),
  breakDown: (life, scene) => {
    const parts = partsFor(life, scene)
    return parts.length === 0 ? null : by(cast.handler(life, scene), 'breakDown', { parts })
  },
  addCooperating: (life, scene) =>
    by(cast.supervisor(life, scene), 'addCooperating', {
      cooperating: [addable(life)],
      words: one(life, say.ADDED),
    }),
  reportProgress: (life, scene) =>
    told(
      life,
      scene,
      'reportProgress',
      life.random.chance(0.3)
        ? {}
        : { progress: one(life, say.PROGRESS[work(life)]), next: one(life, say.NEXT) },
      { digit: 1, field: 'progress' },
    ),
  passMilestone: (life, scene, { unit: what = '' }) =>
    by(cast.handler(life, scene), 'passMilestone', { milestone: what }),
  contribute: (life, scene, { unit = '' }) =>
    by(cast.someoneOf(unit, life, scene, null), 'contribute', { progress: one(life, say.CONTRIBUTIONS) }),
  reportPart: (life, scene, { unit = '' }) =>
    by(cast.someoneOf(unit, life, scene, null), 'reportPart', {
      part: partOf(life, unit),
      progress: one(life, say.PARTS_DONE),
    }),
  reportStuck: (life, scene) =>
    told(
      life,
      scene,
      'reportStuck',
      { trouble: one(life, say.TROUBLES[work(life)]), ...helperFor(life, scene) },
      { digit: 2, field: 'trouble' },
    ),
  askItself: (life, scene) =>
    by(cast.handler(life, scene), 'reportStuck', {
      trouble: one(life, say.TROUBLES[work(life)]),
      helper: cast.leadOf(life),
    }),
  help: (life, scene) => by(cast.helper(life, 'help', scene), 'help', { solution: one(life, say.SOLUTIONS) }),
  helpFromAbove: (life, scene) =>
    by(cast.chief(life, 'help', scene), 'help', { solution: one(life, say.SOLUTIONS) }),
  escalate: (life, scene) =>
    by(cast.helper(life, 'escalate', scene), 'escalate', {
      to: life.random.pick(['chief', 'meeting']),
      reason: '涉及几个单位职责和资金，本级无权决定，请研究',
    }),
  unstick: (life, scene) =>
    by(cast.handler(life, scene), 'unstick', { how: '与有关单位当面协商，已达成一致' }),
  applyExtension: (life, scene) =>
    by(cast.handler(life, scene), 'applyExtension', {
      to: scene.hours.after(later(dueOf(life), scene.today), life.random.between(6, 18)),
      reason: one(life, say.EXTENSION_REASONS),
    }),
  applyBackwards: (life, scene) =>
    by(cast.handler(life, scene), 'applyExtension', {
      to: addDays(dueOf(life), -life.random.between(0, 3)),
      reason: one(life, say.EXTENSION_REASONS),
    }),
  grantExtension: (life, scene) =>
    by(judge(life, 'grantExtension', scene), 'grantExtension', { words: '同意' }),
  denyExtension: (life, scene) =>
    by(judge(life, 'denyExtension', scene), 'denyExtension', {
      words: '时限是会议定的，请倒排工期，确保按期完成',
    }),
  urge: (life, scene) => by(judge(life, 'urge', scene), 'urge', { words: one(life, say.URGES) }),
  check: (life, scene) =>
    by(cast.supervisor(life, scene), 'check', { on: scene.today, found: one(life, say.CHECKED) }),
  reportDone: (life, scene) =>
    told(life, scene, 'reportDone', { result: life.story.subject.result }, { digit: 3, field: 'result' }),
  verify: (life, scene) => by(cast.supervisor(life, scene), 'verify', { found: one(life, say.VERIFIED) }),
  returnForRework: (life, scene) =>
    by(
      life.matter?.state === 'summed'
        ? cast.arranger(life, 'returnForRework', scene)
        : cast.supervisor(life, scene),
      'returnForRework',
      { words: one(life, say.REWORKS), due: scene.hours.after(scene.today, life.random.between(3, 10)) },
    ),
  sumUp: (life, scene) => by(cast.handler(life, scene), 'sumUp', { summary: one(life, say.SUMMARIES) }),
  assess: (life, scene) =>
    by(cast.arranger(life, 'assess', scene), 'assess', {
      assessment: life.random.chance(late(life) ? 0.35 : 0.85) ? 'good' : 'fair',
      ...(life.random.chance(0.3) ? { words: '注意巩固成果' } : {}),
    }),
  strikeOff: (life, scene) =>
    by(life.random.chance(0.5) ? cast.supervisionHead(scene) : cast.supervisor(life, scene), 'strikeOff', {}),
  strikeOffOwn: (life, scene) => by(cast.handler(life, scene), 'strikeOff', { words: '已全部完成' }),
  reportAsStranger: (life, scene) => {
    const [unit = 'u-office'] = unitsIn(life.matter?.record['cooperating'])
    return by(cast.someoneOf(unit, life, scene, null), 'reportDone', { result: '已完成' })
  },
  cancelAsDelegate: (life, scene) =>
    by(cast.boundDelegate(life, 'cancel', scene), 'cancel', changed(life, scene, say.CANCELLED)),
  reopen: (life, scene) =>
    by(cast.supervisor(life, scene), 'reopen', {
      reason: one(life, say.REOPENED),
      due: scene.hours.after(scene.today, life.random.between(8, 20)),
    }),
  reinstate: (life, scene) =>
    by(cast.supervisor(life, scene), 'reinstate', {
      reason: '计划调整后恢复办理',
      due: scene.hours.after(scene.today, life.random.between(12, 30)),
    }),
  changeArranger: (life, scene) =>
    by(cast.supervisor(life, scene), 'changeArranger', {
      arranger: life.random.pick(
        ['p-vice-1', 'p-vice-2', 'p-vice-3'].filter((p) => p !== cast.arrangerPost(life)),
      ),
      reason: '领导分工调整',
    }),
  merge: (life, scene) => merging(life, scene, false),
  mergeIntoFinished: (life, scene) => merging(life, scene, true),
  suspend: (life, scene) =>
    by(judge(life, 'suspend', scene), 'suspend', {
      ...changed(life, scene, say.SUSPENDED),
      until: scene.hours.after(scene.today, life.random.between(10, 25)),
    }),
  resume: (life, scene) => by(judge(life, 'resume', scene), 'resume', { words: '暂停的原因已经消除' }),
  askPath: (life, scene) =>
    by(cast.handler(life, scene), 'askPath', {
      obstacle: '现行规定没有写明能否由财政资金投入',
      searched: '查过预算法、相关条例和本级管理办法',
    }),
  cancelForNoBasis: (life, scene) =>
    by(judge(life, 'cancel', scene), 'cancel', {
      ...changed(life, scene, ['没有法律依据，无法继续推进']),
      ground: 'noBasis',
    }),
  cancel: (life, scene) => by(judge(life, 'cancel', scene), 'cancel', changed(life, scene, say.CANCELLED)),
  takeBack: (life, scene) => by(lastActor(life, scene), 'takeBack', {}),
  takeBackLate: (life, scene) => by(cast.handler(life, scene), 'takeBack', {}),
}

/** How an answer reads as a short message: its digit, and the field its words go to. */
interface Spelling {
  readonly digit: 1 | 2 | 3
  readonly field: string
}

/** An answer of the unit in charge: at a screen, by short message, or told to somebody of the office who enters it. */
function told(
  life: Life,
  scene: Scene,
  act: string,
  form: AnyRecord,
  { digit, field }: Spelling,
): Try | null {
  const tried = by(cast.handler(life, scene), act, form)
  const words: unknown = form[field]
  if (!tried || typeof words !== 'string') return tried
  const duty = life.matter?.duties.find(({ name }) => name === 'finish')
  if (scene.bySms && duty && life.random.chance(0.45))
    return { ...tried, form: { [field]: words }, via: { sms: `${digit} ${words}`, duty: duty.no } }
  if (!life.random.chance(0.08)) return tried
  const hearer = cast.officeClerk(life, scene)
  return hearer ? { ...tried, enteredBy: hearer } : tried
}

const LETTERED = ['assigned', 'underway']
const WORKING = ['underway', 'stuck']

/** Where what goes on beside the main course has its place; elsewhere the button is closed and hardly anybody insists. */
const PLACE: Readonly<Partial<Record<Move, readonly string[]>>> = {
  reportProgress: ['underway'],
  passMilestone: WORKING,
  contribute: WORKING,
  reportPart: WORKING,
  breakDown: ['underway'],
  addCooperating: WORKING,
  applyExtension: ['underway'],
  applyBackwards: ['underway'],
  askItself: ['underway'],
  reportStuck: ['underway'],
  reportAsStranger: WORKING,
  suspend: WORKING,
  urge: ['assigned', 'declining', ...WORKING],
  check: [...WORKING, 'reported', 'verified', 'summed', 'assessed'],
  cancel: [...WORKING, 'setUp', 'assigned', 'suspended'],
  askPath: WORKING,
  cancelForNoBasis: ['stuck'],
  sendBlue: LETTERED,
  sendYellow: LETTERED,
  sendYellowTooSoon: LETTERED,
  sendRed: LETTERED,
  sendRedBelow: LETTERED,
  answerLetter: LETTERED,
  objectToLetter: LETTERED,
  planCheck: [...WORKING, 'reported'],
  planCheckBackwards: [...WORKING, 'reported'],
  changeArranger: [...WORKING, 'reported', 'verified'],
}

/** What an intent comes to when its moment is there; null when that has passed, or nobody sits in the seat. */
export function make(intent: Intent, scene: Scene): Try | null {
  const { life, move } = intent
  const place = PLACE[move]
  if (place && !place.includes(life.matter?.state ?? '') && !life.random.chance(0.06)) return null
  return MOVES[move](life, scene, intent)
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)
const late = (life: Life): boolean => life.story.temper === 'late' || life.story.temper === 'silent'

/** Small things the supervision office decides, larger ones now and then the leader who arranged the matter. */
const judge = (life: Life, act: string, scene: Scene): Actor | undefined =>
  (life.random.chance(0.3) ? cast.arranger(life, act, scene) : undefined) ?? cast.supervisor(life, scene)

const founder = (life: Life, scene: Scene): Actor | undefined =>
  (life.story.byLeader ? cast.arranger(life, 'setUp', scene) : undefined) ?? cast.supervisor(life, scene)

/** The form as planned; a plan's day may have come too close by the time the matter is set up. */
function ahead({ story: { form } }: Life, scene: Scene): AnyRecord {
  const due = later(form.due, scene.hours.after(scene.today, 2))
  return { ...form, due, milestones: form.milestones.filter((m) => m.due > scene.today && m.due <= due) }
}

function flawed(flaw: Flaw, form: AnyRecord, scene: Scene): AnyRecord {
  switch (flaw) {
    case 'office leads':
      return { ...form, lead: 'u-office' }
    case 'superior leads':
      return { ...form, lead: 'u-city-housing' }
    case 'no date':
      return { ...form, authority: { kind: 'instruction', title: '领导在专报上的批示' } }
    case 'past day':
      return { ...form, due: addDays(scene.today, -1), milestones: [] }
    case 'no time':
      return { ...form, due: scene.today, milestones: [] }
    case 'no words':
      return { ...form, task: '' }
  }
}

/** Whom the unit thinks it should be: the first that cooperates, else the data or planning authority. */
function properUnit(life: Life): string {
  const lead = cast.leadOf(life)
  const named = [...unitsIn(life.matter?.record['cooperating']), ...life.story.subject.cooperating]
  return (
    named.find((unit) => unit !== lead && unit !== 'u-office') ??
    (lead === 'u-planning' ? 'u-housing' : 'u-planning')
  )
}

/** A unit that is not in it yet; the media centre can always be asked to tell the public. */
function addable(life: Life): string {
  const already = [cast.leadOf(life), ...unitsIn(life.matter?.record['cooperating'])]
  return (
    [...life.story.subject.cooperating, 'u-media', 'u-data'].find((unit) => !already.includes(unit)) ??
    'u-justice'
  )
}

/** Money, land and quarrels go to a leader; the rest to a unit that can help. */
/** Somebody of a unit that works along, or the leader in charge. */
function helperFor(life: Life, scene: Scene): { helper: string } | { helperLeader: string } {
  const lead = cast.leadOf(life)
  const units = life.story.subject.cooperating.filter((unit) => unit !== lead)
  const leader = scene.directory.unit(lead)?.leaderPost ?? 'p-mayor'
  return units.length === 0 || life.random.chance(0.45)
    ? { helperLeader: leader }
    : { helper: life.random.pick(units) }
}

/** The part of a unit that is still to be delivered; the last one told of when all are. */
function partOf(life: Life, unit: string): string {
  const parts: unknown = life.matter?.record['parts']
  const theirs = (Array.isArray(parts) ? (parts as AnyRecord[]) : []).filter((row) => row['unit'] === unit)
  const open = theirs.find((row) => !row['done']) ?? theirs.at(-1)
  return String(open?.['what'] ?? '分解任务')
}

function partsFor(life: Life, scene: Scene): { unit: string; what: string; due: Day }[] {
  const due = dueOf(life)
  const length = daysBetween(scene.today, due)
  if (length < 8) return []
  const units = ['u-chengdong', 'u-chengxi', 'u-hedong', 'u-hexi', 'u-nanhu'].filter(
    (unit) => unit !== cast.leadOf(life),
  )
  return life.random
    .shuffle(units)
    .slice(0, life.random.between(2, 3))
    .map((unit) => ({
      unit,
      what: `${scene.directory.unit(unit)?.name ?? unit}：${life.story.form.task}`.slice(0, 100),
      due: scene.hours.last(addDays(scene.today, Math.round(length * 0.7))),
    }))
}

const changed = (life: Life, scene: Scene, reasons: readonly string[]): AnyRecord => ({
  reason: one(life, reasons),
  authority: { kind: 'instruction', title: '主要领导在督查专报上的批示', on: scene.today },
})

function merging(life: Life, scene: Scene, finished: boolean): Try | null {
  const lead = cast.leadOf(life)
  const others = scene.lives.filter(
    ({ matter }) =>
      matter &&
      matter !== life.matter &&
      matter.record['lead'] === lead &&
      FINAL.has(matter.state ?? '') === finished,
  )
  const into = others.at(-1)?.matter?.id
  return into === undefined
    ? null
    : by(cast.supervisor(life, scene), 'merge', { into, reason: one(life, say.MERGED) })
}

const FINAL = new Set(['struckOff', 'cancelled', 'merged'])

/** Whoever did the last act, in whatever seat of theirs plays in the matter. */
function lastActor(life: Life, scene: Scene): Actor | undefined {
  const person = life.matter?.undo?.person
  const seats = scene.directory.everybody.filter((a) => a.person === person)
  return (
    seats.find((a) => a.unit === 'u-supervision' || a.unit === cast.leadOf(life)) ??
    seats.find((a) => a.post === life.story.form.arranger) ??
    seats[0]
  )
}
