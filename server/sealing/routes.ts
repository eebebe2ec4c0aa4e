import type { FastifyInstance } from 'fastify'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { attachmentOf } from './attachments.ts'
import { sealingFor } from './sealing.ts'

/** The pages on which something is sealed or opened; the acts themselves go the way of all acts. */
export function registerSealing(app: FastifyInstance, services: Services, cabinet: Cabinet): void {
  const { context } = services
  register(app, services, operations.sealing, {
    view: async ({ caller, params }) => (await sealingFor(context, caller.actor, params.id)) ?? notFound(),
    attachment: async (call) => {
      const { id, post, n } = call.params
      return (await attachmentOf({ services, cabinet, call }, { id, post, n: Number(n) })) ?? notFound()
    },
  })
}
