import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import '#journal/sm2.mjs'
import { openCheckpoint } from '#journal/checkpoint.ts'
import { must } from '#journal/testing.ts'
import { verifyReceipt } from '#journal/verify.mjs'
import type { TestDatabase } from '#test/database.ts'
import { actorOf, anErrand, doing } from '#test/factories.ts'
import { type SealedDistrict, sealedDistrict } from '#test/sealed-district.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './db.ts'
import type { Log } from './log-key.ts'
import { type Twin, followLog, openTwin, twinProofOf } from './twin.ts'

let db: TestDatabase
let context: StoreContext
let dataDir: string
let log: Log
let seal: SealedDistrict['seal']
let twin: Twin

beforeAll(async () => {
  const district = await sealedDistrict('twin')
  ;({ db, context, dataDir, log, seal } = district)
  twin = await again()
  return district.close
})

async function again(): Promise<Twin> {
  const opened = await openTwin(context, dataDir, log.origin)
  if (!opened.ok) throw new Error(opened.because)
  return opened.twin
}

async function grown(by: number): Promise<void> {
  for (let i = 0; i < by; i++) {
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
  }
  await seal()
}

const shown = () =>
  must(openCheckpoint(readFileSync(join(twin.folder, 'checkpoint'), 'utf8'), { log: twin.verifier }))

/** Every sealed act verifies in the twin with its key alone, by the verifier that anybody may run. */
async function allVerify(): Promise<number> {
  const { rows } = await db.query<{ act_id: string }>('select act_id from journal_leaf order by idx')
  const key = readFileSync(join(twin.folder, 'key'))
  for (const { act_id } of rows) {
    const proof = await twinProofOf(context, twin.folder, act_id)
    expect(await verifyReceipt(proof ?? new Uint8Array(), key)).toMatchObject({
      ok: true,
      leaf: { act: act_id },
    })
  }
  return rows.length
}

/** A context in which a pass stands before its second transaction, the signing, until it may go; and does something before its commit. */
function pausing(of: StoreContext) {
  const [stands, goes] = [Promise.withResolvers<void>(), Promise.withResolvers<() => Promise<void>>()]
  let nth = 0
  const tx: Db['tx'] = async (fn) => {
    if (++nth !== 2) return of.db.tx(fn)
    stands.resolve()
    const beforeCommit = await goes.promise
    return of.db.tx(async (inner) => {
      const value = await fn(inner)
      await beforeCommit()
      return value
    })
  }
  return {
    context: { ...of, db: { ...of.db, tx } },
    standing: stands.promise,
    go: (beforeCommit: () => Promise<void> = async () => undefined) => goes.resolve(beforeCommit),
  }
}

/** How many connections wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows[0]?.n ?? 0
}

describe('the SM twin', () => {
  test('follows the signed log, in several steps, and every act verifies in it', async () => {
    await grown(3)
    expect(await followLog(context, twin, 4)).toMatchObject({ ok: true, added: 4, size: 4 })
    expect(shown()).toMatchObject({ origin: `${log.origin}/sm`, size: 4 })
    expect(await followLog(context, twin)).toMatchObject({ added: 2, size: 6 })
    expect(await followLog(context, twin)).toMatchObject({ added: 0, size: 6 })
    expect(await allVerify()).toBe(6)
  })

  test('is opened again under the same key, and not under another', async () => {
    expect((await again()).signer.keyId).toEqual(twin.signer.keyId)
    const path = join(dataDir, 'keys', 't1.sm2-key')
    const text = readFileSync(path, 'utf8')
    rmSync(path)
    expect(await openTwin(context, dataDir, log.origin)).toMatchObject({ ok: false })
    writeFileSync(path, text.replace('/sm ', '/other '))
    expect(await openTwin(context, dataDir, log.origin)).toMatchObject({ ok: false })
    writeFileSync(path, text)
    expect((await again()).signer.keyId).toEqual(twin.signer.keyId)
  })

  test('makes lost tiles again with its next head', async () => {
    rmSync(join(twin.folder, 'tile'), { recursive: true })
    await grown(1)
    expect(await followLog(context, twin)).toMatchObject({ ok: true, size: 8 })
    expect(await allVerify()).toBe(8)
  })

  test('what a pass left undone the next one finishes: unsigned, unpublished', async () => {
    await db.script('delete from twin_checkpoint where size = 8')
    rmSync(join(twin.folder, 'checkpoint'))
    expect(await followLog(context, twin)).toMatchObject({ ok: true, added: 0, size: 8 })
    expect(shown().size).toBe(8)
  })

  test('several at once take turns', async () => {
    await grown(2)
    const passes = await Promise.all([1, 2, 3].map(() => followLog(context, twin)))
    expect(passes.map((pass) => (pass.ok ? pass.added : -1)).toSorted((a, b) => a - b)).toEqual([0, 0, 4])
    expect(await allVerify()).toBe(12)
  })

  test('one that waits while another signs does not sign a second time', async () => {
    await grown(1)
    const [early, late] = [pausing(context), pausing(context)]
    // The late one has grown and stands before its signature; the early one signs, and commits when the late one waits for it.
    const passes = [followLog(late.context, twin)]
    await late.standing
    passes.push(followLog(early.context, twin))
    await early.standing
    early.go(async () => {
      late.go()
      await expect.poll(waiting).toBe(1)
    })
    expect(await Promise.all(passes)).toMatchObject([{ ok: true }, { ok: true }])
    expect(await allVerify()).toBe(14)
  })

  test('a leaf changed behind our back is not signed', async () => {
    await grown(1)
    await db.script(
      `update journal set leaf = leaf || '\\x20' where act_id = (select act_id from journal_leaf where idx = 14)`,
    )
    expect(await followLog(context, twin)).toMatchObject({
      ok: false,
      because: expect.stringMatching(/第 14 号/),
    })
    expect(shown().size).toBe(14)
  })
})
