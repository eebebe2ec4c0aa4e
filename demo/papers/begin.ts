import type { Setting } from '../agenda.ts'
import type { Doing } from '../doing.ts'
import { seeded } from '../random.ts'
import type { Tasks } from '../tasks.ts'
import type { Titles } from '../titles.ts'
import { childStory } from './children.ts'
import { Course, doingsOf } from './course.ts'
import { draftStories } from './drafts.ts'
import { incoming } from './incoming.ts'
import { INCOMING, type PaperLife } from './paper-life.ts'
import { OUTGOING, outgoing } from './outgoing.ts'
import { paperStories } from './stories.ts'

/** The stage on which the documents of a year begin. */
export interface Stage extends Omit<Setting, 'random'> {
  readonly seed: string
  readonly titles: Titles
  readonly tasks: Tasks
  readonly put: (doings: readonly Doing[]) => void
}

/** Puts the beginning of every document of the year on the queue. */
export function beginPapers({ seed, district, hours, titles, tasks, put }: Stage): void {
  const random = seeded(`${seed}/papers`)
  for (const story of paperStories({ district, hours, random }, titles)) {
    const own = random.fork(`course-${story.no}`)
    const course = new Course(INCOMING, own, hours, put)
    const setting: Setting = { district, hours, random: own.fork('children') }
    const adopt: PaperLife['adopt'] = (asked, matter, at, n) => {
      const child = childStory(
        { ...setting, random: setting.random.fork(String(n)) },
        story.no * 100 + n,
        asked,
        matter,
        at,
      )
      const { life, doings } = tasks.adopt(child, matter)
      put(doings)
      return life
    }
    put(doingsOf(incoming({ story, course, adopt })))
  }
  const drafts = seeded(`${seed}/drafts`)
  for (const story of draftStories({ district, hours, random: drafts })) {
    const course = new Course(OUTGOING, drafts.fork(`course-${story.no}`), hours, put)
    put(doingsOf(outgoing(story, course)))
  }
}
