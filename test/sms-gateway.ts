import { createHmac } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { InboundMapping } from '#server/adapters/sms/mapping.ts'
import { type SmsService, noSms } from '#server/adapters/sms/open.ts'
import { type Send, type TestServer, orderForm } from '#server/testing.ts'
import { handleReceived } from '#server/sms/inbox.ts'

export const SECRET = 'a-secret-of-the-gateway'

/** A gateway that signs its calls and hands long messages in by parts. */
export const signing: InboundMapping = {
  auth: { kind: 'hmac', header: 'x-signature', secret: SECRET, algorithm: 'sha256', encoding: 'hex' },
  addresses: [],
  list: 'messages',
  fields: {
    id: 'id',
    phone: 'from',
    text: 'text',
    sentAt: 'at',
    part: { ref: 'ref', no: 'no', of: 'of' },
  },
  zone: 480,
  answer: { code: 0, msg: 'ok' },
}

export const smsWith = (more: Partial<SmsService> = {}): SmsService => ({
  ...noSms('云澜区'),
  inbound: new Map([['mas', signing]]),
  ...more,
})

export interface TypedSms {
  readonly id: string
  readonly from: string
  readonly text: string
  readonly at?: string
  readonly ref?: string
  readonly no?: number
  readonly of?: number
}

const sign = (body: string): string => createHmac('sha256', SECRET).update(body).digest('hex')

/** Hands messages in as the signing gateway does; `at` is Shanghai time. */
export async function handIn(
  { app }: TestServer,
  messages: readonly TypedSms[],
): Promise<LightMyRequestResponse> {
  const payload = JSON.stringify({ messages: messages.map((one) => ({ at: '2026-03-02 09:00:00', ...one })) })
  const headers = { 'content-type': 'application/json', 'x-signature': sign(payload) }
  return app.inject({ method: 'POST', url: '/api/sms/inbound/mas', payload, headers })
}

/** Hands one message in and has it dealt with. @returns the text of its one answer, or undefined */
export async function texted(server: TestServer, message: TypedSms): Promise<string | undefined> {
  const reply = await handIn(server, [message])
  if (reply.statusCode !== 200) throw new Error(reply.body)
  await handleReceived(server.context)
  return (await answersTo(server, message.id))[0]
}

/** Every answer to a message of the signing gateway. */
export async function answersTo({ db }: TestServer, id: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ text: string }>(
    `select body ->> 'text' as text from outbox where tenant_id = 't1' and dedupe_key = $1`,
    [`sms-answer/mas/${id}`],
  )
  return rows.map((row) => row.text)
}

/** The row of a message of the signing gateway. */
export async function received(
  { db }: TestServer,
  id: string,
): Promise<{ status: string; because: string | null; matter_id: string | null; text: string } | undefined> {
  const { rows } = await db.query<{
    status: string
    because: string | null
    matter_id: string | null
    text: string
  }>(
    `select status, because, matter_id, text from sms_received where tenant_id = 't1' and gateway = 'mas' and gateway_id = $1`,
    [id],
  )
  return rows[0]
}

export async function setPhone({ db }: TestServer, person: string, phone: string | null): Promise<void> {
  await db.query(`update person set phone = $2 where tenant_id = 't1' and id = $1`, [person, phone])
}

/** A task set up, assigned and signed for by the education bureau. @returns its id */
export async function underway(
  supervisor: Send,
  lead: Send,
  more: Record<string, unknown> = {},
): Promise<string> {
  const id = await assigned(supervisor, more)
  await must(lead({ method: 'POST', url: actUrl('signFor', id), payload: { form: {} } }))
  return id
}

/** A task set up and assigned. @returns its id */
export async function assigned(supervisor: Send, more: Record<string, unknown> = {}): Promise<string> {
  const payload = { form: orderForm(more) }
  const { id } = (await must(supervisor({ method: 'POST', url: actUrl('setUp'), payload }))).json() as {
    id: string
  }
  await must(supervisor({ method: 'POST', url: actUrl('assign', id), payload: { form: {} } }))
  return id
}

const actUrl = (act: string, id?: string): string =>
  id === undefined
    ? `/api/matters/acts/supervised-task.${act}`
    : `/api/matters/${id}/acts/supervised-task.${act}`

async function must(sent: Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
  const reply = await sent
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply
}

/** Kinds and channels of a matter's acts, in order: `supervised-task.assign web/session`. */
export async function actsOf({ db }: TestServer, matter: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ kind: string; leaf: Uint8Array }>(
    `select kind, leaf from journal where tenant_id = 't1' and matter_id = $1 order by seq`,
    [matter],
  )
  return rows.map(({ kind, leaf }) => {
    const { via, auth } = JSON.parse(Buffer.from(leaf).toString()) as { via: string; auth: string }
    return `${kind} ${via}/${auth}`
  })
}
