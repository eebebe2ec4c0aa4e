import { type ReactElement, useMemo, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useCall } from '../../api/hooks.ts'
import { ProblemNotice, Refusal } from '../../ui/refusal.tsx'
import { Empty } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { BoundForm } from '../reading/bound-form.tsx'
import { Columns } from './columns.tsx'
import { downloadMarked } from './mark.ts'
import { Rows } from './rows.tsx'
import { type Next, type Progress, checkRows, doUpdates, followRows, setUpRows } from './run.ts'
import { type Filter, type Preview, type Session, type Start, sharedMissing, standingOf } from './session.ts'
import { Updates, isTaken } from './updates.tsx'
import type { Change } from './use-session.ts'

interface Props {
  readonly session: Session
  readonly preview: Preview
  readonly change: Change
}

const Barred = ({ start }: { start: Start | undefined }): ReactElement => (
  <div className="notice warn stack">
    {start && start.act.refusals.length > 0 ? (
      start.act.refusals.map((refusal) => <Refusal key={refusal.code} refusal={refusal} />)
    ) : (
      <p>您现在的岗位不能立项，新的行只能看。有多个岗位的，请在页面上方切换岗位。</p>
    )}
  </div>
)

const Running = ({ progress }: { progress: Progress }): ReactElement => (
  <output className="row">
    <progress value={progress.done} max={progress.of} aria-label={progress.what} />
    <span>
      {progress.what}，{progress.done}／{progress.of}
    </span>
  </output>
)

const Shared = ({
  session,
  preview,
  change,
  missing,
}: Props & { missing: readonly string[] }): ReactElement => (
  <section className="card stack shared" aria-labelledby="shared-title">
    <h2 id="shared-title">整张表共用的</h2>
    {missing.length > 0 && (
      <p className="lack" role="alert">
        还缺：{missing.join('、')}
      </p>
    )}
    <BoundForm
      id="shared"
      fields={preview.shared}
      values={session.shared}
      faults={{}}
      files={session.files}
      onChange={(update) => change((before) => ({ ...before, refused: {}, shared: update(before.shared) }))}
      onFile={(file) => change((before) => ({ ...before, files: { ...before.files, [file.id]: file } }))}
    />
  </section>
)

/** What the bar at the foot may do, and what it is doing. */
function useWork({ session, preview, change }: Props, next: Next | undefined, onRefused: () => void) {
  const [progress, setProgress] = useState<Progress | null>(null)
  const rows = useMemo(() => preview.rows.map((row) => standingOf(row, session, preview)), [preview, session])
  const chosen = rows.filter((row) => row.chosen && !row.made)
  const work = useMutation({
    retry: false,
    mutationFn: async (what: 'setUp' | 'follow' | 'updates' | 'mark') => {
      const tell = setProgress
      if (what === 'mark') return downloadMarked(preview, rows, session.updates)
      if (what === 'updates')
        return doUpdates(
          preview.updates.filter((one) => isTaken(one, session)),
          { session, change, tell },
        )
      if (what === 'follow')
        return next && followRows(preview.procedure, next, session.made, { change, tell })
      const refused = await checkRows({ session, preview, rows: chosen, change, tell })
      if (refused > 0) {
        onRefused()
        toast(`有${refused}行不能立项，什么都没有写，请先改正或者不勾选`)
      } else await setUpRows({ session, preview, rows: chosen, change, tell })
    },
    onSettled: () => setProgress(null),
  })
  return { rows, chosen, work, progress }
}

const useStart = ({ procedure, act }: Preview): { start: Start | undefined; known: boolean } => {
  const { data } = useCall('matters.starts', {}, { staleTime: 300_000 })
  const start = data?.starts.find(
    (one) => one.procedure === procedure && `${procedure}.${one.act.act}` === act,
  )
  return { start, known: data !== undefined }
}

/** 核对: what the sheet gives, what stands against it, and everything that can be done with it. */
export const Desk = (props: Props): ReactElement => {
  const { session, preview, change } = props
  const { start, known } = useStart(preview)
  const [filter, setFilter] = useState<Filter>('all')
  const [tried, setTried] = useState(false)
  const next = start?.act.next
  const { rows, chosen, work, progress } = useWork(props, next, () => setFilter('bad'))
  const open = start !== undefined && start.act.refusals.length === 0
  const missing = tried ? sharedMissing(chosen, session, preview) : []
  const bad = chosen.filter((row) => row.bad.length > 0).length
  const made = Object.values(session.made)
  const unfollowed = made.filter(({ followed }) => followed !== 'done').length
  const taken = preview.updates.filter((one) => isTaken(one, session)).length
  const setUp = (): void => {
    setTried(true)
    if (sharedMissing(chosen, session, preview).length > 0)
      document.getElementById('shared-title')?.scrollIntoView({ block: 'start' })
    else if (bad > 0) setFilter('bad')
    else if (!work.isPending) work.mutate('setUp')
  }
  const run = (what: 'follow' | 'updates' | 'mark') => () => work.isPending || work.mutate(what)
  const marks =
    rows.some((row) => !row.made && row.bad.length + row.look.length > 0) || preview.updates.length > 0
  return (
    <div className="stack">
      <Tally preview={preview} chosen={chosen.length} bad={bad} />
      {preview.rows.length > 0 && <Columns preview={preview} session={session} change={change} />}
      {preview.updates.length > 0 && <Updates preview={preview} session={session} change={change} />}
      {preview.rows.length > 0 && (
        <>
          {known && !open && <Barred start={start} />}
          {open && <Shared {...props} missing={missing} />}
          <Rows rows={rows} preview={preview} change={change} filter={filter} onFilter={setFilter} />
        </>
      )}
      {preview.rows.length === 0 && preview.updates.length === 0 && (
        <Empty>
          {preview.unchanged > 0
            ? `表上的${preview.unchanged}件都和系统里一样，没有要办的。`
            : '表头下面没有写着任务的行。'}
        </Empty>
      )}
      <div className="import-bar">
        {progress && <Running progress={progress} />}
        {work.error && <ProblemNotice error={work.error} />}
        <div className="row">
          {open && chosen.length > 0 && (
            <button type="button" className="btn main" aria-disabled={work.isPending} onClick={setUp}>
              {preview.may}
              {chosen.length}件
            </button>
          )}
          {open && chosen.length > 0 && bad > 0 && <span className="lack">还有{bad}行有问题</span>}
          {taken > 0 && (
            <button
              type="button"
              className="btn main"
              aria-disabled={work.isPending}
              onClick={run('updates')}
            >
              办理修改{taken}件
            </button>
          )}
          {next && unfollowed > 0 && (
            <button type="button" className="btn" aria-disabled={work.isPending} onClick={run('follow')}>
              全部{next.may}（{unfollowed}件）
            </button>
          )}
          {marks && (
            <button type="button" className="btn" aria-disabled={work.isPending} onClick={run('mark')}>
              下载标好问题的原表
            </button>
          )}
        </div>
        <output className="sr">{made.length > 0 && `已${preview.may}${made.length}件`}</output>
      </div>
    </div>
  )
}

const Tally = ({ preview, chosen, bad }: { preview: Preview; chosen: number; bad: number }): ReactElement => {
  const skipped = preview.sheets.reduce((sum, sheet) => sum + sheet.skipped.length, 0)
  const parts = [
    `${preview.sheets.length}张表`,
    ...(preview.rows.length > 0
      ? [`新的${preview.rows.length}行，勾选${chosen}行${bad > 0 ? `，其中${bad}行有问题` : ''}`]
      : []),
    ...(preview.updates.length > 0 ? [`改过的${preview.updates.length}件`] : []),
    ...(preview.unchanged > 0 ? [`没有改动的${preview.unchanged}件`] : []),
    ...(preview.unread.length > 0 ? [`没有找到表头、没有读的表：${preview.unread.join('、')}`] : []),
    ...(skipped > 0 ? [`跳过标题、合计等${skipped}行`] : []),
  ]
  return <p className="strong">{parts.join('；')}。</p>
}
