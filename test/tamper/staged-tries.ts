import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utf8 } from '#journal/bytes.ts'
import { staleSentence } from '#journal/freshness.ts'
import { COSIGNED_AT, leafNo, testLog } from '#journal/testing-log.ts'
import { verifyGrowth } from '#journal/verify.mjs'
import { addMs } from '#kernel/time.ts'
import { openLog } from '#store/log-key.ts'
import { readPublished } from '#store/publish.ts'
import { type Alarm } from '#store/pass.ts'
import { sequence } from '#store/sequencer.ts'
import { freshDatabase } from '../database.ts'
import { MONDAY, StillClock, anErrand, seedDistrict, testContext } from '../factories.ts'
import { type Verb, refusedTo } from '../fences/refused.ts'
import type { StagedTry } from './case.ts'

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** What the application's role is told when it tries. */
async function refused(verb: Verb): Promise<void> {
  const db = await freshDatabase('tamper')
  try {
    await seedDistrict(db)
    for (const [table, state] of Object.entries(await refusedTo(db.within('t1'), verb)))
      demand(state === '42501', `${verb} on ${table}: ${String(state)}`)
  } finally {
    await db.close()
  }
}

/** One bit of an act that waits is flipped in its row; the sequencer reads it back before it signs. */
async function flippedBeforeSigning(): Promise<void> {
  const db = await freshDatabase('tamper')
  const dataDir = mkdtempSync(join(tmpdir(), 'luoshi-tamper-'))
  try {
    await seedDistrict(db)
    const clock = new StillClock(MONDAY)
    const context = testContext(db, clock)
    const opened = await openLog(context, dataDir)
    if (!opened.ok) throw new Error(opened.because)
    await anErrand(context)
    await anErrand(context, { title: '未动的', lead: 'u2' })
    await db.query(
      `update journal set leaf = set_byte(leaf, 40, get_byte(leaf, 40) # 4)
       where act_id = (select act_id from journal_pending order by matter_id limit 1)`,
    )
    clock.at = addMs(clock.at, 1_000)
    const alarms: Alarm[] = []
    const pass = await sequence(context, opened.log, { alarm: (alarm) => alarms.push(alarm) })
    demand(pass.ok && pass.sealed === 1 && pass.quarantined === 1, `sealed: ${JSON.stringify(pass)}`)
    demand(alarms[0]?.code === 'QUARANTINE', 'no alarm')
    const shown = await readPublished(opened.log)
    demand(shown.ok && shown.size === 1, 'the untouched act alone is signed')
  } finally {
    await db.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const leaves = Array.from({ length: 12 }, (_, i) => leafNo(i))

/** A log that keeps showing one head: its growth holds, the times of its witnesses do not. */
async function frozen(): Promise<void> {
  const log = testLog('sha256', leaves)
  const head = utf8(await log.checkpoint(12, { witnesses: 2 }))
  const verdict = await verifyGrowth(head, await log.growth(12, 12, { witnesses: 2 }), log.policy(2))
  if (!verdict.ok) throw new Error(verdict.because)
  const stale = (now: number) => staleSentence(verdict.witnesses, { quorum: 2, age: 86_400 }, now)
  demand(stale(COSIGNED_AT + 86_400) === undefined, 'a fresh head passes')
  demand(stale(COSIGNED_AT + 86_401) !== undefined, 'a frozen one does not')
}

/** A second instance signs other acts under the same key: whoever saw one head is not led to the other's. */
async function twinInstance(): Promise<void> {
  const [one, other] = [
    testLog('sha256', leaves),
    testLog('sha256', [...leaves.slice(0, 8), leafNo(50), leafNo(51)]),
  ]
  const saved = utf8(await one.checkpoint(9))
  demand((await verifyGrowth(saved, await one.growth(9, 12), one.policy())).ok, 'its own growth passes')
  demand(!(await verifyGrowth(saved, await other.growth(9, 9), one.policy())).ok, 'another root for 9')
  demand(!(await verifyGrowth(saved, await other.growth(9, 10), one.policy())).ok, 'another growth to 10')
}

/** Tampering that takes more than one transaction or one text. */
export const stagedTries: readonly StagedTry[] = [
  { id: 'T24', what: 'UPDATE as the application', by: 'X', run: () => refused('update') },
  { id: 'T25', what: 'DELETE as the application', by: 'X', run: () => refused('delete') },
  { id: 'T26', what: 'TRUNCATE as the application', by: 'X', run: () => refused('truncate') },
  { id: 'T31', what: 'a bit flipped before signing', by: 'R', run: flippedBeforeSigning },
  { id: 'T35', what: 'a head shown for ever', by: 'C', run: frozen },
  { id: 'T53', what: 'a second instance with the same key', by: 'C', run: twinInstance },
]
