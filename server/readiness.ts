import type { FastifyInstance } from 'fastify'
import type { Services } from './services.ts'

/**
 * `GET /readyz` for whatever shares requests out among several processes: 200 while this one may be given requests, 503 once it
 * was asked to stop. It says nothing of the database, which all of them have in common.
 */
export function registerReadiness(app: FastifyInstance, { ready }: Services): void {
  app.get('/readyz', async (_, reply) => {
    const is = ready()
    return reply
      .code(is ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready: is })
  })
}
