import { z } from 'zod'
import { cursor, day, id, instant, limit, op } from '../operation.ts'
import { directoryPost, directoryUnit, figure, inboxItem, ledgerRow, matterRef } from '../shapes.ts'

/** The first rows of a list, and the query of the ledger that lists them all. */
const rowsOf = z.object({ rows: z.array(ledgerRow), query: z.string() })

/** Something that was done on a matter. */
const deed = z.object({ matter: matterRef, title: z.string(), at: instant, by: z.string() })

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
      today: z.object({
        date: day,
        /** Papers that wait for this post: to be instructed, signed, read. */
        papers: z.array(inboxItem),
        /** What this post itself owes today or owed before. */
        due: z.array(inboxItem),
        fresh: z.array(inboxItem),
        /** Matters of this post's that are due or about to be. */
        lapsing: z.array(ledgerRow),
      }),
      decide: z.array(inboxItem),
      /** Whether more waits for this post than is listed. */
      decideMore: z.boolean(),
      /** What this post arranged, instructed or signed; the stuck ones apart, with whom they wait for. */
      arranged: z.object({
        figures: z.array(figure),
        stuck: z.array(ledgerRow),
        rows: z.array(ledgerRow),
      }),
    }),
  }),
  supervision: op({
    method: 'GET',
    path: '/api/supervision',
    summary: '督查台：就要到期的、没有动静的、卡住的、现场核查、督办单',
    permission: 'staff',
    ok: z.object({
      figures: z.array(figure),
      lapsing: rowsOf,
      /** Units that have not acted for `days` though they owe something. */
      silent: rowsOf.extend({ days: z.number() }),
      /** Milestones, signing, parts: past their term and still open. */
      late: rowsOf,
      stuck: rowsOf,
      /** On-site checks, `planned` those still to come; letters of supervision. No figures where no procedure knows of such. */
      checks: z.object({ figures: z.array(figure), planned: z.array(ledgerRow), recent: z.array(deed) }),
      letters: z.object({ figures: z.array(figure), recent: z.array(deed) }),
    }),
  }),
  office: op({
    method: 'GET',
    path: '/api/office',
    summary: '办公室台：各本台账每一步有多少件',
    permission: 'staff',
    ok: z.object({
      registers: z.array(z.object({ procedure: z.string(), register: z.string(), figures: z.array(figure) })),
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
      /** What its leaders owe in person. */
      own: z.array(inboxItem),
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
