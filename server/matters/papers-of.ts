import type { Gongwen } from '#kernel/gongwen.ts'
import type { AnyRecord, PaperContext, Procedure } from '#kernel/vocabulary.ts'

/** One paper that a matter has by now. */
export interface Paper {
  /** As in the address: `slip`, or `letter.2` for the second row of a paper that each row has. */
  readonly name: string
  readonly title: string
  readonly fill: (context: PaperContext<AnyRecord>) => Gongwen
}

/**
 * The papers a matter has by now, in the order of their declaration. Given the part of the record that somebody may see, those that
 * rest on it: who may not see the opinions gets no slip of them.
 */
export function papersOf(procedure: Procedure, record: AnyRecord): readonly Paper[] {
  return Object.entries(procedure.papers).flatMap(([name, { title, provided, each, fill }]): Paper[] => {
    if (provided?.(record) === false) return []
    if (!each) return [{ name, title, fill: (context) => fill(context, '') }]
    return each(record).map((row) => ({
      name: `${name}.${row.name}`,
      title: row.title,
      fill: (context) => fill(context, row.name),
    }))
  })
}
