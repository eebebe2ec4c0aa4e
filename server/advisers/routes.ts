import type { FastifyInstance } from 'fastify'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Services } from '../services.ts'
import { advisersFor } from './advisers.ts'

/** Route of the register of legal advisers. */
export function registerAdvisers(app: FastifyInstance, services: Services): void {
  const { context } = services
  register(app, services, operations.advisers, {
    list: async ({ caller }) => advisersFor(context, caller.actor),
  })
}
