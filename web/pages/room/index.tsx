import { type ReactElement, useState } from 'react'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { dateText } from '../../ui/format.ts'
import { Answer } from '../../ui/states.tsx'
import { useTitle } from '../../ui/title.ts'
import { ActSheet, Acts, type Opened } from './acts.tsx'
import { Agenda, ItemClock } from './agenda.tsx'
import { clockText, secondsSince } from './clock.ts'
import { type Room, actOf, itemNow, nextSpeaker } from './course.ts'
import { Deliberation } from './deliberation.tsx'
import { Members } from './members.tsx'
import { KeyBoard, commandsOf, useKeys } from './recording.tsx'
import { Screen } from './screen.tsx'
import { Inspection } from './steps.tsx'
import { type Line, useRoom, useServerNow } from './use-room.ts'
import { WordingPanel } from './wording.tsx'
import '../../ui/lists.css'
import './room.css'

const SEAT: Readonly<Record<Room['seat'], string>> = {
  chair: '主持席',
  member: '成员席',
  recorder: '记录席',
  inspector: '纪检监察席',
  observer: '列席、观察席',
}

/** Says that what is shown may be old, for as long as it may be. */
const LineState = ({ line }: { line: Line }): ReactElement => (
  <output className={line === 'lost' ? 'line lost' : 'line'}>
    {line === 'lost' ? '连接中断，正在重连；连上后自动补齐' : <span className="small">实时</span>}
  </output>
)

const timeOf = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(11, 19)

const Head = ({ room, line, now }: { room: Room; line: Line; now: number }): ReactElement => (
  <header className="room-head">
    <div>
      <p className="small muted">
        {SEAT[room.seat]} · {room.heldOn && dateText(room.heldOn)} {room.startsAt} {room.place}
      </p>
      <h1>
        {room.title} <span className="tag blue">{room.stateTitle}</span>
      </h1>
    </div>
    <div className="row">
      <span className="room-clock" role="timer" aria-label="现在时间">
        {timeOf(now)}
      </span>
      <LineState line={line} />
      <Link to="/rooms/$id" params={{ id: room.id }} search={{ screen: 'big' }} className="btn tiny">
        大屏
      </Link>
      <Link to="/matters/$id" params={{ id: room.id }} className="btn tiny">
        会议的全部记录
      </Link>
    </div>
  </header>
)

/** What is in the room, for how long, and who speaks: the first thing on every screen. */
const Now = ({ room, now }: { room: Room; now: number }): ReactElement | null => {
  const line = itemNow(room)
  const next = nextSpeaker(room)
  if (!line || !room.since) return null
  return (
    <section className="card room-now" aria-label="正在进行的事项">
      <h2>
        第{line.order}项　{line.title}
      </h2>
      <p className="row">
        <ItemClock line={line} since={room.since} now={now} />
        {room.floor && (
          <span>
            <strong>{room.floor.name}</strong> 正在发言 {clockText(secondsSince(room.floor.from, now))}
          </span>
        )}
        {next && <span className="muted">下一位 {next.name}</span>}
      </p>
    </section>
  )
}

const Nothing = ({ room }: { room: Room }): ReactElement => (
  <section className="card">
    <p className="muted">
      {room.phase === 'before' && '还没有开会。成员签到后，由主持人宣布开会。'}
      {room.phase === 'over' && '会议已经结束。'}
      {room.phase === 'open' &&
        (itemNow(room) ? '这一项没有需要在这里显示的审议内容。' : '现在没有正在进行的事项。')}
    </p>
  </section>
)

/** The page of everybody in the room but the big screen. */
const Desk = ({ room, line, now }: { room: Room; line: Line; now: number }): ReactElement => {
  const [opened, open] = useState<Opened | null>(null)
  const [chosen, choose] = useState<string>()
  const records = actOf(room, 'floor') !== undefined
  const at = chosen ?? room.floor?.post
  const commands = records ? commandsOf(room, at, open, choose) : []
  useKeys(room, commands, at, choose, records && opened === null)
  return (
    <main className="room">
      <Head room={room} line={line} now={now} />
      <div className="room-grid">
        <div className="stack room-main">
          <Now room={room} now={now} />
          <Acts room={room} open={open} />
          {records && <KeyBoard commands={commands} />}
          {room.topic ? <Deliberation topic={room.topic} /> : <Nothing room={room} />}
          <WordingPanel room={room} />
          <Inspection room={room} />
        </div>
        <div className="stack room-side">
          <Agenda room={room} now={now} />
          <Members room={room} now={now} choosing={records ? { chosen: at, choose } : undefined} />
        </div>
      </div>
      {opened && <ActSheet room={room} opened={opened} close={() => open(null)} />}
    </main>
  )
}

const Shown = ({ room, line, big }: { room: Room; line: Line; big: boolean }): ReactElement => {
  useTitle(room.title)
  const now = useServerNow(room.now)
  if (!big) return <Desk room={room} line={line} now={now} />
  return (
    <main className="room-screen">
      {line === 'lost' && <LineState line={line} />}
      <Screen room={room} now={now} />
    </main>
  )
}

/** 会场: the live page of a meeting, for each seat what belongs to it; `?screen=big` is what hangs on the wall. */
const RoomPage = (): ReactElement => {
  const { id } = useParams({ strict: false })
  const { screen } = useSearch({ strict: false })
  const { room, line } = useRoom(id ?? '')
  return (
    <Answer of={room} lines={8}>
      {(data) => <Shown room={data} line={line} big={screen === 'big'} />}
    </Answer>
  )
}

export default RoomPage
