import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyDatabase } from '#test/database.ts'
import type { TestDatabase } from '#test/database.ts'
import type { Db } from './db.ts'
import { migrate, MIGRATIONS, readMigrations } from './migrate.ts'
import type { Migration } from './migrate.ts'

let db: TestDatabase

beforeEach(async () => {
  db = await emptyDatabase('migrate')
})

afterEach(() => db.close())

function migration(version: number, sql: string): Migration {
  const name = `${String(version).padStart(4, '0')}-step.sql`
  return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

const ONE = migration(1, 'create table a (id int primary key); create table b (id int)')
const TWO = migration(2, 'alter table a add column n int not null default 0')

async function tables(): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  return rows.map((row) => row.name)
}

test('applies what is new, in order, once', async () => {
  expect(await migrate(db, [ONE])).toEqual({ ok: true, applied: [1] })
  expect(await migrate(db, [ONE, TWO])).toEqual({ ok: true, applied: [2] })
  expect(await migrate(db, [ONE, TWO])).toEqual({ ok: true, applied: [] })
  expect(await tables()).toEqual(['a', 'b', 'schema_lock', 'schema_migration'])
})

test('several processes at once apply each file once', async () => {
  const results = await Promise.all([1, 2, 3, 4].map(() => migrate(db, [ONE, TWO])))
  expect(results.every((result) => result.ok)).toBe(true)
  const applied = results.flatMap((result) => (result.ok ? result.applied : []))
  expect(applied.toSorted((a, b) => a - b)).toEqual([1, 2])
})

test('a file that fails leaves nothing of itself', async () => {
  const bad = migration(2, 'create table c (id int); create table a (id int)')
  await expect(migrate(db, [ONE, bad])).rejects.toThrow(/already exists/)
  expect(await tables()).not.toContain('c')
  expect(await migrate(db, [ONE, TWO])).toEqual({ ok: true, applied: [2] })
})

test('refuses a database made by a newer version, and touches nothing', async () => {
  await migrate(db, [ONE, TWO])
  const result = await migrate(db, [ONE])
  expect(result).toEqual({ ok: false, because: expect.stringMatching(/更新版本.*结构版本 2，本程序只到 1/) })
})

test('refuses when an applied file has changed', async () => {
  await migrate(db, [ONE])
  const result = await migrate(db, [{ ...ONE, checksum: 'other' }, TWO])
  expect(result).toEqual({ ok: false, because: expect.stringMatching(/第 1 号结构变更（0001-step\.sql）/) })
})

test('refuses a server before 15', async () => {
  const old: Db = {
    ...db,
    query: <Row>() => Promise.resolve({ rows: [{ version: 140_012 }] as Row[], rowCount: 1 }),
  }
  expect(await migrate(old, [ONE])).toEqual({
    ok: false,
    because: expect.stringMatching(/PostgreSQL 14，.*15 以上/),
  })
})

test.each([
  [{ encoding: 'SQL_ASCII', plain: false }, /编码是 SQL_ASCII，落实需要 UTF8/],
  [{ encoding: 'UTF8', plain: true }, /C\.UTF-8/],
])('refuses a database whose text it could not search: %j', async (unfit, sentence) => {
  const other: Db = {
    ...db,
    query: <Row>(text: string) =>
      Promise.resolve({
        rows: [text.includes('pg_database') ? unfit : { version: 180_000 }] as Row[],
        rowCount: 1,
      }),
  }
  expect(await migrate(other, [ONE])).toEqual({ ok: false, because: expect.stringMatching(sentence) })
})

test('refuses a user who may not make tables', async () => {
  await db.script('revoke create on schema public from public, pg_database_owner')
  expect(await migrate(db, [ONE])).toEqual({
    ok: false,
    because: expect.stringMatching(/没有在这个库里建表的权限/),
  })
})

test('reads the files of a folder in order and refuses a stray name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-migrations-'))
  try {
    writeFileSync(join(folder, '0002-b.sql'), 'select 2')
    writeFileSync(join(folder, '0001-a.sql'), 'select 1')
    expect((await readMigrations(folder)).map((file) => file.version)).toEqual([1, 2])
    writeFileSync(join(folder, 'notes.sql'), '')
    await expect(readMigrations(folder)).rejects.toThrow(/notes\.sql/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('our own migrations are numbered without a gap', async () => {
  const files = await readMigrations(MIGRATIONS)
  expect(files.map((file) => file.version)).toEqual(files.map((_, i) => i + 1))
})
