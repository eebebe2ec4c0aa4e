import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { migrate, MIGRATIONS, readMigrations } from '#store/migrate.ts'
import { COMPILED } from '#test/compiled.ts'
import { emptyDatabase } from '#test/database.ts'

const PROBE = fileURLToPath(new URL('./start-probe.ts', import.meta.url))

type Run = { child: ChildProcess; text: () => string; ended: Promise<number | string> }

const runs: Run[] = []
const folders: string[] = []

/** Starts the program as its own process on any free port. */
function run(env: Record<string, string>, argv: string[] = []): Run {
  const child = spawn(process.execPath, [PROBE, ...argv], {
    env: { PATH: process.env.PATH, PORT: '0', NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? '')),
  )
  const one = { child, text: () => text, ended }
  runs.push(one)
  return one
}

async function serving(one: Run): Promise<string> {
  for (;;) {
    const address = /落实已启动：(\S+)/.exec(one.text())?.[1]
    if (address !== undefined) return address
    if (one.child.exitCode !== null) throw new Error(`ended early: ${one.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function get(address: string): Promise<string> {
  return (await fetch(address)).text()
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-start-'))
  chmodSync(dir, 0o755)
  folders.push(dir)
  return join(dir, 'data')
}

function postmaster(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])
}

afterEach(async () => {
  for (const one of runs.splice(0)) {
    one.child.kill('SIGTERM')
    await one.ended
  }
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true })
})

describe('a start that cannot be', () => {
  const sentence = async (env: Record<string, string>, argv: string[] = []) => {
    const one = run(env, argv)
    const code = await one.ended
    return { code, text: one.text().trim() }
  }

  test('a taken port is named, and nothing is made', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const data = folder()
    const got = await sentence({ LUOSHI_DATA: data, PORT: port })
    other.close()
    expect(got).toEqual({
      code: 1,
      text: `端口 ${port} 已被别的程序占用，请停止那个程序，或者用 PORT 换一个端口。`,
    })
    expect(existsSync(data)).toBe(false)
  })

  test.each([
    [{ PORT: '80a' }, /^PORT 应当是.*“80a”.*$/],
    [{ PORT: '65536' }, /^PORT 应当是/],
    [{ HOST: 'a b' }, /^HOST 应当是/],
    [{ HOST: '203.0.113.9' }, /^不能在 203\.0\.113\.9:0 上监听（EADDRNOTAVAIL）/],
    [{ DATABASE_URL: 'mysql://x/y' }, /^DATABASE_URL 应当形如/],
    [{ LUOSHI_DEMO: 'yes' }, /^LUOSHI_DEMO 应当是/],
    [{ LUOSHI_ROLE: 'web' }, /^LUOSHI_ROLE 应当是/],
    [{ LUOSHI_DRAIN: '5s' }, /^LUOSHI_DRAIN 应当是/],
    [{ LUOSHI_ROLE: 'app' }, /里没有数据库，请先用 luoshi start/],
    [{ LUOSHI_DEMO: '1', NODE_ENV: 'production' }, /^正式环境/],
    [{ DATABASE_URL: 'postgres://u:p@127.0.0.1:1/db' }, /^连不上.*没有数据库在接受连接/],
    [{ DATABASE_URL: 'postgres://u:p@no.invalid:1/db' }, /^连不上.*主机/],
  ])('%j', async (env, expected) => {
    const got = await sentence({ LUOSHI_DATA: folder(), ...env })
    expect(got.text).toMatch(expected)
    expect(got.text.split('\n')).toHaveLength(1)
    expect(got.code).toBe(1)
  })

  test('an argument it does not take', async () => {
    const got = await sentence({ LUOSHI_DATA: folder() }, ['--fast'])
    expect(got).toEqual({ code: 2, text: expect.stringMatching(/^start 不认识参数“--fast”/) })
  })

  test('a data folder that cannot be made', async () => {
    const data = folder()
    writeFileSync(data, 'a file')
    const got = await sentence({ LUOSHI_DATA: join(data, 'below') })
    expect(got).toEqual({ code: 1, text: expect.stringMatching(/^不能写入数据文件夹/) })
  })

  test('a wrong password, a missing database, a database made by a newer version', async () => {
    const db = await emptyDatabase('start')
    const { host, port, user, password, database } = db.config
    const url = (secret: string, name: string) =>
      `postgres://${user}:${secret}@/${name}?host=${host}&port=${port}`
    const data = folder()
    const attempt = (secret: string, name: string) =>
      sentence({ LUOSHI_DATA: data, DATABASE_URL: url(secret, name) })
    try {
      expect((await attempt('wrong', database)).text).toMatch(/口令不对/)
      expect((await attempt(password, 'nowhere')).text).toMatch(/那个库不存在/)
      const later = { version: 9999, name: '9999-later.sql', sql: 'select 1', checksum: 'x' }
      await migrate(db, [...(await readMigrations(MIGRATIONS)), later])
      const got = await attempt(password, database)
      expect(got).toEqual({
        code: 1,
        text: expect.stringMatching(/^数据库由更新版本的落实建立（结构版本 9999/),
      })
    } finally {
      await db.close()
    }
  })
})

describe('a start that is', () => {
  /** A data folder in which everything has been made. Whoever is not about the making takes a copy: it costs a fifth. */
  let whole = ''
  beforeAll(async () => {
    whole = join(mkdtempSync(join(tmpdir(), 'luoshi-start-')), 'data')
    chmodSync(dirname(whole), 0o755)
    const one = run({ LUOSHI_DATA: whole })
    await serving(one)
    one.child.kill('SIGTERM')
    expect(await one.ended).toBe(0)
  })
  afterAll(() => rmSync(dirname(whole), { recursive: true, force: true }))

  /** With its owners, as a copy by hand would be. */
  function made(): string {
    const data = folder()
    execFileSync('cp', ['-a', whole, data])
    return data
  }

  test('serves, refuses a second on its folder, stops cleanly, and finds its data again', async () => {
    const data = folder()
    const first = run({ LUOSHI_DATA: data })
    expect(await get(await serving(first))).toBe('0')

    const second = run({ LUOSHI_DATA: data })
    expect(await second.ended).toBe(1)
    expect(second.text()).toMatch(/^数据文件夹 \S+ 正被另一个落实进程（进程号 \d+）使用.*。\n$/)

    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(existsSync(join(data, 'luoshi.lock'))).toBe(false)
    expect(existsSync(join(data, 'postgres/cluster/postmaster.pid'))).toBe(false)

    const again = run({ LUOSHI_DATA: data })
    expect(await get(await serving(again))).toBe('1')
  })

  test('is joined by one part among several, which leaves it as it was', async () => {
    const data = made()
    const whole = run({ LUOSHI_DATA: data })
    expect(await get(await serving(whole))).toBe('0')
    const part = run({ LUOSHI_DATA: data }, ['--role', 'app'])
    expect(await get(await serving(part))).toBe('1')
    part.child.kill('SIGTERM')
    expect(await part.ended).toBe(0)
    expect(existsSync(join(data, 'luoshi.lock'))).toBe(true)
    expect(await get(await serving(whole))).toBe('2')
  })

  test('says what it takes', async () => {
    const asked = run({}, ['--help'])
    expect(await asked.ended).toBe(0)
    expect(asked.text()).toMatch(/--role worker .*\n[^]*LUOSHI_DRAIN/)
  })

  test('comes back after kill -9, with the old server still running', async () => {
    const data = made()
    const first = run({ LUOSHI_DATA: data })
    await get(await serving(first))
    const server = postmaster(data)
    first.child.kill('SIGKILL')
    await first.ended
    expect(existsSync(`/proc/${server}`)).toBe(true)

    const again = run({ LUOSHI_DATA: data })
    expect(await get(await serving(again))).toBe('1')
    expect(postmaster(data)).not.toBe(server)
  })

  test('comes back after kill -9 of itself and of the server', async () => {
    const data = made()
    const first = run({ LUOSHI_DATA: data })
    await get(await serving(first))
    first.child.kill('SIGKILL')
    process.kill(postmaster(data), 'SIGKILL')
    await first.ended
    const again = run({ LUOSHI_DATA: data })
    expect(await get(await serving(again))).toBe('1')
  })

  test('brings a killed server back by itself', async () => {
    const data = made()
    const one = run({ LUOSHI_DATA: data })
    const address = await serving(one)
    await get(address)
    process.kill(postmaster(data), 'SIGKILL')
    while (!one.text().includes('数据库已经恢复')) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await get(address)).toBe('1')
  })

  test('a start right behind a stop waits for it', async () => {
    const data = made()
    const first = run({ LUOSHI_DATA: data })
    await get(await serving(first))
    first.child.kill('SIGINT')
    const again = run({ LUOSHI_DATA: data })
    expect(await get(await serving(again))).toBe('1')
    expect(await first.ended).toBe(0)
  })

  test('a lock left by a process that is gone does not hold', async () => {
    const data = made()
    writeFileSync(join(data, 'luoshi.lock'), '{"pid":')
    expect(await get(await serving(run({ LUOSHI_DATA: data })))).toBe('0')
  })
})
