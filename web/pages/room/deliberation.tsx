import type { ReactElement } from 'react'
import { sealedText } from './agenda.tsx'
import { hourOf } from './clock.ts'
import type { Room } from './course.ts'

type Topic = NonNullable<Room['topic']>
type Said = Topic['views'][number]

const SIDE: Readonly<Record<Said['side'], string>> = { for: '○', against: '✕', neither: '－' }

/** A view as it was given: by whom, for or against in word and sign, with the reasons. */
const View = ({ said, last }: { said: Said; last?: boolean }): ReactElement => (
  <li className={`view ${said.side}`}>
    <p>
      <span className={`stance ${said.side}`}>
        <span aria-hidden="true">{SIDE[said.side]}</span> {said.stance}
      </span>{' '}
      <strong>{said.name}</strong> <span className="small muted">{said.title}</span>{' '}
      {last && <span className="tag">末位表态</span>}
      {said.at && <span className="small muted"> {hourOf(said.at)}</span>}
    </p>
    {said.words && <p className="pre">{said.words}</p>}
  </li>
)

const count = (said: readonly Said[], side: Said['side']): number =>
  said.filter((one) => one.side === side).length

const Tally = ({ said }: { said: readonly Said[] }): ReactElement => (
  <span className="small muted">
    同意{count(said, 'for')}、不同意{count(said, 'against')}、弃权{count(said, 'neither')}
  </span>
)

const Views = ({ topic }: { topic: Topic }): ReactElement => {
  const heard = topic.due.filter((one) => one.heard).length
  return (
    <section className="card" aria-label="成员意见">
      <div className="row spread">
        <h2>成员意见</h2>
        {topic.due.length > 0 && (
          <span>
            已发表 {heard}/{topic.due.length} <Tally said={topic.views} />
          </span>
        )}
      </div>
      {topic.sealed && (
        <p className="notice info">
          书面意见：{sealedText(topic.sealed)}。开启前只知道份数，谁也看不到内容和是谁的。
        </p>
      )}
      {topic.report && <p className="pre muted">汇报：{topic.report}</p>}
      <ul className="views">
        {topic.views.map((said) => (
          <View key={said.post} said={said} />
        ))}
        {topic.chief && <View said={topic.chief} last />}
      </ul>
      {topic.views.length === 0 && !topic.chief && <p className="muted">还没有人发表意见。</p>}
      <Others topic={topic} />
      {topic.ballot && topic.votes.length > 0 && (
        <p>
          表决：
          <Tally said={topic.votes} />
        </p>
      )}
      {topic.reasons && <p className="notice warn">与多数意见不一致的理由：{topic.reasons}</p>}
    </section>
  )
}

/** What members who are away wrote, what those said who sit in, and who withdrew. */
const Others = ({ topic }: { topic: Topic }): ReactElement => (
  <ul className="small others">
    {topic.written.map(({ name, title, words }) => (
      <li key={name}>
        书面意见（缺席，不计票）：<strong>{name}</strong> {title}：{words}
      </li>
    ))}
    {topic.guests.map(({ unit, name, words }) => (
      <li key={`${unit}${words}`}>
        列席意见：{unit} {name}：{words}
      </li>
    ))}
    {topic.recused.map(({ post, name, title, reason }) => (
      <li key={post}>
        回避：<strong>{name}</strong> {title}（{reason}）
      </li>
    ))}
  </ul>
)

/** 审议: what was said on what is in the room, as it is said. */
export const Deliberation = ({ topic }: { topic: Topic }): ReactElement => (
  <>
    {topic.outcome && (
      <section className="card outcome" aria-label="决定">
        <h2>决定：{topic.outcome.title}</h2>
        <p className="pre">{topic.outcome.words}</p>
      </section>
    )}
    <Views topic={topic} />
  </>
)
