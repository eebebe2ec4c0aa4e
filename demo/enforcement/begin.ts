import { type Instant, addDays, daysBetween } from '#kernel/time.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import type { Stage } from '../papers/begin.ts'
import { type Random, seeded } from '../random.ts'
import { type Acting, type Beat, caseOver } from './acting.ts'
import { afterTaking, penaltyPlans, takingGoods } from './penalties.ts'
import { type CasePlan, heldForPenalty, seizurePlans, takenByPenalty } from './seizures.ts'
import { ordinaryCases } from './ordinary.ts'
import { PARTIES, SUBJECTS } from './subjects.ts'

const [SEIZURE, PENALTY] = ['seizure', 'penalty'] as const

type Setting = Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>

/** Puts the beginning of every enforcement case of the year on the queue. */
export function beginEnforcement(stage: Setting): void {
  const { seed, hours, put } = stage
  const random = seeded(`${seed}/enforcement`)
  const begun = (procedure: string, name: string, beside?: Course): Acting => {
    const own = random.fork(name)
    const course = new Course(procedure, own, hours, put)
    return actingOf(stage, course, own, beside)
  }
  const start = (acting: Acting, plan: CasePlan, beats: readonly Beat[], then?: (at: Instant) => Script) =>
    put(doingsOf(caseOver(acting, hours.during(dayOf(stage, plan), acting.course.random), beats, then)))
  for (const [n, plan] of seizurePlans.entries()) start(begun(SEIZURE, `seizure-${n}`), plan, plan.beats)
  for (const [n, plan] of penaltyPlans.entries()) start(begun(PENALTY, `penalty-${n}`), plan, plan.beats)
  for (const [n, one] of ordinaryCases(random.fork('ordinary')).entries()) {
    const { procedure, subject, party, share, beats } = one
    start({ ...begun(procedure, `ordinary-${n}`), subject, party }, { beats, begins: { share } }, beats)
  }
  for (const [n, share] of [0.1, 0.4].entries()) {
    const penalty: Acting = { ...begun(PENALTY, `taking-${n}`), subject: GOODS }
    const seizure: Acting = {
      ...begun(SEIZURE, `taken-${n}`, penalty.course),
      subject: GOODS,
      party: penalty.party,
    }
    const plan: CasePlan = { beats: [], begins: { share } }
    start(seizure, plan, heldForPenalty)
    start(penalty, plan, takingGoods, function* (at) {
      penalty.course.beside(caseOver(penalty, at, afterTaking))
      yield* caseOver(seizure, hours.within(at, [0, 1], seizure.course.random), takenByPenalty)
    })
  }
}

/** Goods that a penalty takes after a seizure. */
const GOODS = SUBJECTS[1] ?? (SUBJECTS[0] as (typeof SUBJECTS)[number])

function actingOf(stage: Setting, course: Course, random: Random, beside?: Course): Acting {
  const subject = random.pick(SUBJECTS)
  return {
    subject,
    party: random.pick(PARTIES),
    course,
    say: random.fork('say'),
    officers: [],
    licensed: licensedIn(stage),
    ...(beside ? { beside } : {}),
  }
}

/** Who sat in a post when the year began: they all have a licence of their unit, if it enforces at all. */
function licensedIn({ district }: Setting): ReadonlySet<string> {
  const there = district.appointments.filter(
    ({ kind, from, to }) =>
      kind === 'holder' && from <= district.from && (to === undefined || to > addDays(district.from, 7)),
  )
  return new Set(there.map(({ person }) => person))
}

function dayOf({ district, hours }: Setting, { begins }: CasePlan): string {
  return 'share' in begins
    ? hours.next(addDays(district.from, Math.round(begins.share * daysBetween(district.from, district.to))))
    : hours.after(hours.last(district.to), -begins.last)
}
