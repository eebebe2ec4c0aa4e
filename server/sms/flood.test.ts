import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codesFor, itemKey } from '#store/item-codes.ts'
import { type TestServer, testServer } from '../testing.ts'
import { handleReceived } from './inbox.ts'
import { type TypedSms, assigned, handIn, smsWith } from '#test/sms-gateway.ts'

/** So many phones answer so many items each: a thousand answers in all. */
const PHONES = 50
const ITEMS = 20

let server: TestServer
beforeAll(async () => {
  server = await testServer('sms_flood', { sms: smsWith() })
})
afterAll(() => server.close())

const phoneOf = (n: number): string => `137000${String(n).padStart(5, '0')}`
const personOf = (n: number): string => `f${n}`

/** One clerk for each phone, all in the education bureau, and one task for each answer. */
async function people(): Promise<void> {
  await server.db.query(
    `insert into person (tenant_id, id, name, phone) select 't1', 'f' || n, '员' || n, '137000' || lpad(n::text, 5, '0')
     from generate_series(0, $1::int - 1) n`,
    [PHONES],
  )
  await server.db.query(
    `insert into post (tenant_id, id, unit_id, title, level, sort) select 't1', 'p' || n, 'edu', '科员', 'staff', 10 + n
     from generate_series(0, $1::int - 1) n`,
    [PHONES],
  )
  await server.db.query(
    `insert into appointment (tenant_id, id, person_id, post_id, kind, from_on)
     select 't1', 'x' || n, 'f' || n, 'p' || n, 'holder', '2024-01-01' from generate_series(0, $1::int - 1) n`,
    [PHONES],
  )
}

/** Matters underway, made by copying one that was set up, assigned and signed for. */
async function matters(): Promise<readonly string[]> {
  const [supervisor, lead] = [await server.as('dclerk'), await server.as('eclerk')]
  const made: string[] = []
  for (let n = 0; n < ITEMS; n++) {
    const id = await assigned(supervisor, { task: `修缮第${n}号校舍` })
    await lead({
      method: 'POST',
      url: `/api/matters/${id}/acts/supervised-task.signFor`,
      payload: { form: {} },
    })
    made.push(id)
  }
  return made
}

async function codesOfAll(ids: readonly string[]): Promise<string[][]> {
  const { rows } = await server.db.query<{ matter: string; duty: number }>(
    `select matter_id as matter, no as duty from duty where tenant_id = 't1' and name = 'finish' and matter_id = any($1)`,
    [ids],
  )
  return Promise.all(
    Array.from({ length: PHONES }, async (_, n) => {
      const codes = await codesFor(server.context, personOf(n), rows)
      return rows.map((row) => codes.get(itemKey(row)) ?? '')
    }),
  )
}

const answers = (codes: readonly string[][]): TypedSms[] =>
  codes.flatMap((of, n) =>
    of.map((code, item) => ({
      id: `f${n}-${item}`,
      from: phoneOf(n),
      text: `${code} 1 员${n}报第${item}件`,
      at: '2026-03-02 08:59:00',
    })),
  )

test(
  'a thousand answers with duplicates, out of order and at once: each is one act and has one answer',
  { timeout: 60_000 },
  async () => {
    await people()
    const codes = await codesOfAll(await matters())
    const all = answers(codes)
    expect(all).toHaveLength(1_000)
    const seed = Math.floor(Math.random() * 2 ** 31)
    const [order = []] = fc.sample(
      fc.shuffledSubarray([...all, ...all.slice(0, 300)], { minLength: 1_300, maxLength: 1_300 }),
      { numRuns: 1, seed },
    )
    const calls = Array.from({ length: 26 }, (_, n) => order.slice(n * 50, (n + 1) * 50))
    // Gateways call while three workers are at it.
    const taking = Promise.all(calls.map((messages) => handIn(server, messages)))
    const working = [0, 1, 2].map(() => untilDone(taking))
    expect(
      (await taking).every((reply) => reply.statusCode === 200),
      `seed ${seed}`,
    ).toBe(true)
    await Promise.all(working)
    const { rows } = await server.db.query<Record<string, number>>(`
      select
        (select count(*) from sms_received where tenant_id = 't1' and status = 'acted') as acted,
        (select count(*) from sms_received where tenant_id = 't1') as kept,
        (select count(*) from journal where tenant_id = 't1' and kind = 'supervised-task.reportProgress') as acts,
        (select count(distinct b.body -> 'form' ->> 'progress') from journal j join journal_body b on b.tenant_id = j.tenant_id
          and b.act_id = j.act_id where j.tenant_id = 't1' and j.kind = 'supervised-task.reportProgress') as said,
        (select count(*) from outbox where tenant_id = 't1' and dedupe_key like 'sms-answer/%') as answered`)
    expect(rows[0], `seed ${seed}`).toEqual({
      acted: 1_000,
      kept: 1_000,
      acts: 1_000,
      said: 1_000,
      answered: 1_000,
    })
  },
)

/** Works until every call is in and nothing waits any more. */
async function untilDone(calls: Promise<unknown>): Promise<void> {
  let allIn = false
  void calls.finally(() => (allIn = true))
  for (;;) {
    const last = allIn
    const taken = await handleReceived(server.context)
    if (last && taken === 0 && (await waiting()) === 0) return
    if (taken === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function waiting(): Promise<number> {
  const { rows } = await server.db.query<{ n: number }>(
    `select count(*) as n from sms_received where tenant_id = 't1' and status = 'waiting'`,
  )
  return rows[0]?.n ?? 0
}
