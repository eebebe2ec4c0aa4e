import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signCheckpoint } from '#journal/checkpoint.ts'
import { append, emptyFrontier, encodeFrontier, frontierRoot } from '#journal/frontier.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { must } from '#journal/testing.ts'
import { addMs } from '#kernel/time.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { MONDAY, StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type Finding, audit } from './audit.ts'
import type { StoreContext } from './context.ts'
import type { Db, Queryable } from './db.ts'
import { addFile } from './files.ts'
import { guardLog } from './log-guard.ts'
import { type Log, openLog } from './log-key.ts'
import { named } from './named.ts'
import { sequence } from './sequencer.ts'
import { sweep } from './sweep.ts'
import { leafHashes } from './tiles.ts'

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

/** Changes behind our back, and the check that finds each. */
const tampering: [string, string, Finding['check']][] = [
  [
    'T01 body edited',
    `update journal_body set body = jsonb_set(body, '{form,progress}', '"完成八成"') where act_id = :act`,
    'leaf',
  ],
  ['T02 salt edited', 'update journal_body set salt = sha256(salt) where act_id = :act', 'leaf'],
  [
    'T03 bodies of two acts exchanged',
    `update journal_body b set body = o.body, salt = o.salt from journal_body o, journal j
     where j.matter_id = :matter and j.seq = 4 and b.act_id in (:act, j.act_id) and o.act_id in (:act, j.act_id)
       and b.act_id <> o.act_id`,
    'leaf',
  ],
  ['T04 attachment exchanged', 'update file set sha256 = sha256(sha256)', 'file'],
  ['T04 attachment taken off', 'delete from matter_file', 'file'],
  [
    'T05 due instant edited',
    `update duty set due_at = due_at + interval '9 days' where matter_id = :matter and no = 2`,
    'duty',
  ],
  [
    'T05 responsible unit edited',
    `update duty set unit_id = 'u4' where matter_id = :matter and no = 1`,
    'duty',
  ],
  ['T05 state edited', `update matter set state = 'doing' where id = :matter`, 'projection'],
  ['T05 title edited', `update matter set title = title || '（已办）' where id = :matter`, 'projection'],
  [
    'T05 record edited',
    `update matter set record = record || '{"lead": "u5"}' where id = :matter`,
    'projection',
  ],
  ['T05 lapse taken off the matter', `update matter set flags = '{}' where flags <> '{}'`, 'projection'],
  ['T05 lapse taken off the duty', 'update duty set lapsed_at = null where lapsed_at is not null', 'duty'],
  ['T06 person of an act edited', `update journal set person_id = 'n-u1-b' where act_id = :act`, 'leaf'],
  ['T06 time of an act edited', `update journal set at = at - interval '1 day' where act_id = :act`, 'leaf'],
  [
    'T07 duty added',
    `insert into duty select (jsonb_populate_record(d, '{"no": 99}')).* from duty d where matter_id = :matter and no = 1`,
    'duty',
  ],
  ['T07 duty removed', 'delete from duty where matter_id = :matter and no = 1', 'duty'],
  [
    'T08 leaf edited',
    'update journal set leaf = set_byte(leaf, 30, get_byte(leaf, 30) # 1) where act_id = :act',
    'leaf',
  ],
  [
    'T09 leaf and hash edited together',
    `update journal j set leaf = n.leaf, leaf_hash = sha256('\\x00'::bytea || n.leaf) from (
       select act_id, convert_to(replace(convert_from(leaf, 'UTF8'), '"web"', '"sms"'), 'UTF8') as leaf from journal) n
     where j.act_id = :act and n.act_id = j.act_id`,
    'leaf',
  ],
  ['T11 act deleted', 'delete from journal where act_id = :act', 'act'],
  [
    'T12 last act of the log deleted',
    'delete from journal where act_id = (select act_id from journal_leaf order by idx desc limit 1)',
    'act',
  ],
  [
    'T12 last leaf deleted',
    'delete from journal_leaf where idx = (select max(idx) from journal_leaf)',
    'checkpoint',
  ],
  [
    'T13 matter deleted, its acts left',
    `with d as (delete from duty where matter_id = :matter), p as (delete from party where matter_id = :matter),
       n as (delete from notice where matter_id = :matter), s as (delete from search_doc where matter_id = :matter)
     delete from matter where id = :matter`,
    'projection',
  ],
  [
    'T13 matter deleted whole',
    `with d as (delete from duty where matter_id = :matter), p as (delete from party where matter_id = :matter),
       n as (delete from notice where matter_id = :matter), s as (delete from search_doc where matter_id = :matter),
       j as (delete from journal where matter_id = :matter returning act_id),
       b as (delete from journal_body using j where journal_body.act_id = j.act_id)
     delete from matter where id = :matter`,
    'act',
  ],
  [
    'T16 two leaves exchanged',
    `update journal_leaf l set leaf_hash = o.leaf_hash from journal_leaf o
     where l.idx in (3, 4) and o.idx in (3, 4) and o.idx <> l.idx`,
    'leaf',
  ],
  [
    'T18 act moved to another matter',
    'update journal set matter_id = (select id from matter where id <> :matter limit 1), seq = 90 where act_id = :act',
    'order',
  ],
  [
    'T19 act of another log',
    `update journal set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'log/t1', 'log/t2'), 'UTF8')
     where act_id = :act`,
    'leaf',
  ],
  ['T22 place in the queue deleted', 'delete from journal_pending', 'act'],
  [
    'T23 act deleted, its place in the queue left',
    'delete from journal j using journal_pending p where p.act_id = j.act_id',
    'act',
  ],
  ['T32 another root for one size', 'update checkpoint set root = sha256(root) where size = 2', 'checkpoint'],
  ['T55 body erased', 'delete from journal_body where act_id = :act', 'body'],
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

  test('T10, T14 a shorter history signed with the real key: the database agrees with itself, the published head does not', async () => {
    let guarded: unknown
    const findings = await auditWith(async (tx) => {
      await cutTail(tx)
      guarded = await guardLog({ ...context, db: { ...db, ...tx } }, log)
    })
    expect(findings).toEqual([])
    expect(guarded).toMatchObject({ ok: false, because: expect.stringContaining('从旧备份恢复') })
  })
})

/** Takes the last leaf out of the log, puts its act back into the queue and signs the rest anew. */
async function cutTail(tx: Queryable): Promise<void> {
  await tx.query(
    `with last as (delete from journal_leaf where idx = (select max(idx) from journal_leaf) returning act_id)
     insert into journal_pending (tenant_id, matter_id, seq, act_id)
     select tenant_id, matter_id, seq, act_id from journal join last using (act_id)`,
  )
  const { rows } = await tx.query<{ at: string }>(
    'delete from checkpoint where size = (select max(size) from checkpoint) returning at',
  )
  const frontier = append(sha256, emptyFrontier, await leafHashes(tx, 't1', 0, 1_000))
  const head = { origin: log.origin, size: frontier.size, root: frontierRoot(sha256, frontier) }
  const text = must(await signCheckpoint(head, log.signer))
  await tx.query('insert into checkpoint (tenant_id, size, root, text, at) values ($1, $2, $3, $4, $5)', [
    't1',
    head.size,
    head.root,
    text,
    rows[0]?.at,
  ])
  await tx.query('update log_state set size = $1, root = $2, frontier = $3', [
    head.size,
    head.root,
    encodeFrontier(frontier),
  ])
}
