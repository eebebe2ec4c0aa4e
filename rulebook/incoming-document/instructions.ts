import type { DocumentRecord } from './record.ts'

/** One instruction as the record keeps it. */
export type Instruction = NonNullable<DocumentRecord['instructions']>[number]

type Instructed = Pick<DocumentRecord, 'instructions'>

/** The instructions that hold: one that its leader has disowned counts nowhere. */
export const holding = ({ instructions = [] }: Instructed): readonly Instruction[] =>
  instructions.filter(({ disowned }) => disowned === undefined)

/** The instruction that was entered in a leader's name last and holds: the one he can still disown. */
export const lastEnteredFor = (record: Instructed, leader: string): Instruction | undefined =>
  holding(record).findLast((one) => one.leader === leader && one.enteredBy !== undefined)

/** Instructions that a person entered and that their leader has not followed with one of his own. */
export const enteredOnlyBy = (record: Instructed, person: string): readonly Instruction[] =>
  holding(record).filter(
    (one, i, all) =>
      one.enteredBy === person &&
      !all.slice(i + 1).some((later) => later.leader === one.leader && later.enteredBy === undefined),
  )

/** The rows with one of them marked as disowned. */
export const disowning = (
  { instructions = [] }: Instructed,
  leader: string,
  on: string,
  words: string,
): readonly Instruction[] => {
  const mine = lastEnteredFor({ instructions }, leader)
  return instructions.map((one) => (one === mine ? { ...one, disowned: on, disownedWords: words } : one))
}
