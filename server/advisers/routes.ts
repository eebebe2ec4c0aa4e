import type { FastifyInstance } from 'fastify'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Services } from '../services.ts'
import { advisersFor } from './advisers.ts'
import { ownAdvising } from './mine.ts'

/** Routes of the register of legal advisers, and of each one's own work. */
export function registerAdvisers(app: FastifyInstance, services: Services): void {
  const { context } = services
  register(app, services, operations.advisers, {
    list: async ({ caller }) => advisersFor(context, caller.actor),
    mine: async ({ caller }) => ownAdvising(context, caller.actor),
  })
}
