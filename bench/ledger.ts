import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { ledgerSheet } from '#server/ledger/export.ts'
import { importPreview } from '#server/ledger/import.ts'
import type { StoreContext } from '#store/context.ts'
import type { FileEntry } from '#store/files.ts'
import { clerk } from './district.ts'
import { inTurns, median, percent } from './figures.ts'

const PROCEDURE = 'supervised-task'
/** Seconds for 10,000 rows, out or in. */
const GOAL = 10
/** Milliseconds of each in one round. */
type Side = 'written' | 'exported' | 'read' | 'previewed' | 'readOwn' | 'again'
type Times = Readonly<Record<Side, number>>

export interface LedgerFigures {
  readonly rows: number
  readonly rounds: readonly Times[]
}

/**
 * The ledger with so many rows: exported, taken in again as our own export, and taken in as a sheet that knows nothing of us,
 * beside writing and reading the same cells by the bare library. Wall time of one request at a time.
 */
export async function ledgerBench(
  context: StoreContext,
  rows: number,
  times: number,
): Promise<LedgerFigures> {
  await multiply(context, rows)
  const exported = () => exportOf(context)
  const own = await exported()
  const cells = (await readXlsx(own)).sheets[0]?.rows ?? []
  // Without its last column, the key, it is a sheet that somebody keeps by hand.
  const plain = cells.map((row) => row.slice(0, -1))
  const write = (sheet: typeof cells) => writeXlsx({ sheets: [{ name: '台账', rows: sheet }] })
  const foreign = await write(plain)
  const rounds: Times[] = []
  for (let round = 0; round < times; round++) {
    const sides = {
      written: () => timed(() => write(cells)),
      exported: () => timed(exported),
      read: () => timed(() => readXlsx(foreign)),
      previewed: () => timed(() => previewOf(context, foreign, rows)),
      readOwn: () => timed(() => readXlsx(own)),
      again: () => timed(() => previewOf(context, own, rows)),
    }
    rounds.push(await inTurns(sides, round))
  }
  return { rows, rounds }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Copies matters with their duties and parties until there are so many. */
async function multiply({ db, tenant }: StoreContext, rows: number): Promise<void> {
  const copied = (table: string, id: string, more = ''): string => `
    insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('${id}', c.copy${more}))).*
    from ${table} t join bench_many c on c.id = t.${id} where t.tenant_id = '${tenant}';`
  await db.script(`
    create table bench_many as
      select m.id, m.id || '-' || n as copy, m.number || '-' || n as number
      from (select id, number, count(*) over () as made from matter
        where tenant_id = '${tenant}' and procedure = '${PROCEDURE}' order by id) m,
        generate_series(1, ${rows}) n where n <= ceil(${rows}::numeric / made) - 1;
    ${copied('matter', 'id', ", 'number', c.number")}
    ${copied('duty', 'matter_id')}
    ${copied('party', 'matter_id')}
    drop table bench_many;
    analyze;`)
}

const actor = clerk('u2')

async function exportOf(context: StoreContext): Promise<Uint8Array> {
  const procedure = context.rulebook.procedures[PROCEDURE]
  if (!procedure) throw new Error(`no ${PROCEDURE}`)
  const { body } = await ledgerSheet(context, actor, [procedure], { sort: 'due', limit: 50 })
  return body as Uint8Array
}

async function previewOf(context: StoreContext, bytes: Uint8Array, rows: number): Promise<void> {
  const file: FileEntry = {
    id: 'bench',
    name: '台账.xlsx',
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    preview: 'none',
    size: bytes.length,
    sha256: new Uint8Array(32),
  }
  const seen = await importPreview(context, actor, file, bytes, { procedure: PROCEDURE })
  if (!('unchanged' in seen)) throw new Error(JSON.stringify(seen))
  const known = seen.rows.length + seen.updates.length + seen.unchanged
  if (known < rows) throw new Error(`${known} of ${rows} rows in the preview`)
}

export function ledgerSection({ rows, rounds }: LedgerFigures): string {
  const line = (name: string, side: Side, to: Side): string => {
    const rate = (of: Side): string => median(rounds.map((round) => (rows * 1_000) / round[of])).toFixed(0)
    const ratio = median(rounds.map((round) => round[to] / round[side]))
    return `| ${name} | ${rate(side)} | ${rate(to)} | ${percent(ratio)} |`
  }
  return `## Ledgers of ${rows} rows

Rows per second of one request at a time, against the bare library (hucre) writing or reading the same cells in this process. Goal:
10,000 rows in ${GOAL} s.

| | rows/s | library | ratio |
|---|---|---|---|
${line('export: read from the database, laid out, styled, keyed, written', 'exported', 'written')}
${line('preview of a sheet kept by hand', 'previewed', 'read')}
${line('preview of our own export, nothing changed', 'again', 'readOwn')}`
}

/** What this part missed of its goals. */
export function ledgerMissed({ rows, rounds }: LedgerFigures): string[] {
  const sides = {
    exported: 'The export',
    previewed: 'The preview of a sheet',
    again: 'The preview of our export',
  }
  return Object.entries(sides).flatMap(([side, name]) => {
    const seconds = (median(rounds.map((round) => round[side as Side])) * 10) / rows
    return seconds > GOAL ? [`${name} takes ${seconds.toFixed(0)} s for 10,000 rows.`] : []
  })
}
