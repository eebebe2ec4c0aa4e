import type { ReactElement } from 'react'
import { clockText, hourOf, minutesBetween, secondsSince } from './clock.ts'
import type { Room } from './course.ts'

type Line = Room['agenda'][number]

/** How long the line in the room has taken: past what was planned it says by how much, in words and not by colour alone. */
export const ItemClock = ({ line, since, now }: { line: Line; since: string; now: number }): ReactElement => {
  const seconds = secondsSince(since, now)
  const over = seconds - line.minutes * 60
  return (
    <span className={over > 0 ? 'item-clock over' : 'item-clock'}>
      <span role="timer" aria-label="本项用时">
        {clockText(seconds)}
      </span>
      <span className="small"> / 计划{line.minutes}分钟</span>
      {over > 0 && <strong className="small">　超时 {clockText(over)}</strong>}
    </span>
  )
}

const Past = ({ line }: { line: Line }): ReactElement => {
  const took = minutesBetween(line.startedAt ?? '', line.endedAt ?? '')
  const over = took - line.minutes
  return (
    <>
      {hourOf(line.startedAt ?? '')}—{hourOf(line.endedAt ?? '')}，用{took}分钟
      {over > 0 && `，超${over}分钟`}
    </>
  )
}

/** 已封存 3/5，正在征集. */
export const sealedText = ({ state, in: sealed, of }: NonNullable<Line['sealed']>): string =>
  `已封存 ${sealed}/${of}，${state}`

/** 议程: what was, with how long it took and what came of it; what is, with its clock; what comes. */
export const Agenda = ({ room, now }: { room: Room; now: number }): ReactElement => (
  <section className="card room-agenda" aria-label="议程">
    <h2>议程</h2>
    <ol>
      {room.agenda.map((line) => {
        const current = line.order === room.item
        return (
          <li key={line.order} className={current ? 'now' : line.endedAt ? 'past' : ''}>
            <span className="order">{line.order}</span>
            <div>
              <p className={current ? 'strong' : undefined}>
                {current && <span className="tag blue">正在进行</span>} {line.title}
              </p>
              <p className="small muted">
                {line.presenter && `${line.presenter} · `}
                {line.endedAt ? <Past line={line} /> : !current && `计划${line.minutes}分钟`}
                {current && room.since && <ItemClock line={line} since={room.since} now={now} />}
                {line.outcome && <strong>　{line.outcome}</strong>}
              </p>
              {line.sealed && <p className="small">书面意见：{sealedText(line.sealed)}</p>}
            </div>
          </li>
        )
      })}
    </ol>
    {room.agenda.length === 0 && <p className="muted">还没有议程。</p>}
  </section>
)
