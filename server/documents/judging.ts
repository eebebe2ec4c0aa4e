import { type Day, inWords } from '#kernel/time.ts'
import { type DraftOptions, draftsFor } from '#reading/instruction-drafts.ts'
import { type Instruction, readInstruction } from '#reading/instruction.ts'
import type { UnitEntry } from '#store/directory.ts'
import { dueOf } from '../reading/due.ts'
import { presenterAmong, undertakersOf } from './undertakers.ts'

/** What a person sees beside the words of an instruction while writing them. */
export interface Judged {
  readonly concrete: boolean
  readonly says: string
  readonly who: string[]
  readonly what: string | null
  readonly when: string | null
  readonly drafts: string[]
}

/**
 * Judges an instruction by the reading that the gate asks, and offers drafts where it asks for nothing. `on` is the title of the
 * paper, empty where there is none; its sender is taken for the one meant only where it is one of `units` that carries tasks.
 */
export function judged(text: string, on: string, date: Day, units: readonly UnitEntry[]): Judged {
  const presenter = presenterAmong(readInstruction('', { on }).presenter, units)
  const read = readInstruction(text, presenter === '' ? { date } : { date, on })
  const concrete = read.label === 'concrete'
  return {
    concrete,
    says: read.says,
    who: doers(read),
    what: read.what,
    when: whenText(read),
    drafts: concrete ? [] : draftTexts(text, { on, date, presenter, undertakers: undertakersOf(on, units) }),
  }
}

const draftTexts = (text: string, options: DraftOptions): string[] =>
  draftsFor(text, options).map((draft) => draft.text)

/** Whoever is named to do it, the lead first. */
export const doers = ({ who }: Instruction): string[] => [...who.lead, ...who.responsible, ...who.cooperate]

function whenText({ when }: Instruction): string | null {
  const { due, dueWords } = dueOf(when)
  return due ? `${inWords(due)}前` : dueWords
}
