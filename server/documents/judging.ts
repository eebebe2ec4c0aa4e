import { type Day, inWords } from '#kernel/time.ts'
import { draftsFor } from '#reading/instruction-drafts.ts'
import { type Instruction, readInstruction } from '#reading/instruction.ts'
import { dueOf } from '../reading/due.ts'

/** What a person sees beside the words of an instruction while writing them. */
export interface Judged {
  readonly concrete: boolean
  readonly says: string
  readonly who: string[]
  readonly what: string | null
  readonly when: string | null
  readonly drafts: string[]
}

/** Judges an instruction by the reading that the gate asks, and offers drafts where it asks for nothing. */
export function judged(
  text: string,
  on: string | undefined,
  date: Day,
  undertakers: readonly string[],
): Judged {
  const options = { date, ...(on === undefined ? {} : { on }) }
  const read = readInstruction(text, options)
  const concrete = read.label === 'concrete'
  return {
    concrete,
    says: read.says,
    who: doers(read),
    what: read.what,
    when: whenText(read),
    drafts: concrete ? [] : draftsFor(text, { ...options, undertakers }).map((draft) => draft.text),
  }
}

/** Whoever is named to do it, the lead first. */
export const doers = ({ who }: Instruction): string[] => [...who.lead, ...who.responsible, ...who.cooperate]

function whenText({ when }: Instruction): string | null {
  const { due, dueWords } = dueOf(when)
  return due ? `${inWords(due)}前` : dueWords
}
