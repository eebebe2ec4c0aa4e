import { type Day, addDays, daysBetween } from '#kernel/time.ts'
import type { Level } from '#kernel/vocabulary.ts'
import { inventNames, inventPhone } from './names.ts'
import { type Random, seeded } from './random.ts'
import { type DemoUnit, UNITS, staffingOf } from './units.ts'

/** 性情: how a person deals with what is laid on them. */
export type Temper = 'prompt' | 'thorough' | 'late' | 'evasive' | 'silent'

export interface DemoPost {
  readonly id: string
  readonly unit: string
  readonly title: string
  readonly level: Level
  readonly sort: number
}
export interface DemoPerson {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly temper: Temper
}
export interface DemoAppointment {
  readonly id: string
  readonly person: string
  readonly post: string
  readonly kind: 'holder' | 'acting'
  readonly from: Day
  /** Last day in the post; absent while it lasts. */
  readonly to?: Day
}
export interface DemoDelegation {
  readonly id: string
  readonly post: string
  readonly fromPerson: string
  readonly toPerson: string
  /** Acts covered; null is all of the post's. */
  readonly acts: readonly string[] | null
  readonly from: Day
  readonly to: Day
  readonly reason: string
  /** First day on which it no longer holds because it was revoked. */
  readonly revokedOn?: Day
}

/** 演示区: a district that exists nowhere. */
export interface DemoDistrict {
  readonly name: string
  readonly from: Day
  readonly to: Day
  readonly units: readonly DemoUnit[]
  readonly posts: readonly DemoPost[]
  readonly people: readonly DemoPerson[]
  readonly appointments: readonly DemoAppointment[]
  readonly delegations: readonly DemoDelegation[]
}

export const DISTRICT_NAME = '云汀区'

const TEMPERS = { prompt: 36, thorough: 24, late: 19, evasive: 10, silent: 11 } as const

/** Posts whose holder sits in another post as well. */
const SECOND_POSTS: Readonly<Record<string, string>> = {
  'p-supervision-head': 'p-office-deputy-1',
  'p-police-head': 'p-vice-6',
  'p-gardens-head': 'p-urban-deputy-2',
  'p-petition-head': 'p-political-legal-deputy-1',
  'p-park-head': 'p-vice-5',
}

/**
 * Peoples the district for a period: who sits where on each day, with acting holders, moves, vacancies and delegations.
 *
 *     inventDistrict('yunting', '2025-11-24', '2026-11-21')
 */
export function inventDistrict(seed: string, from: Day, to: Day): DemoDistrict {
  const random = seeded(`${seed}/district`)
  const posts = UNITS.flatMap(postsOf)
  const staffing = new Staffing(random, from, posts)
  for (const post of posts) if (!SECOND_POSTS[post.id]) staffing.fill(post.id)
  for (const [second, first] of Object.entries(SECOND_POSTS)) staffing.alsoHeldBy(second, first)
  moves(staffing, from, to)
  const { people, appointments } = staffing
  return {
    name: DISTRICT_NAME,
    from,
    to,
    units: UNITS,
    posts,
    people,
    appointments,
    delegations: delegations(staffing, from, to),
  }
}

function postsOf(unit: DemoUnit): DemoPost[] {
  const staffing = staffingOf(unit)
  if (!staffing) return []
  const word = unit.id.slice('u-'.length)
  const leaders = unit.id === 'u-leaders'
  const post = (id: string, title: string, level: Level, sort: number): DemoPost => ({
    id,
    unit: unit.id,
    title,
    level,
    sort: unit.sort * 100 + sort,
  })
  return [
    post(leaders ? 'p-mayor' : `p-${word}-head`, staffing.head, 'head', 0),
    ...staffing.deputies.map((title, n) =>
      post(leaders ? `p-vice-${n + 1}` : `p-${word}-deputy-${n + 1}`, title, 'deputy', 10 + n),
    ),
    ...staffing.staff.map((title, n) => post(`p-${word}-staff-${n + 1}`, title, 'staff', 20 + n)),
  ]
}

/** Collects people and appointments while the district is filled. */
class Staffing {
  readonly people: DemoPerson[] = []
  readonly appointments: DemoAppointment[] = []
  readonly #random: Random
  readonly #from: Day
  readonly #names: string[]

  constructor(random: Random, from: Day, posts: readonly DemoPost[]) {
    this.#random = random
    this.#from = from
    this.#names = inventNames(random.fork('names'), posts.length + 30)
  }

  newcomer(): string {
    const name = this.#names[this.people.length]
    if (!name) throw new Error('more people than names')
    const id = `c-${String(this.people.length + 1).padStart(3, '0')}`
    const temper = this.#random.weighted(TEMPERS)
    this.people.push({ id, name, phone: this.#phone(), temper })
    return id
  }

  /** A number that nobody else has: whoever writes from it is known by it. */
  #phone(): string {
    for (;;) {
      const phone = inventPhone(this.#random)
      if (!this.people.some((person) => person.phone === phone)) return phone
    }
  }

  /** A person of their own, in the post since some time before the period. */
  fill(post: string): void {
    this.appoint(this.newcomer(), post, 'holder', addDays(this.#from, -this.#random.between(40, 1400)))
  }

  alsoHeldBy(second: string, first: string): void {
    this.appoint(this.holder(first), second, 'holder', addDays(this.#from, -30))
  }

  appoint(person: string, post: string, kind: 'holder' | 'acting', from: Day, to?: Day): void {
    const id = `a-${String(this.appointments.length + 1).padStart(3, '0')}`
    this.appointments.push({ id, person, post, kind, from, ...(to ? { to } : {}) })
  }

  /** The latest appointment to a post that still lasts. */
  holder(post: string): string {
    return this.#lasting(post).person
  }

  /** Ends the present appointment; gives who leaves. */
  leave(post: string, lastDay: Day): string {
    const lasting = this.#lasting(post)
    this.appointments[this.appointments.indexOf(lasting)] = { ...lasting, to: lastDay }
    return lasting.person
  }

  #lasting(post: string): DemoAppointment {
    const found = this.appointments.findLast((a) => a.post === post && a.to === undefined)
    if (!found) throw new Error(`nobody sits in ${post}`)
    return found
  }
}

/** What changes in the year: vacancies with and without an acting holder, exchanges, clerks who move on. */
function moves(staffing: Staffing, from: Day, to: Day): void {
  const length = daysBetween(from, to)
  const on = (share: number): Day => addDays(from, Math.round(length * share))
  const before = (share: number): Day => addDays(on(share), -1)
  const acting = (post: string, deputy: string, start: number, end?: number): void => {
    staffing.leave(post, before(start))
    staffing.appoint(staffing.holder(deputy), post, 'acting', on(start), end ? before(end) : undefined)
    if (end) staffing.appoint(staffing.newcomer(), post, 'holder', on(end))
  }
  acting('p-water-head', 'p-water-deputy-1', 0.3, 0.46)
  acting('p-vice-3', 'p-vice-1', 0.52, 0.56)
  acting('p-hedong-head', 'p-hedong-deputy-1', 0.62)
  // Nobody acts here for a month: what the head would owe, the unit owes.
  staffing.leave('p-civil-head', before(0.1))
  staffing.appoint(staffing.newcomer(), 'p-civil-head', 'holder', on(0.18))
  const exchanged = [
    staffing.leave('p-urban-head', before(0.4)),
    staffing.leave('p-transport-head', before(0.4)),
  ]
  staffing.appoint(exchanged[0] as string, 'p-transport-head', 'holder', on(0.4))
  staffing.appoint(exchanged[1] as string, 'p-urban-head', 'holder', on(0.4))
  const clerks = [
    ['p-housing-staff-4', 'p-supervision-staff-5', 0.35],
    ['p-education-staff-3', 'p-office-staff-6', 0.5],
    ['p-chengxi-staff-5', 'p-reform-staff-4', 0.58],
    ['p-ecology-staff-4', 'p-data-staff-4', 0.72],
  ] as const
  for (const [old, next, share] of clerks) {
    const moving = staffing.leave(old, before(share))
    staffing.leave(next, before(share))
    staffing.appoint(moving, next, 'holder', on(share))
    staffing.appoint(staffing.newcomer(), old, 'holder', on(share))
  }
}

function delegations(staffing: Staffing, from: Day, to: Day): DemoDelegation[] {
  const length = daysBetween(from, to)
  const on = (share: number): Day => addDays(from, Math.round(length * share))
  const given = (
    id: string,
    post: string,
    toPost: string,
    acts: readonly string[] | null,
    days: readonly [Day, Day],
    reason: string,
  ): DemoDelegation => ({
    id,
    post,
    fromPerson: staffing.holder(post),
    toPerson: staffing.holder(toPost),
    acts,
    from: days[0],
    to: days[1],
    reason,
  })
  const tasks = (...acts: string[]): string[] => acts.map((act) => `supervised-task.${act}`)
  return [
    given('d-1', 'p-mayor', 'p-vice-1', null, [on(0.41), on(0.44)], '率团外出招商，期间由常务副区长代行'),
    given(
      'd-2',
      'p-vice-4',
      'p-office-deputy-2',
      tasks('assess', 'urge'),
      [on(0.64), on(0.72)],
      '参加党校学习，委托联系工作的政府办副主任代录评价、催办',
    ),
    given(
      'd-3',
      'p-vice-2',
      'p-office-deputy-3',
      tasks('assess', 'urge', 'grantExtension', 'denyExtension'),
      [addDays(to, -18), addDays(to, 24)],
      '蹲点推进重点工程，委托联系工作的政府办副主任代办',
    ),
    {
      ...given(
        'd-4',
        'p-finance-head',
        'p-finance-deputy-1',
        null,
        [on(0.26), on(0.34)],
        '脱产培训，委托副局长代行',
      ),
      revokedOn: on(0.29),
    },
  ]
}
