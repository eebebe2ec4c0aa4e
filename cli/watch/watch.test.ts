import { mkdtempSync, rmSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noteArchive, noteBackup } from '#store/backup/last.ts'
import { type BeatKind, beatOf } from '#store/beat.ts'
import type { StoreContext } from '#store/context.ts'
import { openLog } from '#store/log-key.ts'
import { post } from '#store/outbox.ts'
import { sequence } from '#store/sequencer.ts'
import { sweep } from '#store/sweep.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { StillClock, anErrand, seedDistrict, testContext } from '#test/factories.ts'
import type { Io } from '../io.ts'
import { main } from '../luoshi.ts'
import { AlarmBook, type Call } from './alarms.ts'
import { Caller, channelsIn } from './channels.ts'
import { look } from './look.ts'

const MORNING = '2026-03-02T09:00'

describe('what is said', () => {
  const trouble = (code: string) => ({ code, says: code })

  test('each trouble once when it comes and once when it goes, however long it lasts', () => {
    const book = new AlarmBook()
    const said = (codes: string[]) =>
      book
        .after(codes.map(trouble), MORNING)
        .flatMap(({ event, code }) => (event === 'alive' ? [] : [`${event} ${code}`]))
    expect(said(['A'])).toEqual(['alarm A'])
    expect(said(['A'])).toEqual([])
    expect(said(['A', 'B'])).toEqual(['alarm B'])
    expect(said(['B'])).toEqual(['clear A'])
    expect(said(['A'])).toEqual(['alarm A', 'clear B'])
    expect(said([])).toEqual(['clear A'])
    expect(said([])).toEqual([])
  })

  test('that it is there itself: at its first look, and once a day in the morning', () => {
    const book = new AlarmBook()
    const alive = (civil: string, ...codes: string[]) =>
      book.after(codes.map(trouble), civil).flatMap(({ event, text }) => (event === 'alive' ? [text] : []))
    expect(alive('2026-03-02T23:10')).toEqual(['看守程序开始在岗，目前一切正常'])
    expect(alive('2026-03-03T07:59', 'A')).toEqual([])
    expect(alive('2026-03-03T08:00', 'A', 'B')).toEqual([
      '看守程序在岗，上次报平安以来告警2次，目前有2项异常',
    ])
    expect(alive('2026-03-03T08:01')).toEqual([])
    expect(alive('2026-03-04T12:00')).toEqual(['看守程序在岗，上次报平安以来告警0次，目前一切正常'])
  })
})

describe('what is seen', () => {
  let db: TestDatabase
  let context: StoreContext
  let clock: StillClock
  let dataDir: string

  beforeAll(async () => {
    db = await freshDatabase('watch')
    await seedDistrict(db)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.script(
      `truncate matter, duty, party, notice, journal, journal_body, journal_pending, journal_leaf, log_state, checkpoint, search_doc, search_word,
         counter, outbox, beat, clock_hold cascade`,
    )
    clock = new StillClock('2026-03-02T01:00:00.000Z')
    context = testContext(db, clock)
    dataDir = mkdtempSync(join(tmpdir(), 'luoshi-watch-'))
    await beatAll()
    await backedUp('2026-03-02T00:00:00.000Z')
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  async function beatAll(): Promise<void> {
    for (const kind of ['sweep', 'sequence', 'outbox'] as const) await beatOf(context, kind, 'w')()
  }
  const backedUp = (endedAt: string) =>
    noteBackup(dataDir, {
      startedAt: endedAt,
      endedAt,
      folder: '/b',
      bytes: 1,
      database: true,
      provenAt: null,
    })
  const seen = async (backup = true): Promise<string[]> => {
    const watched = { db, tenant: 't1', backup: backup ? { dataDir, hours: 26 } : null }
    return (await look(watched, clock.at)).map(({ code }) => code)
  }
  const later = (at: string): void => {
    clock.at = at
  }

  test('nothing, while the service keeps what it promises', async () => {
    expect(await seen()).toEqual([])
  })

  test('a rung that is overdue by more than a minute, until it is climbed', async () => {
    await anErrand(context, { due: '2026-03-10' })
    const opened = await openLog(context, dataDir)
    if (!opened.ok) throw new Error(opened.because)
    await sequence(context, opened.log)
    later('2026-03-04T16:01:00.000Z')
    await beatAll()
    await backedUp(clock.at)
    expect(await seen()).toEqual([])
    later('2026-03-04T16:01:01.000Z')
    expect(await seen()).toEqual(['SWEEP_LATE'])
    await sweep(context, clock.at)
    expect(await seen()).toEqual([])
  })

  test('a message that should have left five minutes ago, until it leaves', async () => {
    await post(context, { channel: 'mail', dedupeKey: 'one', body: {} })
    later('2026-03-02T01:05:01.000Z')
    await beatAll()
    expect(await seen()).toEqual(['OUTBOX_LATE'])
    await db.query(`update outbox set sent_at = $1 where tenant_id = 't1'`, [clock.at])
    expect(await seen()).toEqual([])
  })

  test('an act under no signed checkpoint for a minute, until it is signed', async () => {
    const opened = await openLog(context, dataDir)
    if (!opened.ok) throw new Error(opened.because)
    await anErrand(context, { due: '2026-03-10' })
    later('2026-03-02T01:01:01.000Z')
    await beatAll()
    expect(await seen()).toEqual(['CHECKPOINT_LATE'])
    await sequence(context, opened.log)
    expect(await seen()).toEqual([])
  })

  test.each<BeatKind>(['sweep', 'sequence', 'outbox'])(
    '%s silent for half a minute, until it beats',
    async (kind) => {
      later('2026-03-02T01:00:31.000Z')
      for (const other of ['sweep', 'sequence', 'outbox'] as const)
        if (other !== kind) await beatOf(context, other, 'w')()
      expect(await seen()).toEqual([`SILENT_${kind.toUpperCase()}`])
      await beatOf(context, kind, 'another process')()
      expect(await seen()).toEqual([])
      await db.query(`delete from beat where tenant_id = 't1' and kind = $1`, [kind])
      expect(await seen()).toEqual([`SILENT_${kind.toUpperCase()}`])
    },
  )

  test('a backup that is too old, one that never was, an archive that does not work', async () => {
    await backedUp('2026-02-28T22:00:00.000Z')
    expect(await seen()).toEqual(['BACKUP'])
    expect(await seen(false)).toEqual([])
    await backedUp('2026-03-01T23:30:00.000Z')
    await noteArchive(dataDir, { until: null, trouble: '归档目录写不进去' })
    expect(await seen()).toEqual(['ARCHIVE'])
    rmSync(join(dataDir, 'backup.json'))
    expect(await seen()).toEqual(['BACKUP'])
  })

  test('a clock that stops firing, and a database that does not answer', async () => {
    await db.query(`insert into clock_hold (tenant_id, since, because) values ('t1', $1, '时钟跳了')`, [
      clock.at,
    ])
    expect(await seen()).toEqual(['CLOCK_HELD'])
    const away = { ...db, query: () => Promise.reject(new Error('connection refused')) }
    const codes = await look({ db: away, tenant: 't1', backup: null }, clock.at)
    expect(codes).toEqual([{ code: 'DATABASE', says: '数据库没有应答（connection refused）' }])
  })

  test('from the command line: one look, a sentence for each trouble, an exit code; and the word that ends a hold', async () => {
    const { host, port, user, password, database } = db.config
    const url = `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    const run = async (...argv: string[]) => {
      const lines: string[] = []
      const say = (line: string) => void lines.push(line)
      const env = { LUOSHI_DATA: dataDir, DATABASE_URL: url, LUOSHI_WATCH_BACKUP_HOURS: '0' }
      const io: Io = { out: say, err: say, env, cwd: dataDir, terminal: false }
      return { code: await main(argv, io), said: lines.join('\n') }
    }
    clock.at = new Date().toISOString()
    await beatAll()
    expect(await run('watch', '--once')).toEqual({ code: 0, said: '一切正常' })
    await db.query(`insert into clock_hold (tenant_id, since, because) values ('t1', $1, '时钟跳了')`, [
      clock.at,
    ])
    expect(await run('watch', '--once')).toEqual({ code: 1, said: 'CLOCK_HELD 时钟跳了' })
    expect(await run('clock')).toEqual({ code: 1, said: '时钟跳了' })
    expect((await run('clock', 'confirm')).code).toBe(2)
    expect(await run('clock', 'confirm', '值班人员')).toEqual({
      code: 0,
      said: '已由值班人员确认时钟无误，到期处置恢复。',
    })
    const { rows } = await db.query(
      `select kind, person_id from journal where tenant_id = 't1' and kind like 'audit.%'`,
    )
    expect(rows).toEqual([{ kind: 'audit.clock', person_id: null }])
    expect((await run('clock')).code).toBe(0)
    expect(await run('watch', '--once')).toEqual({ code: 0, said: '一切正常' })
    expect((await run('watch', '--twice')).code).toBe(2)
  })

  test('a watcher that begins while there is no database says so', async () => {
    const lines: string[] = []
    const say = (line: string) => void lines.push(line)
    const env = { LUOSHI_DATA: dataDir, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    expect(await main(['watch', '--once'], { out: say, err: say, env, cwd: dataDir, terminal: false })).toBe(
      1,
    )
    expect(lines.join()).toMatch(/^DATABASE .*LUOSHI_WATCH_TENANT/)
  })
})

describe('where it is said', () => {
  let server: Server
  let url: string
  let answers = 200
  const got: (Call & { at: string })[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        if (answers === 200) got.push(JSON.parse(body))
        response.writeHead(answers).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`
  })
  afterAll(() => server.close())

  test('a call that does not arrive is sent again with the next ones, in order', async () => {
    const channels = channelsIn({ LUOSHI_WATCH_WEBHOOK: url })
    if (typeof channels === 'string') throw new Error(channels)
    const caller = new Caller(channels)
    const call = (code: string): Call => ({ event: 'alarm', code, text: `告警：${code}` })
    answers = 503
    expect(await caller.send([call('A')], 'then')).toEqual(['没有送达（告警地址答复 503）：告警：A'])
    answers = 200
    expect(await caller.send([call('B')], 'now')).toEqual([])
    expect(got).toEqual([
      { ...call('A'), at: 'then' },
      { ...call('B'), at: 'now' },
    ])
    expect(await caller.send([], 'later')).toEqual([])
    expect(got).toHaveLength(2)
  })

  test.each([
    [{ LUOSHI_WATCH_WEBHOOK: 'ftp://x' }, 'LUOSHI_WATCH_WEBHOOK'],
    [{ LUOSHI_WATCH_MAIL: 'nobody' }, 'LUOSHI_WATCH_MAIL'],
    [{ LUOSHI_WATCH_MAIL: 'duty@example.gov.cn' }, 'LUOSHI_SMTP_URL'],
  ])('%j is refused in one sentence', (env, named) => {
    expect(channelsIn(env)).toContain(named)
  })
})
