import type { DocumentRecord } from './record.ts'

/** One reader's line as the record keeps it. */
export type Circulation = NonNullable<DocumentRecord['circulations']>[number]

/** Whether a reader still owes his opinion, and by when: each line has its own day. */
export const isAwaited = (one: Circulation): one is Circulation & { readonly until: string } =>
  one.until !== undefined && one.remark === undefined && one.recalled === undefined

/** The reader's own line with what he said: the one that awaits it, else the last that is out. */
export function withRemark(
  circulations: readonly Circulation[],
  reader: string,
  words: string,
): readonly Circulation[] {
  const asked = circulations.findIndex((one) => one.reader === reader && isAwaited(one))
  const last = circulations.findLastIndex((one) => one.reader === reader && !one.recalled)
  const at = asked < 0 ? last : asked
  return circulations.map((one, i) => (i === at ? { ...one, remark: words } : one))
}
