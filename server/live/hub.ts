import { setTimeout as pause } from 'node:timers/promises'
import { maySee } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { type Change, type LiveCursor, changesSince, liveFromNow } from '#store/live.ts'
import { type NoticeRow, noticesOf } from '#store/notices.ts'
import { type KnownRooms, type Present, readFirst, readRooms, roomPages } from '../rooms/pages.ts'
import type { Services } from '../services.ts'

/** One event as a browser gets it. */
export interface LiveEvent {
  readonly event: 'matter' | 'notice'
  readonly data: Readonly<Record<string, string | number>>
}

/** Somebody who looks into a room: what happened there comes with all that the page shows. */
export interface Onlooker {
  readonly meeting: string
  /** The page as it is now, as bytes of JSON. */
  tell(page: Uint8Array): void
}

/** One open page. */
export interface Listener {
  readonly session: string
  readonly room?: Onlooker
  /** Who listens now, or null once the login is over; asked again before anything is told. */
  actor(): Promise<Actor | null>
  send(events: readonly LiveEvent[]): void
  end(): void
}

/** Tells open pages what happened on matters they may see. */
export interface Hub {
  /**
   * Resolves once everything that happens from then on is told: what a page reads before may be older than what it is told next. False when
   * this login has too many pages open already.
   */
  join(listener: Listener): Promise<boolean>
  leave(listener: Listener): void
  /** Something has happened here just now: rooms are told at once, not with the next poll. */
  wake(): void
  /** Ends all connections. */
  close(): Promise<void>
}

export interface HubLimits {
  readonly everyMs: number
  /** While somebody looks into a room. */
  readonly roomEveryMs: number
  readonly perSession: number
  readonly inAll: number
}

const USUAL: HubLimits = { everyMs: 1000, roomEveryMs: 250, perSession: 8, inAll: 2000 }
/** However much happens at once, a room is read again so often at most. */
const BETWEEN_WAKES_MS = 5

/**
 * Polls the store while anybody listens: polling is the truth, so an event lost with a connection costs nothing but a second's
 * delay. Pages read the lists again at an event; the event itself says no more than that something happened.
 */
export function openHub(services: Services, limits: HubLimits = USUAL): Hub {
  const listeners = new Set<Listener>()
  let cursor: LiveCursor | null = null
  // Kept once it is known from where on is told: a first poll may come late, and what happened before it is told to nobody.
  let placed = Promise.withResolvers<void>()
  let looping: Promise<void> | null = null
  const over = new AbortController()
  const rooms: KnownRooms = new Map()
  let resting = new AbortController()
  let woken = false
  const rest = async (): Promise<void> => {
    const inRooms = [...listeners].some(({ room }) => room !== undefined)
    resting = new AbortController()
    const signal = AbortSignal.any([over.signal, resting.signal])
    const until = (ms: number, ended: AbortSignal) =>
      pause(ms, undefined, { signal: ended }).catch(() => undefined)
    if (!woken) await until(inRooms ? limits.roomEveryMs : limits.everyMs, signal)
    if (woken) await until(BETWEEN_WAKES_MS, over.signal)
    woken = false
  }

  const poll = async (): Promise<void> => {
    try {
      const from = cursor ?? (await liveFromNow(services.context))
      const found = cursor ? await changesSince(services.context, from) : { changes: [], cursor: from }
      if (found.changes.length > 0) await tellAll(services, listeners, found.changes, rooms)
      // Last: what could not be told stands before the cursor still, and the next poll tells it.
      cursor = found.cursor
      placed.resolve()
    } catch (error) {
      // The database may be away for a moment.
      services.logs?.(JSON.stringify({ level: 40, msg: 'live poll failed', because: String(error) }))
    }
  }
  // Pages come and go while a poll or a pause is under way; there is one loop all the same.
  const loop = async (): Promise<void> => {
    while (listeners.size > 0 && !over.signal.aborted) {
      await poll()
      await rest()
    }
    cursor = null
    placed.resolve()
    placed = Promise.withResolvers<void>()
    rooms.clear()
    looping = null
  }

  return {
    async join(listener) {
      const ofSession = [...listeners].filter((l) => l.session === listener.session).length
      if (ofSession >= limits.perSession || listeners.size >= limits.inAll || over.signal.aborted)
        return false
      listeners.add(listener)
      // Where it fails, the room is read with the first act that may touch it.
      if (listener.room) readFirst(services.context, listener.room.meeting, rooms).catch(() => undefined)
      looping ??= loop()
      await placed.promise
      return !over.signal.aborted
    },
    leave: (listener) => void listeners.delete(listener),
    wake() {
      if (![...listeners].some(({ room }) => room !== undefined)) return
      woken = true
      resting.abort()
    },
    async close() {
      over.abort()
      for (const listener of listeners) listener.end()
      listeners.clear()
      await looping
    },
  }
}

/** Tells everybody or, when the store fails on the way, nobody: the same changes can then be told again. */
async function tellAll(
  services: Services,
  listeners: ReadonlySet<Listener>,
  changes: readonly Change[],
  rooms: KnownRooms,
): Promise<void> {
  const all = [...listeners]
  const meetings = new Set(all.flatMap(({ room }) => room?.meeting ?? []))
  const [notices, read, present] = await Promise.all([
    noticesOf(services.context, changes),
    readRooms(services.context, meetings, changes, rooms),
    Promise.all(all.map(async (listener) => ({ listener, actor: await listener.actor() }))),
  ])
  const heard: (() => void)[] = []
  const looking: Present[] = []
  for (const { listener, actor } of present) {
    if (!actor) heard.push(() => listener.end())
    else {
      // The page of a room comes whole: nothing else has to be read again there.
      if (listener.room) looking.push({ room: listener.room, actor })
      const events = listener.room ? [] : eventsFor(services, actor, changes, notices)
      if (events.length > 0) heard.push(() => listener.send(events))
    }
  }
  const pages = await roomPages(services.context, looking, read)
  for (const tell of [...pages, ...heard]) tell()
}

/**
 * What one person is told: of matters they may see, and of notices to their post, unit or self, but not of what they did
 * themselves a second ago. Nothing hints at others.
 */
export function eventsFor(
  { context }: Pick<Services, 'context'>,
  actor: Actor,
  changes: readonly Change[],
  notices: readonly NoticeRow[],
): LiveEvent[] {
  return changes.flatMap((change) => {
    const procedure = context.rulebook.procedures[change.procedure]
    if (!procedure || !maySee(procedure, change.parties, actor)) return []
    const mine = notices.filter(
      (n) => n.matter === change.matter && n.seq === change.seq && n.by !== actor.person && isTo(n, actor),
    )
    return [
      { event: 'matter' as const, data: { type: 'matter', id: change.matter, ver: change.seq } },
      ...mine.map((n) => ({
        event: 'notice' as const,
        data: { type: 'notice', matter: change.matter, text: n.text },
      })),
    ]
  })
}

const isTo = (notice: NoticeRow, actor: Actor): boolean =>
  notice.person !== null
    ? notice.person === actor.person
    : notice.post !== null
      ? notice.post === actor.post
      : notice.unit === actor.unit
