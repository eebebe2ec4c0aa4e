import type { ActContext } from '#kernel/vocabulary.ts'

/** Display name of a unit. */
export const nameOf = (context: ActContext, unit: string): string =>
  context.directory.unit(unit)?.name ?? unit

export interface Row {
  readonly what: string
  readonly due: string
  readonly unit?: string
}

/** Milestones and parts that a form sets. */
export const rowsOf = (form: ActContext['form']): readonly Row[] => [
  ...((form['milestones'] as Row[] | undefined) ?? []),
  ...((form['parts'] as Row[] | undefined) ?? []),
]

/** The unit an act would make responsible: the form's, else the record's. */
export const leadOf = ({ form, record }: ActContext): string | undefined =>
  form['newLead'] ?? form['lead'] ?? record['lead']
