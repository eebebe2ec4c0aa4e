import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256 } from '#journal/node-crypto.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { addFile } from '#store/files.ts'
import { actorOf, anErrand, smallRulebook } from '../factories.ts'
import { type SealedDistrict, sealedDistrict, someLife } from '../sealed-district.ts'

/** A district with a few matters, a log, and what outsiders hold of it. */
export interface World extends Omit<SealedDistrict, 'seal'> {
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
}

/** Here the head of the supervision office may erase. */
const rulebook: Rulebook = {
  ...smallRulebook,
  erasing: { function: 'supervision', level: 'head', title: '督查室主任', basis: [] },
}

/** Makes the world: matters in different states, sealed in several batches, some acts still waiting. */
export async function makeWorld(): Promise<World> {
  // Ids by count: the order of the log is the same in every run.
  let ids = 0
  const newId = (): string => `id-${String(++ids).padStart(4, '0')}`
  const district = await sealedDistrict('tamper', { rulebook, newId })
  const { db, dataDir, log } = district
  const attachment = putAttachment(dataDir)
  const target = await someLife(district)
  await theRest(district, attachment.bytes)
  const { rows } = await db.query<{ act: string; hash: Uint8Array }>(
    'select act_id as act, leaf_hash as hash from journal join journal_pending using (tenant_id, act_id) order by 1',
  )
  return {
    ...district,
    key: readFileSync(join(log.folder, 'key')),
    target,
    saved: readFileSync(join(log.folder, 'checkpoint'), 'utf8'),
    promised: rows.map(({ act, hash }) => ({ act, leafHash: Buffer.from(hash).toString('hex') })),
    attachment,
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

/** An errand with an attachment is sealed with what waited; one more act is left waiting. */
async function theRest({ context, clock, seal }: SealedDistrict, attachment: Uint8Array): Promise<void> {
  const paper = { id: 'f1', name: '批件.pdf', media: 'application/pdf', preview: 'pdf' } as const
  const content = { size: attachment.length, sha256: sha256.digest(attachment) }
  await addFile(context, { ...paper, ...content }, actorOf('u0').person, clock.at)
  await anErrand(context, { title: '附了批件的', due: '2026-05-31', papers: ['f1'] })
  await seal()
  await anErrand(context, { title: '还在等的', lead: 'u4', due: '2026-05-31' })
}
