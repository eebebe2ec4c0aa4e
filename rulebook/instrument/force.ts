import { articlesIn, titleKey } from '#kernel/law.ts'
import type { Kept } from '#kernel/lists.ts'
import { type Day, addDays } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { InstrumentRecord } from './record.ts'

interface Interval {
  readonly from: Day
  readonly to?: Day
}

/** When an article is in force: its first text, then what each change made of it, in the order of their days. */
function intervalsOf({ from = '', changes = [] }: InstrumentRecord, article: string): readonly Interval[] {
  const touching = changes
    .filter(({ articles, kind }) => kind !== 'repealAll' && articlesIn(articles ?? '').includes(article))
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.no - b.no))
  const intervals: Interval[] = [{ from }]
  for (const one of touching) {
    const last = intervals.pop()
    if (!last) break
    if (last.to === undefined) intervals.push({ from: last.from, to: addDays(one.from, -1) })
    else intervals.push(last)
    if (one.kind === 'amend') intervals.push({ from: one.from })
  }
  return intervals
}

/** What the register says of an instrument: when it is in force as a whole, and each article that was ever touched. */
export function articlesKept(record: InstrumentRecord): Kept[] {
  const { title, from, to, articles, changes = [] } = record
  if (title === undefined || from === undefined) return []
  const name = titleKey(title)
  const touched = [...new Set(changes.flatMap((one) => articlesIn(one.articles ?? '')))]
  return [
    {
      kind: 'article',
      key: name,
      from,
      ...(to ? { to } : {}),
      ...(articles === undefined ? {} : { articles }),
    },
    ...touched.flatMap((article) =>
      intervalsOf(record, article).map((interval): Kept => ({
        kind: 'article',
        key: `${name}#${article}`,
        ...interval,
      })),
    ),
  ]
}

/** Keys of the articles that a form names, or of the instrument where it names none. */
export const keysNamed = ({ title = '' }: InstrumentRecord, form: AnyRecord): string[] => {
  const name = titleKey(title)
  const named: unknown = form['articles']
  return typeof named === 'string' ? articlesIn(named).map((article) => `${name}#${article}`) : [name]
}

/** Keys of what the last change touched, for telling those who have not been told. */
export const keysOfLast = (record: InstrumentRecord): string[] => {
  const last = record.changes?.at(-1)
  return last ? keysNamed(record, last.articles === undefined ? {} : { articles: last.articles }) : []
}
