import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import type { LedgerRow } from '../../api/shapes.ts'

const SHOWN = 10

/** Overdue matters that nobody reported on, the longest untouched first, out of the two hundred most overdue. */
export const useSilent = (): UseQueryResult<readonly LedgerRow[], Error> =>
  useQuery({
    queryKey: ['matters.list', 'silent'],
    queryFn: async ({ signal }) => {
      const query = { flag: 'lapsed', light: 'red', sort: 'due', limit: 200 } as const
      const { rows } = await call('matters.list', { query }, signal)
      return rows.toSorted((a, b) => a.updatedAt.localeCompare(b.updatedAt)).slice(0, SHOWN)
    },
  })
