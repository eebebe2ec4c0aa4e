import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { StoreContext } from '#store/context.ts'
import { keepReceived } from '#store/sms-received.ts'
import { noteDelivery } from '#store/sms-sent.ts'
import type { InboundMapping } from '../adapters/sms/mapping.ts'
import { sendProblem } from '../contract/register.ts'
import { type Attempts, countAttempts } from '../identity/attempts.ts'
import { notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { type GatewayCall, isGenuine, messagesIn, reportsIn } from './incoming.ts'

/** Bytes of one call; a batch of a thousand messages fits. */
const MOST_BYTES = 1_000_000
/** Calls from one address that prove nothing, in a minute. */
const FORGERIES = { most: 30, windowMs: 60_000 } as const

/**
 * The addresses that gateways call: `POST /api/sms/inbound/{gateway}` with messages, `POST /api/sms/reports/{gateway}` with whether
 * ours arrived. They need no login: the gateway proves itself as its mapping says. What it hands over is kept before it is told
 * so; a second time the same changes nothing and gets the same answer.
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
    scope.post('/api/sms/inbound/:gateway', { bodyLimit: MOST_BYTES }, (request, reply) =>
      answer(services, forgeries, request, reply, keepMessages),
    )
    scope.post('/api/sms/reports/:gateway', { bodyLimit: MOST_BYTES }, (request, reply) =>
      answer(services, forgeries, request, reply, keepReports),
    )
  })
}

/** Keeps what a genuine call carries; false when there is no reading it. */
type Keep = (
  context: StoreContext,
  gateway: string,
  mapping: InboundMapping,
  call: GatewayCall,
) => Promise<boolean>

async function answer(
  { context, sms }: Services,
  forgeries: Attempts,
  request: FastifyRequest,
  reply: FastifyReply,
  keep: Keep,
): Promise<FastifyReply> {
  const now = context.clock.now()
  const { gateway } = request.params as { gateway: string }
  const mapping = sms.inbound.get(gateway)
  if (!mapping) return sendProblem(reply, notFound())
  const call = callOf(request)
  if (!isGenuine(mapping, call, now)) return refuse(reply, forgeries.take(call.address, Date.parse(now)))
  if (!(await keep(context, gateway, mapping, call))) {
    return sendProblem(reply, problem('BAD_REQUEST', '读不出内容，请核对网关的推送格式和对照文件'))
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(mapping.answer))
}

const keepMessages: Keep = async (context, gateway, mapping, call) => {
  const messages = messagesIn(gateway, mapping, call, context.clock.now())
  if (messages) await keepReceived(context, messages)
  return messages !== null
}

const keepReports: Keep = async (context, gateway, { reports }, call) => {
  const said = reports ? reportsIn(gateway, reports, call) : null
  for (const report of said ?? []) await noteDelivery(context, report)
  return said !== null
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
