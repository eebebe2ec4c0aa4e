import { spawn } from 'node:child_process'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { must } from '#journal/testing.ts'
import { verifyReceipt } from '#journal/verify.mjs'
import { addMs } from '#kernel/time.ts'
import { COMPILED } from '#test/compiled.ts'
import type { TestDatabase } from '#test/database.ts'
import { type StillClock, actorOf, anErrand, doing } from '#test/factories.ts'
import { sealedDistrict } from '#test/sealed-district.ts'
import { audit } from './audit.ts'
import type { StoreContext } from './context.ts'
import { openDb } from './db.ts'
import type { Log } from './log-key.ts'
import type { Alarm, PassPoint } from './pass.ts'
import { republish } from './publish.ts'
import { receiptOf } from './receipts.ts'
import type { ProbeOrder } from './sequencer-probe.ts'
import { isSettled, sequence, startSequencer } from './sequencer.ts'

const PROBE = fileURLToPath(new URL('./sequencer-probe.ts', import.meta.url))

let db: TestDatabase
let clock: StillClock
let context: StoreContext
let dataDir: string
let log: Log

beforeEach(async () => {
  const district = await sealedDistrict('sequencer')
  ;({ db, clock, context, dataDir, log } = district)
  return district.close
})

/** A pass a second later; anything but success is an error. */
async function pass(most?: number) {
  clock.at = addMs(clock.at, 1_000)
  const done = await sequence(context, log, most === undefined ? {} : { most })
  if (!done.ok) throw new Error(done.alarm.because)
  return done
}

const shown = () => must(readCheckpoint(readFileSync(join(log.folder, 'checkpoint'), 'utf8')))

async function leaves(): Promise<{ idx: number; act_id: string }[]> {
  return (
    await db.query<{ idx: number; act_id: string }>('select idx, act_id from journal_leaf order by idx')
  ).rows
}

/** Every act of the journal verifies from its receipt alone, with the published key. */
async function allVerify(most = 1_000): Promise<number> {
  const key = readFileSync(join(log.folder, 'key'))
  const { rows } = await db.query<{ act_id: string }>(
    'select act_id from journal order by matter_id, seq limit $1',
    [most],
  )
  for (const { act_id } of rows) {
    const receipt = await receiptOf(context, log.folder, act_id)
    const proof = Buffer.from(receipt?.proof ?? '')
    const verdict = await verifyReceipt(proof, key)
    expect(verdict).toMatchObject({ ok: true, leaf: { act: act_id } })
  }
  return rows.length
}

describe('a pass', () => {
  test('gives each act a place, signs the head and publishes it', async () => {
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    expect(await pass()).toEqual({ ok: true, sealed: 2, quarantined: 0, size: 2 })
    expect(shown()).toMatchObject({ origin: 'test.example/log/t1', size: 2 })
    expect(await allVerify()).toBe(2)
    expect(await isSettled(context, log)).toBe(true)
  })

  test('publishes the empty log, and changes nothing when nothing waits', async () => {
    expect(await pass()).toMatchObject({ sealed: 0, size: 0 })
    expect(shown()).toMatchObject({ size: 0 })
    const before = readFileSync(join(log.folder, 'checkpoint'), 'utf8')
    expect(await pass()).toMatchObject({ sealed: 0, size: 0 })
    expect(readFileSync(join(log.folder, 'checkpoint'), 'utf8')).toBe(before)
  })

  test('keeps the order of each matter over batches smaller than a matter', async () => {
    for (let i = 0; i < 4; i++) {
      const id = await anErrand(context, { title: `事项${i}` })
      for (const act of ['sign', 'takeBack', 'sign'])
        await doing(context, act, actorOf('u1'), {}, { matter: id })
    }
    while ((await pass(3)).sealed > 0)
      expect((await leaves()).map((leaf) => leaf.idx)).toEqual([...(await leaves()).keys()])
    const { rows } = await db.query<{ good: boolean }>(
      `select bool_and(l.idx > p.idx) as good from journal j
       join journal_leaf l using (tenant_id, act_id)
       join journal v on v.matter_id = j.matter_id and v.seq = j.seq - 1
       join journal_leaf p on p.act_id = v.act_id`,
    )
    expect(rows[0]?.good).toBe(true)
    expect(await allVerify()).toBe(16)
  })

  test('refuses a clock that has not passed the last checkpoint', async () => {
    await anErrand(context)
    await pass()
    await anErrand(context)
    expect(await sequence(context, log)).toMatchObject({ ok: false, alarm: { code: 'CLOCK' } })
    clock.at = addMs(clock.at, -60_000)
    expect(await sequence(context, log)).toMatchObject({ ok: false, alarm: { code: 'CLOCK' } })
    clock.at = addMs(clock.at, 61_000)
    expect(await pass()).toMatchObject({ sealed: 1, size: 2 })
  })
})

describe('several at once', () => {
  test('two sequencers leave no gap, no double and one root per size', async () => {
    const other = openDb(db.config, { size: 4 })
    try {
      // Times that never stand still, whoever asks.
      const ticking = { now: () => (clock.at = addMs(clock.at, 1)) }
      const contexts = [
        { ...context, clock: ticking },
        { ...context, db: other, clock: ticking },
      ]
      let writing = true
      const sequencers = contexts.map(async (one) => {
        while (writing) await sequence(one, log)
      })
      for (let i = 0; i < 30; i++)
        await Promise.all(
          contexts.map((one) => anErrand(one, { title: `并行${i}`, lead: `u${1 + (i % 5)}` })),
        )
      writing = false
      await Promise.all(sequencers)
    } finally {
      await other.close()
    }
    await pass()
    const all = await leaves()
    expect(all.map((leaf) => leaf.idx)).toEqual([...all.keys()])
    expect(new Set(all.map((leaf) => leaf.act_id)).size).toBe(60)
    expect(shown().size).toBe(60)
    expect(await allVerify()).toBe(60)
  })

  test('the ticker seals by itself and stops after the pass under way', async () => {
    const ticking = { ...context, clock: { now: () => (clock.at = addMs(clock.at, 1)) } }
    const sequencer = startSequencer(ticking, log, { everyMs: 5 })
    const id = await anErrand(ticking)
    await expect.poll(() => isSettled(context, log), { timeout: 10_000 }).toBe(true)
    await sequencer.stop()
    await doing(ticking, 'sign', actorOf('u1'), {}, { matter: id })
    expect(await isSettled(context, log)).toBe(false)
  })
})

test('a trouble that goes on is told once', async () => {
  await anErrand(context)
  await pass()
  await anErrand(context)
  const alarms: Alarm[] = []
  const sequencer = startSequencer(context, log, { everyMs: 1, alarm: (alarm) => alarms.push(alarm) })
  await expect.poll(() => alarms.length, { timeout: 10_000 }).toBe(1)
  clock.at = addMs(clock.at, -5_000)
  await sequence(context, log)
  await sequencer.stop()
  expect(alarms).toMatchObject([{ code: 'CLOCK' }])
})

describe('what does not agree with its leaf is never signed', () => {
  /** SQL that changes act `a` of the matter behind the service's back. */
  const changes: Record<string, string> = {
    'a word in the body': `update journal_body set body = jsonb_set(body, '{form,progress}', '"一切顺利"') where act_id = $1`,
    'an extra key in the body': `update journal_body set body = body || '{"note": "x"}' where act_id = $1`,
    salt: `update journal_body set salt = decode(repeat('00', 32), 'hex') where act_id = $1`,
    'the body deleted': 'delete from journal_body where act_id = $1',
    'a column': `update journal set person_id = 'n-u2-a' where act_id = $1`,
    'the time': `update journal set at = at + interval '1 ms' where act_id = $1`,
    'a bit of the leaf':
      'update journal set leaf = set_byte(leaf, 20, get_byte(leaf, 20) # 1) where act_id = $1',
    'the leaf hash':
      'update journal set leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 1) where act_id = $1',
    'the act deleted': 'delete from journal where act_id = $1',
    'the place in the queue': 'update journal_pending set seq = seq + 50 where act_id = $1',
  }

  test.each(Object.entries(changes))('%s', async (_, sql) => {
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    const reported = await doing(context, 'report', actorOf('u1'), { progress: '已开工' }, { matter: id })
    await doing(context, 'finish', actorOf('u1'), { result: '已完工' }, { matter: id })
    const other = await anErrand(context, { title: '另一件' })
    if (reported.kind !== 'done') throw new Error('not reported')
    await db.query(sql, [reported.receipt.act])

    const alarms: Alarm[] = []
    clock.at = addMs(clock.at, 1_000)
    const done = await sequence(context, log, { alarm: (alarm) => alarms.push(alarm) })
    expect(done).toMatchObject({ ok: true, sealed: 3, quarantined: 1 })
    expect(alarms).toMatchObject([{ code: 'QUARANTINE' }])
    const { rows } = await db.query<{ because: string }>('select because from quarantine')
    expect(rows).toHaveLength(1)
    // What follows it in its matter waits; the other matter went on; a later pass does not ring again.
    const matters = await db.query(
      'select j.matter_id, j.seq from journal j join journal_leaf using (act_id)',
    )
    expect(matters.rows).toHaveLength(3)
    expect(matters.rows).toContainEqual({ matter_id: other, seq: 1 })
    expect(await pass()).toMatchObject({ sealed: 0, quarantined: 0 })
  })

  test('an act taken out of the queue holds back what follows it, with an alarm', async () => {
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await db.query('delete from journal_pending where seq = 1')
    expect(await pass()).toMatchObject({ sealed: 0, quarantined: 1 })
  })

  test('a corrected act goes on once its quarantine is lifted', async () => {
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await db.query("update journal set kind = 'errand.finish' where seq = 2")
    expect(await pass()).toMatchObject({ sealed: 1, quarantined: 1 })
    await db.query("update journal set kind = 'errand.sign' where seq = 2")
    await db.query('delete from quarantine')
    expect(await pass()).toMatchObject({ sealed: 1, size: 2 })
    expect(await allVerify()).toBe(2)
  })
})

describe('a state or leaves changed behind our back are not signed on', () => {
  test.each([
    ['the size', 'update log_state set size = size + 1'],
    ['the root', 'update log_state set root = sha256(root)'],
    ['the frontier', 'update log_state set frontier = substr(frontier, 1, 20)'],
    ['the last leaf deleted', 'delete from journal_leaf where idx = (select max(idx) from journal_leaf)'],
    ['the state deleted', 'delete from log_state'],
  ])('%s', async (_, sql) => {
    await anErrand(context)
    await anErrand(context)
    await pass()
    await db.query(sql)
    await anErrand(context)
    clock.at = addMs(clock.at, 1_000)
    expect(await sequence(context, log)).toMatchObject({ ok: false, alarm: { code: 'BROKEN_LOG' } })
    expect(shown().size).toBe(2)
  })

  test('a leaf hash, found when the folder cannot vouch for it', async () => {
    await anErrand(context)
    await anErrand(context)
    await pass()
    await db.query('update journal_leaf set leaf_hash = sha256(leaf_hash) where idx = 0')
    rmSync(join(log.folder, 'tile'), { recursive: true })
    await anErrand(context)
    clock.at = addMs(clock.at, 1_000)
    expect(await sequence(context, log)).toMatchObject({ ok: false, alarm: { code: 'BROKEN_LOG' } })
  })
})

describe('whatever a crash leaves is finished by the next pass', () => {
  const points: PassPoint[] = [
    'leaves written',
    'batch committed',
    'checkpoint signed',
    'checkpoint stored',
    'tiles written',
  ]

  test.each(points)('killed at: %s', async (point) => {
    await anErrand(context)
    await pass()
    await anErrand(context)
    clock.at = addMs(clock.at, 1_000)
    expect(await killedAt(point)).toBe('SIGKILL')
    expect(shown().size).toBe(1)
    await anErrand(context)
    expect(await pass()).toMatchObject({ size: 3 })
    expect(shown().size).toBe(3)
    expect(await allVerify()).toBe(3)
    expect(await audit(context, log.verifier, { folder: log.folder })).toMatchObject({ found: 0, leaves: 3 })
  })

  /** Lets another process do the pass until it kills itself; gives what ended it. */
  function killedAt(point: PassPoint): Promise<string | number | null> {
    const order: ProbeOrder = { connection: db.config, dataDir, at: clock.at, point }
    const child = spawn(process.execPath, [PROBE, JSON.stringify(order)], {
      stdio: 'inherit',
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    })
    return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
  }
})

describe('the public folder', () => {
  test('a failed publication is repaired', async () => {
    await anErrand(context)
    await pass()
    await anErrand(context)
    // A file where a folder should be fails for every user, root too.
    rmSync(join(log.folder, 'tile'), { recursive: true })
    writeFileSync(join(log.folder, 'tile'), '')
    clock.at = addMs(clock.at, 1_000)
    expect(await sequence(context, log)).toMatchObject({ ok: false, alarm: { code: 'PUBLISH' } })
    expect(shown().size).toBe(1)
    // The act is sealed all the same: its proof comes from the table.
    expect(await allVerify()).toBe(2)
    rmSync(join(log.folder, 'tile'))
    expect(await pass()).toMatchObject({ ok: true, size: 2 })
    expect(shown().size).toBe(2)
  })

  test('lost or spoiled tiles are made again', async () => {
    await anErrand(context)
    await anErrand(context)
    await pass()
    const tile = join(log.folder, 'tile/0/000.p/2')
    const good = readFileSync(tile)
    writeFileSync(
      tile,
      good.map((byte, i) => (i === 3 ? byte ^ 1 : byte)),
    )
    expect(await allVerify()).toBe(2)
    await anErrand(context)
    expect(await pass()).toMatchObject({ size: 3 })
    expect(readFileSync(join(log.folder, 'tile/0/000.p/3')).subarray(0, 64)).toEqual(good)
  })

  test('full tiles replace their partial versions', async () => {
    for (let i = 0; i < 258; i += 6)
      await Promise.all([0, 1, 2, 3, 4, 5].map((n) => anErrand(context, { title: `批量${i + n}` })))
    await pass(250)
    expect(readdirSync(join(log.folder, 'tile/0'))).toEqual(['000.p'])
    await pass()
    expect(readdirSync(join(log.folder, 'tile/0')).toSorted()).toEqual(['000', '001.p'])
    expect(readdirSync(join(log.folder, 'tile/1/000.p'))).toEqual(['1'])
    expect(await allVerify()).toBe(258)

    // A full tile that is spoiled later misleads nobody here, is found, and is written anew.
    const full = join(log.folder, 'tile/0/000')
    const good = readFileSync(full)
    writeFileSync(
      full,
      good.map((byte, i) => (i === 5_000 ? byte ^ 1 : byte)),
    )
    rmSync(join(log.folder, 'tile/1'), { recursive: true })
    expect(await allVerify(8)).toBe(8)
    const { findings } = await audit(context, log.verifier, { folder: log.folder })
    expect(findings.map((finding) => `${finding.check} ${finding.about}`)).toEqual([
      'tile tile/0/000',
      'tile tile/1/000.p/1',
    ])
    expect(await republish(context, log)).toEqual({ ok: true })
    expect(readFileSync(full)).toEqual(good)
    expect(await audit(context, log.verifier, { folder: log.folder })).toMatchObject({ found: 0 })
  })

  test('an older checkpoint never takes the place of a newer one', async () => {
    await anErrand(context)
    await pass()
    const newer = readFileSync(join(log.folder, 'checkpoint'), 'utf8')
    await db.script(`delete from checkpoint; delete from journal_leaf; delete from log_state`)
    clock.at = addMs(clock.at, 1_000)
    expect(await sequence(context, log)).toMatchObject({ ok: false, alarm: { code: 'DATABASE_BEHIND' } })
    expect(readFileSync(join(log.folder, 'checkpoint'), 'utf8')).toBe(newer)
  })
})
