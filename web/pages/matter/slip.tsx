import type { ReactElement } from 'react'
import type { MatterPage, Shown, TimelineEntry } from '../../api/shapes.ts'
import { dayText } from '../../ui/format.ts'
import { signature } from '../../ui/holder.ts'
import { Value } from './value.tsx'

const LONG = 24

const isFile = (shown: Shown): boolean => shown.kind === 'files'
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

/** Facts of the head: the record without the number above and what an opinion box below says already in the same words. */
function facts(page: MatterPage): Shown[] {
  const [first, ...later] = page.timeline
  const said = new Set(later.flatMap((entry) => entry.form.map(({ text }) => text)))
  if (!first) return page.record
  return page.record.filter(
    (field) =>
      field.text !== '' &&
      field.text !== page.number &&
      !isFile(field) &&
      !(field.kind === 'text' && said.has(field.text)),
  )
}

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

interface Box {
  readonly title: string
  readonly entries: TimelineEntry[]
}

/** Opinion boxes: what people wrote, by the kind of act, in the order each kind first happened. */
function boxesOf(timeline: readonly TimelineEntry[]): Box[] {
  const boxes = new Map<string, Box>()
  for (const entry of timeline.slice(1)) {
    // What was taken back is in the timeline; the slip shows what holds.
    if (!entry.by || entry.undone || !entry.form.some((field) => field.text !== '' && !isFile(field)))
      continue
    const box = boxes.get(entry.act) ?? { title: entry.title, entries: [] }
    box.entries.push(entry)
    boxes.set(entry.act, box)
  }
  return [...boxes.values()]
}

const Opinion = ({ entry }: { entry: TimelineEntry }): ReactElement => {
  const given = entry.form.filter((field) => field.text !== '' && !isFile(field))
  return (
    <div className="opinion">
      {given.map((field) => (
        <div key={field.name}>
          {given.length > 1 && <span className="muted">{field.title}：</span>}
          <Folding field={field} />
        </div>
      ))}
      {entry.by && (
        <p className="sign">
          {signature(entry.by)}
          {entry.by.entered && `（由${entry.by.entered}代录）`}　{dayText(entry.at)}
        </p>
      )}
    </div>
  )
}

/** 办文单: one page with the facts on top and the opinions stacked in boxes; printing prints this. */
export const Slip = ({ page }: { page: MatterPage }): ReactElement => {
  const fields = facts(page)
  const whole = wholeLines(fields)
  const boxes = boxesOf(page.timeline)
  return (
    <section className="slip card" aria-labelledby="slip-title">
      <h2 id="slip-title">{page.procedure.title.replace(/办理$/, '')}办理单</h2>
      <p className="slip-number">
        <span>编号：{page.number}</span>
        <span>状态：{page.stateTitle}</span>
      </p>
      <dl className="slip-facts">
        {fields.map((field) => (
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
                {box.entries.map((entry) => (
                  <Opinion key={entry.seq} entry={entry} />
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
