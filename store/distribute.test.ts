import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { sqlTexts } from '#test/sql-texts.ts'
import { COMMON } from './fence/grants.ts'

// The schema is spread over machines by running one file. What an engine that does so asks of schema and statements is twenty
// rules; those that can be read from texts are held here and in rules.test.ts, the others where the list says.

const PROJECT = fileURLToPath(new URL('../', import.meta.url))
const read = (file: string): string => readFileSync(`${PROJECT}${file}`, 'utf8')
const schema = globSync('store/migrations/*.sql', { cwd: PROJECT })
  .toSorted()
  .map((file) => read(file).replaceAll(/--[^\n]*/g, ''))
  .join('\n')
const tables = [...schema.matchAll(/^create table (\w+) \((.*?)\n\)[^;]*;/gms)].map(([, name, body]) => ({
  name: String(name),
  body: String(body),
}))
const sources = globSync(['store/**/*.ts', 'server/**/*.ts', 'cli/**/*.ts'], { cwd: PROJECT }).filter(
  (file) => !file.endsWith('.test.ts'),
)

describe('distribute.sql', () => {
  const script = read('store/distribute.sql').replaceAll(/--[^\n]*/g, '')
  const spread = [
    ...script.matchAll(
      /create_distributed_table\('(\w+)', 'tenant_id', colocate_with => '(\w+)'\)\s+where not exists \(select from pg_dist_partition where logicalrelid = '(\w+)'::regclass\);/g,
    ),
  ]
  const order = spread.map(([, table]) => String(table))

  test('spreads every table of districts by the district, and no other', () => {
    expect(order.toSorted()).toEqual(tables.map(({ name }) => name).toSorted())
    expect([...script.matchAll(/create_distributed_table/g)]).toHaveLength(order.length)
    for (const [, table, , again] of spread) expect(again).toBe(table)
    for (const table of Object.keys(COMMON)) expect(script).not.toContain(`'${table}'`)
  })

  test('lays all of one district on one machine', () => {
    const beside = spread.map(([, table, with_]) => [table, with_])
    expect(beside[0]).toEqual(['tenant', 'default'])
    for (const [, with_] of beside.slice(1)) expect(with_).toBe('tenant')
  })

  test('comes to a table before those that point at it', () => {
    for (const { name, body } of tables)
      for (const [, target = ''] of body.matchAll(/references (\w+) \(/g))
        expect(order.indexOf(target), `${name} → ${target}`).toBeLessThan(order.indexOf(name))
  })
})

/** Where each of the twenty rules is held: a test by its file and title, or why there is nothing to hold. */
const HELD: Readonly<Record<number, readonly [file: string, title: string] | string>> = {
  1: ['store/rules.test.ts', '%s: tenant first in its primary key'],
  2: ['store/rules.test.ts', 'every unique index begins with the tenant'],
  3: ['store/rules.test.ts', '%s: foreign keys within the tenant, never set to null'],
  4: ['store/rules.test.ts', '%s: foreign keys within the tenant, never set to null'],
  5: ['store/distribute.test.ts', 'what belongs to no district is listed, and written by the owner alone'],
  6: ['store/rules.test.ts', 'every statement on a table of a tenant says which tenant'],
  7: ['store/rules.test.ts', 'nothing asks for %s'],
  8: ['store/rules.test.ts', 'nothing asks for %s'],
  9: ['store/rules.test.ts', 'nothing asks for %s'],
  10: ['store/rules.test.ts', 'a conflict is always named'],
  11: ['store/rules.test.ts', 'nothing asks for %s'],
  12: ['store/distribute.test.ts', 'what is claimed is claimed within one district'],
  13: ['store/distribute.test.ts', 'what is locked is a row'],
  14: ['store/distribute.test.ts', 'numbers are counted in a table, in the statement that draws them'],
  15: ['test/fences/escapes.test.ts', 'no setting at all'],
  16: 'no table is partitioned by time',
  17: ['store/distribute.test.ts', 'a sum is never over several districts'],
  18: ['store/db.test.ts', 'retrying'],
  19: ['store/migrate.test.ts', 'refuses a database whose text it could not search'],
  20: ['store/distribute.test.ts', 'every rule is held somewhere'],
}

test('every rule is held somewhere', () => {
  expect(Object.keys(HELD)).toHaveLength(20)
  for (const held of Object.values(HELD)) {
    if (typeof held === 'string') continue
    const [file, title] = held
    expect(existsSync(`${PROJECT}${file}`), file).toBe(true)
    expect(read(file).includes(title), `${file}: ${title}`).toBe(true)
  }
})

describe('rules that are read from texts', () => {
  const texts = sources.flatMap((file) => sqlTexts(read(file)).map((sql) => ({ file, sql })))
  const service = texts.filter(({ file }) => !/^store\/(migrate|backup|embedded|fence)|^cli\//.test(file))

  test('what belongs to no district is listed, and written by the owner alone', () => {
    for (const { file, sql } of service)
      for (const table of Object.keys(COMMON))
        expect(sql, file).not.toMatch(new RegExp(`(into|update|from) ${table}\\b`))
  })

  test('what is claimed is claimed within one district', () => {
    const claims = service.filter(({ sql }) => /for (no key )?(update|share)\b/.test(sql))
    expect(claims.length).toBeGreaterThan(5)
    for (const { file, sql } of claims) expect(sql, file).toMatch(/tenant_id = (\$|:)/)
  })

  test('what is locked is a row', () => {
    for (const { file, sql } of texts) expect(sql, file).not.toMatch(/\block table\b|advisory/i)
  })

  test('numbers are counted in a table, in the statement that draws them', () => {
    const drawing = service.filter(({ sql }) => /\binto counter\b/.test(sql))
    expect(drawing.length).toBeGreaterThan(0)
    for (const { sql } of drawing) expect(sql).toMatch(/on conflict \(tenant_id, series, year\) do update/)
    expect(schema).not.toMatch(/\bcreate sequence\b|\bnextval\b|\bas identity\b/i)
  })

  test('no table is partitioned by time', () => {
    expect(schema).not.toMatch(/partition (by|of)/i)
  })

  test('a sum is never over several districts', () => {
    const sums = service.filter(({ sql }) => /\bgrouping sets\b|\brollup\b|\bcube\b/.test(sql))
    expect(sums.length).toBeGreaterThan(0)
    for (const { file, sql } of [...sums, ...service.filter(({ sql: text }) => /group by/.test(text))])
      expect(sql, file).toMatch(/tenant_id = (\$|:|…)|…/)
    for (const { file, sql } of service) expect(sql, file).not.toMatch(/group by tenant_id\b/)
  })

  // GaussDB 分布式 has no foreign keys: nothing may rest on one refusing.
  test('no code waits for a foreign key to refuse', () => {
    for (const file of sources) expect(read(file), file).not.toMatch(/'23503'|foreign_key_violation/)
  })

  // Several engines take '' for null: a column is either filled or null.
  test('no condition tells an empty text from none', () => {
    for (const { file, sql } of service) expect(sql, file).not.toMatch(/\b\w+\.\w+ (=|<>) ''/)
  })
})
