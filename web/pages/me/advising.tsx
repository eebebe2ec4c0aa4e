import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'

type Entry = Ok<'advisers.mine'>['entries'][number]

const EntryText = ({ entry }: { entry: Entry }): ReactElement => {
  const { title, stateTitle, until, asked, answered, inHand, left, median, longest, taken } = entry
  return (
    <>
      <p>
        {title}（{stateTitle}
        {until && `，聘期至${dateText(until)}`}）
      </p>
      <p>
        请您参加<strong>{asked}</strong>件，已提出意见<strong>{answered}</strong>件，还没有提的
        <strong>{inHand}</strong>件{left > 0 && `，退出${left}件`}。
      </p>
      {median !== null && (
        <p>
          提出意见一般用<strong>{median}</strong>个工作日，最长{longest}个。
        </p>
      )}
      {taken.of > 0 && (
        <p>
          审查机构有结论的{taken.of}件中，与您的结论一致的<strong>{taken.n}</strong>件。
        </p>
      )}
    </>
  )
}

/** 我的法律顾问工作: an adviser's own figures, shown to him; nothing for everybody else. */
export const Advising = (): ReactElement | null => {
  const { data } = useCall('advisers.mine', {})
  if (!data || data.entries.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="advising-title">
      <h2 id="advising-title">我的法律顾问工作</h2>
      {data.entries.map((entry) => (
        <EntryText key={entry.id} entry={entry} />
      ))}
      <p className="small muted">
        自{dateText(data.since)}起计。只有您和法制机构、纪检监察机关看得到，不排名。
      </p>
    </section>
  )
}
