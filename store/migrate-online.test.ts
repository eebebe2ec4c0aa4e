import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, emptyDatabase } from '#test/database.ts'
import { MIGRATIONS, type Migration, migrate, readMigrations } from './migrate.ts'
import { parted, statementsOf } from './migrate-indexes.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await emptyDatabase('online')
})
afterEach(() => db.close())

function migration(version: number, sql: string): Migration {
  const name = `${String(version).padStart(4, '0')}-step.sql`
  return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

const ONE = migration(1, 'create table a (id int primary key, n int); create index a_n on a (n);')
const TWO = migration(
  2,
  '-- Another order; the old one goes.\ndrop index a_n;\ncreate index a_n on a (n, id);\n',
)

async function indexes(): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select relname || case when indisvalid then '' else ' invalid' end as name
     from pg_index join pg_class on oid = indexrelid where relname like 'a\\_%' order by 1`,
  )
  return rows.map(({ name }) => name)
}

test('an index is built beside and put in place; what an attempt left behind is used or removed', async () => {
  await migrate(db, [ONE])
  await db.script('insert into a values (1, 1), (2, 1)')
  // A build that was broken off leaves an index that is none.
  await expect(db.script('create unique index concurrently a_n__new on a (n)')).rejects.toThrow(/unique/)
  expect(await indexes()).toContain('a_n__new invalid')
  expect(await migrate(db, [ONE, TWO])).toEqual({ ok: true, applied: [2] })
  expect(await indexes()).toEqual(['a_n', 'a_pkey'])
  const { rows } = await db.query<{ made: string }>("select pg_get_indexdef('a_n'::regclass) as made")
  expect(rows[0]?.made).toContain('(n, id)')
})

test('a change of a table in use waits and begins again, and people go on meanwhile', async () => {
  await migrate(db, [ONE])
  const column = migration(2, 'alter table a add column m int;')
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const reading = db.tx(async (reader) => {
    await reader.query('select count(*) from a')
    await held
  })
  let migrated = false
  const migrating = migrate(db, [ONE, column]).then((result) => {
    migrated = true
    return result
  })
  // Longer than the change may wait for the reader: it gives up and begins again, and these get through in between.
  for (let id = 0; id < 8; id++) {
    await db.query('insert into a (id) values ($1)', [id])
    await pause(40)
  }
  expect(migrated).toBe(false)
  letGo()
  await reading
  expect(await migrating).toEqual({ ok: true, applied: [2] })
})

test('an index on a table that the same file alters stays where it is', () => {
  const { indexes: beside, rest } = parted(
    'alter table a add column m int;\ncreate index a_m on a (m);\ncreate index b_n on b (n);\n',
  )
  expect(beside.map(({ name }) => name)).toEqual(['b_n'])
  expect(rest).toContain('create index a_m')
  expect(rest).toContain('alter index b_n__new rename to b_n')
})

/** Tables that grow with every act; a change that reads or writes each of their rows keeps everybody waiting. */
const BIG =
  'matter|journal|journal_body|journal_leaf|journal_pending|duty|party|notice|outbox|matter_file|matter_text|opened'
const onBig = (before: string, after: string): RegExp =>
  new RegExp(`^${before} (?:only )?(?:${BIG})\\b[\\s\\S]*${after}`, 'i')

/** What the version before this one, which still runs while this one starts, would stumble over; or what takes long. */
const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
  ['rewrites every row', onBig('alter table', '\\balter (column )?\\w+ (set data )?type\\b')],
  ['computes a value for every row', onBig('alter table', '\\badd column\\b[^,]*\\bdefault [a-z_]+\\(')],
  ['reads every row under a lock', onBig('alter table', '\\bset not null\\b')],
  [
    'checks every row under a lock',
    onBig('alter table', '\\badd (constraint|check|foreign key)\\b(?![\\s\\S]*\\bnot valid\\b)'),
  ],
  ['checks every row under a lock', onBig('alter table', '\\badd column\\b[^,]*\\b(check|references)\\b')],
  ['writes every row at once', new RegExp(`^(update|delete from|insert into) (?:${BIG})\\b`, 'i')],
  ['is built while nobody may write', onBig('create (?:unique )?index \\w+ on', '')],
  [
    'takes away what the version before still uses',
    /^(drop table|alter table \w+ (drop (?!constraint)|rename\b))/i,
  ],
  ['rewrites a table', /^(vacuum|cluster|truncate|reindex)\b/i],
]

test('no migration since the first release keeps people waiting or breaks the version before it', async () => {
  const faults = (await readMigrations(MIGRATIONS))
    .filter(({ version }) => version > 9)
    .flatMap(({ name, sql }) =>
      statementsOf(parted(sql).rest).flatMap((statement) =>
        FORBIDDEN.filter(([, form]) => form.test(statement)).map(
          ([why]) => `${name}: ${why}: ${statement.slice(0, 80)}`,
        ),
      ),
    )
  expect(faults).toEqual([])
})

test.each([
  'alter table matter alter column title type varchar(10)',
  'alter table journal add column seen timestamptz default now()',
  'alter table duty add constraint one check (no > 0)',
  'alter table matter add column unit text references unit (id)',
  "update matter set state = 'x'",
  'create index journal_kind on journal (kind)',
  'alter table person drop column phone',
])('the rules see: %s', (statement) => {
  expect(FORBIDDEN.some(([, form]) => form.test(statement))).toBe(true)
})
