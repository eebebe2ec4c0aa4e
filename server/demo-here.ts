import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendProblem } from './contract/register.ts'
import { problem } from './problem.ts'
import type { Services } from './services.ts'

/**
 * Keeps a demo that nobody asked for on its own machine: its one-click logins need no password, and a proxy in front would open
 * them to everybody who reaches the proxy, although the demo itself listens on a loopback address.
 */
export function keepDemoHere(app: FastifyInstance, { mode, hereOnly }: Services): void {
  if (mode !== 'demo' || !hereOnly) return
  app.addHook('onRequest', async (request, reply) => {
    if (!wasForwarded(request)) return
    return sendProblem(
      reply,
      problem(
        'FORBIDDEN',
        '这是只供本机试用的演示，不接受代理转发的访问；确需对外演示，请设 LUOSHI_DEMO=1 后重新启动',
      ),
    )
  })
}

const wasForwarded = ({ headers }: FastifyRequest): boolean =>
  Object.keys(headers).some((name) => /^(forwarded|via|x-real-ip|x-forwarded-.+)$/.test(name))
