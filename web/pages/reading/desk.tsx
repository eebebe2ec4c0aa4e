import { type ReactElement, useMemo, useState } from 'react'
import type { FileRef } from '../../api/shapes.ts'
import { useNarrow } from '../../ui/narrow.ts'
import { ProblemNotice, Refusal } from '../../ui/refusal.tsx'
import { Empty } from '../../ui/states.tsx'
import { BoundForm } from './bound-form.tsx'
import { useConfirm } from './confirm.ts'
import { isUnsure } from './flags.ts'
import { ProposalCard } from './proposal-card.tsx'
import { refusalsByPlace } from './refusals.ts'
import { type Draft, type Reading, type Session, type Start, missingIn, splitForm } from './session.ts'
import { SourceText } from './source-text.tsx'

interface Props {
  readonly session: Session
  readonly reading: Reading
  readonly start: Start
  readonly change: (update: (before: Session) => Session) => void
  readonly drop: () => void
}

const withDraft =
  (at: number, update: (before: Draft) => Draft) =>
  (session: Session): Session => ({
    ...session,
    drafts: session.drafts.map((draft, n) => (n === at ? update(draft) : draft)),
  })
const withFile =
  (file: FileRef) =>
  (session: Session): Session => ({ ...session, files: { ...session.files, [file.id]: file } })

const Tally = ({ session, reading }: { session: Session; reading: Reading }): ReactElement => {
  const kept = session.drafts.filter((draft) => draft.keep).length
  const unsure = reading.proposals.filter(
    (proposal, at) => session.drafts[at]?.keep && isUnsure(proposal),
  ).length
  return (
    <p className="muted">
      《{reading.title}》读出{reading.proposals.length}项，要立项{kept}项
      {unsure > 0 && `，其中${unsure}项把握不大，请重点核对`}。
    </p>
  )
}

/** 核对: the text with its marks on one side, the proposals on the other; what holds for all is filled once. */
export const Desk = ({ session, reading, start, change, drop }: Props): ReactElement => {
  const narrow = useNarrow()
  const { shared, own } = useMemo(() => splitForm(start.act.form), [start])
  const [open, setOpen] = useState<number | null>(null)
  const [tried, setTried] = useState(false)
  const confirm = useConfirm(session, start, change)
  const places = session.drafts.flatMap((draft, at) => (draft.keep ? [at] : []))
  const { byPlace, general } = refusalsByPlace(confirm.error, places)
  const sharedMissing = missingIn(shared, session.shared)
  const lacking = places.filter((at) => missingIn(own, session.drafts[at]?.values ?? {}).length > 0)
  const show = (at: number): void => {
    setOpen(at)
    requestAnimationFrame(() => document.getElementById(`p${at + 1}`)?.scrollIntoView({ block: 'start' }))
  }
  const submit = (): void => {
    setTried(true)
    const [first] = lacking
    if (sharedMissing.length > 0) document.getElementById('shared-title')?.scrollIntoView({ block: 'start' })
    else if (first !== undefined) show(first)
    else if (places.length > 0 && !confirm.isPending) confirm.mutate()
  }
  const source = (
    <SourceText
      text={reading.text}
      proposals={reading.proposals}
      kept={session.drafts.map((draft) => draft.keep)}
      open={open}
      onOpen={show}
    />
  )
  return (
    <div className="stack">
      <div className="row spread">
        <Tally session={session} reading={reading} />
        <button type="button" className="btn" onClick={drop}>
          换一份
        </button>
      </div>
      <div className="reading-desk">
        {narrow ? (
          <details className="card">
            <summary>看原文</summary>
            {source}
          </details>
        ) : (
          <div className="card source">{source}</div>
        )}
        <div className="stack">
          <section className="card stack shared" aria-labelledby="shared-title">
            <h2 id="shared-title">这份公文（每一项都用）</h2>
            {tried && sharedMissing.length > 0 && (
              <p className="lack" role="alert">
                还缺：{sharedMissing.join('、')}
              </p>
            )}
            <BoundForm
              id="shared"
              fields={shared}
              values={session.shared}
              faults={{}}
              files={session.files}
              onChange={(update) => change((before) => ({ ...before, shared: update(before.shared) }))}
              onFile={(file) => change(withFile(file))}
            />
          </section>
          <h2>任务建议</h2>
          {reading.proposals.length === 0 && (
            <Empty>没有读出任务。请确认粘贴的是写有任务和单位的正文，或者直接去立项。</Empty>
          )}
          <ol className="stack">
            {reading.proposals.map((proposal, at) => (
              <ProposalCard
                // oxlint-disable-next-line react/no-array-index-key -- a proposal is its place in the document
                key={at}
                at={at}
                proposal={proposal}
                draft={session.drafts[at] ?? { keep: false, values: {} }}
                fields={own}
                files={session.files}
                open={open === at}
                refusals={byPlace.get(at) ?? []}
                onOpen={(wanted) => setOpen(wanted ? at : null)}
                onChange={(update) => change(withDraft(at, update))}
                onFile={(file) => change(withFile(file))}
              />
            ))}
          </ol>
        </div>
      </div>
      <div className="confirm-bar">
        {confirm.error && byPlace.size === 0 && general.length === 0 && (
          <ProblemNotice error={confirm.error} />
        )}
        {general.map((refusal) => (
          <div key={`${refusal.code} ${refusal.message}`} className="notice bad" role="alert">
            <Refusal refusal={refusal} />
          </div>
        ))}
        {byPlace.size > 0 && (
          <p className="notice bad" role="alert">
            一件都没有立项：第{[...byPlace.keys()].map((at) => at + 1).join('、')}
            项不能这样立项，原因写在各项上。
          </p>
        )}
        {tried && lacking.length > 0 && (
          <p className="lack" role="alert">
            第{lacking.map((at) => at + 1).join('、')}项还缺内容。
          </p>
        )}
        <div className="row">
          <button
            type="button"
            className="btn main"
            aria-disabled={confirm.isPending || places.length === 0}
            onClick={submit}
          >
            {confirm.isPending ? '正在立项' : `确认立项（${places.length}项）`}
          </button>
          <span className="small muted">全部成功或者全部不做；修改的内容自动留在本机。</span>
        </div>
      </div>
    </div>
  )
}
