import { z } from 'zod'
import { id, instant, op } from '../operation.ts'
import { PDF } from '../media.ts'
import { step } from './rooms.ts'

/** 过程证明: the mandatory steps of a collective decision with their evidence, and the certificate of them. */
export const certificates = {
  steps: op({
    method: 'GET',
    path: '/api/matters/{id}/steps',
    summary: '法定步骤和证据，已出具的过程证明',
    permission: 'staff',
    ok: z.object({
      id,
      number: z.string(),
      title: z.string(),
      stateTitle: z.string(),
      body: z.string(),
      on: z.string(),
      outcome: z.string(),
      words: z.string(),
      /** Decided, so that a certificate can be issued. */
      decided: z.boolean(),
      steps: z.array(step),
      issued: z.array(z.object({ code: id, at: instant, by: z.string() })),
    }),
  }),
  issue: op({
    method: 'POST',
    path: '/api/matters/{id}/certificates',
    summary: '出具过程证明，本身记入日志',
    permission: 'staff',
    body: z.strictObject({}),
    ok: z.object({ code: id }),
  }),
  file: op({
    method: 'GET',
    path: '/api/certificates/{code}',
    summary: '过程证明的数据（.json），凭证明上的编码取得，可以离线核验',
    permission: 'open',
    ok: { media: 'application/json; charset=utf-8' },
  }),
  paper: op({
    method: 'GET',
    path: '/api/certificates/{code}/paper',
    summary: '过程证明（.pdf，PDF/A-3b，附有数据）',
    permission: 'staff',
    ok: { media: PDF },
  }),
} as const
