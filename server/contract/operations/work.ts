import { z } from 'zod'
import { cursor, day, id, instant, limit, op } from '../operation.ts'
import { directoryPost, directoryUnit, figure, inboxItem, ledgerRow } from '../shapes.ts'

export const work = {
  inbox: op({
    method: 'GET',
    path: '/api/inbox',
    summary: '我的事',
    permission: 'staff',
    query: z.strictObject({
      box: z.enum(['todo', 'doing', 'done', 'toread']).default('todo'),
      scope: z.enum(['mine', 'unit']).default('mine'),
      cursor,
      limit,
    }),
    ok: z.object({
      items: z.array(inboxItem),
      next: z.string().nullable(),
      counts: z.object({ todo: z.number(), doing: z.number(), toread: z.number(), lapsed: z.number() }),
    }),
  }),
  leader: op({
    method: 'GET',
    path: '/api/leader',
    summary: '领导三屏：今天、要我定的、我定的事办得怎样',
    permission: 'staff',
    ok: z.object({
      today: z.object({ date: day, fresh: z.array(inboxItem), lapsing: z.array(ledgerRow) }),
      decide: z.array(inboxItem),
      arranged: z.object({ figures: z.array(figure), rows: z.array(ledgerRow) }),
    }),
  }),
  unitPage: op({
    method: 'GET',
    path: '/api/units/{id}/page',
    summary: '单位页：我们欠谁的、谁欠我们的、卡在哪里、记在账上的',
    permission: 'staff',
    ok: z.object({
      unit: directoryUnit,
      posts: z.array(directoryPost),
      figures: z.array(figure),
      owes: z.array(inboxItem),
      owed: z.array(inboxItem),
      stuck: z.array(ledgerRow),
      /** Duties that lapsed: the unit sees all that is held against it. */
      breaches: z.array(
        z.object({
          matter: id,
          title: z.string(),
          must: z.string(),
          dueText: z.string(),
          lapsedAt: instant,
          closed: z.boolean(),
        }),
      ),
    }),
  }),
} as const
