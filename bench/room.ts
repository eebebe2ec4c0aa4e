// `npm run bench:room`: a meeting with two hundred open pages, and how long after an act the last of them has it. Server, database and
// all the pages' connections share this machine; what a browser needs to draw is not in it. Nothing here fails by being slow.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { type ClientRequest, get } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { recordFigure } from '#test/figures.ts'
import { newToken, tokenHash } from '#server/identity/caller.ts'
import { addMs } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { migrate } from '#store/migrate.ts'
import { insertSession } from '#store/sessions.ts'
import { HEAP_FLAGS, MALLOC } from '../bin/lean.mjs'
import { benchContext, benchDistrict, clerk, done } from './district.ts'
import { quantile } from './figures.ts'

const VIEWERS = Number(process.env['BENCH_VIEWERS'] ?? 200)
const ACTS = Number(process.env['BENCH_ACTS'] ?? 120)
const WARM_UP = 10
/** A recorder does no two acts faster than this. */
const EVERY_MS = 300
/** An act that some page has not had by then is counted as never having reached it. */
const PATIENCE_MS = 5_000
const UNITS = 60

const head = (n: number): Actor => ({
  ...clerk(`u${n}`),
  person: `p-u${n}-head`,
  post: `u${n}-head`,
  level: 'head',
})
const RECORDER = clerk('u1')
/** Eleven members: the chair, and the heads of ten units. */
const MEMBERS = [...Array.from({ length: 10 }, (_, n) => `u${n + 4}-head`), 'u0-head']
const unitsFrom = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, n) => `u${first + n}`)

/** A meeting in the middle of an item, and the matter in it. */
async function inTheRoom(context: StoreContext): Promise<string> {
  const at = (procedure: string, matter: string | undefined, actor: Actor, act: string, form: object = {}) =>
    done(context, { procedure, act, form, actor, ...(matter === undefined ? {} : { matter }) })
  const body = await at('body', undefined, RECORDER, 'setUp', {
    name: '专题会议',
    unit: 'u0',
    kind: 'special',
    chair: 'u0-head',
    recorder: 'u1',
    series: '测政专纪',
    basis: '工作规则',
    members: MEMBERS.map((post, n) => ({ post, order: n + 1 })),
    guests: unitsFrom(14, 35),
    observers: unitsFrom(36, 59),
    mode: 'head',
    quorum: 'half',
    cutoff: 0,
    papersDays: 0,
    minutesDays: 5,
    naming: 'named',
    sealing: 'off',
    collective: [{ kind: 'fund', measure: 'sum', threshold: 500, basis: '清单' }],
  })
  await at('body', body, head(0), 'establish')
  const today = context.clock.now().slice(0, 10)
  await at('body', body, RECORDER, 'convene', { heldOn: today, startsAt: '10:30', place: '第一会议室' })
  const { rows } = await context.db.query<{ id: string }>(
    `select id from matter where tenant_id = $1 and procedure = 'meeting'`,
    [context.tenant],
  )
  const meeting = rows[0]?.id ?? ''
  const topic = await at('topic', undefined, RECORDER, 'apply', {
    title: '排水改造资金安排',
    body,
    kind: 'other',
    summary: '片区管网老化。',
  })
  await at('topic', topic, RECORDER, 'submit')
  await at('topic', topic, head(1), 'approve')
  for (const act of ['settle', 'deliver', 'bank']) await at('topic', topic, RECORDER, act)
  await at('topic', topic, RECORDER, 'place', { meeting })
  const agenda = [
    { order: 1, kind: 'topic', topic, title: '排水改造资金安排', minutes: 20, presenter: 'u1' },
    ...Array.from({ length: 7 }, (_, n) => ({
      order: n + 2,
      kind: 'hear',
      title: `听取汇报之${n + 1}`,
      minutes: 10,
    })),
  ]
  await at('meeting', meeting, RECORDER, 'planAgenda', { agenda })
  await at('meeting', meeting, head(0), 'approveAgenda')
  await at('meeting', meeting, RECORDER, 'sendNotice', { notice: '请提前入场。' })
  const seats = [...Array.from({ length: 10 }, (_, n) => head(n + 4)), head(0)]
  for (const member of seats) {
    await at('meeting', meeting, member, 'readPapers')
    await at('meeting', meeting, member, 'signIn')
  }
  await at('meeting', meeting, head(0), 'open')
  await at('meeting', meeting, RECORDER, 'beginItem', { order: 1 })
  await at('topic', topic, RECORDER, 'present', { report: '管网老化，拟改造。' })
  // Half of the members have spoken: their views are on the pages of those who may see them.
  for (const member of seats.slice(0, 5))
    await at('topic', topic, member, 'speak', {
      stance: 'agree',
      words: '片区群众反映集中，同意改造，建议分两年实施。',
    })
  return meeting
}

/** So many people who look on, each in a session of their own: members, recorders, guests, observers. */
async function cookiesOf(context: StoreContext, many: number): Promise<string[]> {
  const looking = unitsFrom(14, UNITS - 1).flatMap((unit) => [`${unit}-head`, `${unit}-clerk`])
  const seated = [RECORDER.post, ...MEMBERS, ...looking]
  const now = context.clock.now()
  const cookies: string[] = []
  for (let n = 0; n < many; n++) {
    const post = seated[n % seated.length] ?? ''
    const token = newToken()
    const session = { id: tokenHash(token), person: `p-${post}`, post, as: 'holder' as const, now }
    await insertSession(context, { ...session, expiresAt: addMs(now, 3_600_000) })
    cookies.push(`luoshi=${token}`)
  }
  return cookies
}

/** An open page: which version of the meeting it has, and what it was sent. */
interface Page {
  readonly request: ClientRequest
  bytes: number
}

/** Opens the stream of a page as a browser does, and says which version of the meeting each event brings. */
function openPage(
  port: number,
  meeting: string,
  cookie: string,
  told: (ver: number, at: number) => void,
): Promise<Page> {
  return new Promise((resolve, reject) => {
    const path = `/api/events?room=${meeting}`
    const request = get({ host: '127.0.0.1', port, path, headers: { cookie }, agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`a page was refused: ${response.statusCode}`))
      const page: Page = { request, bytes: 0 }
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        page.bytes += chunk.length
        rest += chunk
        const end = rest.lastIndexOf('\n\n')
        if (end < 0) return
        const at = performance.now()
        for (const [, ver] of rest.slice(0, end).matchAll(/event: room\ndata: \{"id":"[^"]+","ver":(\d+)/g))
          told(Number(ver), at)
        rest = rest.slice(end + 2)
      })
      resolve(page)
    })
    request.on('error', reject)
  })
}

interface Run {
  /** Milliseconds from sending an act until the last page had it, per act. */
  readonly last: readonly number[]
  /** The same of every single page. */
  readonly each: readonly number[]
  readonly missed: number
}

async function measured(
  port: number,
  meeting: string,
  cookies: readonly string[],
  recorder: string,
): Promise<Run> {
  const seen = new Map<number, number[]>()
  const pages = await Promise.all(
    cookies.map((cookie) =>
      openPage(port, meeting, cookie, (ver, at) => seen.set(ver, [...(seen.get(ver) ?? []), at])),
    ),
  )
  await pause(1_000)
  const [last, each]: [number[], number[]] = [[], []]
  let missed = 0
  for (let n = 0; n < WARM_UP + ACTS; n++) {
    const sent = performance.now()
    const ver = await giveFloor(port, meeting, recorder, MEMBERS[n % 10] ?? '')
    const until = sent + PATIENCE_MS
    while ((seen.get(ver)?.length ?? 0) < pages.length && performance.now() < until) await pause(2)
    const times = (seen.get(ver) ?? []).map((at) => at - sent)
    seen.clear()
    if (n >= WARM_UP) {
      missed += pages.length - times.length
      each.push(...times)
      last.push(times.length === pages.length ? Math.max(...times) : PATIENCE_MS)
    }
    await pause(Math.max(0, EVERY_MS - (performance.now() - sent)))
  }
  for (const { request } of pages) request.destroy()
  return { last, each, missed }
}

async function giveFloor(port: number, meeting: string, cookie: string, post: string): Promise<number> {
  const url = `http://127.0.0.1:${port}/api/matters/${meeting}/acts/meeting.giveFloor`
  const headers = { cookie, 'content-type': 'application/json' }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ form: { post } }) })
  if (!reply.ok) throw new Error(`giveFloor: ${await reply.text()}`)
  return ((await reply.json()) as { ver: number }).ver
}

const listening = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('message', (port) => resolve(Number(port)))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })

async function run(db: Db, config: object): Promise<void> {
  const migrated = await migrate(db)
  if (!migrated.ok) throw new Error(migrated.because)
  const context = benchContext(db, 'http')
  await benchDistrict(context, 50)
  const meeting = await inTheRoom(context)
  const cookies = await cookiesOf(context, VIEWERS)
  const child = fork(new URL('server.ts', import.meta.url), [dir], {
    execArgv: [...HEAP_FLAGS],
    env: { ...process.env, ...MALLOC, NODE_ENV: 'production', BENCH_DB: JSON.stringify(config) },
  })
  try {
    const port = await listening(child)
    const load = loadavg()[0] ?? 0
    // The recorder's is the first of the pages.
    const { last, each, missed } = await measured(port, meeting, cookies, cookies[0] ?? '')
    const ms = (list: readonly number[], share: number): string => `${Math.round(quantile(list, share))} ms`
    console.log(
      `${VIEWERS} pages, ${last.length} acts, load ${load.toFixed(1)}: last page p50 ${ms(last, 0.5)}, p95 ${ms(last, 0.95)}, ` +
        `worst ${ms(last, 1)}; any page p50 ${ms(each, 0.5)}, p95 ${ms(each, 0.95)}; missed ${missed}`,
    )
    recordFigure({
      id: 'room-last-page-p95',
      part: 'speed',
      title: `From an act in a meeting until the last of ${VIEWERS} open pages of its room has it, 95th percentile`,
      value: ms(last, 0.95),
      of: { n: last.length, what: 'acts of the recorder, one every 0.3 s' },
      command: 'npm run bench:room',
      note: `Goal 300 ms. Median ${ms(last, 0.5)}, worst ${ms(last, 1)}. Server, database and all connections on this machine; drawing in a browser is not in it.`,
    })
    recordFigure({
      id: 'room-pages-missed',
      part: 'speed',
      title: 'Pages of a room that an act did not reach within five seconds',
      value: missed,
      of: { n: each.length + missed, what: 'pages told of an act' },
      command: 'npm run bench:room',
    })
  } finally {
    child.kill('SIGTERM')
  }
}

const dir = mkdtempSync(join(tmpdir(), 'luoshi-room-'))
const server = await startEmbedded({ dir: join(dir, 'pg') })
if (!server.ok) throw new Error(server.because)
const db = openDb(server.config, { size: 10 })
try {
  await run(db, server.config)
} finally {
  await db.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
