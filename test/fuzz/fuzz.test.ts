import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Send, type TestServer, testServer } from '#server/testing.ts'
import { recordFigure } from '../figures.ts'
import { seedSmallTenant } from '../small-tenant.ts'
import { InHand } from './in-hand.ts'
import { Ledger } from './ledger.ts'
import { type Hostile, requests, targets } from './requests.ts'

// Hostile requests made from the schemas of the API, against a real application on a real PostgreSQL. What must hold for each
// stands below; `npm run test:fuzz` sends a hundred thousand.

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1500)
const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31))
/** Everybody's log-in names; each sends in turn. */
const LOGINS = ['admin', 'dclerk', 'ehead', 'deputy', 'oclerk']
/** Sets the matters of the run up. */
const orderer = (): Send => people[LOGINS.indexOf('dclerk')] as Send
/** The name of the other district in the same database, which no answer may hold. */
const FOREIGN = 'zzforeign'
/** A stack, a source line or a statement of ours has no place in an answer. */
const INSIDE = /\n\s+at |\.ts:\d+|node_modules|\b(insert into|select .+ from) /

let server: TestServer
let people: Send[]
let hand: InHand
let ledger: Ledger
let n = 0

beforeAll(async () => {
  server = await testServer('fuzz')
  await seedSmallTenant(server.db, FOREIGN, '2026-03-02T01:00:00.000Z')
  people = await Promise.all(LOGINS.map((login) => server.as(login)))
  hand = new InHand()
  await hand.turn(orderer(), 0)
  ledger = new Ledger(server.context)
  await ledger.forgive()
})
afterAll(() => server.close())

/** One in four requests is an act that is open to the sender; now and then another matter comes on the desk. */
async function asked(given: Hostile, dice: number): Promise<Hostile> {
  if (dice === 99) {
    await hand.turn(orderer(), n)
    await ledger.forgive()
  }
  if (dice % 4 !== 0) return given
  return (await hand.openAct(given.who, people[given.who] as Send, dice + n)) ?? given
}

test(
  `whatever comes in, ${RUNS} times: no 5xx, no inside, no neighbour, and only acts that were answered are recorded`,
  { timeout: 3_600_000 },
  async () => {
    const [statuses, tried] = [new Map<number, number>(), new Set<string>()]
    let slowest = 0
    const hostile = requests(LOGINS.length, () => hand.matter)
    await fc.assert(
      fc.asyncProperty(hostile, fc.nat(99), async (given, dice) => {
        const { who, operation, options } = await asked(given, dice)
        const key = `fuzz-${SEED}-${n++}`
        const request = { ...options, headers: { ...options.headers, 'idempotency-key': key } }
        const send = people[who] as Send
        const began = performance.now()
        const reply = await send(request)
        slowest = Math.max(slowest, performance.now() - began)
        const said = `seed ${SEED}: ${request.method} ${JSON.stringify(request.url)} ${reply.statusCode} ${reply.body.slice(0, 300)}`
        expect(reply.statusCode, said).toBeLessThan(500)
        expect(INSIDE.test(reply.body), said).toBe(false)
        expect(reply.rawPayload.includes(FOREIGN), said).toBe(false)
        if (reply.statusCode >= 400) {
          expect(reply.headers['content-type'], said).toBe('application/problem+json; charset=utf-8')
          expect(reply.json().detail, said).toMatch(/\p{Script=Han}/u)
        }
        const key200 = reply.statusCode === 200 ? [`req/${LOGINS[who] ?? ''}/${key}`] : []
        expect(await ledger.unexplained(key200, operation), said).toEqual([])
        // One in five of the acts is sent again under its key: it is answered alike and recorded once.
        if (dice % 5 === 0 && key200.length > 0 && request.url.includes('/acts/')) {
          const second = await send(request)
          expect({ status: second.statusCode, act: second.json().receipt?.act }, said).toEqual({
            status: 200,
            act: reply.json().receipt.act,
          })
          expect(await ledger.unexplained([], operation), said).toEqual([])
        }
        statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1)
        tried.add(operation)
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true, verbose: 0 },
    )
    const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
    console.log(
      `fuzz, seed ${SEED}: ${tried.size} of ${targets.length} operations, ${told.join(', ')}; ` +
        `${ledger.explained} entries, slowest ${Math.round(slowest)} ms`,
    )
    // A run in which nothing is ever lawful would prove nothing.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(RUNS / 100)
    if (RUNS < 100_000) return
    recordFigure({
      id: 's3-hostile-requests',
      part: 'security',
      title:
        'Hostile requests answered by a 5xx, a piece of our inside, a neighbour’s id or an unexplained journal entry',
      value: 0,
      of: { n: RUNS, what: 'requests' },
      command: 'npm run test:fuzz',
      note: `seed ${SEED}; ${tried.size} operations; by status ${told.join(', ')}; ${ledger.explained} journal entries, each of an answered act; slowest answer ${Math.round(slowest)} ms`,
    })
  },
)
