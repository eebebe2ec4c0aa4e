import type { FastifyInstance } from 'fastify'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import { readerFor } from '../matters/reader.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { lookingIn, roomFor } from './room-for.ts'
import { roomNow } from './room-now.ts'

/** The live page of a meeting, read once; the event stream sends the same when something happens in it. */
export function registerRooms(app: FastifyInstance, services: Services): void {
  const { context } = services
  register(app, services, operations.rooms, {
    room: async ({ caller, params }) => {
      const now = await roomNow(context, params.meeting)
      if (!now) return notFound()
      const reader = await readerFor(context, caller.actor)
      const looking = lookingIn(now, caller.actor, reader)
      return looking ? roomFor(now, looking, reader) : notFound()
    },
  })
}
