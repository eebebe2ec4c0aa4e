import type { Day } from '#kernel/time.ts'
import type { Reader } from '../matters/reader.ts'
import { postText } from '../matters/texts.ts'

/** An instruction as the record of a procedure that has any keeps it. */
export interface Given {
  readonly leader: string
  readonly on: Day
  readonly words: string
  /** 代录: who entered it for the leader. */
  readonly enteredBy?: string
  /** The day on which the leader said that it is not his: it counts nowhere. */
  readonly disowned?: Day
  readonly disownedWords?: string
}

/** Whether an instruction stands. */
export const isHolding = (given: Given): boolean => given.disowned === undefined

/** `副区长 某某`, with `（由某某代录）` where somebody entered it for him. */
export function leaderText({ leader, enteredBy }: Given, { district, names }: Reader): string {
  const entered = enteredBy === undefined ? '' : `（由${names.people.get(enteredBy) ?? enteredBy}代录）`
  return `${postText(leader, district.directory)}${entered}`
}
