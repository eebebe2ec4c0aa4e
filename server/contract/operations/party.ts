import { z } from 'zod'
import { DOCX } from '../media.ts'
import { day, done, id, instant, op } from '../operation.ts'

const page = z.object({
  district: z.string(),
  procedure: z.string(),
  number: z.string(),
  title: z.string(),
  party: z.string(),
  unit: z.string(),
  state: z.string(),
  /** By when it has to be done; null once it is. */
  due: z.string().nullable(),
  fields: z.array(z.object({ name: z.string(), title: z.string(), text: z.string() })),
  steps: z.array(z.object({ title: z.string(), on: day })),
  papers: z.array(z.object({ name: id, title: z.string() })),
  remedies: z.array(
    z.object({
      title: z.string(),
      words: z.string(),
      until: z.string().nullable(),
      basis: z.array(z.string()),
    }),
  ),
})
export type PartyPage = z.infer<typeof page>

/** 当事人查询: a party's own case, with the code on his papers and without an account. */
export const party = {
  preview: op({
    method: 'GET',
    path: '/api/matters/{id}/party',
    summary: '当事人凭查询码看到的内容，查询码何时给的',
    permission: 'staff',
    ok: z.object({ page, since: instant.nullable(), gives: z.boolean() }),
  }),
  give: op({
    method: 'POST',
    path: '/api/matters/{id}/party',
    summary: '给当事人查询码，代替原有的；只在这里显示一次',
    permission: 'staff',
    body: z.strictObject({}),
    ok: z.object({ code: z.string(), url: z.string() }),
  }),
  takeBack: op({
    method: 'DELETE',
    path: '/api/matters/{id}/party',
    summary: '收回查询码',
    permission: 'staff',
    ok: done,
  }),
  page: op({
    method: 'GET',
    path: '/api/party/{code}',
    summary: '当事人凭查询码看自己的案件：步骤、文书、救济途径',
    permission: 'open',
    ok: page,
  }),
  paper: op({
    method: 'GET',
    path: '/api/party/{code}/papers/{paper}',
    summary: '当事人凭查询码下载给他的文书',
    permission: 'open',
    ok: { media: DOCX },
  }),
} as const
