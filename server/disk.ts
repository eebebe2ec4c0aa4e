import type { FastifyInstance } from 'fastify'
import { sendProblem } from './contract/register.ts'
import { problem } from './problem.ts'
import type { Services } from './services.ts'

/** Seconds after which a person, or a page, may ask again. */
const ASK_AGAIN = 60

/** While the disk is full nothing that writes is begun: the same clear answer to all, and what is under way comes to its end. */
export function refuseWhenFull(app: FastifyInstance, { diskFull }: Services): void {
  app.addHook('onRequest', async (request, reply) => {
    const sentence = request.method === 'GET' || request.method === 'HEAD' ? null : diskFull()
    if (sentence !== null)
      return sendProblem(reply, problem('DISK_FULL', sentence, { retryAfter: ASK_AGAIN }))
  })
}
