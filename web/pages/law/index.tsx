import { type ReactElement, useEffect, useState } from 'react'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { MatterLink } from '../../ui/matter-link.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import '../../ui/lists.css'

type Law = Ok<'lists.law'>
type Article = Law['articles'][number]

/** Numbers as they stand in the name of an article, for finding 第十八条 under 第18条. */
const DIGITS = '零一二三四五六七八九'
const numbered = (name: string): string =>
  name.replaceAll(/[零一二三四五六七八九十百千]+/g, (words) => {
    let [sum, digit] = [0, 0]
    for (const sign of words) {
      const unit = { 十: 10, 百: 100, 千: 1000 }[sign]
      if (unit === undefined) digit = DIGITS.indexOf(sign)
      else {
        sum += (digit || 1) * unit
        digit = 0
      }
    }
    return String(sum + digit)
  })

const ArticleCard = ({ article, wanted }: { article: Article; wanted: boolean }): ReactElement => (
  <section
    className="card stack"
    id={article.name}
    aria-label={article.name}
    aria-current={wanted || undefined}
  >
    <h3>
      {article.name}
      {article.ended && <span className="tag red"> 施行到{dateText(article.ended)}</span>}
    </h3>
    {article.text && <p style={{ whiteSpace: 'pre-line' }}>{article.text}</p>}
    {article.items.length > 0 && (
      <details open={wanted}>
        <summary>依据它的清单事项{article.items.length}项</summary>
        <ul className="lines">
          {article.items.map(({ id, title, unitName }) => (
            <li key={id} className="line">
              <Link to="/lists/items/$id" params={{ id }}>
                {title}（{id}）
              </Link>
              <span className="small muted">{unitName}</span>
            </li>
          ))}
        </ul>
      </details>
    )}
    {article.others.length > 0 && (
      <p className="small">
        依据它的规程：
        {article.others.map(({ title, procedure }, n) => (
          <span key={title}>
            {n > 0 && '、'}
            {procedure ? (
              <Link to="/procedures/$id" params={{ id: procedure }}>
                {title}
              </Link>
            ) : (
              title
            )}
          </span>
        ))}
      </p>
    )}
  </section>
)

const Articles = ({ law }: { law: Law }): ReactElement => {
  const wanted = numbered(decodeURIComponent(useLocation().hash))
  const [all, setAll] = useState(false)
  const shown = all
    ? law.articles
    : law.articles.filter(
        (one) => one.items.length + one.others.length > 0 || one.name === wanted || one.ended,
      )
  useEffect(() => {
    if (wanted) document.querySelector(`[id="${CSS.escape(wanted)}"]`)?.scrollIntoView()
  }, [wanted])
  return (
    <section className="stack" aria-label="条文">
      <div className="row spread">
        <h2>条文</h2>
        <span className="muted small">{law.textNote}</span>
      </div>
      {shown.length === 0 && <Empty>还没有清单事项、规程依据它。</Empty>}
      {shown.map((article) => (
        <ArticleCard key={article.name} article={article} wanted={article.name === wanted} />
      ))}
      {!all && shown.length < law.articles.length && (
        <button type="button" className="btn noprint" onClick={() => setAll(true)}>
          全部{law.articles.length}条
        </button>
      )}
    </section>
  )
}

/** 一件法律文件: what it is, what became of it, and what rests on each of its articles. */
const LawPage = (): ReactElement => {
  const { id } = useParams({ from: '/shell/laws/$id' })
  const found = useCall('lists.law', { params: { id } })
  return (
    <div className="page">
      <Answer of={found}>
        {(law) => (
          <>
            <PageHead
              title={law.title}
              lead={[
                law.rank,
                law.issuer,
                law.issued,
                law.inForce
                  ? `${dateText(law.from)}起施行`
                  : `已废止，施行到${law.to ? dateText(law.to) : ''}`,
                law.source,
              ]
                .filter(Boolean)
                .join('，')}
            >
              <MatterLink id={law.id} className="btn">
                登记和办理
              </MatterLink>
              <Link to="/laws" className="btn">
                法规库
              </Link>
            </PageHead>
            {law.statement && <p className="card">{law.statement}</p>}
            {law.changes.length > 0 && (
              <section className="card stack" aria-label="沿革">
                <h2>沿革</h2>
                <ul className="lines">
                  {law.changes.map((change) => (
                    <li key={change.no} className="line">
                      <div className="line-main">
                        <p>
                          {dateText(change.from)}起{change.articles}
                          {change.kind}（{change.by}）
                        </p>
                        {change.what && <p className="small muted">{change.what}</p>}
                      </div>
                      <span className="small">
                        {change.reviews.waiting > 0
                          ? `应通知${change.reviews.n + change.reviews.waiting}个单位，已通知${change.reviews.n}个，`
                          : `已通知${change.reviews.n}个单位，`}
                        复核办结{change.reviews.closed}份
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <Articles law={law} />
          </>
        )}
      </Answer>
    </div>
  )
}

export default LawPage
