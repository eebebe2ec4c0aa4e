import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { openCheckpoint, readCheckpoint, signCheckpoint } from '#journal/checkpoint.ts'
import { append, emptyFrontier, encodeFrontier, frontierRoot } from '#journal/frontier.ts'
import { hashes, sha256 } from '#journal/node-crypto.ts'
import { parseNote } from '#journal/note.ts'
import { encodePolicy } from '#journal/policy.ts'
import { must } from '#journal/testing.ts'
import { decodeVkey } from '#journal/vkey.ts'
import { encodeAddCheckpoint } from '#journal/witness.ts'
import { addMs } from '#kernel/time.ts'
import type { StoreContext } from '#store/context.ts'
import type { Log } from '#store/log-key.ts'
import { guardLog } from '#store/log-guard.ts'
import { receiptOf } from '#store/receipts.ts'
import { isSettled, sequence } from '#store/sequencer.ts'
import {
  keepAnswer,
  missingQuorum,
  policyPath,
  readPolicy,
  requestFor,
  showCosigned,
  signedHead,
  witnessStatus,
  witnessVerifier,
} from '#store/witnesses.ts'
import type { TestDatabase } from '#test/database.ts'
import { type StillClock, anErrand } from '#test/factories.ts'
import { recordFigure } from '#test/figures.ts'
import { openedLog, sealedDistrict } from '#test/sealed-district.ts'
import { type ServedWitness, policyWitness, served, silent, testWitness } from '#test/witnesses.ts'
import { answer } from '../../cli/witness/answer.ts'
import { Asking, guardByWitnesses } from './witnessing.ts'

let db: TestDatabase
let clock: StillClock
let context: StoreContext
let dataDir: string
let log: Log
let witnesses: ServedWitness[]
let told: string[]

beforeEach(async () => {
  const district = await sealedDistrict('witnessing', { size: 6 })
  ;({ db, clock, context, dataDir, log } = district)
  witnesses = []
  told = []
  return async () => {
    for (const one of witnesses) await one.close()
    await district.close()
  }
})

/** Serves `n` witnesses and gives the log their policy; the `quiet` ones take questions and never answer. */
async function withWitnesses(
  n: number,
  quorum: number,
  quiet: readonly number[] = [],
  // Short only where somebody's silence is waited out: a busy machine may take its time to answer.
  timeoutMs = quiet.length > 0 ? 300 : 10_000,
): Promise<Asking> {
  for (let i = 1; i <= n; i++) {
    const now = () => Math.floor(Date.parse(clock.at) / 1_000)
    const one = { ...testWitness(join(dataDir, `w${i}`), log, i), now }
    witnesses.push(await (quiet.includes(i) ? silent(one) : served(one)))
  }
  return asking(quorum, timeoutMs)
}

function asking(quorum: number, timeoutMs: number): Asking {
  const key = must(decodeVkey(hashes, readFileSync(join(log.folder, 'key'), 'utf8').trim()))
  const listed = witnesses.map(({ url }, i) => policyWitness(i + 1, url))
  log = { ...log, policy: { log: key, witnesses: listed, quorum } }
  return new Asking(context, log, { timeoutMs, onTrouble: (because) => told.push(because) })
}

/** Some acts, sealed. */
async function grown(by = 1): Promise<void> {
  for (let i = 0; i < by; i++) await anErrand(context)
  clock.at = addMs(clock.at, 1_000)
  const pass = await sequence(context, log)
  if (!pass.ok) throw new Error(pass.alarm.because)
}

const text = (name = 'checkpoint') => readFileSync(join(log.folder, name), 'utf8')
const sizeOf = (note: string) => must(readCheckpoint(note)).size
const policy = (quorum: number) => ({
  log: log.verifier,
  witnesses: (log.policy?.witnesses ?? []).map(witnessVerifier),
  quorum,
})

describe('a checkpoint with witnesses', () => {
  test('is shown once the quorum has cosigned it, not before', async () => {
    const ask = await withWitnesses(3, 2)
    await grown(3)
    expect(await isSettled(context, log)).toBe(true)
    expect(() => text()).toThrow(/ENOENT/)
    expect(sizeOf(text('signed'))).toBe(3)
    await ask.round()
    expect(must(openCheckpoint(text(), policy(2))).size).toBe(3)
    await grown(2)
    expect(sizeOf(text())).toBe(3)
    await ask.round()
    expect(must(openCheckpoint(text(), policy(2))).size).toBe(5)
    await ask.settled()
    await ask.round()
    expect(must(openCheckpoint(text(), policy(3))).size).toBe(5)
    expect(told).toEqual([])
  })

  test('a witness that never answers holds nothing up', async () => {
    const ask = await withWitnesses(3, 2, [2], 600_000)
    await grown()
    // The two good answers are enough: the round does not sit out the ten minutes allowed to the third.
    await ask.round()
    expect(must(openCheckpoint(text(), policy(2))).verified).toHaveLength(3)
    expect(told).toEqual([])
    await witnesses[1]?.close()
    await ask.settled()
    expect(told).toEqual([expect.stringMatching(/“见证2”没有见证：连接不上/)])
  })

  test('acts and the sequencer go on without any witness; the page says what is missing after a quarter of an hour', async () => {
    const ask = await withWitnesses(2, 2, [1, 2])
    await grown(2)
    await ask.round()
    await grown(1)
    expect(sizeOf(text('signed'))).toBe(3)
    const status = await witnessStatus(context, log)
    expect(status).toMatchObject({ size: 3, quorum: 2, cosigned: null })
    if (!status) throw new Error('no status')
    expect(missingQuorum(status, clock.at)).toBeUndefined()
    expect(missingQuorum(status, addMs(clock.at, 16 * 60_000))).toMatch(
      /不足 2 个已超过 15 分钟：日志现有 3 项/,
    )
    await ask.settled()
  })

  test('says the last cosigned size while newer heads wait', async () => {
    const ask = await withWitnesses(1, 1)
    await grown(2)
    await ask.round()
    await grown(2)
    const status = await witnessStatus(context, log)
    expect(status).toMatchObject({ size: 4, cosigned: { size: 2 }, witnesses: [{ label: '见证1', size: 2 }] })
    expect(status?.waitingSince).toBe(clock.at)
    await ask.round()
    expect(await witnessStatus(context, log)).toMatchObject({ cosigned: { size: 4 }, waitingSince: null })
  })

  test('a head that stays the same is cosigned again, with a later time', async () => {
    const ask = await withWitnesses(1, 1)
    await grown()
    await ask.round()
    const before = text()
    await ask.round()
    expect(text()).toBe(before)
    clock.at = addMs(clock.at, 700_000)
    await ask.round()
    expect(text()).not.toBe(before)
    expect(must(openCheckpoint(text(), policy(1))).size).toBe(1)
  })

  test('a log that had no witnesses gets them, and loses them again', async () => {
    await grown(2)
    expect(parseNote(text())).toMatchObject({ value: { signatures: [{}] } })
    const ask = await withWitnesses(1, 1)
    await grown(1)
    expect(sizeOf(text())).toBe(2)
    await ask.round()
    expect(sizeOf(text())).toBe(3)
    const { policy: _, ...without } = log
    log = without
    await grown(1)
    expect(sizeOf(text())).toBe(4)
  })

  test('a receipt carries the cosigned head, and the newest signed one where that does not reach', async () => {
    const ask = await withWitnesses(2, 2)
    await grown(2)
    await ask.round()
    await grown(1)
    const { rows } = await db.query<{ act_id: string }>('select act_id from journal_leaf order by idx')
    const lines = async (act: string) => {
      const proof = (await receiptOf(context, log.folder, act))?.proof ?? ''
      return must(parseNote(proof.slice(proof.indexOf('\n\n') + 2))).signatures.length
    }
    expect(await lines(rows[0]?.act_id ?? '')).toBe(3)
    expect(await lines(rows[2]?.act_id ?? '')).toBe(1)
  })
})

describe('a database that lost what was witnessed', () => {
  const conflictWith = async (witnessed: () => Promise<void>) => {
    const ask = await withWitnesses(1, 1)
    await grown(3)
    await ask.round()
    await witnessed()
    return { ask, guard: await guardByWitnesses(context, log, 10_000) }
  }

  test('and the folder with it: the start is refused, the larger head named (T52, T54)', async () => {
    const { guard, ask } = await conflictWith(async () => {
      await cutBack(1)
      rmSync(log.folder, { recursive: true })
      log = { ...log, ...(await openedLog(context, dataDir)) }
    })
    expect(await guardLog(context, log)).toMatchObject({ ok: true })
    expect(guard).toMatchObject({
      ok: false,
      because: expect.stringMatching(/已经见证到 3 项，而本库只有 2 项/),
    })
    await ask.round()
    await ask.settled()
    expect(told).toEqual([expect.stringMatching(/严重：见证方“见证1”/)])
  })

  test('and went on to the same size: the other root is refused (T53)', async () => {
    const { guard } = await conflictWith(async () => {
      await cutBack(1)
      rmSync(join(log.folder), { recursive: true })
      log = { ...log, ...(await openedLog(context, dataDir)) }
      await grown(1)
    })
    expect(guard).toMatchObject({ ok: false, because: expect.stringMatching(/3 项的树根与本库不同/) })
  })

  test('a database in order passes, and witnesses that do not answer are passed over', async () => {
    const { guard } = await conflictWith(async () => undefined)
    expect(guard).toEqual({ ok: true })
    await withWitnesses(1, 1, [1])
    expect(await guardByWitnesses(context, log, 100)).toEqual({ ok: true })
  })

  /** Takes the last leaves back, as an older copy of the tables would be. */
  async function cutBack(by: number): Promise<void> {
    const { rows } = await db.query<{ root: Uint8Array }>(
      'select root from checkpoint order by size desc offset $1 limit 1',
      [0],
    )
    expect(rows).toHaveLength(1)
    await db.script(`
      delete from journal_leaf where idx >= ${3 - by};
      delete from checkpoint where size > ${3 - by};
      delete from cosignature;
      delete from log_state;
      delete from journal_pending`)
    await restoreState(3 - by)
  }

  /** The state of the tree of the first leaves, signed anew: what the older copy held. */
  async function restoreState(size: number): Promise<void> {
    const { rows } = await db.query<{ leaf_hash: Uint8Array }>(
      'select leaf_hash from journal_leaf order by idx limit $1',
      [size],
    )
    const frontier = append(
      sha256,
      emptyFrontier,
      rows.map((row) => row.leaf_hash),
    )
    const root = frontierRoot(sha256, frontier)
    await db.query(
      'insert into log_state (tenant_id, size, root, frontier, updated_at) values ($1, $2, $3, $4, $5)',
      [context.tenant, size, root, encodeFrontier(frontier), clock.at],
    )
    const note = must(await signCheckpoint({ origin: log.origin, size, root }, log.signer))
    await db.query(
      'insert into checkpoint (tenant_id, size, root, text, at) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [context.tenant, size, root, note, clock.at],
    )
  }
})

test('over many heads, with a witness that comes and goes, each that could be shown bears the quorum', async () => {
  const seconds = Number(process.env['WITNESS_SOAK'] ?? 2)
  const ask = await withWitnesses(3, 2)
  const sizes = new Set<number>()
  const end = performance.now() + seconds * 1_000
  let down: ServedWitness | undefined
  for (let round = 0; performance.now() < end; round++) {
    // Every fifth round the third witness goes away, and comes back under the same address with the memory it had.
    if (round % 10 === 5) await (down = witnesses[2])?.close()
    if (round % 10 === 9 && down) witnesses[2] = await served(down.witness, Number(new URL(down.url).port))
    await grown(1)
    await ask.round()
    const head = must(openCheckpoint(text(), policy(2)))
    expect(head.size).toBe(sizeOf(text('signed')))
    sizes.add(head.size)
  }
  await ask.settled()
  const { rows } = await db.query<{ n: number }>('select count(*) as n from checkpoint')
  recordFigure({
    id: 'j5-checkpoints-cosigned',
    part: 'proof',
    title:
      'Checkpoints cosigned by two of three witnesses before they were shown, the third coming and going',
    value: sizes.size,
    of: { n: rows[0]?.n ?? 0, what: 'signed checkpoints, each with at least one new act' },
    command: 'WITNESS_SOAK=60 LUOSHI_FIGURES=1 npx vitest run server/log/witnessing.test.ts',
  })
}, 120_000)

describe('the settings', () => {
  test('are a policy file under the log’s own key', async () => {
    expect(await readPolicy(dataDir, context.tenant, log)).toEqual({ ok: true, policy: null })
    const key = must(decodeVkey(hashes, readFileSync(join(log.folder, 'key'), 'utf8').trim()))
    const file = policyPath(dataDir, context.tenant)
    const listed = [policyWitness(1, 'http://127.0.0.1:1'), policyWitness(2)]
    writeFileSync(file, must(encodePolicy(hashes, { log: key, witnesses: listed, quorum: 1 })))
    expect(await readPolicy(dataDir, context.tenant, log)).toMatchObject({ ok: true, policy: { quorum: 1 } })
    const other = { ...key, name: 'other.example/log' }
    writeFileSync(file, must(encodePolicy(hashes, { log: other, witnesses: listed, quorum: 1 })))
    expect(await readPolicy(dataDir, context.tenant, log)).toMatchObject({
      ok: false,
      because: expect.stringMatching(/不是本区日志的公钥/),
    })
    writeFileSync(file, 'nonsense\n')
    expect(await readPolicy(dataDir, context.tenant, log)).toMatchObject({ ok: false })
  })

  test('a witness with neither network nor address is asked by file', async () => {
    await withWitnesses(1, 1)
    await grown(2)
    const head = await signedHead(db, context.tenant)
    const one = log.policy?.witnesses[0]
    if (!head || !one) throw new Error('no head')
    const file = encodeAddCheckpoint(must(await requestFor(context, log, head, 0)))
    const given = await answer(witnesses[0]!.witness, file)
    if (!given.ok) throw new Error(given.because)
    expect(await keepAnswer(context, log, one, head, `${given.line}x`)).toMatchObject({ ok: false })
    must(await keepAnswer(context, log, one, head, given.line))
    expect(await showCosigned(context, log)).toBe(2)
    expect(must(openCheckpoint(text(), policy(1))).size).toBe(2)
  })
})
