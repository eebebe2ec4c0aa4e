import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMs } from '#kernel/time.ts'
import type { TestDatabase } from '#test/database.ts'
import { type StillClock, anErrand } from '#test/factories.ts'
import { openedLog, sealedDistrict } from '#test/sealed-district.ts'
import type { StoreContext } from './context.ts'
import { privateKeyText, publicKeyText, readPrivateKey, readPublicKey } from './key-text.ts'
import { guardLog } from './log-guard.ts'
import { keyPath, openLog, publicFolder } from './log-key.ts'
import { sequence } from './sequencer.ts'

let db: TestDatabase
let context: StoreContext
let clock: StillClock
let dataDir: string

beforeAll(async () => {
  const district = await sealedDistrict('logkey', { size: 4 })
  ;({ db, context, clock } = district)
  return district.close
})
beforeEach(async () => {
  await db.script(
    'delete from checkpoint; delete from journal_leaf; delete from log_state; delete from journal_pending',
  )
  // A folder for each test: what is tried here is the log's key and what it published.
  dataDir = mkdtempSync(join(tmpdir(), 'luoshi-key-'))
  return () => rmSync(dataDir, { recursive: true, force: true })
})

const opened = () => openedLog(context, dataDir)

/** Seals what waits, after one more act. */
async function oneMore(): Promise<void> {
  await anErrand(context)
  clock.at = addMs(clock.at, 1_000)
  expect(await sequence(context, await opened())).toMatchObject({ ok: true })
}

describe('the key', () => {
  test('is made once, for its owner only, and both halves fit', async () => {
    const logs = await Promise.all([opened(), opened(), opened()])
    expect(new Set(logs.map((log) => String(log.signer.keyId))).size).toBe(1)
    expect(statSync(keyPath(dataDir, 't1')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700)
    const shown = readPublicKey(readFileSync(join(publicFolder(dataDir, 't1'), 'key'), 'utf8'))
    expect(shown).toMatchObject({ ok: true, key: { name: 'test.example/log/t1' } })
  })

  test('that did not sign the last checkpoint is refused, and signs nothing', async () => {
    await oneMore()
    const [path, other] = [keyPath(dataDir, 't1'), new Uint8Array(32).fill(7)]
    const key = readFileSync(path, 'utf8')
    writeFileSync(path, privateKeyText({ name: 'test.example/log/t1', key: other }))
    expect(await openLog(context, dataDir)).toMatchObject({
      ok: false,
      because: expect.stringMatching(/日志密钥与已签的检查点不符/),
    })
    writeFileSync(path, key)
    expect(await openLog(context, dataDir)).toMatchObject({ ok: true })
  })

  test('that is lost is not made anew', async () => {
    await oneMore()
    rmSync(keyPath(dataDir, 't1'))
    expect(await openLog(context, dataDir)).toMatchObject({
      ok: false,
      because: expect.stringMatching(/找不到日志密钥/),
    })
    expect(existsSync(keyPath(dataDir, 't1'))).toBe(false)
  })

  test('of another district or a spoiled file is refused', async () => {
    await opened()
    const path = keyPath(dataDir, 't1')
    writeFileSync(path, privateKeyText({ name: 'test.example/log/t2', key: new Uint8Array(32) }))
    expect(await openLog(context, dataDir)).toMatchObject({
      ok: false,
      because: expect.stringMatching(/属于日志“test.example\/log\/t2”/),
    })
    writeFileSync(path, 'PRIVATE+KEY+test.example/log/t1+00000000+AAAA')
    expect(await openLog(context, dataDir)).toMatchObject({
      ok: false,
      because: expect.stringMatching(/读不懂/),
    })
  })
})

describe('key texts', () => {
  const key = { name: 'test.example/log/t1', key: new Uint8Array(32).fill(9) }

  test('read back what was written', () => {
    expect(readPublicKey(publicKeyText(key))).toEqual({ ok: true, key })
    expect(readPrivateKey(privateKeyText(key))).toEqual({ ok: true, key })
  })

  test.each([
    ['another name', publicKeyText(key).replace('t1', 't2')],
    [
      'another key',
      publicKeyText({ ...key, key: new Uint8Array(32).fill(8) }).replace(/\+\w{8}\+/, '+00000000+'),
    ],
    ['base64 with stray bits', publicKeyText(key).replace(/J\n$/, 'K\n')],
    ['a private key', privateKeyText(key)],
    ['nothing', ''],
  ])('with %s are refused', (_, text) => {
    expect(readPublicKey(text)).toMatchObject({ ok: false })
  })
})

describe('the start-up guard', () => {
  test('lets a database pass that holds what was published, also when it is ahead', async () => {
    expect(await guardLog(context, await opened())).toEqual({ ok: true })
    await oneMore()
    expect(await guardLog(context, await opened())).toEqual({ ok: true })
  })

  test('refuses an older database', async () => {
    await oneMore()
    const log = await opened()
    const [state] = (await db.query('select * from log_state')).rows
    await oneMore()
    await db.query('update log_state set size = $1, root = $2, frontier = $3', [
      state?.size,
      state?.root,
      state?.frontier,
    ])
    await db.query('delete from checkpoint where size > $1', [state?.size])
    expect(await guardLog(context, log)).toMatchObject({
      ok: false,
      because: expect.stringMatching(/只有 \d+ 项，而已公布的检查点有 \d+ 项/),
    })
  })

  test('refuses a database that grew to the same size another way', async () => {
    await oneMore()
    await db.query('update checkpoint set root = sha256(root)')
    expect(await guardLog(context, await opened())).toMatchObject({
      ok: false,
      because: expect.stringMatching(/不属于同一本日志/),
    })
  })

  test('refuses a published checkpoint that the key did not sign', async () => {
    await oneMore()
    const log = await opened()
    const path = join(log.folder, 'checkpoint')
    writeFileSync(path, readFileSync(path, 'utf8').replace('\n1\n', '\n2\n'))
    expect(await guardLog(context, log)).toMatchObject({
      ok: false,
      because: expect.stringMatching(/不能核验/),
    })
  })
})
