import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keepReceived } from '#store/sms-received.ts'
import { sendProblem } from '../contract/register.ts'
import { countAttempts } from '../identity/attempts.ts'
import { notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { type GatewayCall, isGenuine, messagesIn } from './incoming.ts'

/** Bytes of one call; a batch of a thousand messages fits. */
const MOST_BYTES = 1_000_000
/** Calls from one address that prove nothing, in a minute. */
const FORGERIES = { most: 30, windowMs: 60_000 } as const

/**
 * The address that gateways hand messages in at, `POST /api/sms/inbound/{gateway}`. It needs no login: the gateway proves itself
 * as its mapping says. What it hands over is kept before it is told so; a second time the same messages change nothing and get
 * the same answer.
 */
export function registerInbound(app: FastifyInstance, services: Services): void {
  const forgeries = countAttempts(FORGERIES)
  void app.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.removeAllContentTypeParsers()
    const types = ['application/json', 'application/x-www-form-urlencoded']
    scope.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_, body, done) =>
      done(null, body),
    )
    scope.post('/api/sms/inbound/:gateway', { bodyLimit: MOST_BYTES }, async (request, reply) => {
      const { context, sms } = services
      const now = context.clock.now()
      const { gateway } = request.params as { gateway: string }
      const mapping = sms.inbound.get(gateway)
      if (!mapping) return sendProblem(reply, notFound())
      const call = callOf(request)
      if (!isGenuine(mapping, call, now)) return refuse(reply, forgeries.take(call.address, Date.parse(now)))
      const messages = messagesIn(gateway, mapping, call, now)
      if (!messages)
        return sendProblem(reply, problem('BAD_REQUEST', '读不出短信，请核对网关的推送格式和对照文件'))
      await keepReceived(context, messages)
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(mapping.answer))
    })
  })
}

function refuse(reply: FastifyReply, wait: number): FastifyReply {
  if (wait > 0) return sendProblem(reply, problem('TOO_MANY', '请求太频繁，请稍后再试', { retryAfter: wait }))
  return sendProblem(reply, problem('FORBIDDEN', '没有通过短信网关的验证'))
}

function callOf({ ip, headers, query, body }: FastifyRequest): GatewayCall {
  return {
    address: ip,
    headers,
    query: query as GatewayCall['query'],
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    contentType: headers['content-type'] ?? '',
  }
}
