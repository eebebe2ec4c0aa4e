import { apply } from '#kernel/apply.ts'
import { available } from '#kernel/available.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import { rulebook } from '#rulebook/index.ts'
import { usual } from '#rulebook/supervised-task/cases.ts'
import { actor, smallFacts } from '#test/small-district.ts'

const AT = '2026-03-04T02:00:00.000Z'
const PROCEDURE = 'supervised-task'

function must(matter: Matter, act: string, who: string): Matter {
  const outcome = apply(rulebook, matter, { act, form: usual[act] ?? {}, actor: actor(who) }, smallFacts, AT)
  if (outcome.kind !== 'done') throw new Error(`${act}: ${outcome.refusals[0].message}`)
  return outcome.matter
}

/** Microseconds per call of `apply` and `available` on a matter under way: the median of several rounds. */
export function kernelBench(): { apply: number; available: number } {
  let matter = must(blank('m1', PROCEDURE, 1), 'setUp', 'watch.clerk')
  matter = must(matter, 'assign', 'watch.clerk')
  matter = must(matter, 'signFor', 'housing.clerk')
  const progress = { act: 'reportStuck', form: usual['reportStuck'], actor: actor('housing.clerk') }
  return {
    apply: microseconds(() => apply(rulebook, matter, progress, smallFacts, AT)),
    available: microseconds(() => available(rulebook, matter, actor('housing.clerk'), smallFacts, AT)),
  }
}

function microseconds(call: () => unknown): number {
  const rounds = Array.from({ length: 9 }, () => {
    const start = performance.now()
    for (let n = 0; n < 5_000; n++) call()
    return ((performance.now() - start) * 1_000) / 5_000
  })
  return rounds.toSorted((a, b) => a - b)[4] as number
}
