import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useParams } from '@tanstack/react-router'
import { shelf } from '../../api/shelf.ts'
import { DisabledReason } from '../../ui/disabled-reason.tsx'
import { timeText } from '../../ui/format.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { useTitle } from '../../ui/title.ts'
import { type OnSiteNow, type Page, type SpotAct, titleOfNew, useOnSite } from './kept.ts'
import { type Standing, offered, standingOf } from './offering.ts'
import { type Draft, type Place, draftKey } from './outbox.ts'
import { SpotForm } from './spot-form.tsx'
import { LineNow, useOffline } from './shell.tsx'
import { incapable } from './taking.ts'
import { type Queue, useQueue } from './use-queue.ts'
import { BegunList, DoneList, WaitingList } from './waiting-list.tsx'
import './on-site.css'

const STANDING: Readonly<Record<Standing, readonly [sign: string, words: string]>> = {
  done: ['✓', '已完成'],
  here: ['◐', '已在本机确认，待上传'],
  next: ['→', '现在办'],
  missing: ['!', '缺这一步'],
  waiting: ['○', '未办'],
}

const Head = ({ page, now, isReady }: { page: Page; now: OnSiteNow; isReady: boolean }): ReactElement => {
  const isNew = page.ver === 0
  return (
    <header className="stack spot-head">
      <p className="small muted">
        现场办理 · {page.procedure.title} · {isNew ? '还没有编号' : page.number}
      </p>
      <h1>{isNew ? titleOfNew(page) : page.title}</h1>
      <p className="row">
        <span className="tag blue">{isNew ? '在本机办起，待上传立案' : page.stateTitle}</span>
        <LineNow />
        {!isNew && (
          <Link to="/matters/$id" params={{ id: page.id }} className="btn tiny">
            回到事项
          </Link>
        )}
        <Link to="/on-site/start" className="btn tiny">
          现场首页
        </Link>
      </p>
      <p className="small muted">
        {isNew
          ? '交到系统后立案取号；各项期限从现场时间起算，不从上传时起算。'
          : now.since === undefined
            ? '内容是刚从系统读到的。'
            : `内容是${timeText(new Date(now.since).toISOString())}读到的。`}
        {!(isReady && now.isKept)
          ? '还不能离线打开，请保持本页开着。'
          : isNew
            ? '关掉本页也不会丢，从现场首页接着办。'
            : '已可离线打开：到现场没有网络也能打开本页，一天内有效，退出登录即清除。'}
        本页不取也不存位置。
      </p>
    </header>
  )
}

const Steps = ({
  page,
  queue,
  open,
}: {
  page: Page
  queue: Queue
  open: readonly SpotAct[]
}): ReactElement => (
  <section className="card stack" aria-labelledby="spot-steps">
    <h2 id="spot-steps">步骤清单</h2>
    <ol className="stack spot-steps">
      {page.steps.map((step) => {
        const standing = standingOf(step, queue, open)
        const [sign, words] = STANDING[standing]
        return (
          <li key={step.name} className={standing} aria-current={standing === 'next' ? 'step' : undefined}>
            <span className="spot-sign" aria-hidden="true">
              {sign}
            </span>
            <div>
              {step.title}
              <p className="small muted">
                {words}；{step.basis.join('；')}
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  </section>
)

interface Opened {
  readonly act: SpotAct
  readonly begun: Draft | undefined
}

const OnSite = ({ page, now, place }: { page: Page; now: OnSiteNow; place: Place }): ReactElement => {
  useTitle(`现场办理：${page.title}`)
  const isReady = useOffline()
  const [opened, setOpened] = useState<Opened | null>(null)
  const queue = useQueue(place, now.refetch)
  const { waiting, done, refresh, hand } = queue
  const open = useMemo(() => offered(page, { waiting, done }), [page, waiting, done])
  const begin = useCallback(
    async (name: string): Promise<void> => {
      const act = page.acts.find((one) => one.act === name)
      if (act) setOpened({ act, begun: await shelf.read<Draft>(draftKey(place, name)) })
    },
    [page.acts, place],
  )
  // Whoever begins a case here has chosen its first act already.
  const isBegun = useRef(false)
  const first = page.ver === 0 && queue.isRead && queue.begun.length === 0 ? open[0] : undefined
  useEffect(() => {
    if (isBegun.current || first === undefined || !first.setsUp) return
    isBegun.current = true
    void begin(first.act)
  }, [first, begin])
  const close = (): void => {
    setOpened(null)
    void refresh()
  }
  return (
    <main className="page spot">
      <Head page={page} now={now} isReady={isReady} />
      <WaitingList page={page} queue={queue} clock={now.clock} onReopen={(act) => void begin(act)} />
      <BegunList
        place={place}
        begun={queue.begun}
        onReopen={(act) => void begin(act)}
        onDropped={() => void refresh().then(() => hand())}
      />
      <section className="card stack" aria-labelledby="spot-acts">
        <h2 id="spot-acts">现在可以办</h2>
        {waiting.some(({ trouble }) => trouble) && (
          <p className="small muted">
            上面有一步没有办成，处理好以后，后面的才会上传；后面的可以先在本机办着。
          </p>
        )}
        {open.length === 0 && <p className="muted">现在没有要在现场办的。</p>}
        <div className="stack">
          {open.map(({ act, may }, n) => (
            <button
              key={act}
              type="button"
              className={n === 0 ? 'btn main' : 'btn'}
              onClick={() => void begin(act)}
            >
              {may}
            </button>
          ))}
        </div>
        {waiting.length === 0 && open.length === 0 && (
          <div className="row">
            {page.acts.slice(0, 3).map(({ act, may, refusals }) => (
              <DisabledReason key={act} title={may} refusals={refusals} />
            ))}
          </div>
        )}
      </section>
      <Steps page={page} queue={queue} open={open} />
      <DoneList done={queue.done} />
      {page.papers.length > 0 && (
        <section className="card stack" aria-labelledby="spot-papers">
          <h2 id="spot-papers">文书（有网络时下载打印）</h2>
          <div className="row">
            {page.papers.map(({ title, url }) => (
              <a key={url} className="btn" href={url} download>
                {title}
              </a>
            ))}
          </div>
        </section>
      )}
      {opened && (
        <Sheet title={opened.act.may} onClose={close}>
          <SpotForm
            key={opened.act.act}
            page={page}
            act={opened.act}
            place={place}
            begun={opened.begun}
            waiting={waiting}
            clock={now.clock}
            onClose={close}
            onConfirmed={() => {
              close()
              void hand()
            }}
          />
        </Sheet>
      )}
    </main>
  )
}

const Elsewhere = ({ children }: { children: ReactElement }): ReactElement => (
  <main className="page spot">{children}</main>
)

/** 现场办理: what a phone needs where the things and the party are, with a network or without. */
const OnSitePage = (): ReactElement => {
  const { id = '' } = useParams({ strict: false })
  const now = useOnSite(id)
  const { page, person, matter, error, refetch } = now
  const place = useMemo(() => (person === undefined ? undefined : { person, matter }), [person, matter])
  const why = incapable()
  if (why !== null)
    return (
      <Elsewhere>
        <p className="notice bad">{why}</p>
      </Elsewhere>
    )
  if (page && place) return <OnSite key={place.matter} page={page} now={now} place={place} />
  return (
    <Elsewhere>
      {error ? (
        <>
          <Failed error={error} retry={refetch} />
          <p className="muted">没有网络时，只能打开一天内在这台手机上打开过的事项。</p>
        </>
      ) : (
        <Loading lines={6} />
      )}
    </Elsewhere>
  )
}

export default OnSitePage
