import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { publicKeyText } from '#store/key-text.ts'
import { openLog } from '#store/log-key.ts'
import { sequence } from '#store/sequencer.ts'
import { type TestDatabase, emptyDatabase, freshDatabase } from '#test/database.ts'
import type { Io } from './io.ts'
import { main } from './luoshi.ts'

let db: TestDatabase
let dataDir: string

beforeAll(async () => {
  db = await freshDatabase('verify')
  dataDir = mkdtempSync(join(tmpdir(), 'luoshi-verify-'))
  await db.query(`insert into tenant (tenant_id, name, log_origin, created_at)
    values ('t1', '青川区', 'test.example/log/t1', '2026-01-01')`)
  const context = {
    db,
    tenant: 't1',
    rulebook,
    clock: { now: () => '2026-03-02T01:00:00.000Z' },
    newId: () => randomUUID(),
    newSalt: () => randomBytes(32),
  }
  const opened = await openLog(context, dataDir)
  if (!opened.ok) throw new Error(opened.because)
  expect(await sequence(context, opened.log)).toMatchObject({ ok: true })
})
afterAll(async () => {
  await db.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const urlOf = ({ host, port, user, password, database }: TestDatabase['config']): string =>
  `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}&port=${port}`

/** Runs `luoshi verify --database` on the test database and gives its exit code and all it said. */
async function run(argv: string[] = [], env: Record<string, string> = {}) {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const world = { LUOSHI_DATA: dataDir, DATABASE_URL: urlOf(db.config), ...env }
  const io: Io = { out: say, err: say, env: world, cwd: dataDir, terminal: false }
  return { code: await main(['verify', '--database', ...argv], io), said: lines.join('\n') }
}

test('a sound installation passes', async () => {
  const { code, said } = await run()
  expect([code, said]).toEqual([0, expect.stringContaining('核验通过：“青川区”的0件事项')])
  expect((await run(['--key', join('log', 't1', 'key')])).code).toBe(0)
})

test('what does not add up is listed', async () => {
  await db.query('update checkpoint set root = sha256(root)')
  const { code, said } = await run()
  await db.query("update checkpoint set root = sha256('')")
  expect(code).toBe(1)
  expect(said).toContain('核验不通过')
  expect(said).toContain('树根')
})

test('the same is said to programs, and an export can be made and verified', async () => {
  const { code, said } = await run(['--json'])
  expect([code, JSON.parse(said)]).toMatchObject([0, { ok: true, tenant: 't1', found: 0, contents: 0 }])
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const env = { LUOSHI_DATA: dataDir, DATABASE_URL: urlOf(db.config) }
  const io: Io = { out: say, err: say, env, cwd: dataDir, terminal: false }
  expect(await main(['export-log', 'for-auditor'], io)).toBe(0)
  expect(await main(['verify', '--export', 'for-auditor', '--key', 'log/t1/key'], io)).toBe(0)
  expect(lines.join('\n')).toContain('0 项日志叶与检查点相符')
  expect(await main(['export-log'], io)).toBe(2)
  expect(await main(['export-log', 'x', '--tenant', 'nowhere'], io)).toBe(2)
})

test.each([
  ['a receipt besides', ['receipt'], {}, '只能与 --key、--json 同用'],
  ['a key that is not there', ['--key', 'nowhere'], {}, '找不到或者打不开'],
  ['an empty data folder', [], { DATABASE_URL: '', LUOSHI_DATA: '/nonexistent' }, '没有数据库'],
  ['a database out of reach', [], { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' }, '连不上'],
])('%s is answered with 2', async (_, argv, env, sentence) => {
  const { code, said } = await run(argv, env)
  expect([code, said]).toEqual([2, expect.stringContaining(sentence)])
})

test('the key of another log and a database without tables are answered with 2', async () => {
  writeFileSync(
    join(dataDir, 'other'),
    publicKeyText({ name: 'test.example/log/t2', key: new Uint8Array(32) }),
  )
  expect((await run(['--key', 'other'])).code).toBe(2)
  const empty = await emptyDatabase('verify')
  try {
    expect((await run([], { DATABASE_URL: urlOf(empty.config) })).said).toContain('结构与本版本不符')
  } finally {
    await empty.close()
  }
})
