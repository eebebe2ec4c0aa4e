import { z } from 'zod'
import { XLSX } from '../media.ts'
import { cursor, day, id, instant, limit, op } from '../operation.ts'

const filters = {
  person: id.optional(),
  kind: z.string().max(100).optional(),
  from: day.optional(),
  until: day.optional(),
}

/** 审计: what was administered, who logged in, and what one person did. */
export const trail = {
  list: op({
    method: 'GET',
    path: '/api/audit',
    summary: '审计记录：管理和登录，指定人员时为其全部行为',
    permission: ['audit'],
    query: z.strictObject({ ...filters, cursor, limit }),
    ok: z.object({
      entries: z.array(
        z.object({
          act: id,
          at: instant,
          kind: z.string(),
          title: z.string(),
          person: id.nullable(),
          name: z.string().nullable(),
          post: z.string().nullable(),
          /** What it was about, in words. */
          details: z.array(z.object({ title: z.string(), text: z.string() })),
          via: z.string(),
          leafHash: z.string(),
          /** Its place in the log; null until it has one. */
          index: z.number().nullable(),
        }),
      ),
      next: z.string().nullable(),
      kinds: z.array(z.object({ kind: z.string(), title: z.string() })),
    }),
  }),
  sheet: op({
    method: 'GET',
    path: '/api/audit.xlsx',
    summary: '审计记录导出 Excel',
    permission: ['audit'],
    needsFresh: true,
    query: z.strictObject(filters),
    ok: { media: XLSX },
  }),
  lines: op({
    method: 'GET',
    path: '/api/audit.jsonl',
    summary: '审计记录导出 JSON，一行一条，带日志叶哈希和序号，供日志平台接收',
    permission: ['audit'],
    needsFresh: true,
    query: z.strictObject(filters),
    ok: { media: 'application/jsonl' },
  }),
} as const
