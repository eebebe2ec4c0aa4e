import { useMemo } from 'react'
import { useCall, useDirectory } from '../../api/hooks.ts'
import type { Names } from './query.ts'

const HOUR = 3_600_000

/** States of the procedure that the ledger lists, by id, in its order: the one in the address, else the rulebook's first. */
export function useStates(asked: string | undefined): ReadonlyMap<string, string> {
  const all = useCall('desk.procedures', {}, { enabled: !asked, staleTime: HOUR })
  const id = asked || all.data?.procedures[0]?.id
  const copy = useCall(
    'desk.readingCopy',
    { params: { id: id ?? '' } },
    { enabled: id !== undefined, staleTime: HOUR },
  )
  return useMemo(() => new Map(copy.data?.states.map(({ name, title }) => [name, title])), [copy.data])
}

/** Names for the ids that stand in the address. */
export function useNames(states: ReadonlyMap<string, string>): Names {
  const { data } = useDirectory()
  return useMemo(() => {
    const units = new Map(data?.units.map((unit) => [unit.id, unit.shortName || unit.name]))
    const posts = new Map(
      data?.posts.map((post) => [post.id, `${units.get(post.unit) ?? ''}${post.title}`] as const),
    )
    return {
      unit: (id) => units.get(id) ?? id,
      post: (id) => posts.get(id) ?? id,
      state: (id) => states.get(id) ?? '所选状态',
    }
  }, [data, states])
}
