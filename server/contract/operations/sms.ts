import { z } from 'zod'
import { done, id, instant, op } from '../operation.ts'

const phone = z.string().regex(/^\d{3,11}$/, '号码应是数字')

/** One message: out or in, with what became of it in words. */
const line = z.object({
  id: z.string(),
  direction: z.enum(['out', 'in']),
  phone: z.string(),
  text: z.string(),
  /** 已送出, 已办理, 留言 … */
  status: z.string(),
  detail: z.string().nullable(),
  matter: id.nullable(),
  at: instant,
  /** Of what became no act: who dealt with it and when, null while nobody has. Null for everything else. */
  note: z.object({ dealt: z.object({ by: z.string(), at: instant }).nullable() }).nullable(),
})

export const sms = {
  gateway: op({
    method: 'GET',
    path: '/api/sms',
    summary: '短信网关：送出的和收到的短信；综合协调、督查岗位可看，系统管理岗位只看送达情况',
    permission: 'staff',
    query: z.strictObject({
      phone: phone.optional(),
      before: z.iso.datetime().optional(),
      /** Only what became no act and nobody has dealt with, of all numbers. */
      notes: z.literal('open').optional(),
    }),
    ok: z.object({
      /** Null: no gateway is configured. */
      gateway: z.string().nullable(),
      /** Whether replies may be typed here as if a phone had sent them. */
      typed: z.boolean(),
      phones: z.array(
        z.object({
          phone: z.string(),
          name: z.string().nullable(),
          unit: z.string().nullable(),
          at: instant,
        }),
      ),
      /** Empty, as the phones are, for whoever only administers the system. */
      lines: z.array(line),
      /** How messages of the last thirty days fared. */
      counts: z.array(z.object({ direction: z.enum(['out', 'in']), status: z.string(), n: z.number() })),
      more: z.boolean(),
      /** How many wait to be dealt with, up to a hundred; whether this person deals with them. */
      openNotes: z.number(),
      deals: z.boolean(),
    }),
  }),
  deal: op({
    method: 'POST',
    path: '/api/sms/notes/dealt',
    summary: '短信留言已处理，记下是谁、何时',
    permission: 'staff',
    body: z.strictObject({ id: z.string().max(300) }),
    ok: done,
  }),
  type: op({
    method: 'POST',
    path: '/api/sms/typed',
    summary: '在本地网关上以某部手机回复（仅演示）',
    permission: 'staff',
    body: z.strictObject({
      phone,
      text: z.string().trim().min(1, '请写短信内容').max(500, '短信最多500字'),
    }),
    ok: done,
  }),
} as const
