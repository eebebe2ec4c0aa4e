import Fastify, { type FastifyServerOptions } from 'fastify'
import type { Services } from './services.ts'

/**
 * JSON lines on standard error, one per request that changed something or failed, never a body, a cookie or a query.
 *
 * JSON escapes control characters by itself; bidirectional and line separator characters would still let a forged name turn
 * a log around on screen, so they are escaped as well.
 */
export function logOptions({
  logs,
  logLevel,
  context,
}: Services): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  if (!logs) return { logger: false }
  return {
    // Requests are logged by the hooks of security.ts, which leave reads out.
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    logger: {
      level: logLevel,
      base: { pid: process.pid, tenant: context.tenant },
      stream: { write: (line: string) => logs(escapeUnseen(line)) },
      serializers: {
        req: ({ id, method, url, ip }) => ({ id, method, path: url.split('?')[0], ip }),
        err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack ?? '' }),
      },
    },
  }
}

// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const UNSEEN = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** Writes characters that a terminal would obey or hide as `\uXXXX`. */
export const escapeUnseen = (line: string): string =>
  line.replaceAll(UNSEEN, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
