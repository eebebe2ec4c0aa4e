import { type ReactElement, useState } from 'react'
import { shelf } from '../../api/shelf.ts'
import { timeText } from '../../ui/format.ts'
import type { Page } from './kept.ts'
import { running } from './offering.ts'
import {
  type Confirmed,
  type Done,
  type Draft,
  type Place,
  dropDraft,
  giveUp,
  isOurs,
  reopen,
  tryAgain,
} from './outbox.ts'
import { momentIn } from './taking.ts'
import type { Queue } from './use-queue.ts'

/** Why it did not happen, that nothing is lost, and what can be done about it. */
const Conflict = ({ one, page }: { one: Confirmed; page: Page }): ReactElement | null =>
  one.trouble ? (
    <div className="notice bad stack" role="alert">
      <p>
        <strong>
          {one.trouble.code === 'STALE'
            ? `您确认之后，别人又办了这件事，现在是“${page.stateTitle}”。`
            : '这一步没有办成。'}
        </strong>
      </p>
      {one.trouble.words.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <p className="small">您填的内容、照片和签名都还在本机，没有丢失；这一步没有办理，不会重复。</p>
    </div>
  ) : null

/** 期限: what runs from the moment on the spot while the act still lies here. */
const Clocks = ({
  one,
  page,
  waiting,
  clock,
}: {
  one: Confirmed
  page: Page
  waiting: Queue['waiting']
  clock: () => number
}): ReactElement | null => {
  const act = page.acts.find(({ act: name }) => name === one.act)
  const moment = act && momentIn(act.form, one.form)
  if (!act || moment === undefined) return null
  const terms = running(act, moment, { waiting, now: clock() })
  if (terms.length === 0) return null
  return (
    <ul className="small">
      {terms.map(({ must, until, left }) => (
        <li key={must} className={left < 0 ? 'spot-late' : undefined}>
          {must}：{timeText(new Date(until).toISOString())}为止，
          {left < 0
            ? '已经超过，请立即上传'
            : `还有${Math.floor(left / 3_600_000)}小时${Math.floor((left % 3_600_000) / 60_000)}分钟`}
        </li>
      ))}
    </ul>
  )
}

/** Nothing that was taken on the spot goes away by one tap. */
const Drop = ({ drop, all = false }: { drop: () => void; all?: boolean }): ReactElement => {
  const [isAsking, setAsking] = useState(false)
  if (!isAsking)
    return (
      <button type="button" className="btn text" onClick={() => setAsking(true)}>
        不要了
      </button>
    )
  return (
    <>
      <button type="button" className="btn" onClick={drop}>
        {all ? '连同后面各步和照片全部删掉' : '连照片一起删掉'}
      </button>
      <button type="button" className="btn" onClick={() => setAsking(false)}>
        留着
      </button>
    </>
  )
}

const Waiting = ({
  one,
  page,
  queue,
  clock,
  onReopen,
}: {
  one: Confirmed
  page: Page
  queue: Queue
  clock: () => number
  onReopen: (act: string) => void
}): ReactElement => {
  const then = (does: Promise<void>): Promise<void> => does.then(queue.refresh)
  const again = (): void => void then(tryAgain(shelf, one, page.ver)).then(() => queue.hand('asked'))
  const change = (): void => void then(reopen(shelf, one)).then(() => onReopen(one.act))
  const drop = (): void => void then(giveUp(shelf, one)).then(() => queue.hand())
  return (
    <li className="spot-waiting stack">
      <p>
        <strong>{one.may}</strong>{' '}
        <span className="small muted">
          {one.at}确认{one.taken.length > 0 && `，照片和签名${one.taken.length}份`}；
          {one.trouble ? '没有办成' : one.sent ? '已经发出，还没有回音，不会重复办理' : '待上传'}
        </span>
      </p>
      <Clocks one={one} page={page} waiting={queue.waiting} clock={clock} />
      <Conflict one={one} page={page} />
      {isOurs(one) && (
        <div className="row">
          {one.trouble && (
            <button type="button" className="btn" onClick={again}>
              按现在的情况再交
            </button>
          )}
          <button type="button" className="btn" onClick={change}>
            改一改
          </button>
          <Drop drop={drop} all={one.setsUp === true && queue.waiting.length > 1} />
        </div>
      )}
    </li>
  )
}

/** 待上传: what is confirmed on this phone and not done yet. */
export const WaitingList = ({
  page,
  queue,
  clock,
  onReopen,
}: {
  page: Page
  queue: Queue
  /** What time it is, in milliseconds. */
  clock: () => number
  onReopen: (act: string) => void
}): ReactElement | null => {
  const { waiting, isHanding, trouble, hand } = queue
  if (waiting.length === 0 && trouble === null) return null
  return (
    <section className="card stack" aria-labelledby="spot-waiting">
      <div className="row spread">
        <h2 id="spot-waiting">待上传 {waiting.length} 件</h2>
        <button
          type="button"
          className="btn main"
          aria-disabled={isHanding}
          onClick={() => void hand('asked')}
        >
          {isHanding ? '正在上传' : '现在上传'}
        </button>
      </div>
      {trouble && (
        <p className="notice bad" role="alert">
          {trouble}
        </p>
      )}
      <ul className="stack">
        {waiting.map((one) => (
          <Waiting key={one.key} one={one} page={page} queue={queue} clock={clock} onReopen={onReopen} />
        ))}
      </ul>
    </section>
  )
}

/** 没有填完: what was begun here, also where the act is not open at the moment. */
export const BegunList = ({
  place,
  begun,
  onReopen,
  onDropped,
}: {
  place: Place
  begun: readonly Draft[]
  onReopen: (act: string) => void
  onDropped: () => void
}): ReactElement | null =>
  begun.length === 0 ? null : (
    <section className="card stack" aria-labelledby="spot-begun">
      <h2 id="spot-begun">没有填完 {begun.length} 件</h2>
      <ul className="stack">
        {begun.map((draft) => (
          <li key={draft.act} className="row">
            <strong>{draft.may}</strong>
            {draft.taken.length > 0 && <span className="small muted">照片和签名{draft.taken.length}份</span>}
            <button type="button" className="btn" onClick={() => onReopen(draft.act)}>
              接着填
            </button>
            <Drop
              drop={() => void dropDraft(shelf, place, draft).then(onDropped)}
              all={draft.setsUp === true && draft.again !== undefined}
            />
          </li>
        ))}
      </ul>
    </section>
  )

/** 已上传: what was handed in from this phone, with the hashes it had here. */
export const DoneList = ({ done }: { done: readonly Done[] }): ReactElement | null =>
  done.length === 0 ? null : (
    <section className="card stack" aria-labelledby="spot-done">
      <h2 id="spot-done">本机已上传</h2>
      <ul className="stack">
        {done
          .toSorted((a, b) => a.seq - b.seq)
          .map(({ key, may, at, taken }) => (
            <li key={key}>
              <p>
                <strong>{may}</strong> <span className="small muted">{at}现场确认，已办理</span>
              </p>
              {taken.map(({ id, name, hash }) => (
                <p key={id} className="small">
                  {name} <span className="spot-hash">{hash}</span>
                </p>
              ))}
            </li>
          ))}
      </ul>
    </section>
  )
