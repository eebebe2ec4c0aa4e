import type { ReactElement } from 'react'
import { clockText, hourOf, secondsSince, spentText } from './clock.ts'
import { type Member, type Room, type Standing, nextSpeaker, spentOn, standingOf } from './course.ts'

const STANDING: Readonly<Record<Standing, string>> = {
  speaking: '正在发言',
  heard: '已发言',
  recused: '回避',
  owes: '待发言',
  last: '末位表态',
  nothing: '',
}

const presenceText = ({ presence, since }: Member): string => {
  const at = since ? hourOf(since) : ''
  if (presence === 'in') return `${at}到会`
  if (presence === 'out') return `${at}离会`
  return presence === 'leave' ? '请假' : '未到'
}

/** 到会: how many of how many, how many it takes, and whether that is reached. */
export const QuorumLine = ({ quorum }: { quorum: Room['quorum'] }): ReactElement => (
  <span className={quorum.reached ? 'quorum' : 'quorum short'}>
    到会 {quorum.present}/{quorum.members}，法定 {quorum.least}人
    {quorum.reached ? '，已达到' : `，差${quorum.least - quorum.present}人`}
  </span>
)

interface Choosing {
  /** The member that the keys of the recorder act on. */
  readonly chosen: string | undefined
  readonly choose: (post: string) => void
}

const Row = ({
  room,
  member,
  n,
  now,
  next,
  choosing,
}: {
  room: Room
  member: Member
  n: number
  now: number
  next: boolean
  choosing: Choosing | undefined
}): ReactElement => {
  const standing = standingOf(room, member)
  const spent = spentOn(room, member.post, now)
  const view = room.topic?.views.find(({ post }) => post === member.post)
  const chosen = choosing?.chosen === member.post
  const name = (
    <>
      <strong>{member.name || '（空缺）'}</strong> <span className="small muted">{member.title}</span>{' '}
      {member.chair && <span className="tag">{member.acting ? '代为主持' : '主持'}</span>}
    </>
  )
  return (
    <li className={[standing, member.presence, chosen ? 'chosen' : ''].join(' ')}>
      <span className="order" aria-hidden="true">
        {n}
      </span>
      <div>
        {choosing ? (
          <button
            type="button"
            className="name"
            aria-pressed={chosen}
            onClick={() => choosing.choose(member.post)}
          >
            {name}
          </button>
        ) : (
          <span className="name">{name}</span>
        )}
        <p className="small muted">
          {presenceText(member)}
          {spent > 0 && ` · 本项发言${spentText(spent)}`}
        </p>
      </div>
      <span className={`standing ${standing}`}>
        {next && standing !== 'speaking' ? '下一位' : STANDING[standing]}
        {standing === 'speaking' && room.floor && (
          <span role="timer" aria-label="发言用时">
            {' '}
            {clockText(secondsSince(room.floor.from, now))}
          </span>
        )}
        {view && standing === 'heard' && <span className="small">（{view.stance}）</span>}
      </span>
    </li>
  )
}

/** 到会和发言: everybody in the order in which they speak; who is there, who was heard, who speaks, whose turn it is. */
export const Members = ({
  room,
  now,
  choosing,
}: {
  room: Room
  now: number
  choosing?: Choosing | undefined
}): ReactElement => {
  const next = room.phase === 'open' ? nextSpeaker(room)?.post : undefined
  const guest = room.floor?.post === undefined ? room.floor : null
  return (
    <section className="card room-members" aria-label="到会和发言">
      <h2>到会和发言</h2>
      <p>
        <QuorumLine quorum={room.quorum} />
      </p>
      {guest && (
        <p className="guest-floor">
          <strong>{guest.name}</strong> 正在发言{' '}
          <span role="timer">{clockText(secondsSince(guest.from, now))}</span>
        </p>
      )}
      <ul>
        {room.members.map((member, n) => (
          <Row
            key={member.post}
            room={room}
            member={member}
            n={n + 1}
            now={now}
            next={member.post === next}
            choosing={choosing}
          />
        ))}
      </ul>
    </section>
  )
}
