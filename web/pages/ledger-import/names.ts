import { useMemo } from 'react'
import { useDirectory } from '../../api/hooks.ts'
import type { Field } from '../../api/shapes.ts'

/** A value as people read it: names for ids, words for days. */
export type NamesOf = (kind: Field['kind'], value: unknown) => string

const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return date ? `${year}年${month}月${date}日` : day
}

/** Names of the directory for the ids that rows hold. */
export function useNames(): NamesOf {
  const { data } = useDirectory()
  return useMemo(() => {
    const units = new Map(data?.units.map(({ id, name }) => [id, name]))
    const posts = new Map(
      data?.posts.map(({ id, title, holders }) => [
        id,
        [title, ...holders.map(({ name }) => name)].join(' '),
      ]),
    )
    const unit = (id: unknown): string => (typeof id === 'string' ? (units.get(id) ?? id) : '')
    return (kind, value) => {
      if (kind === 'unit') return unit(value)
      if (kind === 'units') return Array.isArray(value) ? value.map(unit).join('、') : ''
      if (kind === 'post') return typeof value === 'string' ? (posts.get(value) ?? value) : ''
      return typeof value === 'string' ? dayWords(value) : ''
    }
  }, [data])
}
