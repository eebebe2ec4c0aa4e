import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import type { Field, Fields } from '../../api/shapes.ts'
import { gateAnchor } from '../norms/norms.ts'
import { Bases } from '../../ui/bases.tsx'

type Power = Ok<'desk.readingCopy'>['powers'][number]

const fieldText = (field: Field): string => {
  const inner = field.kind === 'group' || field.kind === 'rows' ? `：${titles(field.of)}` : ''
  return `${field.title}${field.optional ? '（选填）' : ''}${inner && `（${inner.slice(1)}）`}`
}
const titles = (fields: Fields): string => Object.values(fields).map(fieldText).join('、')

/** 职权 as an article: who may do what in which state, what is filled in, and the gates that refuse it. */
export const PowerArticle = ({
  power,
  no,
  anchors,
}: {
  power: Power
  no: number
  /** The act at which each gate has its anchor: the first that it refuses. */
  anchors: ReadonlyMap<string, string>
}): ReactElement => (
  <article
    id={`power-${power.act}`}
    className="article anchored"
    aria-labelledby={`power-${power.act}-title`}
  >
    <h3 id={`power-${power.act}-title`}>
      第{no}条 {power.may}
    </h3>
    <p>
      {power.who}可以在“{power.when}”时办理
      {power.then && power.then !== power.when && `，办理后为“${power.then}”`}。
    </p>
    {Object.keys(power.form).length > 0 && <p>填写：{titles(power.form)}。</p>}
    {power.gates.length > 0 && (
      <>
        <p>须符合下列各项，不符合的不予办理并说明理由：</p>
        <ol className="gates">
          {power.gates.map((gate) => (
            <li
              key={gate.code}
              id={anchors.get(gate.title) === power.act ? gateAnchor(gate.title) : undefined}
            >
              {gate.title}{' '}
              <Link to="/norms" hash={gate.norm} className="small">
                规范 {gate.norm}
              </Link>
            </li>
          ))}
        </ol>
      </>
    )}
    {power.basis.length > 0 && (
      <p className="small muted">
        依据：
        <Bases of={power.basis.join('；')} />
      </p>
    )}
  </article>
)
