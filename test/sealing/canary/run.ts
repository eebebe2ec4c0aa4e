// `npm run test:canary`: sealed opinions carry marks of 32 random bytes. While they are sealed the marks are looked for in everything a
// real service has or leaves behind; once they are revealed they must be found wherever the words then belong, or the search was at
// fault. The members' machines and this one are no part of the service, and are the only ones that know the marks.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type pg from 'pg'
import { openCluster } from '../../../cli/cluster-of.ts'
import { processesIn } from '#store/embedded/process.ts'
import { START } from '../../e2e/clock.ts'
import { recordFigure } from '../../figures.ts'
import { Machine } from './machine.ts'
import { type Person, enterAs, personas } from './people.ts'
import { type Place, printed, searched } from './places.ts'
import { type Replica, asked, startReplica } from './replica.ts'
import {
  type Cast,
  type Level,
  type Round,
  begun,
  convened,
  releases,
  seals,
  sheetOf,
  stands,
} from './rounds.ts'
import { spellingsOf } from './search.ts'
import { openableWith } from './server-keys.ts'
import { type Service, command, startService } from './service.ts'

const MEMBERS = Number(process.env['CANARY_MEMBERS'] ?? '12')
const LEVELS: readonly Level[] = ['strict', 'standard']

/** Stands in front of every mark, so that one search finds any of them. */
const PREFIX = randomBytes(12).toString('hex')
/** Stands in the public title of both items: whatever takes in the words of a form takes in this one, before the reveal too. */
const TITLE = randomBytes(12).toString('hex')
const PLANTED = randomBytes(12).toString('hex')
const newMark = (): string => `${PREFIX}-${randomBytes(32).toString('hex')}`

const work = mkdtempSync(join(tmpdir(), 'luoshi-canary-'))
// The database may run under another account, which has to walk through.
chmodSync(work, 0o755)
const at = (name: string): string => join(work, name)
const folders = {
  data: at('data'),
  backups: at('backups'),
  temporary: at('tmp'),
  snapshots: at('snapshots'),
  printed: at('printed.log'),
}
const shift = Date.parse(START) - Date.now()
const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)

/** What is to be ended when all is over, the last first. */
const undo: (() => Promise<unknown>)[] = []
try {
  process.exitCode = await searchedAll(await laid())
} finally {
  for (const end of undo.toReversed()) await end()
  rmSync(work, { recursive: true, force: true })
}

interface Ground {
  readonly service: Service
  readonly admin: pg.ClientConfig
  readonly database: pg.ClientConfig
  readonly pgdata: string
  readonly replica: Replica
  readonly machine: Machine
}

/** A service that serves, a standby of its database, and a member's machine. */
async function laid(): Promise<Ground> {
  const service = await startService(folders, shift)
  undo.push(() => service.stop())
  say('the service serves')
  const cluster = await openCluster(folders.data)
  if (!cluster.ok) throw new Error(cluster.because)
  const { admin, pgdata } = cluster
  const database = { ...admin, database: 'luoshi' }
  await talkative(admin, database)
  const replica = await startReplica(admin, pgdata, at('replica'))
  undo.push(() => replica.stop())
  say('a standby streams')
  const machine = await Machine.start(at('browser'), service.url, shift)
  undo.push(() => machine.close())
  return { service, admin, database, pgdata, replica, machine }
}

/** Two rounds up to their last moment before the reveal, one look everywhere, the reveal, another look. @returns the exit code */
async function searchedAll(ground: Ground): Promise<number> {
  const { service, machine, database } = ground
  const cast = await enteredAll(service.url)
  const meeting = await convened(cast)
  const marks: string[] = []
  const rounds: Round[] = []
  for (const level of LEVELS) {
    const round = await begun(cast, meeting, level, `片区排水改造资金安排（${TITLE}）`)
    rounds.push(round)
    // At the standard level the service opens as soon as everybody is in: there the last one waits.
    const sealing = level === 'strict' ? cast.members : cast.members.slice(0, -1)
    marks.push(...(await allSealed(sealing, round, machine)))
    say(`${sealing.length} opinions are sealed, ${level}`)
  }
  const [strict, standard] = rounds as [Round, Round]
  await stands(cast.office, strict, '已截止待开启')
  await releases(cast.inspector, strict)
  // Nobody but this line writes to the folder of temporary files; that it is searched has to be shown.
  writeFileSync(join(folders.temporary, 'planted'), PLANTED)
  await machine.leave()

  await command(folders, shift, 'backup')
  const before = await everywhere(ground, 'before', rounds)
  const sealed = marks.length
  const openable = await openableWith(database, folders.data, [strict.id, standard.id])

  await releases(cast.office, strict)
  const last = cast.members.slice(-1)
  marks.push(...(await allSealed(last, standard, null)))
  for (const round of rounds) await stands(cast.office, round, '已公开')
  await command(folders, shift, 'backup')
  const after = await everywhere(ground, 'after', rounds)
  const heard = marks.filter((mark) => readFileSync(at('after.dump.txt')).includes(mark)).length

  console.log(printed(before, after))
  const faults = [
    ...before.filter(({ found }) => found.in.sealed.length > 0).map(({ name }) => `a mark is in: ${name}`),
    ...[...before, ...after]
      .filter(({ shown }) => !shown)
      .map(({ name }) => `not shown to be searched: ${name}`),
    ...after
      .filter((one) => one.belongs && one.found.in.sealed.length === 0)
      .map(({ name }) => `not found once revealed: ${name}`),
    ...(heard === marks.length ? [] : [`only ${heard} of ${marks.length} are in the tables once revealed`]),
    ...(openable[strict.id] === 0 ? [] : ['the server alone can open the strict level']),
  ]
  for (const fault of faults) console.error(fault)
  record(before, sealed, openable[strict.id] ?? 0, openable[standard.id] ?? 0)
  return faults.length === 0 ? 0 : 1
}

/** Everybody seals a mark of his own; where there is a machine, the first on the page in a browser that keeps what a browser keeps. */
async function allSealed(
  members: Cast['members'],
  { id }: Round,
  machine: Machine | null,
): Promise<string[]> {
  const marks: string[] = []
  for (const [n, member] of members.entries()) {
    const mark = newMark()
    marks.push(mark)
    const sheet = await sheetOf(member, id)
    if (n === 0 && machine) await machine.seals(member, sheet, mark, TITLE)
    else await seals(member, sheet, mark)
  }
  return marks
}

/**
 * The database server writes down every statement with its parameters. Tables keep long texts unpacked: in the compression of
 * PostgreSQL a mark would stand in pieces, and a search of files would find nothing there.
 */
async function talkative(admin: pg.ClientConfig, database: pg.ClientConfig): Promise<void> {
  for (const setting of [
    "log_statement = 'all'",
    'log_parameter_max_length = -1',
    "log_min_messages = 'debug1'",
  ])
    await asked(admin, `alter system set ${setting}`)
  await asked(admin, 'select pg_reload_conf()')
  const columns = await asked<{ of: string; name: string }>(
    database,
    `select format('%I.%I', n.nspname, c.relname) as of, quote_ident(a.attname) as name
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname = 'public' and a.attnum > 0 and not a.attisdropped and a.attstorage in ('x', 'm')`,
  )
  for (const { of, name } of columns)
    await asked(database, `alter table ${of} alter column ${name} set storage external`)
}

async function enteredAll(url: string): Promise<Cast> {
  const all = await personas(url)
  const one = async (words: string): Promise<Person> => {
    const found = all.find(({ unit, title }) => `${unit} ${title}`.startsWith(words))
    if (!found) throw new Error(`nobody is ${words}`)
    return enterAs(url, found)
  }
  const [chief, office] = [await one('区政府领导 区长'), await one('区政府办公室 综合科科长')]
  const [applicant, applicantHead] = [
    await one('区住房和城乡建设局 业务科科长'),
    await one('区住房和城乡建设局 局长'),
  ]
  const inspector = await one('区纪委监委机关')
  const heads = all.filter(({ unit, title }) => unit !== '区政府领导' && /局长|主任/.test(title))
  const members: Person[] = []
  for (const head of heads) {
    const entered = await enterAs(url, head)
    const seated = [chief, office, inspector, ...members].some(
      ({ id, post }) => id === entered.id || post === entered.post,
    )
    if (!seated && members.length < MEMBERS) members.push(entered)
    else await entered.close()
    if (members.length === MEMBERS) break
  }
  return { office, applicant, applicantHead, chief, inspector, members }
}

/** Looks through every place there is. */
async function everywhere(ground: Ground, when: string, gathered: readonly Round[]): Promise<Place[]> {
  const { service, admin, database, pgdata, replica, machine } = ground
  await asked(admin, 'checkpoint')
  await replica.caughtUp()
  await dump(database, at(`${when}.dump.txt`))
  const needles = {
    sealed: spellingsOf(PREFIX),
    title: spellingsOf(TITLE),
    round: gathered.flatMap(({ id }) => spellingsOf(id)),
    folder: spellingsOf(basename(work)),
    started: [Buffer.from('落实已启动')],
    planted: spellingsOf(PLANTED),
  }
  const newest = (folder: string): string =>
    join(
      folder,
      readdirSync(folder)
        .filter((name) => /^\d/.test(name))
        .toSorted()
        .at(-1) ?? '',
    )
  // What is looked at while it runs comes first: reading files takes longer, and memory forgets.
  const memory = [service.pid, ...processesIn(pgdata)]
  const snapshot = await service.snapshot()
  return searched(needles, [
    { name: 'memory of the service and of the database', pids: memory, shows: 'title', belongs: true },
    { name: 'heap snapshot of the service', paths: [snapshot], shows: 'folder', belongs: false },
    {
      name: 'tables, as a dump has them (search tables, outbox, journal)',
      paths: [at(`${when}.dump.txt`)],
      shows: 'title',
      belongs: true,
    },
    { name: 'files of the database', paths: [join(pgdata, 'base')], shows: 'title', belongs: true },
    { name: 'write-ahead log', paths: [join(pgdata, 'pg_wal')], shows: 'title', belongs: true },
    {
      name: 'temporary files of the database',
      paths: [join(pgdata, 'base/pgsql_tmp'), join(pgdata, 'pg_stat_tmp'), join(pgdata, 'pg_notify')],
      shows: null,
      belongs: false,
    },
    { name: 'standby fed by the log: files and log', paths: [replica.folder], shows: 'title', belongs: true },
    { name: 'newest backup', paths: [newest(folders.backups)], shows: 'title', belongs: true },
    {
      name: 'archive of the write-ahead log and older backups',
      paths: [folders.backups],
      shows: 'title',
      belongs: true,
    },
    {
      name: 'log of the database, every statement with its parameters',
      paths: [join(pgdata, 'log')],
      shows: 'title',
      belongs: true,
    },
    {
      name: 'log of the service, level trace',
      paths: [join(folders.data, 'logs')],
      shows: 'round',
      belongs: false,
    },
    {
      name: 'standard output and error of the service',
      paths: [folders.printed],
      shows: 'started',
      belongs: false,
    },
    {
      name: 'rest of the data folder (files, tiles, keys)',
      paths: dataFolders(),
      shows: null,
      belongs: false,
    },
    { name: 'temporary files of the service', paths: [folders.temporary], shows: 'planted', belongs: false },
    {
      name: 'what the sealing member’s browser keeps',
      paths: [machine.folder],
      shows: 'title',
      belongs: false,
    },
  ])
}

function dataFolders(): string[] {
  return readdirSync(folders.data)
    .filter((name) => name !== 'postgres' && name !== 'logs')
    .map((name) => join(folders.data, name))
}

/** Every row of every table as text, one file. */
async function dump(database: pg.ClientConfig, into: string): Promise<void> {
  const tables = await asked<{ name: string }>(
    database,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = 'public'`,
  )
  const parts: string[] = []
  for (const { name } of tables) {
    const rows = await asked<{ line: string }>(database, `select x::text as line from ${name} x`)
    parts.push(name, ...rows.map(({ line }) => line))
  }
  if (existsSync(into)) rmSync(into)
  writeFileSync(into, parts.join('\n'))
}

function record(before: readonly Place[], sealed: number, strict: number, standard: number): void {
  const hits = before.reduce((sum, { found }) => sum + found.in.sealed.length, 0)
  const bytes = before.reduce((sum, { found }) => sum + found.bytes, 0)
  recordFigure({
    id: 'a3-canary-hits',
    part: 'proof',
    title: `Files and memory regions with a mark of a sealed opinion before the reveal, in ${before.length} kinds of places (tables, database files, write-ahead log, standby, backup, archive, logs, temporary files, memory, heap, browser)`,
    value: hits,
    of: {
      n: sealed,
      what: `marks of 32 random bytes, all found once revealed; ${Math.round(bytes / 2 ** 20)} MiB were read`,
    },
    command: 'npm run test:canary',
  })
  recordFigure({
    id: 'a3-openable-by-server',
    part: 'proof',
    title:
      'Opinions of the strict level that everything in the data folder, keys included, opens before the reveal',
    value: strict,
    of: { n: MEMBERS, what: 'sealed opinions' },
    command: 'npm run test:canary',
    note: `Of ${MEMBERS - 1} at the standard level it opens ${standard}: there the key lies on the server`,
  })
}
