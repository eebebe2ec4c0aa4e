import type { AnyRecord } from '#kernel/vocabulary.ts'
import { isRecord } from '../matters/texts.ts'

/** Posts of a row that names some. */
const postsIn = (row: AnyRecord, name: string): readonly unknown[] => {
  const value: unknown = row[name]
  return Array.isArray(value) ? value : []
}

export interface Taken {
  readonly of: number
  readonly on: string
  readonly hours: number
  readonly form: string
}

/** Courses that one of these posts attended, in their order; what was entered wrongly does not count. */
export const attended = (courses: readonly AnyRecord[], posts: ReadonlySet<unknown>): readonly Taken[] =>
  courses
    .filter((row) => row['struck'] === undefined && postsIn(row, 'attended').some((post) => posts.has(post)))
    .map(({ of, on, hours, form }) => ({
      of: Number(of),
      on: String(on),
      hours: Number(hours),
      form: String(form),
    }))

/** The day on which one of these posts sat the exam of the year, or null. */
export const satOn = (sittings: readonly AnyRecord[], posts: ReadonlySet<unknown>): string | null => {
  const row = sittings.find((one) => postsIn(one, 'sat').some((post) => posts.has(post)))
  return isRecord(row) ? String(row['on']) : null
}

/** Hours altogether. */
export const sum = (rows: readonly { readonly hours: number }[]): number =>
  rows.reduce((total, { hours }) => total + hours, 0)
