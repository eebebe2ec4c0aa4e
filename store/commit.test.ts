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
  expect(lines.map((line) => line.seq)).toEqual(lines.map((_, i) => i + 1))
}

test('sixteen connections on twenty hot matters leave exactly the duties their journals owe', async () => {
  const ids: string[] = []
  for (let i = 0; i < 20; i++)
    ids.push(await anErrand(context, { title: `热点事项${i}`, lead: `u${1 + (i % 5)}` }))
  const acts = ['sign', 'report', 'block', 'unblock', 'takeBack'] as const
  const seen: Record<string, number> = {}
  const worker = async (): Promise<void> => {
    for (let n = 0; n < 60; n++) {
      const i = randomInt(ids.length)
      const name = acts[randomInt(acts.length)] ?? 'report'
      const actor =
        name === 'unblock' ? actorOf('u0') : actorOf(`u${1 + (i % 5)}`, 'ab'[randomInt(2)] as 'a' | 'b')
      const form = name === 'report' ? { progress: `进展${n}` } : name === 'block' ? { why: '缺地' } : {}
      const outcome = await doing(context, name, actor, form, { matter: ids[i] as string })
      const key = outcome.kind === 'refused' ? outcome.refusals[0].code : outcome.kind
      seen[key] = (seen[key] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  expect(seen['done']).toBeGreaterThan(50)
  for (const id of ids) await agrees(id)
  const counts = await db.query<{ n: number }>(
    `select (select count(*) from journal) - (select count(*) from journal_pending) as n`,
  )
  expect(counts.rows[0]?.n).toBe(0)
})
