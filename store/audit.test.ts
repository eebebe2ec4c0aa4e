import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '#journal/node-crypto.ts'
import { actorOf, anErrand } from '#test/factories.ts'
import { type SealedDistrict, sealedDistrict, someLife, within } from '#test/sealed-district.ts'
import { type Finding, audit } from './audit.ts'
import type { Queryable } from './db.ts'
import { addFile } from './files.ts'
import { named } from './named.ts'

let district: SealedDistrict
/** One act in the middle of a matter, of a kind with a body worth changing. */
let target: { act: string; matter: string }

beforeAll(async () => {
  district = await sealedDistrict('audit')
  target = await someLife(district)
  await theRest(district)
})
afterAll(() => district.close())

/** What waited is sealed; an errand with an attachment is left waiting. */
async function theRest({ context, clock, seal }: SealedDistrict): Promise<void> {
  await seal()
  const paper = {
    id: 'f1',
    name: '批件.pdf',
    media: 'application/pdf',
    preview: 'pdf',
    size: 18_211,
  } as const
  const content = { sha256: sha256.digest(new Uint8Array(1)) }
  await addFile(context, { ...paper, ...content }, actorOf('u0').person, clock.at)
  await anErrand(context, { title: '还在等的', due: '2026-05-31', papers: ['f1'] })
}

class RollBack extends Error {}

/** Audits the database with a change in it, which is then undone. */
async function auditWith(change: (tx: Queryable) => Promise<unknown>): Promise<readonly Finding[]> {
  const { db, context, log } = district
  let findings: readonly Finding[] = []
  const changed = db.tx(async (tx) => {
    await change(tx)
    findings = (await audit({ ...context, db: within(db, tx) }, log.verifier)).findings
    throw new RollBack()
  })
  await expect(changed).rejects.toBeInstanceOf(RollBack)
  return findings
}

test('a sound database has no findings', async () => {
  const result = await audit(district.context, district.log.verifier)
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
  [
    'notice of no matter',
    `insert into notice (tenant_id, matter_id, seq, n, unit_id, kind, text, at)
     select tenant_id, 'nobody', 1, 0, unit_id, kind, text, at from notice limit 1`,
    'projection',
  ],
  [
    'late without a matter',
    `insert into late (tenant_id, matter_id, procedure, closed, due_at)
     select tenant_id, 'nobody', procedure, closed, opened_at from matter limit 1`,
    'projection',
  ],
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
