import { type ReactElement, useEffect, useState } from 'react'
import type { Shown, TimelineEntry } from '../../api/shapes.ts'
import { timeText } from '../../ui/format.ts'
import { signature } from '../../ui/holder.ts'
import { EraseSheet } from './erase-sheet.tsx'
import { ReceiptSheet } from './receipt-sheet.tsx'
import { type Run, runsOf } from './runs.ts'
import { Value } from './value.tsx'

const FEW = 3

const Given = ({ given }: { given: readonly Shown[] }): ReactElement => (
  <dl className="entry-form small">
    {given.map((field) => (
      <div key={field.name}>
        <dt className="muted">{field.title}：</dt>
        <dd>
          <Value field={field} />
        </dd>
      </div>
    ))}
  </dl>
)

const Erased = ({ erased }: { erased: NonNullable<TimelineEntry['erased']> }): ReactElement => (
  <p className="notice info small">
    {erased.whole ? '内容已依法删除' : '部分内容已依法删除'}：{erased.reason}（{erased.authority}，{erased.by}
    ，<time dateTime={erased.at}>{timeText(erased.at)}</time>）
  </p>
)

/** What one may do with an entry besides reading it; `erase` only for whoever may. */
interface EntryDeeds {
  readonly showReceipt: (entry: TimelineEntry) => void
  readonly erase?: ((entry: TimelineEntry) => void) | undefined
}

const Entry = ({ entry, showReceipt, erase }: { entry: TimelineEntry } & EntryDeeds): ReactElement => {
  const given = entry.form.filter((field) => field.text !== '')
  return (
    <li id={`entry-${entry.seq}`} className={entry.by ? 'entry' : 'entry system'}>
      <p className="row spread">
        <span className={entry.undone ? 'strong muted' : 'strong'}>
          {entry.title}
          {entry.undone && '（已取回）'}
        </span>
        <time className="small muted" dateTime={entry.at}>
          {timeText(entry.at)}
        </time>
      </p>
      <div className="row spread small">
        <span>
          {entry.by ? signature(entry.by) : '系统按规程记录'}
          {entry.channel && ' '}
          {entry.channel && <span className="tag">{entry.channel}</span>}
        </span>
        <span className="row">
          {erase && given.length > 0 && (
            <button
              type="button"
              className="btn text tiny"
              onClick={() => erase(entry)}
              aria-label={`依法删除${entry.title}里的内容`}
            >
              依法删除
            </button>
          )}
          <button
            type="button"
            className="btn text tiny"
            onClick={() => showReceipt(entry)}
            aria-label={`${entry.title}的回执`}
          >
            回执
          </button>
        </span>
      </div>
      {entry.spot && <p className="small muted">{entry.spot}</p>}
      {entry.erased && <Erased erased={entry.erased} />}
      {given.length > 0 && given.length <= FEW && <Given given={given} />}
      {given.length > FEW && (
        <details>
          <summary>填写的{given.length}项内容</summary>
          <Given given={given} />
        </details>
      )}
    </li>
  )
}

/** Several acts of the system in a row: one line that opens. Newest first, so the first is the latest. */
const SystemRun = ({
  entries,
  showReceipt,
}: {
  entries: Extract<Run, { kind: 'system' }>['entries']
} & EntryDeeds): ReactElement => (
  <li className="entry system">
    <details>
      <summary>
        系统提醒{entries.length}次（最近：{entries[0].title}，{timeText(entries[0].at)}）
      </summary>
      <ol className="run" reversed>
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} showReceipt={showReceipt} />
        ))}
      </ol>
    </details>
  </li>
)

/** Whether there is anything to erase: not in what the system did, what is erased, or an erasure. */
const mayGo = (entry: TimelineEntry): boolean =>
  entry.by !== null && entry.erased?.whole !== true && entry.act !== 'erase'

/** 经过: everything that happened, newest first, each with its receipt. */
export const Timeline = ({
  timeline,
  erases,
}: {
  timeline: readonly TimelineEntry[]
  erases: boolean
}): ReactElement => {
  const [receipt, setReceipt] = useState<string | null>(null)
  const [erasing, setErasing] = useState<TimelineEntry | null>(null)
  const deeds: EntryDeeds = {
    showReceipt: (entry) => setReceipt(entry.receipt),
    ...(erases ? { erase: setErasing } : {}),
  }
  // A report leads to the very entry a sentence comes from; it is there only once the page was read.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: 'center' }), [])
  return (
    <section className="card stack" aria-labelledby="timeline-title">
      <h2 id="timeline-title">经过</h2>
      <ol className="timeline" reversed>
        {runsOf(timeline.toReversed()).map((run) =>
          run.kind === 'one' ? (
            <Entry
              key={run.entry.seq}
              entry={run.entry}
              {...deeds}
              erase={mayGo(run.entry) ? deeds.erase : undefined}
            />
          ) : (
            <SystemRun key={run.entries[0].seq} entries={run.entries} {...deeds} />
          ),
        )}
      </ol>
      {erasing && <EraseSheet entry={erasing} onClose={() => setErasing(null)} />}
      {receipt && <ReceiptSheet act={receipt} onClose={() => setReceipt(null)} />}
    </section>
  )
}
