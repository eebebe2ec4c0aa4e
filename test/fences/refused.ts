import type { Db } from '#store/db.ts'
import { GRANTS } from '#store/fence/grants.ts'

/** Tables of the journal and the log whose rows, once written, the application's role may not change. */
export const KEPT = ['journal', 'journal_leaf', 'checkpoint', 'quarantine'] as const

const STATEMENT: Readonly<Record<Verb, (table: string) => string>> = {
  update: (table) => `update ${table} set tenant_id = tenant_id`,
  delete: (table) => `delete from ${table}`,
  truncate: (table) => `truncate ${table}`,
}
export type Verb = 'update' | 'delete' | 'truncate'

/**
 * Tries a verb on tables as the connections given, each in a transaction that is taken back.
 *
 * @param app connections of the application's role, such as `freshDatabase(…).within(tenant)`
 * @returns by table the SQLSTATE of what refused it, `42501` for a privilege that is missing; `undefined` where nothing did
 */
export async function refusedTo(
  app: Db,
  verb: Verb,
  tables: readonly string[] = KEPT,
): Promise<Record<string, string | undefined>> {
  const answers = await Promise.all(
    tables.map(async (table) => [table, await stateOf(app, STATEMENT[verb](table))] as const),
  )
  return Object.fromEntries(answers)
}

/** Every table the application may touch at all. */
export const ALL_TABLES: readonly string[] = Object.keys(GRANTS)

async function stateOf(app: Db, statement: string): Promise<string | undefined> {
  let state: string | undefined
  await app
    .tx(async (tx) => {
      await tx.script(statement).catch((error: unknown) => (state = (error as { code?: string }).code))
      throw new Error('taken back')
    })
    .catch(() => undefined)
  return state
}
