import { z } from 'zod'
import { cursor, day, done, id, instant, limit, op } from '../operation.ts'
import { XLSX } from '../media.ts'

const period = z.enum(['month', 'last', 'year']).default('month')
const by = z.enum(['unit', 'leader']).default('unit')
const figure = z.enum(['requests', 'answered', 'short', 'messages', 'off', 'duplicates'])

/** What one issuer, or all together, asked of others and sent to them. */
const figures = z.object({
  requests: z.number(),
  recipients: z.number(),
  fields: z.number(),
  duplicates: z.number(),
  messages: z.number(),
  /** Messages per person reached and week. */
  perPerson: z.number(),
  off: z.number(),
  answered: z.number(),
  /** Working days to the answer. */
  median: z.number().nullable(),
  short: z.number(),
})
export type BurdenFigures = z.output<typeof figures>

export const burden = {
  report: op({
    method: 'GET',
    path: '/api/burden',
    summary: '减负体检：各发起方提出的要求、造成的提醒和所用的时间',
    permission: 'staff',
    query: z.strictObject({ period, by }),
    ok: z.object({
      from: day,
      to: day,
      total: figures,
      issuers: z.array(z.object({ issuer: id, name: z.string(), figures })),
    }),
  }),
  rows: op({
    method: 'GET',
    path: '/api/burden/rows',
    summary: '减负体检中一个数字背后的各件',
    permission: 'staff',
    query: z.strictObject({ period, by, figure, issuer: id.optional(), cursor, limit }),
    ok: z.object({
      rows: z.array(
        z.object({
          key: z.string(),
          at: instant,
          issuerName: z.string(),
          /** 本件要求 or one message: what is said of it in a line. */
          note: z.string(),
          matters: z.array(
            z.object({
              /** Null where the reader may not open the matter itself. */
              id: id.nullable(),
              number: z.string(),
              title: z.string(),
              note: z.string(),
            }),
          ),
        }),
      ),
      next: z.string().nullable(),
    }),
  }),
  sheet: op({
    method: 'GET',
    path: '/api/burden.xlsx',
    summary: '减负体检导出 Excel',
    permission: 'staff',
    query: z.strictObject({ period, by }),
    ok: { media: XLSX },
  }),
  mine: op({
    method: 'GET',
    path: '/api/burden/mine',
    summary: '我（我单位）近七日提出的要求和造成的提醒',
    permission: 'staff',
    ok: z.object({ from: day, to: day, issuerName: z.string(), figures }),
  }),
} as const

const wish = z.enum(['sms', 'mail', 'none'])

export const reminders = {
  mine: op({
    method: 'GET',
    path: '/api/me/reminders',
    summary: '我怎样收提醒',
    permission: 'staff',
    ok: z.object({
      wish,
      /** As the directory has it, with its middle hidden; null where there is none. */
      phone: z.string().nullable(),
      email: z.string().nullable(),
      /** 8:30; null where the district sends none. */
      at: z.string().nullable(),
    }),
  }),
  choose: op({
    method: 'PUT',
    path: '/api/me/reminders',
    summary: '改我收提醒的方式',
    permission: 'staff',
    body: z.strictObject({ wish, email: z.string().trim().max(254).nullable() }),
    ok: done,
  }),
} as const
