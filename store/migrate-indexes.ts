import type { Db, Queryable } from './db.ts'

// Indexes of a migration are built while people work: beforehand, beside what is there, and put in place in an instant.

/** An index that a migration makes on a table which is there already. */
export interface NewIndex {
  readonly name: string
  readonly table: string
  /** From `on table (…)` to the end. */
  readonly definition: string
  readonly unique: boolean
}

/** A migration taken apart: what can be built beforehand, and the text that is then left to run. */
export interface Parted {
  readonly indexes: readonly NewIndex[]
  readonly rest: string
}

const INDEX = /^create (unique )?index (\w+) (on (\w+)\b[\s\S]*)$/i
const TOUCHED = /^(?:create|alter) table (?:if (?:not )?exists )?(?:only )?(\w+)/i

/**
 * Takes a migration's text apart. An index on a table that the same text makes or alters stays where it is: it may need what the
 * text does first.
 */
export function parted(sql: string): Parted {
  const statements = statementsOf(sql)
  const touched = new Set(statements.map((statement) => TOUCHED.exec(statement)?.[1]))
  const indexes: NewIndex[] = []
  const rest = statements.map((statement) => {
    const [, unique, name = '', definition = '', table = ''] = INDEX.exec(statement) ?? []
    if (name === '' || touched.has(table)) return statement
    indexes.push({ name, table, definition, unique: unique !== undefined })
    return `alter index ${built(name)} rename to ${name}`
  })
  return { indexes, rest: rest.map((statement) => `${statement};\n`).join('') }
}

/** The statements of a text that holds no functions, as the rules of the schema demand; comments fall away. */
export function statementsOf(sql: string): string[] {
  return sql
    .replaceAll(/--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

const built = (name: string): string => `${name}__new`

/**
 * Builds an index without keeping anybody from writing. One that is there from an earlier attempt is used when it is whole, and
 * removed when that attempt was broken off.
 */
export async function buildBeside(db: Db, { name, definition, unique }: NewIndex): Promise<void> {
  const valid = await isValid(db, built(name))
  if (valid === true) return
  // Neither may stand in a transaction, so each goes by itself.
  if (valid === false) await db.script(`drop index concurrently ${built(name)}`)
  await db.script(`create ${unique ? 'unique ' : ''}index concurrently ${built(name)} ${definition}`)
}

async function isValid(db: Queryable, name: string): Promise<boolean | undefined> {
  const { rows } = await db.query<{ valid: boolean }>(
    'select indisvalid as valid from pg_index where indexrelid = to_regclass($1)',
    [name],
  )
  return rows[0]?.valid
}
