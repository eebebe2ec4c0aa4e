import { type ReactElement, type ReactNode, memo } from 'react'
import type { InboxItem, LedgerRow } from '../api/shapes.ts'
import { holderText } from './holder.ts'
import { Light } from './light.tsx'
import { MatterLink } from './matter-link.tsx'
import { Empty } from './states.tsx'
import './lists.css'

const Line = ({
  id,
  title,
  kind,
  said,
  side,
  actions,
}: {
  id: string
  title: string
  /** What kind of matter it is, in a word. */
  kind: string
  said: ReactNode
  side: ReactNode
  actions?: ReactNode
}): ReactElement => (
  <li className="line">
    <div className="line-main">
      <MatterLink id={id} className="line-title">
        {title}
      </MatterLink>
      <p className="small muted">
        <span className="tag">{kind}</span> {said}
      </p>
    </div>
    <div className="line-side">{side}</div>
    {actions && <div className="line-actions noprint">{actions}</div>}
  </li>
)

/** Whom a matter waits for: 等区财政局协助解决，期限3月5日. */
const Waiting = ({ of }: { of: LedgerRow['waiting'] }): ReactElement | null =>
  of === undefined || of.length === 0 ? null : (
    <span className="waiting">
      {of.map(({ must, holder, dueText, light }) => (
        <span key={`${holder.unit} ${holder.post ?? ''} ${must} ${dueText}`}>
          等 <span className="strong">{holderText(holder)}</span> {must}（期限{dueText}）
          {light.colour === 'red' && <Light light={light} />}
        </span>
      ))}
    </span>
  )

/** Kept as it is while others are added below it. */
const MatterLine = memo(({ row }: { row: LedgerRow }): ReactElement => (
  <Line
    id={row.id}
    title={row.title}
    kind={row.procedureTitle}
    said={
      <>
        {[row.number, row.unitName, row.stateTitle].filter(Boolean).join(' · ')}
        <Waiting of={row.waiting} />
      </>
    }
    side={
      <>
        {row.dueText && <span className="small">{row.dueText}</span>}
        <Light light={row.light} />
      </>
    }
  />
))

/** Rows of the ledger as a list of lines. */
export const MatterLines = ({ rows, none }: { rows: readonly LedgerRow[]; none: string }): ReactElement =>
  rows.length === 0 ? (
    <Empty>{none}</Empty>
  ) : (
    <ul className="lines">
      {rows.map((row) => (
        <MatterLine key={row.id} row={row} />
      ))}
    </ul>
  )

/** Who owes what to whom, as one sentence. */
const dutyText = (item: InboxItem, show: 'holder' | 'creditor'): string => {
  const { duty, matter, notice } = item
  if (!duty) return [notice, matter.number, matter.stateTitle].filter(Boolean).join(' · ')
  const party = show === 'holder' ? duty.holder : duty.creditor
  const must = duty.what ? `${duty.must}（${duty.what}）` : duty.must
  return [party && `${show === 'holder' ? '' : '欠'}${holderText(party)}`, must, matter.number]
    .filter(Boolean)
    .join(' · ')
}

/** Duties and notices as a short list; `show` says whose name stands in front: who owes, or to whom it is owed. */
export const DutyLines = ({
  items,
  none,
  show,
  actions,
}: {
  items: readonly InboxItem[]
  none: string
  show: 'holder' | 'creditor'
  actions?: (item: InboxItem) => ReactNode
}): ReactElement =>
  items.length === 0 ? (
    <Empty>{none}</Empty>
  ) : (
    <ul className="lines">
      {items.map((item) => (
        <Line
          key={`${item.matter.id} ${item.duty?.no ?? 'notice'} ${item.at}`}
          id={item.matter.id}
          title={item.matter.title}
          kind={item.matter.procedureTitle}
          said={dutyText(item, show)}
          side={
            item.duty && (
              <>
                <span className="small">{item.duty.dueText}</span>
                <Light light={item.duty.light} />
              </>
            )
          }
          actions={actions?.(item)}
        />
      ))}
    </ul>
  )
