// Run by the migration drill, in the version before and in this one: people give errands and sign for them, one after the other, and
// each answer goes out as a line: milliseconds, or what was said.

import { randomBytes, randomUUID } from 'node:crypto'
import { actorOf, anErrand, doing, seedDistrict, smallRulebook } from '#test/factories.ts'
import { openDb } from '#store/db.ts'
import { migrate } from '#store/migrate.ts'

const { connection, seed } = JSON.parse(process.argv[2] ?? '{}')
const db = openDb(connection, { size: 4 })
const context = {
  db,
  tenant: 't1',
  rulebook: smallRulebook,
  clock: { now: () => new Date().toISOString() },
  newId: () => randomUUID(),
  newSalt: () => randomBytes(32),
}
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`)

async function timed(work: () => Promise<{ kind: string } | string>): Promise<string> {
  const started = performance.now()
  try {
    const outcome = await work()
    const failed = typeof outcome !== 'string' && outcome.kind !== 'done'
    say(failed ? { failed: JSON.stringify(outcome) } : { ms: performance.now() - started })
    return typeof outcome === 'string' ? outcome : ''
  } catch (error) {
    say({ failed: String(error) })
    return ''
  }
}

async function live(): Promise<never> {
  for (;;) {
    const matter = await timed(() => anErrand(context, { due: '2027-12-31' }))
    if (matter !== '') await timed(() => doing(context, 'sign', actorOf('u1'), {}, { matter }))
  }
}

if (seed) {
  const migrated = await migrate(db)
  if (!migrated.ok) throw new Error(migrated.because)
  await seedDistrict(db)
  for (let n = 0; n < seed; n++) await anErrand(context, { due: '2027-12-31' })
  await db.close()
} else await Promise.all([live(), live(), live()])
