import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { shelf } from '../../api/shelf.ts'
import { DisabledReason } from '../../ui/disabled-reason.tsx'
import { timeText } from '../../ui/format.ts'
import { Failed, Loading } from '../../ui/states.tsx'
import { useTitle } from '../../ui/title.ts'
import {
  type CaseHere,
  type Start,
  type StartsNow,
  beginCase,
  casesHere,
  useStarts,
} from '../on-site/kept.ts'
import { handIn, waitingFor } from '../on-site/outbox.ts'
import { LineNow, useOffline } from '../on-site/shell.tsx'
import { incapable } from '../on-site/taking.ts'
import { type Queue, STORAGE_SILENT, alone, mayGo } from '../on-site/use-queue.ts'
import { wire } from '../on-site/wire.ts'
import '../on-site/on-site.css'

/** What this phone has of a person's cases; `hand` hands in what waits of all of them. */
function useCasesHere({ person, keptAt }: Pick<StartsNow, 'person' | 'keptAt'>) {
  const [cases, setCases] = useState<readonly CaseHere[]>()
  const [trouble, setTrouble] = useState<string | null>(null)
  const going = useRef(false)
  const refresh = useCallback(async () => {
    if (person !== undefined) setCases(await casesHere(person))
  }, [person])
  const hand = useCallback<Queue['hand']>(
    async (asked) => {
      if (person === undefined || going.current || !mayGo(asked)) return
      going.current = true
      try {
        for (const matter of await waitingFor(shelf, person))
          await alone(() => handIn(shelf, wire, { person, matter }))
        await refresh()
        setTrouble(null)
      } catch {
        setTrouble(STORAGE_SILENT)
      } finally {
        going.current = false
      }
    },
    [person, refresh],
  )
  useEffect(() => {
    void Promise.resolve()
      .then(refresh)
      .catch(() => undefined)
      .then(() => hand())
    const back = (): void => void hand()
    window.addEventListener('online', back)
    return () => window.removeEventListener('online', back)
  }, [refresh, hand])
  useEffect(() => {
    if (keptAt !== undefined) void Promise.resolve().then(refresh)
  }, [keptAt, refresh])
  return { cases, trouble, hand }
}

const standing = ({ stateTitle, waiting, begun, isTroubled }: CaseHere): string =>
  [
    stateTitle,
    isTroubled ? '有一步没有办成，请打开处理' : '',
    waiting > 0 ? `待上传${waiting}件` : '',
    begun > 0 ? `没有填完${begun}件` : '',
  ]
    .filter(Boolean)
    .join('，')

const Cases = ({ cases, hand }: { cases: readonly CaseHere[]; hand: Queue['hand'] }): ReactElement => (
  <section className="card stack" aria-labelledby="spot-cases">
    <div className="row spread">
      <h2 id="spot-cases">本机上的事项</h2>
      {cases.some(({ waiting }) => waiting > 0) && (
        <button type="button" className="btn main" onClick={() => void hand('asked')}>
          现在上传
        </button>
      )}
    </div>
    {cases.length === 0 && (
      <p className="muted">还没有。轮到您到现场办的事项，有网络时打开本页就存到本机。</p>
    )}
    <ul className="stack">
      {cases.map((one) => (
        <li key={one.id} className="spot-case">
          <Link to="/on-site/$id" params={{ id: one.id }}>
            {one.title}
          </Link>
          <span className={one.isTroubled ? 'small spot-late' : 'small muted'}>
            {one.kind} ·{' '}
            {one.begunAt !== undefined && `${timeText(new Date(one.begunAt).toISOString())}办起 · `}
            {standing(one)}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const Begin = ({ now, onBegin }: { now: StartsNow; onBegin: (start: Start) => void }): ReactElement => {
  const starts = now.starts?.starts ?? []
  return (
    <section className="card stack" aria-labelledby="spot-begin">
      <h2 id="spot-begin">当场办起</h2>
      {starts.length === 0 && <p className="muted">当前岗位没有可以当场办起的事。</p>}
      {starts.map((start) => {
        const [first] = start.acts
        if (!first) return null
        const title = `${start.procedure.title}：${first.may}`
        return first.refusals.length > 0 ? (
          <DisabledReason key={title} title={title} refusals={first.refusals} />
        ) : (
          <button key={title} type="button" className="btn spot-start" onClick={() => onBegin(start)}>
            {title}
          </button>
        )
      })}
      {starts.length > 0 && (
        <p className="small muted">
          没有网络也能办起：先存在本机，有网络时立案取号；各项期限从现场时间起算，不从上传时起算。
        </p>
      )}
    </section>
  )
}

/** 现场首页: what an officer can begin where he stands, and what this phone holds, with a network or without. */
const OnSiteStart = (): ReactElement => {
  useTitle('现场办理')
  const isReady = useOffline()
  const now = useStarts()
  const navigate = useNavigate()
  const { cases, trouble, hand } = useCasesHere(now)
  const [isFull, setFull] = useState(false)
  const { person, ahead } = now
  const why = incapable()
  const begin = (start: Start): void => {
    if (person === undefined) return
    beginCase(start, { person, ahead }).then(
      (id) => navigate({ to: '/on-site/$id', params: { id } }),
      () => setFull(true),
    )
  }
  if (why !== null)
    return (
      <main className="page spot">
        <p className="notice bad">{why}</p>
      </main>
    )
  if (!now.starts || cases === undefined)
    return (
      <main className="page spot">
        {now.error ? (
          <>
            <Failed error={now.error} retry={now.refetch} />
            <p className="muted">没有网络时，要在一天内在这台手机上打开过本页，才能当场办起。</p>
          </>
        ) : (
          <Loading lines={6} />
        )}
      </main>
    )
  return (
    <main className="page spot">
      <header className="stack spot-head">
        <h1>现场办理</h1>
        <p className="row">
          <LineNow />
          <Link to="/inbox" className="btn tiny">
            我的事
          </Link>
        </p>
        <p className="small muted">
          {now.since !== undefined && `内容是${timeText(new Date(now.since).toISOString())}读到的。`}
          {isReady && now.isKept
            ? '已可离线打开：到现场没有网络也能打开本页，一天内有效，退出登录即清除。'
            : '还不能离线打开，请保持本页开着。'}
        </p>
      </header>
      {(trouble !== null || isFull) && (
        <p className="notice bad" role="alert">
          {trouble ?? '没有存进本机：存储空间不够，或者浏览器不许保存。请腾出空间后再办。'}
        </p>
      )}
      <Begin now={now} onBegin={begin} />
      <Cases cases={cases} hand={hand} />
    </main>
  )
}

export default OnSiteStart
