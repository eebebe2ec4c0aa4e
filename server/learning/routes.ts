import type { FastifyInstance } from 'fastify'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Services } from '../services.ts'
import { learningOf } from './mine.ts'

/** Route of what the person who asks has learnt. */
export function registerLearning(app: FastifyInstance, services: Services): void {
  register(app, services, operations.learning, {
    mine: async ({ caller }) => learningOf(services.context, caller.actor),
  })
}
