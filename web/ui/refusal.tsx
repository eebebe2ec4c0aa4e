import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import { ProblemError } from '../api/client.ts'
import type { RefusalJson } from '../api/shapes.ts'

const sources: Record<string, string> = { own: '本区规定', unverified: '待核原文', secondary: '转载文本' }

/** An article stands as it is; a rule without numbers is named by its words. */
const articleText = (article: string): string => (article.startsWith('第') ? article : `“${article}”`)

type RefusalBasis = NonNullable<RefusalJson['basis']>[number]

const oneBasisText = ({ title, article, status }: RefusalBasis): string =>
  `${title}${article ? articleText(article) : ''}${sources[status] ? `（${sources[status]}）` : ''}`

/** The bases of a refusal as one line: 政府督查工作条例第11条；区人民政府工作规则“反馈”（本区规定）. */
export const basisText = (refusal: RefusalJson): string => (refusal.basis ?? []).map(oneBasisText).join('；')

/** One refusal in words: why not, under which norm and article, and what would change it. */
export const Refusal = ({ refusal }: { refusal: RefusalJson }): ReactElement => {
  const basis = basisText(refusal)
  return (
    <div className="refusal">
      <p className="strong">{refusal.message}</p>
      {refusal.remedy && <p>{refusal.remedy}</p>}
      {(refusal.norm || basis) && (
        <p className="small muted">
          {refusal.norm && (
            <Link to="/norms" hash={refusal.norm}>
              规范 {refusal.norm}
            </Link>
          )}
          {refusal.norm && basis && ' · '}
          {basis && '依据：'}
          {(refusal.basis ?? []).map((one, n) => (
            <span key={`${one.title}${one.article ?? ''}`}>
              {n > 0 && '；'}
              <Link to="/laws" search={{ of: `《${one.title}》${one.article ?? ''}` }}>
                {oneBasisText(one)}
              </Link>
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

/** What went wrong with a request: the refusals when there are any, else the sentence of the problem. */
export const ProblemNotice = ({ error }: { error: Error }): ReactElement => (
  <div className="notice bad stack" role="alert" style={{ gap: '0.5rem' }}>
    {error instanceof ProblemError && error.refusals.length > 0 ? (
      error.refusals.map((refusal) => <Refusal key={refusal.code} refusal={refusal} />)
    ) : (
      <p>{error instanceof ProblemError ? error.message : '页面出错了，请刷新后重试。'}</p>
    )}
  </div>
)
