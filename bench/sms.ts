import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addMs } from '#kernel/time.ts'
import type { InboundMapping } from '#server/adapters/sms/mapping.ts'
import { noSms } from '#server/adapters/sms/open.ts'
import { createApp } from '#server/app.ts'
import { openServices } from '#server/services.ts'
import { handleReceived } from '#server/sms/inbox.ts'
import type { StoreContext } from '#store/context.ts'
import { codesFor, itemKey } from '#store/item-codes.ts'
import { type BenchMatter, inParallel, phoneOf } from './district.ts'
import { type Cost, cpuOfSide, inTurns, percent, rateRatio } from './figures.ts'

const REPLIES = Number(process.env['BENCH_REPLIES'] ?? 1_000)
/** Besides them, so many come a second time, under the same id. */
const AGAIN = Math.ceil(REPLIES * 0.3)
const A_CALL = 50
const WORKERS = 3
const SECRET = 'a-secret-of-the-bench'
const HOUR_MS = 3_600_000

const GATEWAY: InboundMapping = {
  auth: { kind: 'hmac', header: 'x-signature', secret: SECRET, algorithm: 'sha256', encoding: 'hex' },
  addresses: [],
  list: 'messages',
  fields: { id: 'id', phone: 'from', text: 'text', sentAt: 'at' },
  zone: 0,
  answer: { code: 0 },
}

interface Typed {
  readonly id: string
  readonly from: string
  readonly text: string
  readonly at: string
}

interface Kept {
  readonly acts: number
  readonly said: number
  readonly answered: number
}

export interface SmsFigures {
  readonly replies: number
  readonly again: number
  readonly rounds: readonly Readonly<Record<'path' | 'sms', Cost>>[]
  /** Replies of all rounds without an act or without an answer; acts and answers beyond one for a reply. */
  readonly lost: number
  readonly doubled: number
}

/**
 * Floods of replies from the leads' phones to one matter each: handed in over HTTP as a gateway signs them, shuffled, some
 * twice, while three workers deal with them. Between the floods the commit path works on the same district.
 */
export async function smsBench(
  context: StoreContext,
  matters: readonly BenchMatter[],
  times: number,
  cost: (work: () => Promise<number>) => Promise<Cost>,
  path: () => Promise<Cost>,
): Promise<SmsFigures> {
  const asked = matters.slice(0, REPLIES)
  const codes = await codesOf(context, asked)
  const dataDir = mkdtempSync(join(tmpdir(), 'luoshi-bench-sms-'))
  let hours = 0
  // Two hours on from one flood to the next: a phone is listened to so many times an hour.
  const later = { ...context, clock: { now: () => addMs(context.clock.now(), hours * HOUR_MS) } }
  const sms = { ...noSms('测试区'), inbound: new Map([['bench', GATEWAY]]) }
  const app = await createApp(await openServices({ context: later, mode: 'production', dataDir, sms }))
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/sms/inbound/bench`
  const rounds = []
  for (let round = 0; round < times; round++) {
    hours += 2
    const texts = asked.map(({ lead }, n): Typed => ({
      id: `${round}-${n}`,
      from: phoneOf(lead),
      text: `${codes[n]} 1 第${round}次第${n}件正常推进`,
      at: later.clock.now(),
    }))
    rounds.push(await inTurns({ path, sms: () => cost(() => flood(later, url, texts)) }, round))
  }
  await app.close()
  rmSync(dataDir, { recursive: true, force: true })
  const { acts, said, answered } = await keptOf(context)
  const sent = asked.length * times
  return {
    replies: asked.length,
    again: AGAIN,
    rounds,
    lost: sent - Math.min(said, answered),
    doubled: Math.max(acts, answered) - said,
  }
}

/** The code under which each matter's main duty is answered by its lead's clerk. */
async function codesOf(context: StoreContext, asked: readonly BenchMatter[]): Promise<string[]> {
  const { rows } = await context.db.query<{ matter: string; duty: number }>(
    `select matter_id as matter, no as duty from duty
     where tenant_id = $1 and name = 'finish' and state in ('open', 'paused') and matter_id = any($2)`,
    [context.tenant, asked.map(({ id }) => id)],
  )
  const dutyOf = new Map(rows.map((row) => [row.matter, row]))
  const found = new Map<string, string>()
  for (const [lead, of] of Map.groupBy(asked, (matter) => matter.lead)) {
    const items = of.flatMap(({ id }) => dutyOf.get(id) ?? [])
    const codes = await codesFor(context, `p-${lead}-clerk`, items)
    for (const item of items) found.set(item.matter, codes.get(itemKey(item)) ?? '')
  }
  return asked.map(({ id }) => found.get(id) ?? '')
}

/** Hands everything in and deals with it; gives how many replies there were. */
async function flood(context: StoreContext, url: string, texts: readonly Typed[]): Promise<number> {
  const all = shuffled([...texts, ...texts.slice(0, AGAIN)])
  const calls = Array.from({ length: Math.ceil(all.length / A_CALL) }, (_, n) =>
    all.slice(n * A_CALL, (n + 1) * A_CALL),
  )
  let handedIn = false
  const handing = Promise.all(calls.map((messages) => handIn(url, messages))).then(() => (handedIn = true))
  await inParallel(WORKERS, async () => {
    for (;;) {
      const last = handedIn
      const taken = await handleReceived(context)
      if (taken === 0 && last && !(await isWaiting(context))) return
      if (taken === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })
  await handing
  return texts.length
}

async function handIn(url: string, messages: readonly Typed[]): Promise<void> {
  const body = JSON.stringify({ messages })
  const signature = createHmac('sha256', SECRET).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-signature': signature }
  const reply = await fetch(url, { method: 'POST', headers, body })
  if (!reply.ok) throw new Error(`gateway call: ${reply.status} ${await reply.text()}`)
}

function shuffled<T>(list: T[]): T[] {
  for (let n = list.length - 1; n > 0; n--) {
    const other = Math.floor(Math.random() * (n + 1))
    ;[list[n], list[other]] = [list[other] as T, list[n] as T]
  }
  return list
}

async function isWaiting({ db, tenant }: StoreContext): Promise<boolean> {
  const waiting = `select from sms_received where tenant_id = $1 and status in ('waiting', 'part') limit 1`
  return (await db.query(waiting, [tenant])).rowCount > 0
}

async function keptOf({ db, tenant }: StoreContext): Promise<Kept> {
  const { rows } = await db.query<Kept>(
    `select count(*) as acts, count(distinct b.body -> 'form' ->> 'progress') as said,
       (select count(*) from outbox where tenant_id = $1 and dedupe_key like 'sms-answer/bench/%') as answered
     from journal j join journal_body b using (tenant_id, act_id)
     where j.tenant_id = $1 and j.kind = 'supervised-task.reportProgress'`,
    [tenant],
  )
  return rows[0] ?? { acts: 0, said: 0, answered: 0 }
}

export function smsSection({ replies, again, rounds, lost, doubled }: SmsFigures): string {
  const n = replies * rounds.length
  const cpu = (side: 'path' | 'sms'): string => cpuOfSide(rounds.map((round) => round[side])).toFixed(0)
  return `## Replies by short message

Floods of ${replies} replies to as many matters from 57 phones, shuffled, ${again} of them handed in twice, over HTTP as a gateway signs
them, with ${WORKERS} workers; ${rounds.length} of them beside the commit path at 8 clients. An answered reply is message kept, understood, act
committed and confirming message queued.

| | answered against acts of the commit path | CPU µs each: database + Node |
|---|---|---|
| a reply | ${percent(rateRatio(rounds, 'sms', 'path'))} | ${cpu('sms')}, an act of the commit path ${cpu('path')} |

Lost: ${lost} of ${n}; doubled: ${doubled} of ${n}${lost + doubled === 0 ? ` (with 95 % confidence each below ${(300 / n || 0).toFixed(2)} %)` : ''}.`
}

/** What this part missed of its goals. */
export const smsMissed = ({ lost, doubled }: SmsFigures): string[] =>
  lost + doubled > 0 ? [`Replies by short message: ${lost} lost, ${doubled} doubled.`] : []
