import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ADMINISTRATOR, mayAdminister } from '../identity/administrators.ts'
import { type Caller, callerOf, staleness } from '../identity/caller.ts'
import { Problem, notFound, problem } from '../problem.ts'
import { noteTrail } from '../trail/record.ts'
import type { Services } from '../services.ts'
import { type Operation, id } from './operation.ts'
import { faultsOf } from './faults.ts'
import { unlistedKeys } from './unlisted-keys.ts'
import { unusableText } from './usable-text.ts'

type ParamsIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsIn<Rest>
  : never
type SchemaOut<S> = S extends z.ZodType ? z.output<S> : undefined

/** A file or sheet as an answer. `inline` shows it in the page, otherwise it is downloaded under `name`. */
export interface Download {
  readonly body: Uint8Array | Readable
  readonly name: string
  readonly media: string
  readonly size?: number
  readonly inline?: boolean
}

type CallerOf<O extends Operation> = O['permission'] extends 'open' ? Caller | null : Caller

/** One checked request: everything in it has passed the operation's schemas. */
export interface Call<O extends Operation> {
  readonly params: Readonly<Record<ParamsIn<O['path']>, string>>
  readonly query: SchemaOut<O['query']>
  readonly body: SchemaOut<O['body']>
  readonly caller: CallerOf<O>
  /** The request's key, made unique to the person: the same key from two people is two requests. */
  readonly key: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Answer<O extends Operation> = O['ok'] extends z.ZodType ? z.input<O['ok']> : Download

/** Says that a handler answers on the raw connection itself: event streams only. */
export const TAKEN_OVER = Symbol('the reply was taken over')

/** Does one operation. A refusal is returned as a `Problem`, never thrown. */
export type Handler<O extends Operation> = (call: Call<O>) => Promise<Answer<O> | Problem | typeof TAKEN_OVER>

/** The answer of operations that have nothing to say. */
export const DONE = { ok: true } as const

/** One handler per operation of a group; a missing one does not compile. */
export type Handlers<G extends Readonly<Record<string, Operation>>> = {
  readonly [K in keyof G]: Handler<G[K]>
}

/**
 * Registers the routes of a group of operations.
 *
 *     register(app, services, operations.work, { inbox: async ({ caller, query }) => …, leader: …, unitPage: … })
 *
 * Order of checks: login, permission, parameters, query, body. Answers are held against their schema in tests.
 */
export function register<const G extends Readonly<Record<string, Operation>>>(
  app: FastifyInstance,
  services: Services,
  group: G,
  handlers: Handlers<G>,
): void {
  for (const name of Object.keys(group)) {
    const operation = group[name]
    const handler = handlers[name]
    if (!operation || !handler) throw new Error(`operation ${name} has no handler`)
    route(app, services, operation, handler as unknown as Handler<Operation>)
  }
}

/** Registers one operation, for those that come from the rulebook at start. */
export function route<O extends Operation>(
  app: FastifyInstance,
  services: Services,
  operation: O,
  handler: Handler<O>,
): void {
  app.route({
    method: operation.method,
    url: routePath(operation.path),
    ...(operation.largest === undefined ? {} : { bodyLimit: operation.largest }),
    handler: async (request, reply) => {
      const outcome = await answer(services, operation, handler, request, reply)
      if (outcome === TAKEN_OVER) return reply
      return outcome instanceof Problem ? sendProblem(reply, outcome) : sendAnswer(reply, operation, outcome)
    },
  })
}

/** `/api/matters/{id}` as Fastify writes it. */
export const routePath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

async function answer<O extends Operation>(
  services: Services,
  operation: O,
  handler: Handler<O>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Answer<O> | Problem | typeof TAKEN_OVER> {
  const { limiter, context } = services
  const now = Date.parse(context.clock.now())
  const held = limiter?.arriving(request.ip, now)
  if (held) return held
  const caller = await callerOf(services, request)
  const busy = caller && limiter?.asking(caller.actor.person, operation, now)
  if (busy) return busy
  // Every line about a write says who and in which seat; reads leave none.
  if (caller && operation.method !== 'GET') {
    const { person, post, as } = caller.actor
    request.log = request.log.child({ person, post, as })
  }
  const barred = operation.permission === 'open' ? null : await entitled(services, operation, caller, request)
  if (barred) return barred
  const checked = check(operation, request)
  if (checked instanceof Problem) return checked
  const key = requestKey(request, caller)
  if (key instanceof Problem) return key
  return handler({ ...checked, caller, key, request, reply } as Call<O>)
}

async function entitled(
  { context }: Services,
  operation: Operation,
  caller: Caller | null,
  request: FastifyRequest,
): Promise<Problem | null> {
  if (!caller) return problem('NOT_LOGGED_IN', '您还没有登录，或者登录已经过期，请重新登录')
  const { permission } = operation
  if (typeof permission !== 'string' && !(await mayAdminister(context, caller.seat, permission))) {
    // One administrator at another's business is worth knowing of; anybody else stands in the log alone.
    if (caller.seat.administers !== null)
      await noteTrail(context, { caller, request }, 'audit.refused', { what: operation.summary })
    return problem('FORBIDDEN', `这项操作由${permission.map((one) => ADMINISTRATOR[one]).join('或者')}办理`)
  }
  if (caller.due && !operation.evenIfPasswordDue) return DUE[caller.due]
  // An act meant for one seat is never done from another.
  if (caller.moved && operation.method !== 'GET' && !operation.evenIfPasswordDue) {
    const { unitName, title } = caller.seat
    return problem('SEAT_CHANGED', `您原来的岗位已经变动，现在以“${unitName}${title}”办理，请核对后再提交`)
  }
  return operation.needsFresh ? staleness(caller, context.clock.now()) : null
}

const DUE = {
  password: problem('PASSWORD_DUE', '请先修改密码：这是一次性初始密码，或者用得太久了'),
  second: problem('SECOND_FACTOR_DUE', '管理员登录须两步验证，请先在“我的账号”里设置'),
} as const

type Checked = { params: unknown; query: unknown; body: unknown }

const NOTHING = z.strictObject({})

function check(operation: Operation, request: FastifyRequest): Checked | Problem {
  const params = request.params as Record<string, string>
  // An id that cannot exist is answered as one that does not.
  if (Object.values(params).some((value) => !id.safeParse(value).success)) return notFound()
  const query = checkPart(operation.query ?? NOTHING, { ...(request.query as object) })
  if (query instanceof Problem) return query
  if (!operation.body) return { params, query: operation.query ? query.value : undefined, body: undefined }
  const body = checkPart(operation.body, request.body ?? {})
  if (body instanceof Problem) return body
  return { params, query: operation.query ? query.value : undefined, body: body.value }
}

function checkPart(schema: z.ZodType, input: unknown): { value: unknown } | Problem {
  const unusable = unusableText(input)
  const faults = unusable ?? faultsOf(schema, input)
  if ('value' in faults) return faults
  const sentences = [...new Set(Object.values(faults.fields))]
  return problem('FORM_INVALID', sentences.join('；'), { fields: faults.fields })
}

function requestKey(request: FastifyRequest, caller: Caller | null): string | Problem {
  const given = request.headers['idempotency-key']
  if (given !== undefined && !(typeof given === 'string' && /^[\x21-\x7e]{8,100}$/.test(given))) {
    return problem('FORM_INVALID', '请求头 Idempotency-Key 应为 8 至 100 个可见的英文字符')
  }
  return `${caller?.actor.person ?? 'open'}/${given ?? randomUUID()}`
}

/** Sends a problem as RFC 9457 asks. */
export function sendProblem(reply: FastifyReply, { status, body, retryAfter }: Problem): FastifyReply {
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply.status(status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body))
}

/** In tests (vitest says `test`) and while developing. */
const CHECKS_ANSWERS = ['test', 'development'].includes(process.env['NODE_ENV'] ?? '')

function sendAnswer<O extends Operation>(
  reply: FastifyReply,
  operation: O,
  outcome: Answer<O>,
): FastifyReply {
  if (!(operation.ok instanceof z.ZodType)) return sendDownload(reply, outcome as Download)
  if (CHECKS_ANSWERS) {
    const parsed = operation.ok.safeParse(outcome)
    if (!parsed.success)
      throw new Error(
        `${operation.method} ${operation.path} answers against its contract: ${z.prettifyError(parsed.error)}`,
      )
    const unlisted = unlistedKeys(outcome, parsed.data)
    if (unlisted.length > 0)
      throw new Error(
        `${operation.method} ${operation.path} says more than its contract: ${unlisted.slice(0, 5).join(', ')}`,
      )
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(outcome))
}

function sendDownload(reply: FastifyReply, file: Download): FastifyReply {
  reply.header('content-disposition', disposition(file))
  // Whatever a person uploaded gets an origin of its own and may run nothing, should a browser show it after all.
  reply.header(
    'content-security-policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'",
  )
  reply.header('cache-control', 'private, no-store')
  if (file.size !== undefined) reply.header('content-length', String(file.size))
  return reply.type(file.media).send(file.body instanceof Uint8Array ? Buffer.from(file.body) : file.body)
}

/** RFC 6266 with an ASCII fallback; control, bidi and path characters never reach a header. */
export function disposition({ name, inline }: Pick<Download, 'name' | 'inline'>): string {
  const shown =
    name
      .toWellFormed()
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"\\/]/gu, '_')
      .slice(0, 150) || '文件'
  const ascii = shown.replaceAll(/[^\x20-\x7e]|[%;]/g, '_')
  const encoded = encodeURIComponent(shown.toWellFormed()).replaceAll(
    /['()*]/g,
    (c) => `%${c.codePointAt(0)?.toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
