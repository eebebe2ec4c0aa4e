import { z } from 'zod'
import { cursor, day, done, id, instant, limit, op } from '../operation.ts'
import { matterRef } from '../shapes.ts'

/** One meeting in the rhythm of a body. */
const sitting = z.object({
  /** The meeting itself, where the reader may see it. */
  meeting: id.nullable(),
  title: z.string(),
  on: day,
  /** By when it had to be. */
  by: day.nullable(),
  /** Days since the one before that was held. */
  gap: z.number().nullable(),
  late: z.boolean(),
  /** Called off. */
  off: z.boolean(),
  stateTitle: z.string().nullable(),
})

const waiting = z.object({
  ...matterRef.shape,
  /** Since when it has been before the body at all, and since when it has waited for what is to be done now. */
  openedAt: instant,
  since: instant,
  days: z.number(),
  must: z.array(z.string()),
  dueText: z.string().nullable(),
})

const resolution = z.object({
  ...matterRef.shape,
  on: day.nullable(),
  outcome: z.string(),
  /** The tasks that carry it out, whoever may see them. */
  tasks: z.object({ n: z.number(), closed: z.number(), late: z.number() }),
  dueText: z.string().nullable(),
  result: z.string(),
  evaluation: z.string(),
})

/** 化整为零 (A1): sums that reach a threshold only together. */
const split = z.object({
  by: z.string(),
  name: z.string(),
  total: z.number(),
  threshold: z.number(),
  isJoined: z.boolean(),
  items: z.array(z.object({ ...matterRef.shape, sum: z.number(), openedAt: instant })),
})

/** 发言里的自己的理由 (A5): one person’s figures over items that were decided. */
const ownFigures = z.object({
  items: z.number(),
  bare: z.number(),
  copies: z.number(),
  own: z.number(),
  dissent: z.number(),
  /** Nothing of their own in the latest items, as many as are looked at together. */
  without: z.boolean(),
  after: z.object({ n: z.number(), minutes: z.number().nullable() }),
  turned: z.number(),
})

const itemRef = { matter: id, title: z.string(), on: day }

export const bodyLine = z.object({
  ...matterRef.shape,
  kind: z.string(),
  chair: z.string(),
  /** Days between two meetings; null where it meets when there is need. */
  every: z.number().nullable(),
  last: day.nullable(),
  next: day.nullable(),
  /** The reader’s post sits in it. */
  mine: z.boolean(),
})

/** 议事机构: what waits for a body, how regularly it sits, what became of its decisions; and a person's calendar of meetings. */
export const bodies = {
  list: op({
    method: 'GET',
    path: '/api/bodies',
    summary: '议事机构，自己参加的在前',
    permission: 'staff',
    ok: z.object({ bodies: z.array(bodyLine) }),
  }),
  page: op({
    method: 'GET',
    path: '/api/bodies/{id}',
    summary: '议事机构页：待议的议题、召开的节奏、议定事项的执行情况',
    permission: 'staff',
    ok: z.object({
      ...bodyLine.shape,
      mode: z.string(),
      quorum: z.string(),
      members: z.array(
        z.object({ post: id, title: z.string(), holder: z.string().nullable(), chair: z.boolean() }),
      ),
      /** How its composition departs from the law, today, and the reason it gave. */
      departs: z.object({ what: z.string(), reason: z.string() }).nullable(),
      dueText: z.string().nullable(),
      rhythm: z.object({
        sittings: z.array(sitting),
        held: z.number(),
        late: z.number(),
        longest: z.number().nullable(),
      }),
    }),
  }),
  waiting: op({
    method: 'GET',
    path: '/api/bodies/{id}/waiting',
    summary: '在等的议题：提出早的在前，只列本人有权查看的',
    permission: 'staff',
    query: z.strictObject({ cursor, limit }),
    ok: z.object({ rows: z.array(waiting), next: z.string().nullable() }),
  }),
  resolutions: op({
    method: 'GET',
    path: '/api/bodies/{id}/resolutions',
    summary: '议定事项和执行情况：新的在前，只列本人有权查看的',
    permission: 'staff',
    query: z.strictObject({ cursor, limit }),
    ok: z.object({ rows: z.array(resolution), next: z.string().nullable() }),
  }),
  splits: op({
    method: 'GET',
    path: '/api/bodies/{id}/splits',
    summary: '可能化整为零的议题：近两年内同一收款单位或者项目12个月内合计达到标准的',
    permission: 'staff',
    ok: z.object({ splits: z.array(split) }),
  }),
  reasons: op({
    method: 'GET',
    path: '/api/bodies/{id}/reasons',
    summary: '发言有没有自己的理由：本人看自己的，纪检监察看全体；只算已经决定的议题，不排名次',
    permission: 'staff',
    ok: z.object({
      since: day,
      rules: z.object({
        bare: z.number(),
        alike: z.number(),
        items: z.number(),
        /** Days after the decision from which on others than the member see the figures. */
        first: z.number(),
      }),
      /** The reader’s own, where they sit in the body. */
      own: z
        .object({
          figures: ownFigures,
          lines: z.array(
            z.object({
              ...itemRef,
              stance: z.string(),
              words: z.string(),
              manner: z.enum(['own', 'bare', 'copy']),
              alike: z.number(),
              /** Who had said it before. */
              of: z.string().nullable(),
            }),
          ),
        })
        .nullable(),
      /** The body as a whole, for its members and the inspector. */
      body: z
        .object({
          items: z.number(),
          views: z.number(),
          bare: z.number(),
          copies: z.number(),
          dissent: z.number(),
          against: z.number(),
          chiefWords: z.number().nullable(),
          chiefFloor: z.number().nullable(),
        })
        .nullable(),
      /** For the inspector alone, in the order in which members speak. */
      people: z
        .array(z.object({ person: id, name: z.string(), title: z.string(), figures: ownFigures }))
        .nullable(),
      copies: z
        .array(z.object({ ...itemRef, later: z.string(), earlier: z.string(), alike: z.number() }))
        .nullable(),
    }),
  }),
  feed: op({
    method: 'GET',
    path: '/api/me/calendar',
    summary: '我的会议日历有没有订阅地址',
    permission: 'staff',
    ok: z.object({ since: instant.nullable() }),
  }),
  makeFeed: op({
    method: 'POST',
    path: '/api/me/calendar',
    summary: '给我的会议日历一个新的订阅地址，以前的作废',
    permission: 'staff',
    body: z.strictObject({}),
    /** The address is told this once: the database keeps the hash of its secret. */
    ok: z.object({ url: z.string() }),
  }),
  dropFeed: op({
    method: 'DELETE',
    path: '/api/me/calendar',
    summary: '停用我的会议日历的订阅地址',
    permission: 'staff',
    ok: done,
  }),
  calendar: op({
    method: 'GET',
    path: '/api/calendar.ics',
    summary: '会议日历（iCalendar），凭订阅地址里的密钥读取',
    permission: 'open',
    query: z.strictObject({ key: z.string().regex(/^[\w-]{43}$/, '订阅地址不完整') }),
    ok: { media: 'text/calendar; charset=utf-8' },
  }),
} as const
