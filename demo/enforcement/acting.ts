import { type Instant, addMs } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { Officer, Party } from '#rulebook/enforcement/party.ts'
import type { DemoDirectory } from '../directory.ts'
import type { Scene } from '../life.ts'
import type { Course, Outcome, Script } from '../papers/course.ts'
import type { Random } from '../random.ts'
import type { Subject } from './subjects.ts'

/** One act of a case as it is planned: by whom, how many working days after the one before, with what. */
export interface Beat {
  readonly act: string
  readonly by: 'officer' | 'chief' | 'reviewer' | 'chair'
  /** Working days, least and most; absent: minutes later, at the same place. */
  readonly days?: readonly [number, number]
  readonly form?: (acting: Acting, scene: Scene) => AnyRecord
  /** Meant to be refused: what somebody gets wrong first. */
  readonly wrong?: true
}

/** A case as its people carry it. */
export interface Acting {
  readonly subject: Subject
  readonly party: Party
  readonly course: Course
  /** What its people say is drawn here, so that other words leave the days as they are. */
  readonly say: Random
  /** The two who hold the case, once they are chosen. */
  officers: readonly Officer[]
  /** Who holds a licence of the organ since the year began. */
  readonly licensed: ReadonlySet<string>
  /** Another case that this one names. */
  readonly beside?: Course
}

const MINUTES = 7 * 60_000

/** Two of the organ's people, those who are not its head: whoever begins a case keeps it. */
function choose(acting: Acting, { directory }: Scene): void {
  if (acting.officers.length > 0) return
  const people = directory
    .actorsOf(acting.subject.unit)
    .filter(({ as, level, person }) => as === 'holder' && level === 'staff' && acting.licensed.has(person))
  const persons = [...new Set(people.map(({ person }) => person))]
  const first = persons.length > 2 ? acting.course.random.int(persons.length - 1) : 0
  acting.officers = persons
    .slice(first, first + 2)
    .map((person) => ({ person, licence: `云执法${acting.subject.unit.slice(2, 5)}${person.slice(2)}` }))
}

const officerOf =
  (acting: Acting) =>
  (scene: Scene): Actor | undefined => {
    choose(acting, scene)
    const those = acting.officers.map(({ person }) => person)
    return scene.directory
      .actorsOf(acting.subject.unit)
      .find(({ person, as }) => those.includes(person) && as !== 'delegate')
  }

/** Somebody of the organ who has no hand in the case. */
export const reviewerOf =
  (acting: Acting) =>
  ({ directory }: Scene): Actor | undefined => {
    const those = acting.officers.map(({ person }) => person)
    return directory
      .actorsOf(acting.subject.unit)
      .findLast(({ person, as, level }) => !those.includes(person) && as !== 'delegate' && level !== 'head')
  }

/** 行政机关负责人: the organ's head and deputies in office. */
export const leadersOf = (directory: DemoDirectory, unit: string): readonly string[] => [
  ...new Set(
    directory
      .actorsOf(unit)
      .filter(({ as, level }) => as !== 'delegate' && level !== 'staff')
      .map(({ person }) => person),
  ),
]

/** Whoever was named to preside over the hearing. */
const chairOf =
  ({ course, subject }: Acting) =>
  ({ directory }: Scene): Actor | undefined =>
    directory
      .actorsOf(subject.unit)
      .find(({ person, as }) => person === course.record['hearingChair'] && as !== 'delegate')

/** Lives a case from its first act to where its plan ends. Something that goes another way than planned ends it there. */
export function* caseOver(
  acting: Acting,
  from: Instant,
  beats: readonly Beat[],
  /** Another case that goes on when this one has come to its end. */
  then?: (at: Instant) => Script,
): Script {
  const { course, subject } = acting
  let at = from
  for (const [n, { act, by, days, form, wrong }] of beats.entries()) {
    if (n > 0) at = days === undefined ? addMs(at, MINUTES) : course.later(at, days)
    const who = {
      officer: officerOf(acting),
      chief: course.headOf(subject.unit, act),
      reviewer: reviewerOf(acting),
      chair: chairOf(acting),
    }[by]
    const told: Outcome = yield* course.attempt(at, {
      act,
      by: who,
      form: (scene) => form?.(acting, scene) ?? {},
    })
    at = told.at
    if (told.kind !== (wrong ? 'refused' : 'done')) return
  }
  if (then) yield* then(at)
}

/** 送达 on the day, signed for by the party. */
export const handed = ({ party }: Acting, { today }: Pick<Scene, 'today'>) => ({
  how: 'direct',
  on: today,
  receiver: party.representative ?? party.name,
})
