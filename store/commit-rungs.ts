import type { Done } from '#kernel/apply.ts'
import { procedureOf } from '#kernel/apply.ts'
import type { Duty } from '#kernel/matter.ts'
import { standing } from '#kernel/standing.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, json } from './db.ts'
import { SYSTEM, type Sealed, seal } from './leaf.ts'
import type { Stored } from './stored.ts'

/** One rung as the kernel decided it, and the key by which it happens once. */
export interface Rung {
  readonly done: Done
  readonly idemKey: string
}

/** Rungs of one matter that fall together, in order. */
export interface Climb {
  readonly before: Stored
  readonly rungs: readonly Rung[]
}

// Hundreds of rungs in one statement: a flood of terms that run out together costs one commit and one plan, not one for each.
// A rung changes neither record nor state, so the row of the matter keeps what it says but for these columns. The gate is that of
// every commit (see commit-sql.ts); the matters are locked already, so it closes only where something is wrong.
const CLIMB = `
with m as (
  select * from unnest($2::text[], $3::int[], $4::int[], $5::timestamptz[], $6::text[], $7::timestamptz[], $8::bytea[])
    i(id, expected, ver, due_at, flags, at, last_leaf)
), gate as (
  update matter set ver = m.ver, undo = null, due_at = m.due_at, flags = string_to_array(m.flags, ' '), updated_at = m.at,
    last_leaf = m.last_leaf
  from m where matter.tenant_id = $1 and matter.id = m.id and matter.ver = m.expected
  returning matter.id, matter.unit_id
), e as (
  select i.*, gate.unit_id from unnest($9::text[], $10::int[], $11::text[], $12::text[], $13::timestamptz[], $14::bytea[], $15::bytea[],
      $16::text[], $17::bytea[], $18::text[])
    i(matter, seq, act, kind, at, leaf, leaf_hash, idem, salt, body)
  join gate on gate.id = i.matter
), entry as (
  insert into journal (tenant_id, act_id, matter_id, seq, kind, at, matter_unit, leaf, leaf_hash, idem_key)
  select $1, act, matter, seq, kind, at, unit_id, leaf, leaf_hash, idem from e
), body as (
  insert into journal_body (tenant_id, act_id, salt, body) select $1, act, salt, body::jsonb from e
), pending as (
  insert into journal_pending (tenant_id, matter_id, seq, act_id) select $1, matter, seq, act from e
), climbed as (
  update duty d set body = w.body::jsonb, due_at = w.due_at, alarm_at = w.alarm_at, lapsed_at = w.lapsed_at, next_try_at = null,
    tries = 0
  from unnest($19::text[], $20::int[], $21::text[], $22::timestamptz[], $23::timestamptz[], $24::timestamptz[])
    w(matter, no, body, due_at, alarm_at, lapsed_at) join gate on gate.id = w.matter
  where d.tenant_id = $1 and d.matter_id = w.matter and d.no = w.no
), told as (
  insert into notice (tenant_id, matter_id, seq, n, unit_id, post_id, person_id, kind, text, at)
  select $1, t.matter, t.seq, t.n, t.unit, t.post, t.person, t.kind, t.text, t.at
  from gate join jsonb_to_recordset($25::jsonb) t(matter text, seq int, n int, unit text, post text, person text, kind text,
    text text, at timestamptz) on t.matter = gate.id
), joined as (
  insert into party (tenant_id, matter_id, holder)
  select $1, j.matter, j.holder from unnest($26::text[], $27::text[]) j(matter, holder) join gate on gate.id = j.matter
  on conflict (tenant_id, holder, matter_id) do nothing
), departed as (
  delete from party p using unnest($28::text[], $29::text[]) l(matter, holder), gate
  where p.tenant_id = $1 and p.matter_id = l.matter and p.holder = l.holder and gate.id = l.matter
)
select count(*) as n from gate`

/**
 * Writes the rungs of many matters in one statement, inside a transaction that holds their rows.
 *
 * @throws when a matter moved or a rung is there already: the caller rolls back
 */
export async function commitRungs(
  tx: Queryable,
  context: StoreContext,
  climbs: readonly Climb[],
  log: string,
): Promise<void> {
  const made = climbs.map((climb) => leavesOf(context, climb, log))
  const { rows } = await tx.query<{ n: number }>(CLIMB, [
    context.tenant,
    ...columns(
      made.map(({ matter }) => matter),
      7,
    ),
    ...columns(
      made.flatMap(({ entries }) => entries),
      10,
    ),
    ...columns(
      made.flatMap(({ duties }) => duties),
      6,
    ),
    json(climbs.flatMap(noticesOf)),
    ...columns(
      climbs.flatMap((climb) => difference(climb, 'joined')),
      2,
    ),
    ...columns(
      climbs.flatMap((climb) => difference(climb, 'left')),
      2,
    ),
  ])
  if (rows[0]?.n !== climbs.length) throw new Error('a matter moved under its lock')
}

type Row = readonly unknown[]

/** Rows turned into the arrays that `unnest` takes. */
const columns = (rows: readonly Row[], width: number): unknown[][] =>
  Array.from({ length: width }, (_, n) => rows.map((row) => row[n]))

interface Leaves {
  readonly matter: Row
  readonly entries: readonly Row[]
  readonly duties: readonly Row[]
}

function leavesOf(context: StoreContext, { before, rungs }: Climb, log: string): Leaves {
  const procedure = procedureOf(context.rulebook, before.matter.procedure)
  const changed = new Map<number, Duty>()
  const entries: Row[] = []
  let prev = before.lastLeaf
  let now: { dueAt: Stored['dueAt']; flags: readonly string[] } = before
  let last = before.matter
  for (const { done, idemKey } of rungs) {
    const { entry, matter } = done
    const [actId, salt] = [context.newId(), context.newSalt()]
    const sealed: Sealed = seal({ log, actId, matter, entry, prev, salt, channel: SYSTEM, files: [] })
    const { leaf, leafHash, body } = sealed
    entries.push([matter.id, entry.seq, actId, entry.kind, entry.at, leaf, leafHash, idemKey, salt, body])
    for (const duty of entry.effects.changed) changed.set(duty.no, duty)
    now = standing(procedure, matter, entry, now)
    prev = leafHash
    last = matter
  }
  const at = rungs.at(-1)?.done.entry.at
  return {
    matter: [last.id, before.matter.ver, last.ver, now.dueAt, now.flags.join(' '), at, prev],
    entries,
    duties: [...changed.values()].map((duty) => [
      last.id,
      duty.no,
      json(duty),
      duty.dueAt,
      duty.alarmAt,
      duty.lapsedAt ?? null,
    ]),
  }
}

const noticesOf = ({ rungs }: Climb) =>
  rungs.flatMap(({ done: { notices, matter, entry } }) =>
    notices.map(({ to, kind, text }, n) => ({
      matter: matter.id,
      seq: entry.seq,
      n,
      ...to,
      kind,
      text,
      at: entry.at,
    })),
  )

/** Who came to see the matter, or no longer does: seats may have moved since its last act. */
function difference({ before, rungs }: Climb, which: 'joined' | 'left'): Row[] {
  const after = rungs.at(-1)?.done.parties ?? before.parties
  const [of, without] = which === 'joined' ? [after, before.parties] : [before.parties, after]
  const known = new Set(without)
  return of.filter((holder) => !known.has(holder)).map((holder) => [before.matter.id, holder])
}
