import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { usePages } from '../../api/hooks.ts'
import { dayText } from '../../ui/format.ts'
import { More } from '../../ui/more.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { SizeButton } from '../../ui/text-size.tsx'
import { useTitle } from '../../ui/title.ts'
import './open.css'

type Row = Ok<'disclosed.list'>['rows'][number]

const Published = ({ row: { kind, title, number, unit, on, text } }: { row: Row }): ReactElement => (
  <li className="card stack tight">
    <h2>{title}</h2>
    <p className="small muted">{[kind, number, unit, `${dayText(on)}公开`].filter(Boolean).join(' · ')}</p>
    <p className="published">{text}</p>
  </li>
)

/** 公开: what bodies have decided and published, for everybody and without an account. */
const OpenPage = (): ReactElement => {
  const list = usePages('disclosed.list', { query: { limit: 30 } })
  useTitle('会议和决策公开')
  return (
    <main className="open-page">
      <div className="row spread noprint">
        <span className="muted">{list.data?.pages[0]?.district ?? ''}</span>
        <SizeButton />
      </div>
      <h1>会议和决策公开</h1>
      <Answer of={list}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          return rows.length === 0 ? (
            <Empty>还没有公开的会议和决策。</Empty>
          ) : (
            <>
              <ul className="published-list">
                {rows.map((row, n) => (
                  // What is published has no id that leads further; the list only grows at its end.
                  <Published key={`${row.on} ${row.title} ${n}`} row={row} />
                ))}
              </ul>
              <More of={list} say="更早的" />
            </>
          )
        }}
      </Answer>
    </main>
  )
}

export default OpenPage
