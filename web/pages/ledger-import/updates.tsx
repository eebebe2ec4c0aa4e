import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import { type Preview, type Session, type Update, rowKey } from './session.ts'
import type { Change } from './use-session.ts'

/** Whether a changed row is taken along unless a person says otherwise: something can be done, and nobody is overwritten. */
export const canDo = ({ acts }: Update): boolean =>
  acts.length > 0 && acts.every(({ refusals }) => refusals.length === 0)

export const isTaken = (update: Update, session: Session): boolean =>
  canDo(update) &&
  session.updates[rowKey(update)]?.went !== 'done' &&
  (session.updates[rowKey(update)]?.chosen ?? update.moved.length === 0)

const clipped = (text: string): string =>
  text === '' ? '（空）' : text.length > 200 ? `${Array.from(text).slice(0, 199).join('')}…` : text

const Changes = ({ update }: { update: Update }): ReactElement => (
  <dl className="changes small">
    {update.changes.map(({ column, title, before, after, barred }) => (
      <div key={column}>
        <dt>{title}</dt>
        <dd>
          <del>{clipped(before)}</del> → <ins>{clipped(after)}</ins>
          {barred !== undefined && <p className="lack">{barred}</p>}
        </dd>
      </div>
    ))}
  </dl>
)

const Moved = ({ update }: { update: Update }): ReactElement => (
  <div className="notice warn small">
    <p>导出以后系统里也有改动，两边不一致：</p>
    <ul className="notes">
      {update.moved.map(({ column, title, before, after }) => (
        <li key={column}>
          {title}：系统里是“{clipped(before)}”，表上是“{clipped(after)}”
        </li>
      ))}
    </ul>
    <p>要按表格办理的，请勾选。</p>
  </div>
)

const Went = ({ went }: { went: Session['updates'][string]['went'] }): ReactElement | null => {
  if (went === undefined) return null
  if (went === 'done') return <span className="tag blue">已办理</span>
  return <p className="lack small">没有办成：{went.refused}</p>
}

const UpdateItem = ({
  update,
  session,
  change,
}: {
  update: Update
  session: Session
  change: Change
}): ReactElement => {
  const key = rowKey(update)
  const { went } = session.updates[key] ?? {}
  const what = update.acts.map(({ may }) => may).join('、')
  return (
    <li className="import-row">
      {canDo(update) && went !== 'done' ? (
        <label className="pick strong">
          <input
            type="checkbox"
            checked={isTaken(update, session)}
            onChange={(e) =>
              change((before) => ({
                ...before,
                updates: { ...before.updates, [key]: { ...before.updates[key], chosen: e.target.checked } },
              }))
            }
          />
          <span>
            第{update.row}行 {update.title}：办理“{what}”
          </span>
        </label>
      ) : (
        <p className="strong">
          第{update.row}行 {update.title}
        </p>
      )}
      <p className="small">
        <Link to="/matters/$id" params={{ id: update.matter }}>
          {update.number}
        </Link>{' '}
        <Went went={went} />
      </p>
      <Changes update={update} />
      {update.moved.length > 0 && went !== 'done' && <Moved update={update} />}
      {update.acts.flatMap(({ may, refusals }) =>
        refusals.map((said) => (
          <p key={may + said} className="lack small">
            不能办理“{may}”：{said}
          </p>
        )),
      )}
    </li>
  )
}

/** 表上改过的事项: rows of an earlier export, what was changed in each, and which act it means. */
export const Updates = ({
  preview,
  session,
  change,
}: {
  preview: Preview
  session: Session
  change: Change
}): ReactElement => (
  <section className="card stack" aria-labelledby="updates-title">
    <h2 id="updates-title">表上改过的事项（{preview.updates.length}件）</h2>
    <p className="muted">
      凭行键对应到原事项，改了的格子才办理。
      {preview.unchanged > 0 && `另有${preview.unchanged}件没有改动，不动。`}
    </p>
    <ol className="import-rows">
      {preview.updates.map((update) => (
        <UpdateItem key={rowKey(update)} update={update} session={session} change={change} />
      ))}
    </ol>
  </section>
)
