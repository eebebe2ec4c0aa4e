import { z } from 'zod'
import { cursor, day, limit, op } from '../operation.ts'

/** 主动公开: what was published, for everybody and without an account. */
export const disclosed = {
  list: op({
    method: 'GET',
    path: '/api/disclosed',
    summary: '已经公开的会议和决策，新的在前；不需要登录',
    permission: 'open',
    query: z.strictObject({ cursor, limit }),
    ok: z.object({
      district: z.string(),
      rows: z.array(
        z.object({
          kind: z.string(),
          title: z.string(),
          number: z.string(),
          unit: z.string(),
          on: day,
          text: z.string(),
        }),
      ),
      next: z.string().nullable(),
    }),
  }),
} as const
