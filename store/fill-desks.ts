import { NOWHERE, type StoodBefore } from '#kernel/standing.ts'
import type { Procedure, Rulebook } from '#kernel/vocabulary.ts'
import { allDecidingKinds, decidedSql } from './decided.ts'
import type { Db, Queryable } from './db.ts'
import { type FillOptions, inBatches } from './fill-batches.ts'
import { type JournalLine, journalsOf } from './journal.ts'
import { FLAGS, flagsOf, lapsesOf } from './lapses.ts'
import { project } from './projection.ts'
import { issuedBy } from './queries/parts.ts'

const UNDESKED = {
  tenants: `select distinct m.tenant_id as tenant from matter m where m.silent_from = '-infinity'`,
  matters: `select count(*) as n from matter m where m.tenant_id = $1 and m.silent_from = '-infinity'`,
}

/** Matters of one transaction: people who act on one of them wait as long as it takes. */
const TOGETHER = 200

// Locked first and then read, so that what is written is what the journal says at that moment.
const READ = `
select id, procedure, procedure_version as version, ${FLAGS} as flags from matter m
where tenant_id = $1 and silent_from = '-infinity' order by id limit $2 for no key update`
const WRITE = `
update matter m set silent_from = w.silent_from, flags = string_to_array(w.flags, ' '), lapses = string_to_array(w.lapses, ' ')
from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[]) w(id, silent_from, flags, lapses)
where m.tenant_id = $1 and m.id = w.id`

/** SQL for whether the holder of the party `p` decided the matter `m`; `kinds` is a placeholder. See migration 0021. */
export const decidedIn = (rulebook: Rulebook, kinds: string): string =>
  decidedSql({
    tenant: 'p.tenant_id',
    matter: 'p.matter_id',
    holder: 'p.holder',
    anyway: [`'post:' || ${issuedBy(rulebook)}`],
    kinds,
  })

interface Row {
  readonly id: string
  readonly procedure: string
  readonly version: number
  readonly flags: readonly string[]
}

/**
 * Fills in what desks list, in matters that a version before migration 0021 wrote: some at a time, while people work. An interrupted
 * run goes on where it was; where nothing is left it asks one question of an empty index.
 *
 * @returns the matters it filled in
 */
export const fillDesks = (db: Db, rulebook: Rulebook, options: FillOptions = {}): Promise<number> =>
  inBatches(db, UNDESKED, (tenant) => db.tx((tx) => fill(tx, rulebook, tenant)), options)

/** A matter that cannot be replayed keeps the flags it has, and nobody is said to be silent about it. */
function standingOf(procedure: Procedure | undefined, row: Row, lines: readonly JournalLine[]): StoodBefore {
  const unknown = { ...NOWHERE, flags: row.flags }
  const entries = lines.map(({ entry }) => entry).filter((entry) => entry !== null)
  if (!procedure || entries.length < lines.length) return unknown
  return project(procedure, row, entries)?.standing ?? unknown
}

async function fill(tx: Queryable, rulebook: Rulebook, tenant: string): Promise<number> {
  const { rows } = await tx.query<Row>(READ, [tenant, TOGETHER])
  const ids = rows.map(({ id }) => id)
  const journals = await journalsOf(tx, tenant, ids)
  const stand = rows.map((row) =>
    standingOf(rulebook.procedures[row.procedure], row, journals.get(row.id) ?? []),
  )
  await tx.query(WRITE, [
    tenant,
    ids,
    stand.map(({ silentFrom }) => silentFrom),
    stand.map((one) => flagsOf(one).join(' ')),
    stand.map((one) => lapsesOf(one).join(' ')),
  ])
  await tx.query(
    `update party p set decided = ${decidedIn(rulebook, '$3')} from matter m
     where m.tenant_id = $1 and m.id = any($2::text[]) and p.tenant_id = m.tenant_id and p.matter_id = m.id and p.holder like 'post:%'`,
    [tenant, ids, allDecidingKinds(rulebook)],
  )
  return rows.length
}
