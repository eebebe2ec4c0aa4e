import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendProblem } from './contract/register.ts'
import { problem } from './problem.ts'

// Nothing is inline, styles included: React sets the few computed ones through the CSSOM, which the policy does not concern.
const POLICY = [
  "default-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every answer, also of those that the framework gives before any hook runs. */
export const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const

/** Headers of every answer, and the check that a write comes from our own pages. */
export function guard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    reply.header('x-request-id', request.id)
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    if (isForeign(request))
      return sendProblem(reply, problem('WRONG_ORIGIN', '请求不是从本系统的页面发出的，已经拒绝'))
  })
  app.addHook('onResponse', async (request, reply) => {
    const wrote = request.method !== 'GET' && request.method !== 'HEAD'
    if (wrote || reply.statusCode >= 400) {
      request.log.info(
        {
          req: request,
          operation: request.routeOptions.url ?? null,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'request',
      )
    }
  })
}

/**
 * A write whose Origin is not ours. Browsers send Origin with every write and Sec-Fetch-Site with every request; a client
 * without either is no browser and carries no cookie that somebody else could ride on.
 */
function isForeign(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const { origin } = request.headers
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'cross-site'
  return origin !== `${request.protocol}://${request.host}`
}
