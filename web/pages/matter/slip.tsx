import type { ReactElement } from 'react'
import type { MatterPage, Shown } from '../../api/shapes.ts'
import { dayText } from '../../ui/format.ts'
import { signature } from '../../ui/holder.ts'
import { type Given, type Opinion, slipOf } from './slip-parts.ts'
import { Value } from './value.tsx'

const LONG = 24

const isWide = (shown: Shown): boolean =>
  shown.text.length > LONG ||
  shown.text.includes('\n') ||
  shown.parts !== undefined ||
  shown.kind === 'rows' ||
  shown.kind === 'group'

/** Longer than any opinion: earlier texts in full are folded, or they would bury the present one. */
const FOLDED = 1_200

const Folding = ({ field }: { field: Shown }): ReactElement =>
  field.text.length <= FOLDED ? (
    <Value field={field} />
  ) : (
    <details>
      <summary>展开全文（{Array.from(field.text).length}字）</summary>
      <Value field={field} />
    </details>
  )

/** Names of the facts that take a whole line: long ones, and short ones left without a neighbour. */
function wholeLines(fields: readonly Shown[]): ReadonlySet<string> {
  const whole = new Set<string>()
  let alone: Shown | null = null
  for (const field of fields) {
    if (isWide(field)) {
      whole.add(field.name)
      if (alone) whole.add(alone.name)
      alone = null
    } else alone = alone ? null : field
  }
  if (alone) whole.add(alone.name)
  return whole
}

const GivenField = ({ given, alone }: { given: Given; alone: boolean }): ReactElement =>
  given.seen === undefined ? (
    <div>
      {!alone && <span className="muted">{given.field.title}：</span>}
      <Folding field={given.field} />
    </div>
  ) : (
    <div className="muted">见上“{given.seen}”</div>
  )

const OpinionText = ({ opinion: { entry, given } }: { opinion: Opinion }): ReactElement => (
  <div className="opinion">
    {given.map((one) => (
      <GivenField key={one.field.name} given={one} alone={given.length === 1} />
    ))}
    {entry.by && (
      <p className="sign">
        {signature(entry.by)}　{dayText(entry.at)}
      </p>
    )}
  </div>
)

/** 办文单: one page with the facts on top and the opinions stacked in boxes; printing prints this. */
export const Slip = ({ page }: { page: MatterPage }): ReactElement => {
  const { facts, boxes } = slipOf(page)
  const whole = wholeLines(facts)
  return (
    <section className="slip card" aria-labelledby="slip-title">
      <h2 id="slip-title">{page.procedure.title.replace(/办理$/, '')}办理单</h2>
      <p className="slip-number">
        <span>编号：{page.number}</span>
        <span>状态：{page.stateTitle}</span>
      </p>
      <dl className="slip-facts">
        {facts.map((field) => (
          <div key={field.name} className={whole.has(field.name) ? 'wide' : undefined}>
            <dt>{field.title}</dt>
            <dd>{field.kind === 'rows' ? <Folding field={field} /> : <Value field={field} />}</dd>
          </div>
        ))}
      </dl>
      {boxes.length > 0 && (
        <dl className="slip-boxes">
          {boxes.map((box) => (
            <div key={box.title}>
              <dt>{box.title}</dt>
              <dd>
                {box.opinions.map((opinion) => (
                  <OpinionText key={opinion.entry.seq} opinion={opinion} />
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
