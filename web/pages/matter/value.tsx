import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { MatterRef, Shown } from '../../api/shapes.ts'
import { Light } from '../../ui/light.tsx'

/** Another matter, with how it stands: 督〔2026〕15号 修复路灯 在办 黄：距时限2个工作日. */
const MatterLink = ({ matter }: { matter: MatterRef }): ReactElement => (
  <span className="named-matter">
    <Link to="/matters/$id" params={{ id: matter.id }}>
      {matter.title}
    </Link>
    <span className="small muted">{[matter.number, matter.unitName].filter(Boolean).join(' · ')}</span>
    <span className="tag">{matter.stateTitle}</span>
    <Light light={matter.light} />
  </span>
)

type Part = NonNullable<Shown['parts']>[number]

const partKey = ({ text, matters }: Part): string => `${text} ${matters.map(({ id }) => id).join(' ')}`

const PartLine = ({ part }: { part: Part }): ReactElement => (
  <>
    {part.text && <span className="pre">{part.text}</span>}
    {part.matters.map((matter) => (
      <MatterLink key={matter.id} matter={matter} />
    ))}
    {Array.from({ length: part.hidden }, (_, n) => (
      <span key={n} className="muted">
        事项（无权查看）
      </span>
    ))}
  </>
)

/** A value as people read it: rows one beneath the other, matters it names as links with their light. */
export const Value = ({ field }: { field: Shown }): ReactElement => {
  const { parts } = field
  if (parts === undefined) return <span className="pre">{field.text}</span>
  const [only] = parts
  if (only && parts.length === 1) return <PartLine part={only} />
  return (
    <ol className="value-rows">
      {parts.map((part) => (
        <li key={partKey(part)}>
          <PartLine part={part} />
        </li>
      ))}
    </ol>
  )
}
