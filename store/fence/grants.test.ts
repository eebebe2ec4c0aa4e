import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { sqlTexts } from '#test/sql-texts.ts'
import { COMMON, GRANTS, privilegesIn } from './grants.ts'

// What the application may do is what its statements do: read here from their texts, table by table.

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
/** Where the owner's or a superuser's statements stand: they are not the application's. */
const OWNERS = /^store\/(backup|embedded|fence|migrate|copy-in|connect)/
const files = globSync(['store/**/*.ts', 'server/**/*.ts'], { cwd: PROJECT }).filter(
  (file) => !file.endsWith('.test.ts') && !OWNERS.test(file),
)
const texts = files.flatMap((file) =>
  sqlTexts(readFileSync(`${PROJECT}${file}`, 'utf8')).map((sql) => ({ file, sql })),
)

const VERBS: Readonly<Record<string, string>> = {
  'insert into': 'insert',
  update: 'update',
  'delete from': 'delete',
  from: 'select',
  join: 'select',
  using: 'select',
}

/** Verbs by table as a text needs them. */
function needs(sql: string): [table: string, verb: string][] {
  const found: [string, string][] = []
  for (const [, word = '', table = ''] of sql.matchAll(
    /\b(insert into|update|delete from|from|join|using)\s+(\w+)/g,
  )) {
    const verb = VERBS[word]
    if (!(table in GRANTS) || verb === undefined) continue
    // Whatever is changed, returned or told apart is looked at.
    found.push([table, verb], [table, 'select'])
  }
  for (const [, table = ''] of sql.matchAll(/insert into (\w+)(?:(?!insert into)[^])*?do update/g))
    if (table in GRANTS) found.push([table, 'update'])
  return found
}

const needed = new Map<string, Set<string>>()
for (const { sql } of texts)
  for (const [table, verb] of needs(sql)) needed.set(table, (needed.get(table) ?? new Set()).add(verb))

/** Rows that are only locked: for that PostgreSQL wants the right to change one column, and no statement does. */
const LOCKED = new Set(['update (name)'])

test('statements were found', () => {
  expect(texts.length).toBeGreaterThan(150)
})

test.each(Object.keys(GRANTS))('%s: what is granted is what is done', (table) => {
  const granted = privilegesIn(GRANTS[table] ?? '').filter((privilege) => !LOCKED.has(privilege))
  expect(granted).toEqual([...(needed.get(table) ?? [])].toSorted())
})

test('every table of the schema is listed, and no other', () => {
  const schema = globSync('store/migrations/*.sql', { cwd: PROJECT })
    .map((file) => readFileSync(`${PROJECT}${file}`, 'utf8').replaceAll(/--[^\n]*/g, ''))
    .join('\n')
  const made = [...schema.matchAll(/^create table (\w+)/gm)].map(([, name]) => String(name))
  expect(Object.keys(GRANTS).toSorted()).toEqual(made.toSorted())
  for (const { why } of Object.values(COMMON)) expect(why).not.toBe('')
})

test('columns are listed one by one', () => {
  expect(privilegesIn('select, insert, update (a, b)')).toEqual([
    'insert',
    'select',
    'update (a)',
    'update (b)',
  ])
  expect(privilegesIn('')).toEqual([])
})
