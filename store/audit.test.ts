import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '#journal/node-crypto.ts'
import { addMs } from '#kernel/time.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { MONDAY, StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type Finding, audit } from './audit.ts'
import type { StoreContext } from './context.ts'
import type { Db, Queryable } from './db.ts'
import { addFile } from './files.ts'
import { type Log, openLog } from './log-key.ts'
import { named } from './named.ts'
import { sequence } from './sequencer.ts'
import { sweep } from './sweep.ts'

let db: TestDatabase
let clock: StillClock
let context: StoreContext
let dataDir: string
let log: Log
/** One act in the middle of a matter, of a kind with a body worth changing. */
let target: { act: string; matter: string }

beforeAll(async () => {
  db = await freshDatabase('audit')
  await seedDistrict(db)
  clock = new StillClock(MONDAY)
  context = testContext(db, clock)
  dataDir = mkdtempSync(join(tmpdir(), 'luoshi-audit-'))
  const opened = await openLog(context, dataDir)
  if (!opened.ok) throw new Error(opened.because)
  log = opened.log
  target = await someLife()
})
afterAll(async () => {
  await db.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function seal(): Promise<void> {
  clock.at = addMs(clock.at, 1_000)
  expect(await sequence(context, log)).toMatchObject({ ok: true, quarantined: 0 })
}

/** A few matters in different states, sealed in several batches, some acts still waiting. */
async function someLife() {
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
  await seal()
  const paper = {
    id: 'f1',
    name: '批件.pdf',
    media: 'application/pdf',
    preview: 'pdf',
    size: 18_211,
  } as const
  await addFile(
    context,
    { ...paper, sha256: sha256.digest(new Uint8Array(1)) },
    actorOf('u0').person,
    clock.at,
  )
  await anErrand(context, { title: '还在等的', due: '2026-05-31', papers: ['f1'] })
  if (reported.kind !== 'done') throw new Error('not reported')
  return { act: reported.receipt.act, matter: id }
}

class RollBack extends Error {}

/** Audits the database with a change in it, which is then undone. */
async function auditWith(change: (tx: Queryable) => Promise<unknown>): Promise<readonly Finding[]> {
  let findings: readonly Finding[] = []
  const changed = db.tx(async (tx) => {
    await change(tx)
    findings = (await audit({ ...context, db: within(tx) }, log.verifier)).findings
    throw new RollBack()
  })
  await expect(changed).rejects.toBeInstanceOf(RollBack)
  return findings
}

/** A database whose transactions are all this one, whose isolation cannot be set any more. */
function within(tx: Queryable): Db {
  const query: Db['query'] = (text, values) =>
    text.startsWith('set transaction') ? Promise.resolve({ rows: [], rowCount: 0 }) : tx.query(text, values)
  const same: Queryable = { query, script: (text) => tx.script(text) }
  return { ...same, tx: (fn) => fn(same), close: async () => undefined }
}

test('a sound database has no findings', async () => {
  const result = await audit(context, log.verifier)
  expect(result).toMatchObject({ matters: 4, checkpoints: 3, found: 0, findings: [] })
  expect(result.leaves).toBe(result.acts - 1)
  expect(result.acts).toBeGreaterThan(14)
})

/** Changes behind our back that no case of `test/tamper` has, and the check that finds each. */
const tampering: [string, string, Finding['check']][] = [
  [
    'index skipped',
    'update journal_leaf set idx = idx + 1000 where idx = (select max(idx) from journal_leaf)',
    'leaf',
  ],
  [
    'text of another checkpoint',
    'update checkpoint set text = (select text from checkpoint where size > 2 limit 1) where size = 2',
    'checkpoint',
  ],
  ['checkpoint dated back', `update checkpoint set at = at - interval '1 year' where size > 2`, 'checkpoint'],
  ['state edited', 'update log_state set size = size - 1', 'state'],
  ['state deleted', 'delete from log_state', 'state'],
]

describe('a change behind our back is found', () => {
  test.each(tampering)('%s', async (_, sql, check) => {
    const change = named<typeof target>(sql)
    const findings = await auditWith((tx) => tx.query(change.text, change.values(target)))
    expect(findings.map((finding) => finding.check)).toContain(check)
  })
})
