import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cosignatureVerifier } from '#journal/checkpoint.ts'
import { hashes, sha256, verifierOf } from '#journal/node-crypto.ts'
import { must, seeded } from '#journal/testing.ts'
import { decodeVkey } from '#journal/vkey.ts'
import { readCosignature } from '#journal/witness.ts'
import { GrowingLog } from '#test/growing-log.ts'
import type { Io } from './io.ts'
import { main } from './luoshi.ts'
import { type Witness, answer } from './witness/answer.ts'
import { readKept } from './witness/heads.ts'
import { witnessServer } from './witness/serve.ts'
import { testWitness } from '#test/witnesses.ts'

const PROBE = fileURLToPath(new URL('./witness/probe.ts', import.meta.url))

let dir: string
let log: GrowingLog

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'luoshi-witness-'))
  log = new GrowingLog('luoshi.example.gov.cn/log/330106')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const witness = (more: Partial<Witness> = {}): Witness => ({ ...testWitness(join(dir, 'w'), log), ...more })
const at = (one: Witness) => readKept(one.folder, log.origin, sha256).then((kept) => kept.seen.size)

async function run(...argv: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const io: Io = { out: say, err: say, env: {}, cwd: dir, terminal: false }
  return { code: await main(['witness', ...argv], io), said: lines.join('\n') }
}

describe('the commands of a witness', () => {
  test('a key is made once, a log is watched, a request file is answered with one good line', async () => {
    const made = await run('new-key', 'jiwei.example.gov.cn/witness', '--folder', 'w')
    expect(made.code).toBe(0)
    const key = must(decodeVkey(hashes, made.said))
    expect(await run('new-key', 'other', '--folder', 'w')).toMatchObject({ code: 2 })
    writeFileSync(join(dir, 'log-key'), `${log.vkey}\n`)
    expect((await run('answer', 'x', '--folder', 'w')).said).toContain('还没有要见证的日志')
    expect(await run('watch', 'log-key', '--folder', 'w')).toMatchObject({ code: 0 })
    expect(await run('watch', 'log-key', '--folder', 'w')).toMatchObject({ code: 0 })
    log.grow(5)
    writeFileSync(join(dir, 'request'), await log.request(0))
    const given = await run('answer', 'request', '--folder', 'w')
    expect(given.code).toBe(0)
    const verifier = cosignatureVerifier(verifierOf(key))
    expect(
      must(readCosignature(await log.checkpoint(), `${given.said}\n`, verifier)).unixSeconds,
    ).toBeGreaterThan(0)
    log.grow(3)
    writeFileSync(join(dir, 'request'), await log.request(2))
    const elsewhere = await run('answer', 'request', '--folder', 'w')
    expect(elsewhere.code).toBe(1)
    expect(elsewhere.said).toContain('--old 5')
  })

  test('a second key for a log it watches is refused', async () => {
    await run('new-key', 'w', '--folder', 'w')
    writeFileSync(join(dir, 'a'), log.vkey)
    writeFileSync(join(dir, 'b'), new GrowingLog(log.origin, 77).vkey)
    await run('watch', 'a', '--folder', 'w')
    expect(await run('watch', 'b', '--folder', 'w')).toMatchObject({ code: 2 })
  })

  test.each([
    [[]],
    [['nonsense']],
    [['constructor']],
    [['new-key']],
    [['new-key', 'two words']],
    [['new-key', 'a', 'b']],
    [['watch', 'no-such-file']],
    [['answer', 'no-such-file']],
    [['serve', '--port', '99999']],
    [['--no-such-option']],
  ])('%j is not understood', async (argv) => {
    expect((await run(...argv)).code).toBe(2)
  })
})

describe('check and store', () => {
  test('of many requests at once each is judged against what was kept last, and the head never goes back', async () => {
    const seed = seeded('witness race')
    for (let n = 0; n < 40; n++) log.grow(1 + ((seed >> (n % 16)) % 3))
    const one = witness()
    let highest = 0
    const ask = async (): Promise<void> => {
      for (let turn = 0; turn < 6; turn++) {
        const from = await at(one)
        const to = Math.min(log.size, from + 1 + (turn % 4))
        const given = await answer(one, await log.request(from, to))
        if (given.ok) {
          // Anyone who is told "cosigned" finds a head at least as large kept.
          expect(await at(one), `seed ${seed}`).toBeGreaterThanOrEqual(given.size)
          highest = Math.max(highest, given.size)
        } else expect(given.status, `seed ${seed}: ${given.because}`).toBe(409)
      }
    }
    await Promise.all(Array.from({ length: 8 }, ask))
    expect(await at(one)).toBe(highest)
  })

  test('the race of the specification: the smaller head judged first and stored last is not cosigned', async () => {
    log.grow(30)
    const one = witness()
    expect(await answer(one, await log.request(0, 5))).toMatchObject({ ok: true })
    let overtaken = false
    const slow = witness({
      reached: async (point) => {
        if (point !== 'judged' || overtaken) return
        overtaken = true
        expect(await answer(one, await log.request(5, 20))).toMatchObject({ ok: true, size: 20 })
      },
    })
    expect(await answer(slow, await log.request(5, 9))).toMatchObject({ ok: false, status: 409, size: 20 })
    expect(overtaken).toBe(true)
    expect(await at(one)).toBe(20)
  })

  test('whoever sleeps through several heads finds the number it waited for free, and still does not keep', async () => {
    log.grow(30)
    const one = witness()
    expect(await answer(one, await log.request(0, 5))).toMatchObject({ ok: true })
    let slept = false
    const slow = witness({
      reached: async (point) => {
        if (point !== 'judged' || slept) return
        slept = true
        for (const [from, to] of [
          [5, 6],
          [6, 12],
          [12, 15],
          [15, 21],
        ] as const)
          expect(await answer(one, await log.request(from, to))).toMatchObject({ ok: true })
      },
    })
    expect(await answer(slow, await log.request(5, 9))).toMatchObject({ ok: false, status: 409, size: 21 })
    expect(await at(one)).toBe(21)
  })

  test('killed between judging and keeping it has promised nothing; after keeping, it answers again', async () => {
    log.grow(20)
    const folder = join(dir, 'w')
    await answer(witness(), await log.request(0, 5))
    for (const [point, kept] of [
      ['judged', 5],
      ['kept', 12],
    ] as const) {
      const before = await at(witness())
      const code = await killedAt(folder, point, await log.request(before, 12))
      expect(code).toBe('SIGKILL')
      expect(await at(witness())).toBe(kept)
    }
    // The log heard nothing and asks from where it believed the witness to be.
    expect(await answer(witness(), await log.request(5, 12))).toMatchObject({ status: 409, size: 12 })
    expect(await answer(witness(), await log.request(12, 12))).toMatchObject({ ok: true, size: 12 })
  })

  test('killed at random moments it never forgets a head it gave a line for', async () => {
    const seed = seeded('witness kills')
    log.grow(60)
    const folder = join(dir, 'w')
    let promised = 0
    for (let kill = 0; kill < 5; kill++) {
      const lines: number[] = []
      await killedAfter(folder, 120 + randomInt(200), (size) => lines.push(size))
      promised = Math.max(promised, ...lines)
      expect(await at(witness()), `seed ${seed}`).toBeGreaterThanOrEqual(promised)
    }
  }, 30_000)

  test('a spoiled memory stops it, and so does a clock that went back', async () => {
    log.grow(9)
    const one = witness()
    await answer(one, await log.request(0, 5))
    expect(await answer(witness({ now: () => 1_000 }), await log.request(5, 9))).toMatchObject({
      status: 500,
    })
    const heads = join(one.folder, 'heads')
    const inner = join(heads, readdirSync(heads)[0]!)
    const name = readdirSync(inner).at(-1)!
    const text = readFileSync(join(inner, name), 'utf8')
    writeFileSync(join(inner, name), text.slice(0, 20))
    await expect(answer(one, await log.request(5, 9))).rejects.toThrow(/holds no head/)
  })
})

/** One request in a process of its own that ends itself at a point. */
function killedAt(folder: string, point: string, text: string): Promise<string | null> {
  const child = probe({ folder, point, text })
  return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
}

/** Growing requests in a process of its own, killed from outside. */
async function killedAfter(folder: string, ms: number, told: (size: number) => void): Promise<void> {
  const start = await at(witness())
  const child = probe({
    folder,
    texts: await Promise.all(steps(start).map(([from, to]) => log.request(from, to))),
  })
  child.stdout?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().trim().split('\n')) told(Number(line))
  })
  setTimeout(() => child.kill('SIGKILL'), ms)
  await new Promise((resolve) => child.once('close', resolve))
}

const steps = (start: number): [number, number][] =>
  Array.from({ length: Math.min(10, log.size - start) }, (_, i) => [start + i, start + i + 1])

const probe = (order: object): ChildProcess =>
  spawn(process.execPath, [PROBE, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] })

describe('over HTTP', () => {
  test('each status of the protocol', async () => {
    log.grow(12)
    const server = witnessServer(witness(), 'key', () => undefined).listen(0, '127.0.0.1')
    try {
      await new Promise((resolve) => server.once('listening', resolve))
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const ask = (body: string) => fetch(`${url}/add-checkpoint`, { method: 'POST', body })
      const good = await ask(await log.request(0, 5))
      expect([good.status, (await good.text()).startsWith('— ')]).toEqual([200, true])
      const behind = await ask(await log.request(2, 9))
      expect([behind.status, behind.headers.get('content-type'), await behind.text()]).toEqual([
        409,
        'text/x.tlog.size',
        '5\n',
      ])
      expect((await ask(await new GrowingLog('other.example/log', 8).request(0))).status).toBe(404)
      expect((await ask(await new GrowingLog(log.origin, 8).request(0))).status).toBe(403)
      expect((await ask(await log.forked(9).request(5, 9))).status).toBe(422)
      expect((await ask('nonsense')).status).toBe(400)
      expect((await ask('a'.repeat(70_000))).status).toBe(413)
      expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405)
      expect((await fetch(`${url}/other`)).status).toBe(404)
      expect(await (await fetch(url)).text()).toContain(`${log.origin} 5 项`)
    } finally {
      server.close()
      server.closeAllConnections()
    }
  })
})
