import { useMemo } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall, useDirectory } from '../../api/hooks.ts'
import type { LedgerSearch } from '../../router.tsx'
import type { Names } from './query.ts'

type Copy = Ok<'desk.readingCopy'>

const HOUR = 3_600_000

/** The reading copy of the procedure that the ledger lists: the one in the address, else the rulebook's first. */
export function useCopy(asked: string | undefined): Copy | undefined {
  const all = useCall('desk.procedures', {}, { enabled: !asked, staleTime: HOUR })
  const id = asked || all.data?.procedures[0]?.id
  const of = { params: { id: id ?? '' } }
  return useCall('desk.readingCopy', of, { enabled: id !== undefined, staleTime: HOUR }).data
}

/** Journal kinds of a procedure as people say them: 申请退回; 到期未办：签收. */
function kindsOf({ id, powers, duties }: Copy): ReadonlyMap<string, string> {
  const rungs = duties.flatMap(({ name, must, ladder }) =>
    ladder.map((rung) => [`${id}.${name}.${rung.name}`, `${rung.title}：${must}`] as const),
  )
  return new Map([...powers.map(({ act, may }) => [`${id}.${act}`, may] as const), ...rungs])
}

/** Titles of norms, read only where the address names one. */
function useNorms(search: LedgerSearch): ReadonlyMap<string, string> {
  const wanted = Boolean(search.norm ?? search.owed)
  const { data } = useCall('desk.norms', {}, { enabled: wanted, staleTime: HOUR })
  return useMemo(() => new Map(data?.norms.map(({ id, title }) => [id, title])), [data])
}

/** Names for the ids that stand in the address. */
export function useNames(search: LedgerSearch, copy: Copy | undefined): Names {
  const { data } = useDirectory()
  const norms = useNorms(search)
  return useMemo(() => {
    const units = new Map(data?.units.map((unit) => [unit.id, unit.shortName || unit.name]))
    const posts = new Map(
      data?.posts.map((post) => [post.id, `${units.get(post.unit) ?? ''}${post.title}`] as const),
    )
    const kinds = copy ? kindsOf(copy) : new Map<string, string>()
    return {
      unit: (id) => units.get(id) ?? id,
      post: (id) => posts.get(id) ?? id,
      state: (id) => copy?.states.find(({ name }) => name === id)?.title ?? '所选状态',
      norm: (id) => `规范${id}${norms.get(id) ?? ''}`,
      kind: (id) => kinds.get(id) ?? '所选行为',
    }
  }, [data, copy, norms])
}
