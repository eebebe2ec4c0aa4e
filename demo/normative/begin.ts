import { addDays, daysBetween } from '#kernel/time.ts'
import { Course, doingsOf } from '../papers/course.ts'
import type { Stage } from '../papers/begin.ts'
import { seeded } from '../random.ts'
import type { Bank } from '../topics/bank.ts'
import { type DocumentLife, NORMATIVE, documentOver } from './document.ts'
import { documentStories } from './stories.ts'

/** Puts the beginning of every normative document of the year on the queue; their items go to the executive meeting. */
export function beginNormative(
  { seed, district, hours, put }: Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>,
  bank: Bank,
): void {
  const random = seeded(`${seed}/normative`)
  for (const [no, story] of documentStories.entries()) {
    const own = random.fork(String(no))
    const course = new Course(NORMATIVE, own, hours, put)
    const life: DocumentLife = {
      no,
      story,
      course,
      bank,
      bringing: {
        course,
        story: { no, title: story.title, unit: story.unit, turns: [] },
        follow: (matter) => course.opened(matter.procedure, matter),
      },
    }
    const { begins } = story
    const on =
      'last' in begins
        ? hours.after(district.to, -begins.last)
        : addDays(district.from, Math.round(daysBetween(district.from, district.to) * begins.share))
    put(doingsOf(documentOver(life, hours.during(hours.next(on), own))))
  }
}
