import type { Refusal } from '#kernel/refusal.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { Problem as ProblemJson, RefusalJson } from './contract/operation.ts'

/**
 * Codes of the server itself and of the kernel, with their status and what people read as the title. Gates bring their own
 * codes: one about who acts answers 403, one about the matter 409 (see `statusOf`).
 *
 * 401 not logged in · 403 known but not entitled · 404 not there, or not for you: the two are never told apart · 409 right
 * request, wrong moment · 413, 415 the file or body itself · 422 read but not acceptable · 429 too often.
 */
export const PROBLEMS = {
  BAD_REQUEST: [400, '请求无法识别'],
  BAD_JSON: [400, '内容不是正确的 JSON'],
  NOT_LOGGED_IN: [401, '请先登录'],
  LOGIN_FAILED: [401, '账号或密码不正确'],
  FORBIDDEN: [403, '没有权限'],
  PASSWORD_DUE: [403, '请先修改密码'],
  SECOND_FACTOR_DUE: [403, '请先设置两步验证'],
  NOT_FRESH: [403, '请确认是您本人'],
  WRONG_ORIGIN: [403, '请求来源不对'],
  NOT_YOURS: [403, '不是本岗位的职权'],
  NOT_ENTERABLE: [403, '不能由他人代录'],
  DELEGATION_EXCEEDED: [403, '超出委托范围'],
  NOT_FOUND: [404, '没有找到'],
  ACT_UNKNOWN: [404, '没有这项行为'],
  SEAT_CHANGED: [409, '岗位已经变动'],
  WRONG_STATE: [409, '事项当前状态下不能这样做'],
  STALE: [409, '事项已有新的变化'],
  KEY_REUSED: [409, '请求编号已经用过'],
  NOTHING_TO_TAKE_BACK: [409, '没有可以取回的行为'],
  CALENDAR_UNKNOWN: [409, '工作日历未录入'],
  NOT_DUE: [409, '期限未到'],
  DUTY_CLOSED: [409, '职责已经了结'],
  CONFLICT: [409, '与现有内容冲突'],
  TOO_LARGE: [413, '内容太大'],
  WRONG_MEDIA: [415, '文件类型不支持'],
  FORM_INVALID: [422, '填写的内容有误'],
  INFECTED: [422, '文件带有病毒'],
  TOO_MANY: [429, '操作太频繁'],
  BROKEN: [500, '系统出错'],
  // Not 503, for which a balancer takes the process out of its row and asks the next one.
  SCANNER_AWAY: [502, '暂时不能查毒'],
  BUSY: [503, '系统繁忙'],
  DISK_FULL: [503, '磁盘已满'],
} as const

export type ProblemCode = keyof typeof PROBLEMS

/** Why a request does not happen, as a value that a handler returns. Becomes RFC 9457 `application/problem+json`. */
export class Problem {
  readonly status: number
  readonly body: ProblemJson
  /** Seconds after which trying again makes sense; the `Retry-After` header. */
  readonly retryAfter: number | undefined

  constructor(body: ProblemJson, retryAfter?: number) {
    this.status = body.status
    this.body = body
    this.retryAfter = retryAfter
  }
}

/**
 * A problem of the server's own.
 *
 *     return problem('TOO_LARGE', '文件超过 50 MB 的上限，请压缩或者拆分后再上传')
 */
export function problem(
  code: ProblemCode,
  detail: string,
  more: { fields?: Readonly<Record<string, string>>; retryAfter?: number } = {},
): Problem {
  const [status, title] = PROBLEMS[code]
  const refusals = more.fields ? { refusals: [{ code, message: detail, fields: { ...more.fields } }] } : {}
  return new Problem({ type: typeOf(code), title, status, detail, code, ...refusals }, more.retryAfter)
}

/** The one answer for what is not there and for what is not this person's to see. */
export const notFound = (): Problem => problem('NOT_FOUND', '没有找到，或者您无权查看')

/** For an address that no operation has. */
export const noSuchAddress = (): Problem => problem('NOT_FOUND', '没有这个地址，请检查后再试')

/** The problem of refusals as the kernel gave them: the first decides code and status, all are carried. */
export function refusedBy(rulebook: Rulebook, refusals: readonly [Refusal, ...Refusal[]]): Problem {
  const [first] = refusals
  const [status, title] = isProblemCode(first.code) ? PROBLEMS[first.code] : gateStatus(rulebook, first.code)
  const carried = refusals.map(refusalJson)
  return new Problem({
    type: typeOf(first.code),
    title,
    status,
    detail: first.message,
    code: first.code,
    refusals: carried,
  })
}

/** A refusal as the API carries it, in a problem or beside a closed button. */
export const refusalJson = (r: Refusal): RefusalJson => ({
  code: r.code,
  message: r.message,
  ...(r.remedy === undefined ? {} : { remedy: r.remedy }),
  ...(r.norm === undefined ? {} : { norm: r.norm }),
  ...(r.basis === undefined
    ? {}
    : {
        basis: r.basis.map(({ title, article, status }) => ({
          title,
          ...(article === undefined ? {} : { article }),
          status,
        })),
      }),
  ...(r.fields === undefined ? {} : { fields: { ...r.fields } }),
})

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code)

function gateStatus(rulebook: Rulebook, code: string): readonly [number, string] {
  for (const procedure of Object.values(rulebook.procedures)) {
    for (const power of Object.values(procedure.powers)) {
      const gate = power.gates?.find((g) => g.code === code)
      if (gate) return [gate.about === 'actor' ? 403 : 409, gate.title]
    }
  }
  return [409, '不能这样做']
}

const typeOf = (code: string): string => `urn:luoshi:problem:${code.toLowerCase().replaceAll('_', '-')}`
