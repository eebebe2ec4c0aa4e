import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { sqlTexts } from '#test/sql-texts.ts'
import { MIGRATIONS, readMigrations } from './migrate.ts'

// The same schema and statements are to run on an engine that spreads tenants over machines, and on others of the PostgreSQL
// family; what those refuse is refused here, before anybody meets it there. The rules are in docs/concepts/store.md.

const STORE = fileURLToPath(new URL('.', import.meta.url))

const schema = (await readMigrations(MIGRATIONS)).map(({ sql }) => sql.replaceAll(/--[^\n]*/g, '')).join('\n')
const statements = schema
  .split(';')
  .map((statement) => statement.trim())
  .filter((statement) => statement !== '')

/** Tables by name, with what stands between their parentheses. */
const tables = new Map(
  statements.flatMap((statement) => {
    const found = /^create table (\w+) \((.*)\)[^)]*$/s.exec(statement)
    return found ? [[String(found[1]), String(found[2])]] : []
  }),
)

const files = readdirSync(STORE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .toSorted((a, b) => (a < b ? -1 : 1))
/** Every SQL text of the store, with the file it stands in. */
const texts = files.flatMap((file) =>
  sqlTexts(readFileSync(`${STORE}${file}`, 'utf8')).map((sql) => ({ file, sql })),
)

test('schema and statements were found', () => {
  expect(tables.size).toBeGreaterThan(25)
  expect(texts.length).toBeGreaterThan(100)
})

describe('every table', () => {
  test.each([...tables])('%s: tenant first in its primary key', (_, body) => {
    expect(body).toMatch(/^\s*tenant_id text not null/)
    expect(body).toMatch(/primary key \(tenant_id\b|tenant_id text not null primary key/)
  })

  test.each([...tables])('%s: foreign keys within the tenant, never set to null', (_, body) => {
    for (const [key] of body.matchAll(/foreign key[^\n]*/g)) {
      expect(key).toMatch(/^foreign key \(tenant_id, \w+\) references \w+ \(tenant_id, \w+\),?$/)
    }
    // One written at its column could not carry the tenant.
    expect(body.replaceAll(/foreign key[^\n]*/g, '')).not.toMatch(/\breferences\b/)
  })
})

test('every unique index begins with the tenant', () => {
  const unique = statements.filter((statement) => statement.startsWith('create unique index'))
  expect(unique.length).toBeGreaterThan(3)
  for (const index of unique) expect(index).toMatch(/ on \w+ \(tenant_id, /)
  expect(schema).not.toMatch(/^\s*unique\b|\bunique \(/m)
})

const BANNED = [
  /\bcreate (or replace )?(constraint )?(trigger|function|procedure|rule|domain|type|sequence)\b/i,
  /\bgenerated (always|by default)\b/i,
  /\b(big)?serial\b|\bnextval\b/i,
  /\bset (null|default)\b/i,
  /\b(exclude using|deferrable|inherits)\b/i,
  /\bmerge into\b/i,
  /\badvisory_\w*lock/i,
  /^\s*(un)?listen\b|^\s*notify\b|\bpg_notify\b/im,
  /\bcreate (global |local )?temp(orary)?\b/i,
  /\blo_\w+\(/i,
  /\bset_config\b/i,
]

test.each(BANNED)('nothing asks for %s', (banned) => {
  expect(schema).not.toMatch(banned)
  for (const { file, sql } of texts) expect(sql, file).not.toMatch(banned)
})

test('a conflict is always named', () => {
  const conflicts = texts.filter(({ sql }) => /\bon conflict\b/.test(sql))
  expect(conflicts.length).toBeGreaterThan(5)
  for (const { file, sql } of conflicts) {
    // What is no table of a tenant, the lock of the migrations, has a key of its own.
    const target = named(sql).length > 0 ? /^on conflict \(tenant_id/ : /^on conflict \(\w/
    for (const [words] of sql.matchAll(/\bon conflict\b.{0,12}/gs)) expect(words, file).toMatch(target)
  }
})

/** Tables a statement names, each with the name its columns are called by. */
function named(sql: string): { table: string; alias: string }[] {
  const found = sql.matchAll(/\b(?:from|join|into|update)\s+(\w+)(?:\s+(?:as\s+)?(?!as\b)(\w+))?/g)
  return [...found].flatMap(([, table = '', next]) => {
    if (!tables.has(table)) return []
    const isWord = next === undefined || KEYWORDS.has(next)
    return [{ table, alias: isWord ? table : next }]
  })
}
const KEYWORDS = new Set(
  'where set join left cross inner on order group limit select from values for union returning and'.split(
    ' ',
  ),
)

/** Says which tenant, or gives its own, for every table; a table by itself may say it without its name. */
const saysTenant = (sql: string, alias: string, alone: boolean): boolean =>
  new RegExp(
    alone
      ? String.raw`\btenant_id\b`
      : String.raw`\b${alias}\.tenant_id\b|\b(into|update|from) ${alias}\b[^;]*?\btenant_id\b`,
  ).test(sql)

/** Lists put their conditions together at run time; queries.test.ts holds what they send to the same rule. */
const isComposed = (sql: string): boolean => /\bwhere …/.test(sql)

test('every statement on a table of a tenant says which tenant', () => {
  const faults = texts.flatMap(({ file, sql }) => {
    const used = isComposed(sql) ? [] : named(sql)
    const missing = used.filter(({ alias }) => !saysTenant(sql, alias, used.length === 1))
    return missing.map(({ table }) => `${file}: ${table} in ${sql.trim().slice(0, 160)}`)
  })
  expect(faults).toEqual([])
})

test('every joined table is joined within the tenant', () => {
  const faults = texts.flatMap(({ file, sql }) =>
    [...sql.matchAll(/\bjoin\s+(\w+)\s+(?:as\s+)?(\w+)\s+on\b/g)].flatMap(([join, table = '', alias = '']) =>
      tables.has(table) && !new RegExp(`\\b${alias}\\.tenant_id\\b`).test(sql) ? [`${file}: ${join}`] : [],
    ),
  )
  expect(faults).toEqual([])
})

// What people opened and when they were logged in serves them and nobody else: 待阅 goes, a session lasts. No list, figure,
// reminder or assessment may be made of it (ux 1.3), so that there is nothing to be gained by pretending.
test('what people opened and when they logged in is read only where it serves them', () => {
  const serving = new Map([
    ['opened', /^queries\/inbox\.ts$/],
    ['session', /^sessions\.ts$/],
  ])
  const elsewhere = texts.flatMap(({ file, sql }) =>
    named(sql).flatMap(({ table }) =>
      serving.get(table)?.test(file) === false ? [`${file}: ${table}`] : [],
    ),
  )
  expect([...new Set(elsewhere)]).toEqual([])
})
