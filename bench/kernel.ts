import { apply } from '#kernel/apply.ts'
import { available } from '#kernel/available.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import { rulebook } from '#rulebook/index.ts'
import { usual } from '#rulebook/supervised-task/cases.ts'
import { Snapshot } from '#store/snapshot.ts'
import { SEATS, actor, smallDirectory, smallFacts } from '#test/small-district.ts'

const AT = '2026-03-04T02:00:00.000Z'
const PROCEDURE = 'supervised-task'
const ROUNDS = 15
const CALLS = 4_000

/** The small district of the tests in the directory that the service hands to the kernel. */
const facts = { ...smallFacts, directory: snapshot() }

function snapshot(): Snapshot {
  const ids = [...new Set(SEATS.map((seat) => seat.split('.')[0] ?? ''))]
  const units = ids.flatMap((id) => {
    const unit = smallDirectory.unit(id)
    return unit ? [{ ...unit, shortName: unit.name }] : []
  })
  const posts = SEATS.map((seat) => {
    const { unit, level } = actor(seat)
    return { id: seat, unit, title: seat, level, holders: [] }
  })
  return new Snapshot(units, posts)
}

function must(matter: Matter, act: string, who: string): Matter {
  const outcome = apply(rulebook, matter, { act, form: usual[act] ?? {}, actor: actor(who) }, facts, AT)
  if (outcome.kind !== 'done') throw new Error(`${act}: ${outcome.refusals[0].message}`)
  return outcome.matter
}

/** CPU microseconds per call of `apply` and `available` on a matter under way. */
export function kernelBench(): { apply: number; available: number } {
  let matter = must(blank('m1', PROCEDURE, 1), 'setUp', 'watch.clerk')
  matter = must(matter, 'assign', 'watch.clerk')
  matter = must(matter, 'signFor', 'housing.clerk')
  const clerk = actor('housing.clerk')
  const progress = { act: 'reportStuck', form: usual['reportStuck'], actor: clerk }
  return {
    apply: microseconds(() => apply(rulebook, matter, progress, facts, AT)),
    available: microseconds(() => available(rulebook, matter, clerk, facts, AT)),
  }
}

/** Median of rounds, in CPU time of all threads of the process: collecting its garbage is counted, waiting for a core is not. */
function microseconds(call: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage()
    for (let n = 0; n < CALLS; n++) call()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / CALLS
  })
  return rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number
}
