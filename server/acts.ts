import type { FastifyInstance } from 'fastify'
import { act } from '#store/act.ts'
import { type ActDone, type ActOperation, actOperations } from './contract/act-operations.ts'
import { type Call, route } from './contract/register.ts'
import { type Problem, notFound, refusedBy } from './problem.ts'
import { type Services, channelOf } from './services.ts'

/** Routes of the rulebook: one per act of each procedure. */
export function registerActs(app: FastifyInstance, services: Services): void {
  for (const [name, operation] of Object.entries(actOperations(services.context.rulebook))) {
    const [procedure = '', power = ''] = name.split('.')
    route(app, services, operation, (call) => doAct(services, procedure, power, call))
  }
}

async function doAct(
  services: Services,
  procedure: string,
  power: string,
  call: Call<ActOperation>,
): Promise<ActDone | Problem> {
  const { context } = services
  const { caller, params } = call
  const { form, ver } = call.body
  const matter = (params as { id?: string }).id
  const outcome = await act(context, {
    procedure,
    act: power,
    form,
    actor: caller.actor,
    key: call.key,
    channel: channelOf(services),
    ...(matter === undefined ? {} : { matter }),
    ...(ver === undefined ? {} : { ver }),
  })
  if (outcome.kind === 'not found') return notFound()
  if (outcome.kind === 'refused') return refusedBy(context.rulebook, outcome.refusals)
  const { id, ver: reached, state, record } = outcome.matter
  return { id, number: String(record['number']), ver: reached, state: state ?? '', receipt: outcome.receipt }
}
