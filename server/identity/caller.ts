import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { addMs, dayAt, msBetween } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import {
  type PostAs,
  type SeatRow,
  type SessionRow,
  insertSession,
  moveSession,
  readSession,
  touchSession,
} from '#store/identity.ts'
import type { Services } from '../services.ts'

/** Without a request for so long, the session ends. */
export const IDLE_MS = 30 * 60_000
/** A session ends so long after login, whatever happens. */
export const LONGEST_MS = 12 * 3_600_000
/** `seen_at` is written at most this often, and never by a reading that nobody asked for. */
const TOUCH_MS = 60_000

/** Who asks: the person's session, all their seats today, and the one they act in now as the kernel's actor. */
export interface Caller {
  readonly actor: Actor
  readonly sessionId: string
  readonly session: SessionRow
  readonly seats: readonly SeatRow[]
  readonly seat: SeatRow
  /** The seat they acted in so far is gone since the last request: this is another one. */
  readonly moved: boolean
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

/** As `callerOf`, looked up again each time and without counting as a sign of life: for connections that stay open. */
export const callerStill = (services: Services, request: FastifyRequest): Promise<Caller | null> =>
  lookUp(services, request)

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
  if (!token || !/^[\w-]{43}$/.test(token)) return null
  const id = sessionId(token)
  const now = context.clock.now()
  const found = await readSession(context, id, now, addMs(now, -IDLE_MS), dayAt(now))
  if (!found) return null
  const { session, seats } = found
  const seat = seats.find((s) => s.post === session.post && s.as === session.as) ?? seats[0]
  if (!seat) return null
  const moved = seat.post !== session.post || seat.as !== session.as
  return { actor: actorIn(session.person, seat), session, seats, seat, moved, sessionId: id }
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

/** Opens a session with a fresh token: the cookie before login never lives on. Returns the cookie as set. */
export async function openSession(
  { context }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  person: string,
  seat: { post: string; as: PostAs },
): Promise<Record<string, string>> {
  const token = randomBytes(32).toString('base64url')
  const now = context.clock.now()
  const id = sessionId(token)
  await insertSession(context, {
    id,
    person,
    post: seat.post,
    as: seat.as,
    now,
    expiresAt: addMs(now, LONGEST_MS),
  })
  reply.setCookie(cookieName(request), token, { ...cookieRules(request), maxAge: LONGEST_MS / 1000 })
  return { [cookieName(request)]: token }
}

/** Takes the cookie back. */
export const dropCookie = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.clearCookie(cookieName(request), cookieRules(request))
}

const sessionId = (token: string): string => createHash('sha256').update(token).digest('hex')

// The __Host- prefix needs Secure; an intranet address without TLS gets the plain name rather than no login at all.
const cookieName = (request: FastifyRequest): string =>
  request.protocol === 'https' ? '__Host-luoshi' : 'luoshi'
const cookieRules = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const
