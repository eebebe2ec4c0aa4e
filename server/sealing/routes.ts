import type { FastifyInstance } from 'fastify'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { sealingFor } from './sealing.ts'

/** The pages on which something is sealed or opened; the acts themselves go the way of all acts. */
export function registerSealing(app: FastifyInstance, services: Services): void {
  register(app, services, operations.sealing, {
    view: async ({ caller, params }) =>
      (await sealingFor(services.context, caller.actor, params.id)) ?? notFound(),
  })
}
