import { type Day, type Instant, addDays, addMs, daysBetween } from '#kernel/time.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Setting } from '../agenda.ts'
import { childStory } from '../papers/children.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import type { AskedTask } from '../papers/stories.ts'
import { type Random, seeded } from '../random.ts'
import type { Stage } from '../papers/begin.ts'
import { takenUp, toBank } from './before.ts'
import { TOPIC, type TopicLife, byChair, byRecorder, done } from './life.ts'
import { topicStories } from './stories.ts'
import type { TopicStory } from './story.ts'

const IN_ROOM: readonly string[] = ['presenting', 'deliberating', 'stated']

/** Numbers of the lives of tasks that decisions open begin here, after those of documents. */
const FIRST = 50_000

/** An item as an agenda has it. */
export interface TopicRow {
  readonly kind: 'topic'
  readonly topic: string | undefined
  readonly title: string
  readonly minutes: number
  readonly presenter: string
}

/** 议题库: the items of the year, and which of them wait for a meeting of a body. */
export class Bank {
  readonly #stage: Stage
  readonly #random: Random
  readonly #lives = new Map<number, TopicLife>()
  readonly #bodies = new Map<string, string>()
  /** Items that somebody is just putting on a meeting: two clerks do not reach for the same one. */
  readonly #taken = new Set<TopicLife>()

  constructor(stage: Stage) {
    this.#stage = stage
    this.#random = seeded(`${stage.seed}/topics`)
  }

  /** A body that is there by now, by its name. */
  bodyNamed(name: string): string | undefined {
    return this.#bodies.get(name)
  }

  /** Takes up an item that another matter has opened, as one of the bank's own; gives its course. */
  takeUp(story: TopicStory, item: Matter, from: Instant): Course {
    const { hours, put } = this.#stage
    const course = new Course(TOPIC, this.#random.fork(`topic-${story.no}`), hours, put)
    course.matter = item
    const life = this.#lifeOf(story, String(item.record['body'] ?? ''), course)
    this.#lives.set(story.no, life)
    put(doingsOf(takenUp(life, from)))
    return course
  }

  /** A body is there: its items begin, each on its day. */
  opens(name: string, body: string, from: Instant): void {
    this.#bodies.set(name, body)
    for (const story of topicStories) if (story.body === name) this.#begin(story, body, from)
  }

  #begin(story: TopicStory, body: string, from: Instant): void {
    const { hours, put, district } = this.#stage
    const random = this.#random.fork(`topic-${story.no}`)
    const course = new Course(TOPIC, random, hours, put)
    const life = this.#lifeOf(story, body, course)
    this.#lives.set(story.no, life)
    const on =
      'last' in story.begins
        ? hours.after(district.to, -story.begins.last)
        : addDays(district.from, Math.round(daysBetween(district.from, district.to) * story.begins.share) + 4)
    put(doingsOf(this.#told(life, course.on(on, from))))
  }

  *#told(life: TopicLife, at: Instant): Script {
    yield* toBank(life, at, () => {
      const decision = life.changing()?.matter?.id
      return decision === undefined ? {} : { changes: decision }
    })
  }

  #lifeOf(story: TopicStory, body: string, course: Course): TopicLife {
    const { hours, put, tasks, district } = this.#stage
    const { random } = course
    let asked: readonly AskedTask[] | null = null
    let followed = 0
    const setting: Setting = { district, hours, random: random.fork('children') }
    return {
      story,
      course,
      body,
      heard: 0,
      decision: null,
      related: () => this.#lives.get(story.joins ?? 0)?.course.matter?.id,
      changing: () => this.#lives.get(story.changes?.no ?? 0)?.decision ?? null,
      follow: (matter) => {
        const own = new Course(matter.procedure, random.fork(`${matter.procedure} ${followed++}`), hours, put)
        own.matter = matter
        return own
      },
      tasksAt: (at) => (asked ??= this.#asked(story, hours.after(at.slice(0, 10), random.between(25, 70)))),
      adopt: (one, matter, at, n) => {
        const child = childStory(
          { ...setting, random: setting.random.fork(String(n)) },
          FIRST + story.no * 100 + n,
          one,
          matter,
          at,
        )
        const { life, doings } = tasks.adopt(child, matter)
        put(doings)
        return life
      },
    }
  }

  #asked(story: TopicStory, due: Day): readonly AskedTask[] {
    return story.leads.map((lead) => ({ titled: this.#stage.titles.ofUnit(lead), cooperating: [], due }))
  }

  /** Places what is ready on a meeting that was just called; gives the agenda's rows for it. */
  *placing(meeting: Course, rests: boolean, from: Instant): Script<readonly TopicRow[]> {
    const rows: TopicRow[] = []
    const ready = this.#ready(String(meeting.record['body'] ?? ''), rests)
    for (const life of ready) this.#taken.add(life)
    for (const life of ready) {
      const isPlaced = yield* placed(life, meeting, addMs(from, 60_000 * (rows.length + 1)))
      this.#taken.delete(life)
      if (!isPlaced) continue
      const { title, unit } = life.story
      rows.push({ kind: 'topic', topic: life.course.matter?.id, title, minutes: 20, presenter: unit })
    }
    return rows
  }

  /** What waits; for a meeting that is still open when the year ends, one of those that end there. */
  #ready(body: string, rests: boolean): readonly TopicLife[] {
    const waiting = [...this.#lives.values()].filter(
      (life) =>
        life.body === body &&
        life.course.state === 'banked' &&
        life.story.rests !== 'banked' &&
        !this.#taken.has(life),
    )
    const stays = ({ story }: TopicLife): boolean =>
      story.rests !== undefined && IN_ROOM.includes(story.rests)
    return rests ? waiting.filter(stays).slice(0, 1) : waiting.filter((life) => !stays(life)).slice(0, 3)
  }

  /** The item of an agenda's row. */
  of(topic: string | undefined): TopicLife | undefined {
    if (topic === undefined) return undefined
    return [...this.#lives.values()].find(({ course }) => course.matter?.id === topic)
  }

  /** Items that an act of their meeting carried on. */
  told(carried: readonly Matter[]): void {
    for (const matter of carried) {
      const life = this.of(matter.id)
      if (life) life.course.matter = matter
    }
  }

  /** Items that stand on a meeting and were not decided there. */
  leftOn({ matter }: Course): readonly TopicLife[] {
    return [...this.#lives.values()].filter(
      ({ course }) =>
        course.record['meeting'] === matter?.id && ['placed', ...IN_ROOM].includes(course.state),
    )
  }
}

/** Puts an item on a meeting; where it comes late, the chair agrees first. */
function* placed(life: TopicLife, meeting: Course, at: Instant): Script<boolean> {
  const { course } = life
  const form = { meeting: meeting.matter?.id }
  if (done(yield* byRecorder(course, at, 'place', form, { while: ['banked'] }))) return true
  const agreed = yield* byChair(course, addMs(at, 20_000), 'consentLate', {
    ...form,
    reason: '事项紧急，同意临时提交',
  })
  if (!done(agreed)) return false
  return done(yield* byRecorder(course, addMs(agreed.at, 20_000), 'place', form, { while: ['banked'] }))
}
