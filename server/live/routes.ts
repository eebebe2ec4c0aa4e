import type { FastifyInstance, FastifyReply } from 'fastify'
import { operations } from '../contract/operations.ts'
import { TAKEN_OVER, register } from '../contract/register.ts'
import { callerStill } from '../identity/caller.ts'
import { problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { type HubLimits, type LiveEvent, type Listener, openHub } from './hub.ts'

/** Proxies drop connections that stay silent for a minute. */
const HEARTBEAT_MS = 25_000
/** A stream that we end is sought again after this or up to twice as long, so that thousands do not come back at once. */
const COME_BACK_MS = 1_000
/** A page that reads nothing any more is let go; it comes back by itself. */
const MOST_UNREAD = 256 * 1024

/** The stream of events. A login that ended ends its streams with the next heartbeat or event. */
export function registerLive(app: FastifyInstance, services: Services, limits?: HubLimits): void {
  const hub = openHub(services, limits)
  app.addHook('preClose', () => hub.close())
  const { events } = operations.desk
  register(
    app,
    services,
    { events },
    {
      events: async ({ request, reply, caller }) => {
        const listener: Listener = {
          session: caller.sessionId,
          actor: async () => (await callerStill(services, request))?.actor ?? null,
          send: (list) => write(reply, list.map(eventText).join('')),
          end: () => reply.raw.end(`retry: ${COME_BACK_MS + Math.floor(Math.random() * COME_BACK_MS)}\n\n`),
        }
        // A page left while its login was looked up: its 'close' is over, and nobody would ever take the listener out again.
        if (reply.raw.destroyed) return left(reply)
        if (!hub.join(listener)) return problem('TOO_MANY', '打开的页面太多，请关掉一些', { retryAfter: 60 })
        open(reply)
        const beat = setInterval(() => void heartbeat(reply, listener), HEARTBEAT_MS)
        reply.raw.on('close', () => {
          clearInterval(beat)
          hub.leave(listener)
        })
        return TAKEN_OVER
      },
    },
  )
}

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

function write(reply: FastifyReply, text: string): void {
  if (reply.raw.writableLength > MOST_UNREAD) reply.raw.destroy()
  else reply.raw.write(text)
}

const eventText = ({ event, data }: LiveEvent): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
