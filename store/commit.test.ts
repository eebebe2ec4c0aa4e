import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import type { StoreContext } from './context.ts'
import { journalOf, rebuilt } from './journal.ts'
import { loadMatter } from './stored.ts'

let db: TestDatabase
let context: StoreContext

beforeAll(async () => {
  db = await freshDatabase('commit', { size: 16 })
  await seedDistrict(db)
  context = testContext(db)
})
afterAll(() => db.close())

/** Everything a matter left in the tables, held against what its journal makes of it. */
async function agrees(id: string): Promise<void> {
  const stored = await loadMatter(db, 't1', id)
  if (!stored) throw new Error(`no matter ${id}`)
  const lines = await journalOf(db, 't1', id)
  expect(rebuilt(lines, stored.matter)).toEqual(stored.matter)
  const owed = await db.query<{ no: number }>(
    `select no from duty where matter_id = $1 and state in ('open', 'paused') order by no`,
    [id],
  )
  expect(owed.rows.map((row) => row.no)).toEqual(stored.matter.duties.map((duty) => duty.no))
  expect(lines.map((line) => line.seq)).toEqual(lines.map((_, i) => i + 1))
}

/** Numbers in [0, below) that follow from a seed (mulberry32). */
function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

test('thirty people on one matter at once all get through, one after the other', async () => {
  const id = await anErrand(context)
  await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
  const reports = Array.from({ length: 30 }, (_, n) =>
    doing(context, 'report', actorOf('u1', n % 2 ? 'a' : 'b'), { progress: `进展${n}` }, { matter: id }),
  )
  const outcomes = await Promise.all(reports)
  const seqs = outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.receipt.seq : 0))
  expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 3))
  await agrees(id)
})

test('sixteen connections on twenty hot matters leave exactly the duties their journals owe', async () => {
  const ids: string[] = []
  for (let i = 0; i < 20; i++)
    ids.push(await anErrand(context, { title: `热点事项${i}`, lead: `u${1 + (i % 5)}` }))
  const acts = ['sign', 'report', 'block', 'unblock', 'takeBack'] as const
  const seen: Record<string, number> = {}
  const seed = randomInt(2 ** 31)
  const worker = async (_: unknown, n: number): Promise<void> => {
    const draw = drawing(seed + n)
    for (let step = 0; step < 60; step++) {
      const i = draw(ids.length)
      const name = acts[draw(acts.length)] ?? 'report'
      const actor =
        name === 'unblock' ? actorOf('u0') : actorOf(`u${1 + (i % 5)}`, 'ab'[draw(2)] as 'a' | 'b')
      const form = name === 'report' ? { progress: `进展${step}` } : name === 'block' ? { why: '缺地' } : {}
      const outcome = await doing(context, name, actor, form, { matter: ids[i] as string })
      const key = outcome.kind === 'refused' ? outcome.refusals[0].code : outcome.kind
      seen[key] = (seen[key] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 16 }).map(worker))
  expect(seen['done'], `seed ${seed}: ${JSON.stringify(seen)}`).toBeGreaterThan(50)
  expect(seen['BUSY']).toBeUndefined()
  for (const id of ids) await agrees(id)
  const counts = await db.query<{ n: number }>(
    `select (select count(*) from journal) - (select count(*) from journal_pending) as n`,
  )
  expect(counts.rows[0]?.n).toBe(0)
})
