import type { FastifyInstance } from 'fastify'
import { kindOf, listNames, notLive, powerKinds } from '#kernel/lists.ts'
import { dayAt } from '#kernel/time.ts'
import { districtOf } from '#store/facts.ts'
import { itemsListed } from '#store/queries/items.ts'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Services } from '../services.ts'
import { notLiveText } from './words.ts'

/** Routes of the lists. They are everybody's: what the district may do is no secret inside it. */
export function registerLists(app: FastifyInstance, services: Services): void {
  const { context } = services
  register(app, services, operations.lists, {
    find: async ({ caller, query: { q, lists, kinds, limit } }) => {
      const today = dayAt(context.clock.now())
      const filter = { q: q.trim(), ...(lists ? { lists } : {}), ...(kinds ? { kinds } : {}) }
      const [{ directory, laws }, listed] = await Promise.all([
        districtOf(context),
        itemsListed(context, today, filter, { limit, mine: caller.actor.unit }),
      ])
      return {
        items: listed.map(({ item }) => {
          const dead = notLive(item, laws, today)
          const kind = kindOf(item)
          return {
            id: item.id,
            title: item.title,
            unit: item.unit,
            unitName: directory.unitName(item.unit),
            listTitle: listNames[item.list],
            kindTitle: kind ? powerKinds[kind] : null,
            notLive: dead && notLiveText(dead),
            from: item.from,
          }
        }),
      }
    },
  })
}
