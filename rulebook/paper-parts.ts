import type { Gongwen } from '#kernel/gongwen.ts'
import { dayAt, inWords } from '#kernel/time.ts'
import type { PaperContext } from '#kernel/vocabulary.ts'

/** What papers of every procedure say alike. */

/** A day of the record in words; nothing where there is none. */
export const day = (value: string | undefined): string => (value ? inWords(value) : '')

/** The office in whose name the district's government writes. */
export const officeOf = ({ district }: { readonly district: string }): string => `${district}人民政府办公室`

/** 紧急程度 as it stands on a paper: 平件 bear none. */
export const urgencyOf = ({ urgency }: { readonly urgency?: string }): Pick<Gongwen, 'urgency'> =>
  urgency === 'special' ? { urgency: '特急' } : urgency === 'urgent' ? { urgency: '加急' } : {}

/** The small line that leads from the paper back to its record. */
export const traceOf = ({
  record,
  url,
}: PaperContext<{ readonly number?: string }>): Required<Pick<Gongwen, 'trace'>> => ({
  trace: { text: `${record.number ?? ''}　凭此编号可在系统中查询办理情况`, url },
})

/** A paper bears the day of the act it reports, the same whenever it is printed. */
export const lastDone = ({ done, today }: Pick<PaperContext<unknown>, 'done' | 'today'>): string => {
  const last = done.at(-1)
  return last ? dayAt(last.at) : today
}
