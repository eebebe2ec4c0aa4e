import { type ReactElement, useEffect, useRef } from 'react'
import { Link } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { usePages } from '../../api/hooks.ts'
import { timeText } from '../../ui/format.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { type Asked, type Figure } from './columns.ts'

const titles: Readonly<Record<Figure, string>> = {
  requests: '提出的要求',
  answered: '已答复的要求',
  short: '时限不足1个工作日的要求',
  messages: '造成的提醒',
  off: '夜间和休息日的提醒',
  duplicates: '重复并案的事项',
}

type Row = Ok<'burden.rows'>['rows'][number]

const MatterLine = ({ matter }: { matter: Row['matters'][number] }): ReactElement => (
  <p>
    {matter.id === null ? (
      <strong>{matter.title}</strong>
    ) : (
      <Link to="/matters/$id" params={{ id: matter.id }} className="line-title">
        {matter.title}
      </Link>
    )}{' '}
    <span className="small muted">
      {[matter.number, matter.note].filter((part) => part !== '').join(' · ')}
    </span>
  </p>
)

const RowLine = ({ row }: { row: Row }): ReactElement => (
  <li className="line">
    <div>
      {row.matters.map((matter, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- matters one may not open have nothing that tells them apart
        <MatterLine key={`${n} ${matter.number}`} matter={matter} />
      ))}
      <p className="small">{[row.issuerName, row.note].filter((part) => part !== '').join(' · ')}</p>
    </div>
    <time className="small muted nowrap" dateTime={row.at}>
      {timeText(row.at)}
    </time>
  </li>
)

/** The rows behind one number, the latest first; whoever answers is not in them. */
export const Rows = ({
  asked: { period, by, issuer },
  figure,
  name,
}: {
  asked: Asked
  figure: Figure
  name: string | undefined
}): ReactElement => {
  const head = useRef<HTMLHeadingElement>(null)
  const query = usePages('burden.rows', {
    query: { period, by, figure, ...(issuer === undefined ? {} : { issuer }) },
  })
  useEffect(() => head.current?.focus(), [figure, issuer])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="card stack" aria-labelledby="burden-rows">
      <div className="row spread">
        <h2 id="burden-rows" ref={head} tabIndex={-1}>
          {titles[figure]}
          {name && `：${name}`}
        </h2>
        <Link to="/burden" search={{ period, by }} className="btn tiny noprint" resetScroll={false}>
          收起明细
        </Link>
      </div>
      {query.isPending && <Loading lines={5} />}
      {query.error && !query.data && <Failed error={query.error} retry={query.refetch} />}
      {query.data && rows.length === 0 && <Empty>这个数字背后没有明细。</Empty>}
      <ul className="lines">
        {rows.map((row) => (
          <RowLine key={row.key} row={row} />
        ))}
      </ul>
      <More of={query} />
    </section>
  )
}
