import type { Stage } from '../papers/begin.ts'
import { Course, doingsOf } from '../papers/course.ts'
import { seeded } from '../random.ts'
import { Bank } from '../topics/bank.ts'
import { bodyStories } from './bodies.ts'
import { BODY, bodyOver } from './body.ts'
import { MEETING } from './meeting.ts'

/** Puts the beginning of every body of the year on the queue; their meetings follow from them. */
export function beginMeetings(stage: Stage): Bank {
  const { seed, district, hours, put } = stage
  const { from, to } = district
  const bank = new Bank(stage)
  for (const story of bodyStories(from, to)) {
    const random = seeded(`${seed}/bodies`).fork(story.name)
    const course = new Course(BODY, random, hours, put)
    let opened = 0
    const open = () => new Course(MEETING, random.fork(`meeting-${opened++}`), hours, put)
    put(doingsOf(bodyOver({ story, course, open, bank, to })))
  }
  return bank
}
