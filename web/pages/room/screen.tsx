import type { ReactElement } from 'react'
import { ItemClock, sealedText } from './agenda.tsx'
import { clockText, secondsSince } from './clock.ts'
import { type Room, itemNext, itemNow, nextSpeaker, standingOf } from './course.ts'
import { QuorumLine } from './members.tsx'
import { WordingShown } from './wording.tsx'

const MARK = { speaking: '●', heard: '✓', recused: '回避', owes: '○', last: '末位', nothing: '' } as const

/** Who was heard, without what they said: the screen hangs where guests see it. */
const Heard = ({ room }: { room: Room }): ReactElement => (
  <ul className="screen-members">
    {room.members.map((member) => {
      const standing = standingOf(room, member)
      return (
        <li key={member.post} className={`${standing} ${member.presence}`}>
          <span>{member.name}</span>
          <span className="small">
            {member.presence === 'in'
              ? MARK[standing]
              : { out: '离会', absent: '未到', leave: '请假' }[member.presence]}
          </span>
        </li>
      )
    })}
  </ul>
)

/** 大屏: what everybody in the room should see from their seat, without a button and without anybody's view. */
export const Screen = ({ room, now }: { room: Room; now: number }): ReactElement => {
  const line = itemNow(room)
  const next = itemNext(room)
  const speaker = nextSpeaker(room)
  const { topic, floor } = room
  const sealed = (line ?? next)?.sealed
  return (
    <div className="screen">
      <p className="screen-top">
        <span>{room.title}</span>
        <QuorumLine quorum={room.quorum} />
      </p>
      <h1>
        {line
          ? `第${line.order}项　${line.title}`
          : room.phase === 'over'
            ? '会议已经结束'
            : next
              ? `下一项：${next.title}`
              : '议程已经进行完'}
      </h1>
      {line && room.since && (
        <p className="screen-clock">
          <ItemClock line={line} since={room.since} now={now} />
        </p>
      )}
      <p className="screen-floor" aria-live="polite">
        {floor ? (
          <>
            <strong>{floor.name}</strong> 正在发言 {clockText(secondsSince(floor.from, now))}
          </>
        ) : (
          line && '请主持人安排发言'
        )}
        {line && speaker && <span className="small">　下一位 {speaker.name}</span>}
      </p>
      {sealed && <p className="screen-sealed">书面意见：{sealedText(sealed)}</p>}
      <Heard room={room} />
      {topic?.wording && !topic.outcome && (
        <section className="screen-wording" aria-label="拟议决定">
          <h2>拟议决定</h2>
          <WordingShown wording={topic.wording} />
        </section>
      )}
      {topic?.outcome && (
        <section className="screen-wording" aria-label="决定">
          <h2>决定：{topic.outcome.title}</h2>
          <p className="pre">{topic.outcome.words}</p>
        </section>
      )}
    </div>
  )
}
