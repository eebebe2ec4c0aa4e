import { z } from 'zod'
import type { Operation } from './contract/operation.ts'
import { countAttempts } from './identity/attempts.ts'
import { type Problem, problem } from './problem.ts'

/** Requests a minute that this process takes. */
export interface RequestLimits {
  readonly person: number
  /** Of one address, where a whole unit may sit behind; this machine's own is not counted. */
  readonly address: number
  /** Uploads and files made for one person. */
  readonly heavy: number
  readonly district: number
}

/** Far above what anybody does by hand, and far below what would keep others waiting. */
export const USUAL_LIMITS: RequestLimits = { person: 1_200, address: 6_000, heavy: 60, district: 60_000 }

/** Counts requests. Each gives the problem of one too many, or null. */
export interface Limiter {
  /** Before anything is looked up. */
  arriving(address: string, now: number): Problem | null
  /** Once it is known who asks for what. */
  asking(person: string, operation: Operation, now: number): Problem | null
}

const WINDOW_MS = 60_000
const HERE: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

export function limiter(limits: RequestLimits): Limiter {
  const counter = (most: number) => countAttempts({ most, windowMs: WINDOW_MS })
  const [person, address, heavy, district] = [
    counter(limits.person),
    counter(limits.address),
    counter(limits.heavy),
    counter(limits.district),
  ]
  return {
    arriving: (from, now) =>
      tooMany(district.take('', now), '系统请求太多') ??
      (HERE.has(from) ? null : tooMany(address.take(from, now), '您所在网络的请求太多')),
    asking: (who, operation, now) =>
      tooMany(person.take(who, now), '操作太频繁') ??
      (isHeavy(operation) ? tooMany(heavy.take(who, now), '上传、导出太频繁') : null),
  }
}

const tooMany = (wait: number, said: string): Problem | null =>
  wait === 0
    ? null
    : problem('TOO_MANY', `${said}，请${wait}秒后再试；填好的内容不会丢失`, { retryAfter: wait })

/** Takes a file in or makes one. */
const isHeavy = ({ upload, ok }: Operation): boolean => upload === true || !(ok instanceof z.ZodType)
