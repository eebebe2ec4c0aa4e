import { addDays } from '#kernel/time.ts'
import type { Stage } from '../papers/begin.ts'
import { Course, doingsOf } from '../papers/course.ts'
import { seeded } from '../random.ts'
import { houses, lands } from './projects.ts'
import { takesHouses, takesLand } from './taking.ts'

/** Puts the beginning of every taking of houses and of land on the queue. */
export function beginTakings({
  seed,
  district,
  hours,
  put,
}: Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>): void {
  const random = seeded(`${seed}/takings`)
  for (const [procedure, takings, script] of [
    ['house-expropriation', houses, takesHouses],
    ['land-expropriation', lands, takesLand],
  ] as const)
    for (const [n, taking] of takings.entries()) {
      const own = random.fork(`${procedure}-${n}`)
      const course = new Course(procedure, own, hours, put)
      const day = hours.next(addDays(district.from, taking.begins))
      put(doingsOf(script(course, taking, hours.during(day, own))))
    }
}
