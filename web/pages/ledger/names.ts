import { useMemo } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall, useDirectory } from '../../api/hooks.ts'
import type { LedgerSearch } from '../../router.tsx'
import { type Names, flagsOf } from './query.ts'

export type Registers = Ok<'desk.procedures'>['procedures']

const HOUR = 3_600_000
const NONE: Registers = []

/** The ledgers there are, one per procedure, with what each can be narrowed to. */
export const useRegisters = (): Registers =>
  useCall('desk.procedures', {}, { staleTime: HOUR }).data?.procedures ?? NONE

/** Titles of norms, read only where the address names one. */
function useNorms(search: LedgerSearch): ReadonlyMap<string, string> {
  const wanted = Boolean(search.norm ?? search.owed)
  const { data } = useCall('desk.norms', {}, { enabled: wanted, staleTime: HOUR })
  return useMemo(() => new Map(data?.norms.map(({ id, title }) => [id, title])), [data])
}

/** Names for the ids that stand in the address. */
export function useNames(search: LedgerSearch, registers: Registers): Names {
  const { data } = useDirectory()
  const norms = useNorms(search)
  return useMemo(() => {
    const units = new Map(data?.units.map((unit) => [unit.id, unit.shortName || unit.name]))
    const posts = new Map(
      data?.posts.map((post) => [post.id, `${units.get(post.unit) ?? ''}${post.title}`] as const),
    )
    const kinds = new Map(registers.flatMap((one) => Object.entries(one.kinds)))
    const duties = new Map(registers.flatMap((one) => Object.entries(one.duties)))
    const states = new Map(
      registers
        .filter(({ id }) => !search.procedure || id === search.procedure)
        .flatMap((one) => one.states.map(({ name, title }) => [name, title] as const)),
    )
    const borne = flagsOf(registers)
    return {
      unit: (id) => units.get(id) ?? id,
      post: (id) => posts.get(id) ?? id,
      state: (id) => states.get(id) ?? '所选状态',
      norm: (id) => `规范${id}${norms.get(id) ?? ''}`,
      kind: (id) => kinds.get(id) ?? '所选行为',
      flag: (id) => borne.get(id) ?? id,
      duty: (id) => duties.get(id) ?? '所选职责',
      register: (id) => registers.find((one) => one.id === id)?.register ?? '所选台账',
    }
  }, [data, registers, search.procedure, norms])
}
