import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Instant, addMs, dayAt, msBetween } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { PostAs, SeatRow } from '#store/identity.ts'
import {
  type SessionAuth,
  type SessionRow,
  insertSession,
  moveSession,
  readSession,
  readSessions,
  renewSession,
  touchSession,
} from '#store/sessions.ts'
import { type Problem, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { deviceOf } from './device.ts'
import { type IdentityRules, identityRules } from './settings.ts'

/** `seen_at` is written at most this often, and never by a reading that nobody asked for. */
const TOUCH_MS = 60_000
/** For so long after proving to be themselves a person may do what asks for it. */
const FRESH_MS = 5 * 60_000
const DAY_MS = 86_400_000

/** Who asks: the person's session, all their seats today, and the one they act in now as the kernel's actor. */
export interface Caller {
  readonly actor: Actor
  readonly sessionId: string
  readonly session: SessionRow
  readonly seats: readonly SeatRow[]
  readonly seat: SeatRow
  /** The seat they acted in so far is gone since the last request: this is another one. */
  readonly moved: boolean
  /** What they have to do before anything else: a new password, or a second factor. */
  readonly due: 'password' | 'second' | null
}

const known = new WeakMap<FastifyRequest, Promise<Caller | null>>()

/**
 * The person behind a request in the post they act in now, or null. Resolved once per request, from the tables as they stand:
 * an appointment that ended today or a delegation revoked a second ago no longer counts.
 */
export function callerOf(services: Services, request: FastifyRequest): Promise<Caller | null> {
  const before = known.get(request)
  if (before) return before
  const found = resolve(services, request)
  known.set(request, found)
  return found
}

/** The kernel's actor of a request, or null without a login. */
export const actorOf = async (services: Services, request: FastifyRequest): Promise<Actor | null> =>
  (await callerOf(services, request))?.actor ?? null

/**
 * As `callerOf`, looked up again each time and without counting as a sign of life, for connections that stay open: what is asked
 * about several of them in one go is looked up in one statement.
 */
export function callersStill({ context }: Services): (request: FastifyRequest) => Promise<Caller | null> {
  let asked: Set<string> | undefined
  let answer: Promise<(id: string) => Caller | null>
  const lookUpAll = async (ids: ReadonlySet<string>) => {
    const now = context.clock.now()
    const rules = await identityRules(context)
    const found = await readSessions(context, [...ids], now, addMs(now, -rules.idleMs), dayAt(now))
    return (id: string): Caller | null => {
      const one = found.get(id)
      return one ? callerFrom(id, one, rules, now) : null
    }
  }
  return async (request) => {
    const token = request.cookies[cookieName(request)]
    if (!isToken(token)) return null
    if (asked === undefined) {
      const ids = new Set<string>()
      asked = ids
      // Everybody who asks before this turn is over is in the same statement.
      answer = Promise.resolve().then(() => {
        asked = undefined
        return lookUpAll(ids)
      })
    }
    const id = tokenHash(token)
    asked.add(id)
    return (await answer)(id)
  }
}

async function resolve(services: Services, request: FastifyRequest): Promise<Caller | null> {
  const { context } = services
  const caller = await lookUp(services, request)
  if (!caller) return null
  const { sessionId: id, session, seat, moved } = caller
  const now = context.clock.now()
  // The seat of the session is gone: go on in the person's first one, on record, rather than in none.
  if (moved) await moveSession(context, id, seat.post, seat.as)
  if (!isUnattended(request) && msBetween(session.seenAt, now) >= TOUCH_MS)
    await touchSession(context, id, now)
  return caller
}

/** A reading that nobody asked for, by a page left open: what it does after a live event, and the stream of events itself. */
const isUnattended = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers['x-background'] === '1' || headers.accept === 'text/event-stream')

async function lookUp({ context }: Services, request: FastifyRequest): Promise<Caller | null> {
  const token = request.cookies[cookieName(request)]
  if (!isToken(token)) return null
  const id = tokenHash(token)
  const now = context.clock.now()
  const rules = await identityRules(context)
  const found = await readSession(context, id, now, addMs(now, -rules.idleMs), dayAt(now))
  return found ? callerFrom(id, found, rules, now) : null
}

/** Who somebody is in a session as it was read, in the seat they act in now; null while they sit nowhere. */
function callerFrom(
  id: string,
  { session, seats }: { readonly session: SessionRow; readonly seats: readonly SeatRow[] },
  rules: IdentityRules,
  now: Instant,
): Caller | null {
  const seat = seats.find((s) => s.post === session.post && s.as === session.as) ?? seats[0]
  if (!seat) return null
  const moved = seat.post !== session.post || seat.as !== session.as
  const due = dueOf(session, seat, rules, now)
  return { actor: actorIn(session.person, seat), session, seats, seat, moved, due, sessionId: id }
}

function dueOf(session: SessionRow, seat: SeatRow, rules: IdentityRules, now: Instant): Caller['due'] {
  const { mustChange, passwordSetAt, secondFactor, auth } = session
  const { age } = rules.password
  const aged = age > 0 && passwordSetAt !== null && addMs(passwordSetAt, age * DAY_MS) <= now
  if (mustChange || (aged && auth !== 'oidc' && auth !== 'demo')) return 'password'
  const needed = rules.secondFactor && seat.administers !== null && auth !== 'demo'
  return needed && !secondFactor ? 'second' : null
}

/** Null while the person's last proof of who they are is recent enough for what asks for it; else the problem that says so. */
export function staleness({ session: { freshAt, auth } }: Caller, now: Instant): Problem | null {
  // Whoever clicked on a persona of the demo has nothing to prove it by.
  if (auth === 'demo' || (freshAt !== null && msBetween(freshAt, now) < FRESH_MS)) return null
  return problem('NOT_FRESH', '这一步要先确认是您本人，请输入密码或者动态码')
}

/** A person in one of their seats, as the kernel knows an actor. */
export const actorIn = (person: string, seat: SeatRow): Actor => ({
  person,
  post: seat.post,
  unit: seat.unit,
  level: seat.level,
  functions: seat.functions,
  as: seat.as,
  ...(seat.within ? { within: seat.within } : {}),
})

/** Makes the next `callerOf` look again, after the session or the seat changed within the request. */
export const forgetCaller = (request: FastifyRequest): void => {
  known.delete(request)
}

/** The caller after a session was written within the request. */
export async function callerAfter(services: Services, request: FastifyRequest): Promise<Caller> {
  forgetCaller(request)
  const caller = await callerOf(services, request)
  if (!caller) throw new Error('the session just written is not there')
  return caller
}

/** Opens a session with a fresh token: the cookie before login never lives on. */
export async function openSession(
  { context }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  person: string,
  seat: { post: string; as: PostAs },
  auth: SessionAuth,
): Promise<void> {
  const { longestMs, devices } = await identityRules(context)
  const [token, now] = [newToken(), context.clock.now()]
  const session = {
    id: tokenHash(token),
    person,
    post: seat.post,
    as: seat.as,
    now,
    expiresAt: addMs(now, longestMs),
    auth,
    device: deviceOf(request.headers['user-agent']),
  }
  await insertSession(context, session, devices)
  giveCookie(request, reply, token, longestMs)
}

/** Puts the caller's session under a new token, in a seat: at a change of seat, and when they have proved themselves anew. */
export async function renew(
  { context }: Services,
  { sessionId, session }: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
  to: { readonly post: string; readonly as: PostAs; readonly fresh: boolean },
): Promise<void> {
  const [token, now] = [newToken(), context.clock.now()]
  await renewSession(context, sessionId, { ...to, id: tokenHash(token), now })
  giveCookie(request, reply, token, msBetween(now, session.expiresAt))
}

function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string, lastsMs: number): void {
  const rules = { ...cookieRules(request), maxAge: Math.max(1, Math.floor(lastsMs / 1000)) }
  reply.setCookie(cookieName(request), token, rules)
  // Whatever else this request does is done in the new session.
  request.cookies = { ...request.cookies, [cookieName(request)]: token }
}

/** Takes the cookie back. */
export const dropCookie = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.clearCookie(cookieName(request), cookieRules(request))
}

/** 32 random bytes as the browser holds them, and what is kept of them. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
export const isToken = (token: string | undefined): token is string =>
  token !== undefined && /^[\w-]{43}$/.test(token)

// The __Host- prefix needs Secure; an intranet address without TLS gets the plain name rather than no login at all.
const cookieName = (request: FastifyRequest, what = ''): string =>
  `${request.protocol === 'https' ? '__Host-' : ''}luoshi${what}`
const cookieRules = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const

/** How long a login may take between its steps. */
export const STEP_MS = 5 * 60_000

/** Gives the browser the token of a login between its steps, reads it, or takes it back with `null`. */
export function setStepCookie(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  const name = cookieName(request, '-step')
  if (token === null) reply.clearCookie(name, cookieRules(request))
  else reply.setCookie(name, token, { ...cookieRules(request), maxAge: STEP_MS / 1000 })
}
export const stepCookie = (request: FastifyRequest): string | undefined =>
  request.cookies[cookieName(request, '-step')]
