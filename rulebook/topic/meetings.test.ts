import { expect, test } from 'vitest'
import { type Random, seeded } from '#demo/random.ts'
import { type Facts, apply } from '#kernel/apply.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import type { AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
import { actor, smallFacts } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { usual } from './cases.ts'
import { body, meeting } from './doubles.ts'

const SEED = process.env['WALK_SEED'] ?? '2026'
const COUNT = 2_000
const SEATS = [
  'leaders.head',
  'leaders.deputy',
  'leaders.clerk',
  'office.head',
  'justice.head',
  'finance.head',
  'water.head',
  'housing.head',
  'street.head',
]
const CHAIR = 'leaders.head'
const AT = '2026-04-28T02:00:00.000Z'

/** What a clerk with pencil and paper would keep of a meeting: the reference the kernel is held against. */
class Room {
  readonly members: readonly string[]
  readonly mode: 'head' | 'ballot'
  readonly quorum: 'half' | 'twoThirds'
  readonly inside = new Set<string>()
  readonly out = new Set<string>()
  /** Those whom the chair let speak before their turn. */
  readonly called = new Set<string>()
  readonly spoke = new Map<string, string>()
  readonly votes = new Map<string, string>()
  /** Who presides where the chair does not, in this order; and who does. */
  readonly standIns: readonly string[]
  presides = CHAIR
  chiefSpoke = false
  explained = false
  last = ''

  constructor(random: Random) {
    this.members = SEATS.slice(0, 3 + random.int(7))
    this.mode = random.pick(['head', 'ballot'])
    this.quorum = random.pick(['half', 'twoThirds'])
    this.standIns = this.members.filter((post) => post !== CHAIR && random.chance(0.5)).toReversed()
    for (const post of this.members) if (random.chance(0.85)) this.inside.add(post)
  }

  /** Those who take part: in the room and not withdrawn. */
  taking = (): string[] => this.members.filter((post) => this.inside.has(post) && !this.out.has(post))
  others = (): string[] => this.taking().filter((post) => post !== this.presides)
  /** Whose place it is to preside now. */
  next = (): string => [CHAIR, ...this.standIns].find((post) => this.taking().includes(post)) ?? ''
  owing = (): string[] => this.others().filter((post) => !this.spoke.has(post))
  quorate(): boolean {
    const [n, here] = [this.members.length, this.taking().length]
    return this.quorum === 'half' ? here > n / 2 : here * 3 >= n * 2
  }
  counts(): { agree: number; disagree: number } {
    const of = (map: ReadonlyMap<string, string>, ...wanted: string[]) =>
      [...map.values()].filter((one) => wanted.includes(one)).length
    // What who presides said before he did is his own; it gives him no majority.
    const before = new Map([...this.spoke].filter(([post]) => post !== this.presides))
    const said = this.mode === 'ballot' ? this.votes : before
    return { agree: of(said, 'agree', 'changes'), disagree: of(said, 'disagree') }
  }

  facts(): Readonly<Record<string, MatterFacts>> {
    const members = this.members.map((post, n) => ({ post, order: n + 1 }))
    const rules: AnyRecord = { members, mode: this.mode, quorum: this.quorum, standIns: this.standIns }
    const open = meeting({ mode: this.mode })
    const attendance = this.members.map((post) =>
      this.inside.has(post) ? { post, person: post, state: 'present' } : { post, state: 'absent' },
    )
    return { b1: body(rules), k1: { ...open, record: { ...open.record, ...rules, attendance } } }
  }
}

const facts = (room: Room, state = 'open'): Facts => {
  const matters = room.facts()
  return {
    ...smallFacts,
    matters: { ...smallFacts.matters, ...matters, k1: { ...(matters['k1'] as MatterFacts), state } },
  }
}

const doing = (matter: Matter, room: Room, act: string, who: string, form: AnyRecord = {}, state?: string) =>
  apply(
    rulebook,
    matter,
    { act, form: { ...usual[act], ...form }, actor: actor(who) },
    facts(room, state),
    act === 'place' ? '2026-04-20T02:00:00.000Z' : AT,
  )

function onTheAgenda(room: Room): Matter {
  const way = [
    ['apply', 'housing.clerk'],
    ['submit', 'housing.clerk'],
    ['approve', 'housing.head'],
    ['settle', 'housing.clerk'],
    ['deliver', 'housing.clerk'],
    ['bank', 'office.clerk'],
    ['place', 'office.clerk'],
  ] as const
  return way.reduce(
    (matter, [act, who]) => {
      const outcome = doing(matter, room, act, who, {}, 'planned')
      if (outcome.kind === 'refused') throw new Error(`${act}: ${outcome.refusals[0].message}`)
      return outcome.matter
    },
    blank('m1', 'topic', 1),
  )
}

/** Mostly whose turn it is, now and then somebody who cannot wait. */
const nextOf = (random: Random, room: Room): string =>
  random.chance(0.8) ? (room.owing()[0] ?? '') : random.pick(room.owing())

/** Somebody tries something; mostly what would come next, often something out of turn. */
function attempt(
  random: Random,
  room: Room,
  state: string | null,
): [act: string, who: string, form: AnyRecord] {
  const anybody = random.pick(room.members)
  const next: Readonly<Record<string, [string, string]>> = {
    placed: ['present', 'housing.clerk'],
    presenting: ['speak', random.pick([...room.owing(), anybody])],
    deliberating: room.owing().length > 0 ? ['speak', nextOf(random, room)] : ['chiefSpeak', room.presides],
    stated: random.pick([
      [
        'vote',
        random.pick(
          room
            .taking()
            .filter((post) => !room.votes.has(post))
            .concat(anybody),
        ),
      ],
      ['adopt', room.presides],
      ['reject', room.presides],
    ]) as [string, string],
  }
  // Whoever's place it is takes over from somebody who left, or from whoever stood in for him.
  if (state !== 'placed' && state !== 'presenting' && room.next() !== room.presides && random.chance(0.5))
    return ['takeChair', random.chance(0.8) ? room.next() || anybody : anybody, {}]
  const out = random.pick([
    'speak',
    'chiefSpeak',
    'vote',
    'adopt',
    'reject',
    'recuse',
    'explain',
    'takeChair',
    'callUp',
  ])
  const [act, who] =
    random.chance(0.75) && state !== null
      ? (next[state] as [string, string])
      : [
          out,
          ['chiefSpeak', 'adopt', 'reject', 'explain', 'callUp'].includes(out)
            ? random.pick([room.presides, CHAIR, anybody])
            : anybody,
        ]
  if (act === 'speak' || act === 'chiefSpeak')
    return [act, who, { stance: random.pick(['agree', 'changes', 'disagree', 'disagree', 'abstain']) }]
  if (act === 'callUp') return [act, who, { post: anybody, reason: '须提前离会' }]
  return act === 'vote'
    ? [act, who, { stance: random.pick(['agree', 'agree', 'agree', 'disagree', 'abstain']) }]
    : [act, who, {}]
}

/** Whether pencil and paper allow what the kernel allowed; a sentence where they do not. */
function wrong(room: Room, act: string, who: string, form: AnyRecord): string | undefined {
  const takes = room.taking().includes(who)
  if (['speak', 'chiefSpeak', 'vote', 'adopt', 'reject'].includes(act)) {
    if (!takes) return 'somebody took part who is absent or withdrew'
    if (!room.quorate()) return 'below quorum'
  }
  if (['chiefSpeak', 'adopt', 'reject', 'explain', 'callUp'].includes(act)) {
    if (who !== room.presides) return 'somebody else presides'
    if (who !== CHAIR && room.taking().includes(CHAIR)) return 'the chair is there and does not preside'
  }
  if (act === 'takeChair') {
    const mayBe = who === CHAIR || room.standIns.includes(who)
    const stays = room.presides !== CHAIR && room.taking().includes(room.presides)
    if (!takes || !mayBe || who === room.presides) return 'not his to preside'
    return who !== CHAIR && (stays || room.taking().includes(CHAIR)) ? 'somebody presides already' : undefined
  }
  if (act === 'speak') {
    if (who === CHAIR || who === room.presides) return 'the chief spoke among the others'
    if (room.spoke.has(who)) return 'somebody spoke twice'
    if (room.owing()[0] !== who && !room.called.has(who)) return 'somebody spoke before his turn'
  }
  if (act === 'callUp' && !room.owing().slice(1).includes(String(form['post'])))
    return 'called on was nobody who waits'
  if (
    act !== 'speak' &&
    act !== 'present' &&
    act !== 'recuse' &&
    act !== 'explain' &&
    act !== 'callUp' &&
    room.owing().length > 0
  )
    return 'somebody in the room was not heard'
  if (act === 'vote' && (room.mode !== 'ballot' || room.votes.has(who) || !room.chiefSpoke))
    return 'no vote then'
  if (act !== 'adopt' && act !== 'reject') return undefined
  if (room.last !== room.presides) return 'the chief was not the last to speak'
  const { agree, disagree } = room.counts()
  if (room.mode === 'ballot') {
    if (room.taking().some((post) => !room.votes.has(post))) return 'somebody did not vote'
    return agree * 2 > room.members.length === (act === 'adopt') ? undefined : 'the count says otherwise'
  }
  const against = act === 'adopt' ? disagree : agree
  const heard = [...room.spoke.keys()].filter((post) => post !== room.presides).length
  return against * 2 > heard && !room.explained ? 'against the majority, and silent' : undefined
}

function note(room: Room, act: string, who: string, form: AnyRecord): void {
  if (act === 'speak') {
    room.spoke.set(who, form['stance'] as string)
    room.votes.clear()
    room.chiefSpoke = false
    room.explained = false
  }
  if (act === 'present') room.presides = room.next()
  if (act === 'takeChair') {
    room.presides = who
    room.votes.clear()
    room.chiefSpoke = false
    room.explained = false
  }
  if (act === 'chiefSpeak') {
    room.chiefSpoke = true
    // As long as he presides it is his word at the end; when somebody takes over, one view among the others.
    room.spoke.set(who, form['stance'] as string)
  }
  if (act === 'speak' || act === 'chiefSpeak') room.last = who
  if (act === 'vote') room.votes.set(who, form['stance'] as string)
  if (act === 'recuse') {
    room.out.add(who)
    if (room.presides === who) room.presides = room.next() || who
  }
  if (act === 'explain') room.explained = true
  if (act === 'callUp') room.called.add(String(form['post']))
}

test(`${COUNT} random meetings, seed ${SEED}: who is heard, who is last, who counts is what pencil and paper say`, () => {
  const outcomes = new Map<string, number>()
  for (let n = 0; n < COUNT; n++) {
    const random = seeded(`${SEED}-meeting-${n}`)
    const room = new Room(random)
    let matter = onTheAgenda(room)
    for (let step = 0; step < 60 && matter.state !== 'adopted' && matter.state !== 'rejected'; step++) {
      if (random.chance(0.06)) {
        const who = random.pick(room.members)
        if (!room.inside.delete(who)) room.inside.add(who)
      }
      const [act, who, form] = attempt(random, room, matter.state)
      const outcome = doing(matter, room, act, who, form)
      if (outcome.kind === 'refused') {
        const decides = matter.state === 'stated' && ['vote', 'adopt', 'reject'].includes(act)
        if (decides)
          expect(wrong(room, act, who, form), `meeting ${n}, step ${step}: ${act} refused`).toBeDefined()
        continue
      }
      expect(wrong(room, act, who, form), `meeting ${n}, step ${step}: ${act} by ${who}`).toBeUndefined()
      note(room, act, who, form)
      matter = outcome.matter
    }
    const key = `${room.mode} ${matter.state}`
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
  }
  console.log(`random meetings: ${[...outcomes].map(([key, times]) => `${key} ${times}`).join(', ')}`)
  for (const key of ['head adopted', 'head rejected', 'ballot adopted', 'ballot rejected'])
    expect(outcomes.get(key) ?? 0, key).toBeGreaterThan(COUNT / 20)
}, 60_000)
