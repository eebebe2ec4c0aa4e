import { expect, test } from 'vitest'
import { sqlTexts } from './sql-texts.ts'

test('texts are put together from the constants and functions of their file', () => {
  const source = [
    "const ONE: string = 'select a from one'",
    'const of = (person: string): string => `select b from two where id = ${person}`',
    'const TWO = of("$2")',
    'async function all(db: Db) {',
    '  await db.query(`${ONE} where tenant_id = $1 -- said above\\n and ${later()}`)',
    "  return db.query('delete from three')",
    'const either = `${(first ? ONE : TWO)(1)} limit 1`',
    '}',
  ].join('\n')
  expect(sqlTexts(source).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    'select b from two where id = …',
    'select a from one where tenant_id = $1 and …',
    'delete from three',
    'select a from one select b from two where id = … limit 1',
  ])
})

test('comments and other texts are none', () => {
  expect(sqlTexts("// select from one\nconst said = '请选择'\nconst n = 'select'.length")).toEqual(['select'])
  expect(() => sqlTexts('const =')).toThrow()
})
