import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Instant, addMs } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db, Queryable } from '#store/db.ts'
import { type Log, openLog } from '#store/log-key.ts'
import { type Pass, sequence } from '#store/sequencer.ts'
import { sweep } from '#store/sweep.ts'
import { type TestDatabase, freshDatabase } from './database.ts'
import { MONDAY, StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from './factories.ts'

/** The seeded district in a database of its own, with a log that seals when it is told to. */
export interface SealedDistrict {
  readonly db: TestDatabase
  readonly clock: StillClock
  readonly context: StoreContext
  readonly dataDir: string
  readonly log: Log
  /** Seals what waits, a second later: the log is not sealed twice at one time. @throws where it fails or an act is held back */
  readonly seal: () => Promise<Pass>
  readonly close: () => Promise<void>
}

interface Choices {
  /** The procedure of errands alone, unless said otherwise. */
  readonly rulebook?: Rulebook
  readonly at?: Instant
  /** Random, unless the order of ids is to be the same in every run. */
  readonly newId?: () => string
  /** Connections, at most. */
  readonly size?: number
}

/**
 * Makes a district and its log.
 *
 * @example
 *   const district = await sealedDistrict('audit')
 *   afterAll(() => district.close())
 * @param name what it is for: letters and digits, shown in the names of its database and folder
 */
export async function sealedDistrict(name: string, choices: Choices = {}): Promise<SealedDistrict> {
  const { rulebook, at = MONDAY, newId, size } = choices
  const db = await freshDatabase(name, size === undefined ? {} : { size })
  await seedDistrict(db)
  const clock = new StillClock(at)
  const context = { ...testContext(db, clock, rulebook), ...(newId && { newId }) }
  const dataDir = mkdtempSync(join(tmpdir(), `luoshi-${name}-`))
  const log = await openedLog(context, dataDir)
  return {
    db,
    clock,
    context,
    dataDir,
    log,
    seal: async () => {
      clock.at = addMs(clock.at, 1_000)
      const pass = await sequence(context, log)
      if (!pass.ok || pass.quarantined > 0) throw new Error(JSON.stringify(pass))
      return pass
    },
    close: async () => {
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The log of a district, opened or made. @throws where that is refused */
export async function openedLog(context: StoreContext, dataDir: string): Promise<Log> {
  const opened = await openLog(context, dataDir)
  if (!opened.ok) throw new Error(opened.because)
  return opened.log
}

/**
 * Errands in different states, sealed in two batches, the last acts still waiting: one is finished, one taken back, one signed late.
 *
 * @returns an act in the middle of the finished one, of a kind with a body worth changing
 */
export async function someLife({
  context,
  clock,
  seal,
}: SealedDistrict): Promise<{ act: string; matter: string }> {
  const id = await anErrand(context)
  const doer = actorOf('u1')
  await doing(context, 'sign', doer, {}, { matter: id })
  await seal()
  const reported = await doing(context, 'report', doer, { progress: '完成三成' }, { matter: id })
  await doing(context, 'block', doer, { why: '等审批' }, { matter: id })
  const other = await anErrand(context, { title: '疏浚水渠', lead: 'u2' })
  await doing(context, 'sign', actorOf('u2'), {}, { matter: other })
  await doing(context, 'takeBack', actorOf('u2'), {}, { matter: other })
  await seal()
  await doing(context, 'unblock', actorOf('u0'), {}, { matter: id })
  const late = await anErrand(context, { title: '逾期的事', lead: 'u3' })
  clock.at = '2026-04-10T01:00:00.000Z'
  await sweep(context, clock.at)
  await doing(context, 'sign', actorOf('u3'), {}, { matter: late })
  await doing(context, 'finish', doer, { result: '完工' }, { matter: id })
  if (reported.kind !== 'done') throw new Error('not reported')
  return { act: reported.receipt.act, matter: id }
}

/** A database whose transactions are all this one, whose isolation cannot be set any more. */
export function within(db: Db, tx: Queryable): Db {
  const query: Db['query'] = (text, values) =>
    text.startsWith('set transaction') ? Promise.resolve({ rows: [], rowCount: 0 }) : tx.query(text, values)
  const same: Queryable = { query, script: (text) => tx.script(text) }
  return { ...db, ...same, tx: (fn) => fn(same), close: async () => undefined }
}
