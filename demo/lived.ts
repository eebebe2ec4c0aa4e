import type { Rulebook } from '#kernel/vocabulary.ts'
import { Directories } from './directory.ts'
import { MemoryWorld } from './memory-world.ts'
import { type Answer, type Step, type Year, liveYear } from './simulate.ts'

/** What came of a step. Of an act done: which matter it was done to, which ones it opened, whether it drew a number. */
export type Briefly =
  | {
      readonly kind: 'done'
      readonly matter: string
      readonly opened: readonly string[]
      readonly drew: boolean
    }
  | { readonly kind: 'refused' | 'not found' }

/** A step with what came of it. */
export interface LivedStep {
  readonly step: Step
  readonly answer: Briefly | null
}

/** A year that has been lived: its steps, the directories of its days, and the world as it stands at the end. */
export interface Lived {
  readonly steps: readonly LivedStep[]
  readonly directories: Directories
  readonly world: MemoryWorld
}

/** Lives a year through the pure kernel. */
export function liveInMemory(year: Year, rulebook: Rulebook): Lived {
  const directories = new Directories(year.district)
  const world = new MemoryWorld(rulebook, year.calendar, directories)
  const steps: LivedStep[] = []
  const people = liveYear(year)
  for (let turn = people.next(); !turn.done;) {
    const step = turn.value
    const answer = step.kind === 'attempt' ? world.attempt(step) : undefined
    if (step.kind === 'pass') world.pass(step.at)
    steps.push({ step, answer: answer ? brief(answer) : null })
    turn = people.next(answer)
  }
  return { steps, directories, world }
}

function brief(answer: Answer): Briefly {
  if (answer.kind !== 'done') return { kind: answer.kind }
  const { matter, opened, drew } = answer
  return { kind: 'done', matter: matter.id, opened: opened.map(({ id }) => id), drew }
}
