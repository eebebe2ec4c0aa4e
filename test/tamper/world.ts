import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sha256 } from '#journal/node-crypto.ts'
import { addMs } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db, Queryable } from '#store/db.ts'
import { addFile } from '#store/files.ts'
import { type Log, openLog } from '#store/log-key.ts'
import { sequence } from '#store/sequencer.ts'
import { sweep } from '#store/sweep.ts'
import { type TestDatabase, freshDatabase } from '../database.ts'
import {
  MONDAY,
  StillClock,
  actorOf,
  anErrand,
  doing,
  seedDistrict,
  smallRulebook,
  testContext,
} from '../factories.ts'

/** A district with a few matters, a log, and what outsiders hold of it. */
export interface World {
  readonly db: TestDatabase
  readonly context: StoreContext
  readonly clock: StillClock
  readonly dataDir: string
  readonly log: Log
  /** The log's public key, as an outsider keeps it. */
  readonly key: Uint8Array
  /** One act in the middle of a matter, of a kind with a body worth changing. */
  readonly target: { readonly act: string; readonly matter: string }
  /** The checkpoint an outsider saved before anything was tampered with. */
  readonly saved: string
  /** Acts whose receipts promise a place in the log that they do not have yet, with their leaf hashes. */
  readonly promised: readonly { readonly act: string; readonly leafHash: string }[]
  /** Content of the one attachment, and where it lies. */
  readonly attachment: { readonly path: string; readonly bytes: Uint8Array }
  close(): Promise<void>
}

/** Here the head of the supervision office may erase. */
const rulebook: Rulebook = {
  ...smallRulebook,
  erasing: { function: 'supervision', level: 'head', title: '督查室主任', basis: [] },
}

/** Makes the world: matters in different states, sealed in several batches, some acts still waiting. */
export async function makeWorld(): Promise<World> {
  const db = await freshDatabase('tamper')
  await seedDistrict(db)
  const clock = new StillClock(MONDAY)
  // Ids by count: the order of the log is the same in every run.
  let ids = 0
  const newId = (): string => `id-${String(++ids).padStart(4, '0')}`
  const context = { ...testContext(db, clock, rulebook), newId }
  const dataDir = mkdtempSync(join(tmpdir(), 'luoshi-tamper-'))
  const opened = await openLog(context, dataDir)
  if (!opened.ok) throw new Error(opened.because)
  const { log } = opened
  const seal = async (): Promise<void> => {
    clock.at = addMs(clock.at, 1_000)
    const pass = await sequence(context, log)
    if (!pass.ok || pass.quarantined > 0) throw new Error(JSON.stringify(pass))
  }
  const attachment = putAttachment(dataDir)
  const target = await someLife(context, clock, seal, attachment.bytes)
  const { rows } = await db.query<{ act: string; hash: Uint8Array }>(
    'select act_id as act, leaf_hash as hash from journal join journal_pending using (tenant_id, act_id) order by 1',
  )
  return {
    db,
    context,
    clock,
    dataDir,
    log,
    key: readFileSync(join(log.folder, 'key')),
    target,
    saved: readFileSync(join(log.folder, 'checkpoint'), 'utf8'),
    promised: rows.map(({ act, hash }) => ({ act, leafHash: Buffer.from(hash).toString('hex') })),
    attachment,
    close: async () => {
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function putAttachment(dataDir: string): World['attachment'] {
  const bytes = new TextEncoder().encode('关于河堤修缮工程的批复')
  const hex = Buffer.from(sha256.digest(bytes)).toString('hex')
  const path = join(dataDir, 'files', hex.slice(0, 2), hex.slice(2))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return { path, bytes }
}

async function someLife(
  context: StoreContext,
  clock: StillClock,
  seal: () => Promise<void>,
  attachment: Uint8Array,
): Promise<World['target']> {
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
  const paper = { id: 'f1', name: '批件.pdf', media: 'application/pdf', preview: 'pdf' } as const
  const content = { size: attachment.length, sha256: sha256.digest(attachment) }
  await addFile(context, { ...paper, ...content }, actorOf('u0').person, clock.at)
  await anErrand(context, { title: '附了批件的', due: '2026-05-31', papers: ['f1'] })
  await seal()
  await anErrand(context, { title: '还在等的', lead: 'u4', due: '2026-05-31' })
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
