import type { FastifyInstance, FastifyReply } from 'fastify'
import { operations } from '../contract/operations.ts'
import { TAKEN_OVER, register } from '../contract/register.ts'
import { callersStill } from '../identity/caller.ts'
import { problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { type HubLimits, type LiveEvent, type Listener, type Onlooker, openHub } from './hub.ts'

/** Proxies drop connections that stay silent for a minute. */
const HEARTBEAT_MS = 25_000
/** A room says so often that it is still there: a page that hears nothing for longer tells its reader that the line is down. */
const BEAT_MS = 5_000
/** A stream that we end is sought again after this or up to twice as long, so that thousands do not come back at once. */
const COME_BACK_MS = 1_000
/** A page that reads nothing any more is let go; it comes back by itself. */
const MOST_UNREAD = 256 * 1024

/** The stream of events. A login that ended ends its streams with the next heartbeat or event. */
export function registerLive(app: FastifyInstance, services: Services, limits?: HubLimits): void {
  const hub = openHub(services, limits)
  app.addHook('preClose', () => hub.close())
  app.addHook('onResponse', async ({ method }) => {
    if (method !== 'GET') hub.wake()
  })
  const still = callersStill(services)
  const { events } = operations.desk
  register(
    app,
    services,
    { events },
    {
      events: async ({ request, reply, caller, query: { room } }) => {
        const listener: Listener = {
          session: caller.sessionId,
          actor: async () => (await still(request))?.actor ?? null,
          ...(room === undefined ? {} : { room: onlooker(reply, room) }),
          send: (list) => write(reply, list.map(eventText).join('')),
          end: () => {
            if (reply.raw.headersSent)
              reply.raw.end(`retry: ${COME_BACK_MS + Math.floor(Math.random() * COME_BACK_MS)}\n\n`)
          },
        }
        // A page left while its login was looked up: its 'close' is over, and nobody would ever take the listener out again.
        if (reply.raw.destroyed) return left(reply)
        reply.raw.on('close', () => hub.leave(listener))
        const isIn = await hub.join(listener)
        if (reply.raw.destroyed) return left(reply)
        if (!isIn) return problem('TOO_MANY', '打开的页面太多，请关掉一些', { retryAfter: 60 })
        open(reply)
        const beat = setInterval(() => void heartbeat(reply, listener), HEARTBEAT_MS)
        const alive = room === undefined ? undefined : setInterval(() => write(reply, BEAT), BEAT_MS)
        reply.raw.on('close', () => {
          clearInterval(beat)
          clearInterval(alive)
        })
        return TAKEN_OVER
      },
    },
  )
}

const ROOM = Buffer.from('event: room\ndata: ')
const END = Buffer.from('\n\n')
const BEAT = 'event: beat\ndata: {}\n\n'

const onlooker = (reply: FastifyReply, meeting: string): Onlooker => ({
  meeting,
  tell: (page) => write(reply, Buffer.concat([ROOM, page, END])),
})

function left(reply: FastifyReply): typeof TAKEN_OVER {
  reply.hijack()
  return TAKEN_OVER
}

function open(reply: FastifyReply): void {
  const headers = {
    ...reply.getHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  }
  reply.hijack()
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.statusCode = 200
  // A browser that lost the connection tries again after so many milliseconds.
  reply.raw.write('retry: 3000\n\n')
}

async function heartbeat(reply: FastifyReply, listener: Listener): Promise<void> {
  try {
    if (await listener.actor()) write(reply, ': \n\n')
    else listener.end()
  } catch {
    // The database is away: whether the login still holds is asked again with the next beat.
    write(reply, ': \n\n')
  }
}

function write(reply: FastifyReply, text: string | Uint8Array): void {
  if (reply.raw.writableLength > MOST_UNREAD) reply.raw.destroy()
  else reply.raw.write(text)
}

const eventText = ({ event, data }: LiveEvent): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
