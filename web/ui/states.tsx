import type { ReactElement, ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ProblemError } from '../api/client.ts'
import { ProblemNotice } from './refusal.tsx'

/** Nothing to show, said in words, with what to do next where there is something. */
export const Empty = ({ children, action }: { children: ReactNode; action?: ReactNode }): ReactElement => (
  <div className="empty">
    <p>{children}</p>
    {action && <div style={{ marginTop: '0.75rem' }}>{action}</div>}
  </div>
)

/** Grey lines while something is read; screen readers hear one word. */
export const Loading = ({ lines = 4 }: { lines?: number }): ReactElement => (
  <div className="stack" aria-busy="true" style={{ padding: '1rem 0' }}>
    <output className="sr">正在读取</output>
    {Array.from({ length: lines }, (_, n) => (
      <div key={n} className="bone" style={{ width: `${92 - n * 11}%` }} />
    ))}
  </div>
)

const isGone = (error: Error): boolean => error instanceof ProblemError && error.status === 404

/** A failed read: the reason, and a way to try again, or back where there is nothing to try. */
export const Failed = ({ error, retry }: { error: Error; retry?: () => unknown }): ReactElement => (
  <div className="stack" style={{ gap: '0.75rem', padding: '1rem' }}>
    <ProblemNotice error={error} />
    <div className="row">
      {retry && !isGone(error) && (
        <button type="button" className="btn" onClick={() => void retry()}>
          重试
        </button>
      )}
      {isGone(error) && <Link to="/inbox">回到我的事</Link>}
    </div>
  </div>
)

/**
 * The three states of a read in one place: grey lines, the error with 重试, or the data.
 *
 *     <Answer of={query}>{(data) => …}</Answer>
 */
export function Answer<T>({
  of,
  children,
  lines,
}: {
  of: Pick<UseQueryResult<T, Error>, 'data' | 'error' | 'refetch'>
  children: (data: T) => ReactNode
  lines?: number
}): ReactElement {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <Failed error={of.error} retry={of.refetch} />
  return <Loading {...(lines ? { lines } : {})} />
}
