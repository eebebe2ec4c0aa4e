import type { Stage } from '../papers/begin.ts'
import { Course, doingsOf } from '../papers/course.ts'
import { seeded } from '../random.ts'
import { bodyStories } from './bodies.ts'
import { BODY, bodyOver } from './body.ts'
import { MEETING } from './meeting.ts'

/** Puts the beginning of every body of the year on the queue; their meetings follow from them. */
export function beginMeetings({
  seed,
  district,
  hours,
  put,
}: Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>): void {
  const { from, to } = district
  for (const story of bodyStories(from, to)) {
    const random = seeded(`${seed}/bodies`).fork(story.name)
    const course = new Course(BODY, random, hours, put)
    let opened = 0
    const open = () => new Course(MEETING, random.fork(`meeting-${opened++}`), hours, put)
    put(doingsOf(bodyOver({ story, course, open, to })))
  }
}
