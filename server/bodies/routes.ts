import type { FastifyInstance } from 'fastify'
import { dropFeed, feedMadeAt, makeFeed } from '#store/calendar-feed.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { recorded } from '../trail/record.ts'
import { bodiesFor, bodyPageFor } from './bodies.ts'
import { calendarFor, newKey } from './feed.ts'
import { resolutionsOf, splitsOf, waitingFor } from './lists.ts'
import { reasonsFor } from './reasons-page.ts'

/** Routes of bodies that decide together, and of a person's calendar of their meetings. */
export function registerBodies(app: FastifyInstance, services: Services): void {
  const { context, district } = services
  register(app, services, operations.bodies, {
    list: async ({ caller }) => bodiesFor(context, caller.actor),

    page: async ({ caller, params }) => (await bodyPageFor(context, caller.actor, params.id)) ?? notFound(),

    waiting: async ({ caller, params, query }) =>
      (await waitingFor(context, caller.actor, params.id, query)) ?? notFound(),

    resolutions: async ({ caller, params, query }) =>
      (await resolutionsOf(context, caller.actor, params.id, query)) ?? notFound(),

    splits: async ({ caller, params }) => (await splitsOf(context, caller.actor, params.id)) ?? notFound(),

    reasons: async ({ caller, params }) => (await reasonsFor(context, caller.actor, params.id)) ?? notFound(),

    feed: async ({ caller }) => ({ since: await feedMadeAt(context, caller.actor.person) }),

    makeFeed: (call) =>
      recorded(
        context,
        call,
        'audit.calendarOn',
        async (inner) => {
          const { key, hash } = newKey()
          await makeFeed(inner, call.caller.actor.person, hash)
          const { protocol, host } = call.request
          return { url: `${protocol}://${host}${operations.bodies.calendar.path}?key=${key}` }
        },
        () => ({}),
      ),

    dropFeed: (call) =>
      recorded(
        context,
        call,
        'audit.calendarOff',
        async (inner) => ((await dropFeed(inner, call.caller.actor.person)) ? DONE : notFound()),
        () => ({}),
      ),

    calendar: async ({ query, request }) => {
      const site = `${request.protocol}://${request.host}`
      const text = await calendarFor(context, query.key, { district, site })
      if (text === null) return notFound()
      const body = Buffer.from(text, 'utf8')
      return {
        body,
        media: operations.bodies.calendar.ok.media,
        name: `${district}会议.ics`,
        size: body.length,
      }
    },
  })
}
