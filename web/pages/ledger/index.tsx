import { type ReactElement, memo, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useMe, usePages } from '../../api/hooks.ts'
import type { LedgerRow } from '../../api/shapes.ts'
import type { LedgerSearch } from '../../router.tsx'
import { dayText } from '../../ui/format.ts'
import { MatterLines } from '../../ui/matter-lines.tsx'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/narrow.ts'
import { orMore } from '../../ui/up-to.ts'
import { Chips } from './chips.tsx'
import { ColumnChooser, useHidden } from './columns.tsx'
import { ExportButton } from './export-button.tsx'
import { Filters } from './filters.tsx'
import { useNames, useRegisters } from './names.ts'
import { chipsOf, flagsOf, isFiltered, queryOf, unfiltered, wordsOf } from './query.ts'
import { Tabs } from './tabs.tsx'
import { LedgerTable } from './table.tsx'
import { Views } from './views.tsx'
import './ledger.css'

type Page = Ok<'matters.list'>
const NO_ROWS: readonly LedgerRow[] = []

const countText = ({ count }: Page): string => orMore(count.n, count.more)

/** How many there are, and which columns to show. */
const ListHead = ({
  first,
  shown,
  chooser,
}: {
  first: Page | undefined
  shown: number
  chooser: ReactElement | false
}): ReactElement => (
  <div className="row spread noprint list-head">
    <output className="small muted">{first && `共 ${countText(first)} 件，已列出 ${shown} 件`}</output>
    {chooser}
  </div>
)

/** The list, drawn anew only when it is another. */
const Rows = memo(
  ({ first, rows }: { first: Page | undefined; rows: readonly LedgerRow[] }): ReactElement => {
    const narrow = useNarrow()
    const [hidden, setHidden] = useHidden()
    // The box is ticked at once; a table of hundreds of rows follows.
    const away = useDeferredValue(hidden)
    const [choosing, setChoosing] = useState(false)
    const table = !narrow && first !== undefined && rows.length > 0
    const chooser = table && (
      <button
        type="button"
        className="btn text tiny"
        aria-haspopup="dialog"
        onClick={() => setChoosing(true)}
      >
        选列{hidden.length > 0 && `（已收起${hidden.length}列）`}
      </button>
    )
    return (
      <>
        <ListHead first={first} shown={rows.length} chooser={chooser} />
        {table && <LedgerTable columns={first.columns} hidden={away} rows={rows} />}
        {narrow && rows.length > 0 && (
          <section className="card" aria-label="事项">
            <MatterLines rows={rows} none="没有事项。" />
          </section>
        )}
        {choosing && first && (
          <ColumnChooser
            columns={first.columns}
            hidden={hidden}
            onChange={setHidden}
            onClose={() => setChoosing(false)}
          />
        )}
      </>
    )
  },
)

const Nothing = ({ search }: { search: LedgerSearch }): ReactElement =>
  isFiltered(search) ? (
    <Empty
      action={
        <Link to="/matters" search={unfiltered(search)} className="btn">
          清除筛选
        </Link>
      }
    >
      没有符合条件的事项。
    </Empty>
  ) : (
    <Empty>台账上还没有您能看到的事项。</Empty>
  )

const PrintHead = ({
  title,
  words,
  shown,
  count,
}: {
  title: string
  words: string
  shown: number
  count: string
}): ReactElement => {
  const me = useMe()
  const [today] = useState(() => dayText(new Date().toISOString()))
  return (
    <div className="print-only">
      <h1>
        {me.data?.district}
        {title}
      </h1>
      <p>
        {words && `${words}。`}共{count}件，本表{shown}件。打印日期：{today}
      </p>
    </div>
  )
}

/** 台账: every matter this person may see, filtered by the address, in the office's columns. */
const LedgerPage = (): ReactElement => {
  const search = useSearch({ from: '/shell/matters' })
  const navigate = useNavigate({ from: '/matters' })
  const query = queryOf(search)
  const list = usePages('matters.list', { query })
  // A list that comes while somebody types is drawn beside the typing, not before the next letter.
  const data = useDeferredValue(list.data)
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? NO_ROWS, [data])
  const registers = useRegisters()
  const listed = registers.filter(({ id }) => !search.procedure || id === search.procedure)
  const names = useNames(search, registers)
  const words = wordsOf(search, names)
  const change = useCallback(
    (part: LedgerSearch) => {
      const kept = (before: LedgerSearch): LedgerSearch =>
        Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value))
      void navigate({ search: kept, replace: true, resetScroll: false })
    },
    [navigate],
  )
  const first = data?.pages[0]
  const title = search.procedure ? names.register(search.procedure) : '台账'
  const filtered = isFiltered(search)
  return (
    <div className="page ledger-page" aria-busy={data !== list.data}>
      <PageHead title={title} lead={words || '全部事项'}>
        <ExportButton query={query} name={`${title}.xlsx`} />
        <Link to="/matters/import" className="btn">
          导入台账
        </Link>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      <Tabs registers={registers} search={search} />
      <Views search={search} suggested={words} />
      <Chips chips={chipsOf(search, names)} />
      <details
        className="card filter-box noprint"
        // On a phone the rows come first; what they are filtered by stands above.
        open={!matchMedia('(max-width: 47.9rem)').matches}
      >
        <summary>筛选和排序</summary>
        <Filters
          search={search}
          states={listed.length === 1 ? (listed[0]?.states ?? []) : []}
          flags={flagsOf(listed)}
          change={change}
        />
        {filtered && (
          <Link to="/matters" search={unfiltered(search)} className="btn text">
            清除筛选
          </Link>
        )}
      </details>
      {first && <PrintHead title={title} words={words} shown={rows.length} count={countText(first)} />}
      <Rows first={first} rows={rows} />
      {list.error && <Failed error={list.error} retry={list.refetch} />}
      {list.isPending && <Loading lines={8} />}
      {first && rows.length === 0 && <Nothing search={search} />}
      <More of={list} say="再列一些" />
    </div>
  )
}

export default LedgerPage
