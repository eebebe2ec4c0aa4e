import { useMemo } from 'react'
import { useCall, useDirectory } from '../../api/hooks.ts'
import type { LedgerRow } from '../../api/shapes.ts'
import type { Names } from './query.ts'

/**
 * States that occur, by id: of the rows on screen and of the latest that moved. The list of states belongs to the procedures,
 * so none is written here.
 */
export function useStates(rows: readonly LedgerRow[]): ReadonlyMap<string, string> {
  const latest = useCall('matters.list', { query: { sort: 'updated', limit: 200 } }, { staleTime: 600_000 })
  return useMemo(
    () => new Map([...(latest.data?.rows ?? []), ...rows].map((row) => [row.state, row.stateTitle])),
    [latest.data, rows],
  )
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
