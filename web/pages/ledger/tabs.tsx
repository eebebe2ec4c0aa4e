import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { LedgerSearch } from '../../router.tsx'
import type { Registers } from './names.ts'
import { inLedger } from './query.ts'

/** One tab per ledger, and one over all of them; with a single ledger there is nothing to choose. */
export const Tabs = ({
  registers,
  search,
}: {
  registers: Registers
  search: LedgerSearch
}): ReactElement | null =>
  registers.length < 2 ? null : (
    <nav className="tabs noprint" aria-label="台账分类">
      {[{ id: undefined, register: '全部' }, ...registers].map(({ id, register }) => (
        <Link
          key={register}
          to="/matters"
          search={inLedger(search, id)}
          replace
          // Without filters 全部 leads to the address every other ledger begins with.
          activeOptions={{ exact: true }}
          activeProps={{}}
          aria-current={(search.procedure || undefined) === id ? 'page' : undefined}
        >
          {register}
        </Link>
      ))}
    </nav>
  )
