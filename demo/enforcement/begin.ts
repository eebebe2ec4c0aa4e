import { addDays, daysBetween } from '#kernel/time.ts'
import { Course, doingsOf } from '../papers/course.ts'
import type { Stage } from '../papers/begin.ts'
import { seeded } from '../random.ts'
import { type Acting, caseOver } from './acting.ts'
import { type CasePlan, seizurePlans } from './seizures.ts'
import { PARTIES, SUBJECTS } from './subjects.ts'

const SEIZURE = 'seizure'

/** Puts the beginning of every enforcement case of the year on the queue. */
export function beginEnforcement({ seed, district, hours, put }: Stage): void {
  const random = seeded(`${seed}/enforcement`)
  const days = daysBetween(district.from, district.to)
  const dayOf = ({ begins }: CasePlan): string =>
    'share' in begins
      ? hours.next(addDays(district.from, Math.round(begins.share * days)))
      : hours.after(hours.last(district.to), -begins.last)
  for (const [n, plan] of seizurePlans.entries()) {
    const own = random.fork(`seizure-${n}`)
    const course = new Course(SEIZURE, own, hours, put)
    const acting: Acting = {
      subject: own.pick(SUBJECTS),
      party: own.pick(PARTIES),
      course,
      officers: [],
    }
    put(doingsOf(caseOver(acting, hours.during(dayOf(plan), own), plan.beats)))
  }
}
