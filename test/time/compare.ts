import type { Report } from '#store/audit.ts'
import { auditMatters } from '#store/audit-matters.ts'
import type { Db } from '#store/db.ts'
import type { Fire } from './model.ts'
import { timedRulebook } from './procedure.ts'

/** How the journal's rungs stand against what the model says must be there. */
export interface Verdict {
  readonly rungs: number
  /** Before their instant. */
  readonly early: number
  /** In the model and not in the journal. */
  readonly missed: number
  /** In the journal and not in the model: twice, or of a term that was met, moved or at rest. */
  readonly double: number
  /** Of one matter, not in the order of their instants. */
  readonly disordered: number
  readonly examples: readonly string[]
}

interface Row {
  readonly matter_id: string
  readonly seq: number
  readonly kind: string
  readonly at: string
  readonly no: number
  readonly due: string
}

const RUNGS = `
select j.matter_id, j.seq, j.kind, j.at, (b.body -> 'form' ->> 'duty')::int as no, b.body -> 'form' ->> 'due' as due
from journal j join journal_body b on b.tenant_id = j.tenant_id and b.act_id = j.act_id
where j.tenant_id = $1 and j.kind like 'timed.%' and j.person_id is null and ($2 = '' or j.matter_id > $2)
order by j.matter_id, j.seq limit $3`

const PAGE = 50_000

/** Compares every rung in the journal with the fires of the model: each must have its like, at the same instant, on both sides. */
export async function compare(db: Db, tenant: string, fires: readonly Fire[]): Promise<Verdict> {
  const expected = new Map<string, Fire[]>()
  for (const fire of fires) push(expected, keyOf(fire), fire)
  let [rungs, early, double, disordered] = [0, 0, 0, 0]
  const examples: string[] = []
  for await (const matter of matters(db, tenant)) {
    let before: { fire: Fire; seq: number } | undefined
    for (const row of matter) {
      rungs++
      const key = `${row.matter_id} ${row.no} ${row.kind} ${row.due} ${row.at}`
      const fire = expected.get(key)?.shift()
      if (!fire) {
        double++
        examples.push(`not to be: ${key}`)
        continue
      }
      if (Date.parse(row.at) < fire.alarm) early++
      // Within one sweep the rungs of a matter stand in the order of their instants; an act between them begins anew.
      const follows = before?.fire.at === fire.at && before.seq + 1 === row.seq
      if (follows && before && before.fire.alarm > fire.alarm) disordered++
      before = { fire, seq: row.seq }
    }
  }
  const left = [...expected].flatMap(([key, list]) => list.map(() => key))
  examples.push(...left.map((key) => `missing: ${key}`))
  return { rungs, early, missed: left.length, double, disordered, examples: examples.slice(0, 20) }
}

const keyOf = ({ matter, no, name, rung, due, at }: Fire): string =>
  `${matter} ${no} timed.${name}.${rung} ${new Date(due).toISOString()} ${new Date(at).toISOString()}`

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The rungs of every matter, matter by matter. */
async function* matters(db: Db, tenant: string): AsyncGenerator<Row[]> {
  let after = ''
  for (;;) {
    const { rows } = await db.query<Row>(RUNGS, [tenant, after, PAGE])
    const full = rows.length === PAGE
    // The last matter of a full page may go on in the next.
    const last = rows.at(-1)?.matter_id
    const whole = full ? rows.filter((row) => row.matter_id !== last) : rows
    if (full && whole.length === 0) throw new Error('one matter has more rungs than a page')
    const groups = new Map<string, Row[]>()
    for (const row of whole) push(groups, row.matter_id, row)
    yield* groups.values()
    if (!full) return
    after = whole.at(-1)?.matter_id ?? after
  }
}

/**
 * Every leaf against its row and body, every matter and duty as stored against the replay of its acts. Gives what does not agree, a
 * line each.
 */
export async function audited(db: Db, tenant: string): Promise<string[]> {
  const { rows } = await db.query<{ log: string }>(
    'select log_origin as log from tenant where tenant_id = $1',
    [tenant],
  )
  const log = rows[0]?.log ?? ''
  const found: string[] = []
  const find: Report['find'] = (check, about, because) => void found.push(`${check} ${about}: ${because}`)
  await db.tx((tx) => auditMatters(tx, { db, tenant, rulebook: timedRulebook }, log, { find }))
  return found
}
