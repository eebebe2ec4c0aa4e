import { type FormEvent, type ReactElement, useState } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type Ok, urlOf } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import type { ReportsSearch } from '../../router.tsx'
import { DownloadButton } from '../../ui/download.tsx'
import { PostPicker } from '../../ui/pickers.tsx'
import { Answer, Empty } from '../../ui/states.tsx'

type Issue = Ok<'reports.brief'>
type Item = Issue['items'][number]

const Part = ({ title, texts }: { title: string; texts: readonly string[] }): ReactElement | null =>
  texts.length === 0 ? null : (
    <div>
      <h4>{title}</h4>
      <ul className="brief-list">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  )

const Told = ({ item }: { item: Item }): ReactElement => (
  <section className="card stack" aria-label={item.title}>
    <div>
      <h3>
        <Link to="/matters/$id" params={{ id: item.id }}>
          {item.title}
        </Link>
      </h3>
      <p className="small muted">
        {item.number} · {item.stateTitle}
      </p>
    </div>
    <Part title="交办要求" texts={item.asked} />
    {item.progress.length > 0 && (
      <div>
        <h4>进展情况</h4>
        {item.earlier > 0 && <p className="small muted">此前{item.earlier}次办理记录从略。</p>}
        <ul className="brief-list">
          {item.progress.map(({ text, seq }) => (
            <li key={seq}>
              {text}
              <Link
                to="/matters/$id"
                params={{ id: item.id }}
                hash={`entry-${seq}`}
                className="small"
                aria-label={`打开记录第${seq}条`}
              >
                记录第{seq}条
              </Link>
            </li>
          ))}
        </ul>
      </div>
    )}
    <Part
      title="存在问题"
      texts={item.problems.length > 0 ? item.problems : ['没有报告的困难，没有逾期。']}
    />
    <Part title="下步安排" texts={item.next} />
  </section>
)

/** Whose matters, or which: a leader who arranged them, or words to search for. */
const Chooser = ({ search }: { search: ReportsSearch }): ReactElement => {
  const navigate = useNavigate()
  const [words, setWords] = useState(search.q ?? '')
  const go = (more: ReportsSearch): void =>
    void navigate({ to: '/reports', search: { part: 'brief', ...more }, replace: true })
  const find = (event: FormEvent): void => {
    event.preventDefault()
    if (words.trim() !== '') go({ q: words.trim() })
  }
  return (
    <div className="card brief-chooser noprint">
      <div className="stack">
        <label htmlFor="brief-arranger">哪位领导交办的</label>
        <PostPicker
          id="brief-arranger"
          value={search.arranger ? [search.arranger] : []}
          onChange={([arranger]) => go(arranger ? { arranger } : {})}
        />
      </div>
      <form className="stack" onSubmit={find}>
        <label htmlFor="brief-words">或者按项目名称、文号查找</label>
        <div className="row">
          <input
            id="brief-words"
            className="input"
            type="search"
            maxLength={100}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <button type="submit" className="btn">
            生成简报
          </button>
        </div>
      </form>
    </div>
  )
}

/** 工作简报 for a sponsoring leader (H3). */
export const Brief = ({ search }: { search: ReportsSearch }): ReactElement => {
  const { matter, arranger, q } = search
  const query = { ...(matter ? { matter } : {}), ...(arranger ? { arranger } : {}), ...(q ? { q } : {}) }
  const chosen = Object.keys(query).length > 0
  const brief = useCall('reports.brief', { query }, { enabled: chosen })
  return (
    <>
      <Chooser search={search} />
      {chosen ? (
        <Answer of={brief} lines={6}>
          {(data) => (
            <>
              <div className="row spread">
                <h2>
                  {data.addressee ?? '简报'}（{data.items.length}件）
                </h2>
                <span className="noprint">
                  <DownloadButton url={urlOf('reports.briefPaper', { query })} name="工作简报.docx">
                    下载简报
                  </DownloadButton>
                </span>
              </div>
              {data.items.length === 0 && <Empty>没有符合条件的事项。</Empty>}
              {data.items.map((item) => (
                <Told key={item.id} item={item} />
              ))}
              {data.more && <p className="muted">事项较多，只列出{data.items.length}件，请缩小范围。</p>}
            </>
          )}
        </Answer>
      ) : (
        <Empty>选一位领导，或者输入项目名称，生成可打印的简报。</Empty>
      )}
    </>
  )
}
