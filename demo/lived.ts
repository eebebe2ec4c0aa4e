import type { Rulebook } from '#kernel/vocabulary.ts'
import { Directories } from './directory.ts'
import { MemoryWorld } from './memory-world.ts'
import { type Answer, type Step, type Year, liveYear } from './simulate.ts'

/** A year that has been lived: its steps with what came of each, and the world as it stands at the end. */
export interface Lived {
  readonly steps: readonly { readonly step: Step; readonly answer: Answer | undefined }[]
  readonly world: MemoryWorld
}

/** Lives a year through the pure kernel. */
export function liveInMemory(year: Year, rulebook: Rulebook): Lived {
  const world = new MemoryWorld(rulebook, year.calendar, new Directories(year.district))
  const steps: { step: Step; answer: Answer | undefined }[] = []
  const people = liveYear(year)
  for (let turn = people.next(); !turn.done;) {
    const step = turn.value
    const answer = step.kind === 'attempt' ? world.attempt(step) : undefined
    if (step.kind === 'pass') world.pass(step.at)
    steps.push({ step, answer })
    turn = people.next(answer)
  }
  return { steps, world }
}
