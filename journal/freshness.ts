// Whether a head that is shown as the newest one can be: a frozen log keeps showing a head whose cosignatures grow old.

import type { LogPolicy } from './policy.ts'

/** A witness that cosigned, and when, in Unix seconds. */
type Cosigned = { readonly time: number }

/**
 * Why a head is too old to be the newest, as a Chinese sentence; undefined when it is not, or the policy sets no age. What
 * counts is since when the quorum has been silent: the time of the last cosignature that made it up.
 */
export function staleSentence(
  cosigned: readonly Cosigned[],
  { quorum, age }: Pick<LogPolicy, 'quorum' | 'age'>,
  nowSeconds: number,
): string | undefined {
  if (age === undefined || quorum === 0) return undefined
  const since = cosigned.map(({ time }) => time).toSorted((a, b) => b - a)[quorum - 1]
  if (since !== undefined && nowSeconds - since <= age) return undefined
  const told =
    since === undefined ? '没有足够的见证' : `足够的见证最近一次在 ${new Date(since * 1_000).toISOString()}`
  return `${told}，超过策略所定的 ${age} 秒：这可能不是最新的检查点，日志可能被冻结了。`
}
