import { type Done, type Notice, procedureOf } from '#kernel/apply.ts'
import type { Duty, Entry, Matter } from '#kernel/matter.ts'
import { type StoodBefore, standing } from '#kernel/standing.ts'
import type { Instant } from '#kernel/time.ts'
import { byteses, instants, integers, jsons, texts } from './arrays.ts'
import type { StoreContext } from './context.ts'
import { allDecidingKinds, decidedSql, issuerOf } from './decided.ts'
import type { Queryable } from './db.ts'
import { draftedIn, flagsOf, lapsesOf } from './lapses.ts'
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
// A rung changes neither record nor state, so the row of the matter keeps what it says but for these columns, and nearly always none
// of them is one that an index knows: PostgreSQL then writes the row and no index (HOT). A matter moves by acts of people, so
// `updated_at` stays, and what lapses has a column of its own (migration 0027).
//
// The gate is that of every commit (see commit-sql.ts). Matters are taken in the order of their ids, and one that somebody else has in
// hand is passed over: it stays due.
const CLIMB = `
with i as (
  select * from unnest($2::text[], $3::int[], $4::int[], $5::timestamptz[], $6::text[], $7::text[], $8::bytea[],
      $40::timestamptz[])
    i(id, expected, ver, due_at, flags, lapses, last_leaf, silent_from)
), held as (
  select m.id from i join matter m on m.tenant_id = $1 and m.id = i.id and m.ver = i.expected order by m.id
  for no key update of m skip locked
), gate as (
  update matter m set ver = i.ver, undo = null, due_at = i.due_at, flags = string_to_array(i.flags, ' '),
    lapses = string_to_array(i.lapses, ' '), silent_from = i.silent_from, last_leaf = i.last_leaf
  from held join i on i.id = held.id where m.tenant_id = $1 and m.id = held.id
  returning m.id, m.unit_id, m.procedure, m.closed, m.due_at, m.opened_at, m.updated_at, m.flags, m.state_group
), e as (
  select i.*, gate.unit_id from unnest($9::text[], $10::int[], $11::text[], $12::text[], $13::timestamptz[], $14::bytea[], $15::bytea[],
      $16::text[], $17::bytea[], $18::jsonb[])
    i(matter, seq, act, kind, at, leaf, leaf_hash, idem, salt, body)
  join gate on gate.id = i.matter
), entry as (
  insert into journal (tenant_id, act_id, matter_id, seq, kind, at, matter_unit, leaf, leaf_hash, idem_key)
  select $1, act, matter, seq, kind, at, unit_id, leaf, leaf_hash, idem from e
), body as (
  insert into journal_body (tenant_id, act_id, salt, body) select $1, act, salt, body from e
), pending as (
  insert into journal_pending (tenant_id, matter_id, seq, act_id) select $1, matter, seq, act from e
), climbed as (
  update duty d set body = e.body -> 'effects' -> 'changed' -> w.place, due_at = w.due_at, alarm_at = w.alarm_at, lapsed_at = w.lapsed_at,
    next_try_at = null, tries = 0
  from unnest($19::text[], $20::int[], $21::text[], $22::int[], $23::timestamptz[], $24::timestamptz[], $25::timestamptz[])
    w(matter, no, act, place, due_at, alarm_at, lapsed_at) join e on e.act = w.act
  where d.tenant_id = $1 and d.matter_id = w.matter and d.no = w.no
), told as (
  insert into notice (tenant_id, matter_id, seq, n, unit_id, post_id, person_id, kind, text, at)
  select $1, t.matter, t.seq, t.n, t.unit, t.post, t.person, t.kind, t.text, t.at
  from gate join unnest($26::text[], $27::int[], $28::int[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[],
    $34::timestamptz[]) t(matter, seq, n, unit, post, person, kind, text, at) on t.matter = gate.id
), joined as (
  insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, flags, drafted, opened_at, moved_at, decided)
  select $1, j.matter, j.holder, gate.procedure, gate.closed, coalesce(gate.due_at, 'infinity'), gate.flags, ${draftedIn('gate.state_group')}, gate.opened_at,
    case when gate.closed then gate.updated_at end,
    ${decidedSql({ tenant: '$1', matter: 'j.matter', holder: 'j.holder', anyway: ['j.issuer'], kinds: '$41' })}
  from unnest($35::text[], $36::text[], $39::text[]) j(matter, holder, issuer) join gate on gate.id = j.matter
  on conflict (tenant_id, holder, matter_id) do nothing
), lated as (
  insert into late (tenant_id, matter_id, procedure, closed, due_at)
  select $1, gate.id, gate.procedure, gate.closed, coalesce(gate.due_at, 'infinity') from gate where gate.id = any($42::text[])
  on conflict (tenant_id, matter_id) do nothing
), departed as (
  delete from party p using unnest($37::text[], $38::text[]) l(matter, holder), gate
  where p.tenant_id = $1 and p.matter_id = l.matter and p.holder = l.holder and gate.id = l.matter
)
select id from gate`

/**
 * Writes the rungs of many matters in one statement. Of a matter that moved since it was read, or that somebody has in hand, nothing is
 * written.
 *
 * @returns the matters whose rungs are written
 * @throws when a rung is there already: nothing is written
 */
export async function commitRungs(
  to: Queryable,
  context: StoreContext,
  climbs: readonly Climb[],
  log: string,
): Promise<ReadonlySet<string>> {
  const matters: MatterRow[] = []
  const entries: EntryRow[] = []
  const duties: Owed[] = []
  for (const climb of climbs) leavesOf(context, climb, log, { matters, entries, duties })
  const joined = climbs.flatMap((climb) => difference(context, climb, 'joined'))
  const { rows } = await to.query<{ id: string }>(CLIMB, [
    context.tenant,
    ...matterColumns(matters),
    ...entryColumns(entries),
    ...dutyColumns(duties),
    ...noticeColumns(climbs.flatMap(noticesOf)),
    ...partyColumns(joined),
    ...partyColumns(climbs.flatMap((climb) => difference(context, climb, 'left'))),
    texts(joined.map(({ issuer }) => issuer)),
    instants(matters.map(({ now }) => now.silentFrom)),
    allDecidingKinds(context.rulebook),
    texts(matters.filter(isLateNow).map(({ after }) => after.id)),
  ])
  return new Set(rows.map(({ id }) => id))
}

interface MatterRow {
  readonly before: Stored
  readonly after: Matter
  readonly now: StoodBefore
  readonly lastLeaf: Uint8Array
}

const isLateNow = ({ before, now }: MatterRow): boolean =>
  now.flags.includes('late') && !before.flags.includes('late')

interface EntryRow extends Sealed {
  readonly matter: string
  readonly entry: Entry
  readonly act: string
  readonly idem: string
  readonly salt: Uint8Array
}

interface Owed {
  readonly matter: string
  readonly duty: Duty
  /** The act that says how it stands, and which of what it changed it is: the text is given once and read once. */
  readonly act: string
  readonly place: number
}

interface Leaves {
  readonly matters: MatterRow[]
  readonly entries: EntryRow[]
  readonly duties: Owed[]
}

const matterColumns = (rows: readonly MatterRow[]): Buffer[] => [
  texts(rows.map(({ after }) => after.id)),
  integers(rows.map(({ before }) => before.matter.ver)),
  integers(rows.map(({ after }) => after.ver)),
  instants(rows.map(({ now }) => now.dueAt)),
  texts(rows.map(({ now }) => flagsOf(now).join(' '))),
  texts(rows.map(({ now }) => lapsesOf(now).join(' '))),
  byteses(rows.map(({ lastLeaf }) => lastLeaf)),
]

const entryColumns = (rows: readonly EntryRow[]): Buffer[] => [
  texts(rows.map(({ matter }) => matter)),
  integers(rows.map(({ entry }) => entry.seq)),
  texts(rows.map(({ act }) => act)),
  texts(rows.map(({ entry }) => entry.kind)),
  instants(rows.map(({ entry }) => entry.at)),
  byteses(rows.map(({ leaf }) => leaf)),
  byteses(rows.map(({ leafHash }) => leafHash)),
  texts(rows.map(({ idem }) => idem)),
  byteses(rows.map(({ salt }) => salt)),
  jsons(rows.map(({ body }) => body)),
]

const dutyColumns = (rows: readonly Owed[]): Buffer[] => [
  texts(rows.map(({ matter }) => matter)),
  integers(rows.map(({ duty }) => duty.no)),
  texts(rows.map(({ act }) => act)),
  integers(rows.map(({ place }) => place)),
  instants(rows.map(({ duty }) => duty.dueAt)),
  instants(rows.map(({ duty }) => duty.alarmAt)),
  instants(rows.map(({ duty }) => duty.lapsedAt ?? null)),
]

const noticeColumns = (rows: readonly NoticeRow[]): Buffer[] => [
  texts(rows.map(({ matter }) => matter)),
  integers(rows.map(({ seq }) => seq)),
  integers(rows.map(({ n }) => n)),
  texts(rows.map(({ to }) => to.unit)),
  texts(rows.map(({ to }) => to.post ?? null)),
  texts(rows.map(({ to }) => to.person ?? null)),
  texts(rows.map(({ kind }) => kind)),
  texts(rows.map(({ text }) => text)),
  instants(rows.map(({ at }) => at)),
]

const partyColumns = (rows: readonly PartyRow[]): Buffer[] => [
  texts(rows.map(({ matter }) => matter)),
  texts(rows.map(({ holder }) => holder)),
]

/** Seals the rungs of one matter in order and adds the rows they make. */
function leavesOf(context: StoreContext, { before, rungs }: Climb, log: string, to: Leaves): void {
  const procedure = procedureOf(context.rulebook, before.matter.procedure)
  const changed = new Map<number, Owed>()
  let last: MatterRow | undefined
  for (const { done, idemKey } of rungs) {
    const { entry, matter } = done
    const [act, salt] = [context.newId(), context.newSalt()]
    const prev = last?.lastLeaf ?? before.lastLeaf
    const sealed = seal({ log, actId: act, matter, entry, prev, salt, channel: SYSTEM, files: [] })
    to.entries.push({ ...sealed, matter: matter.id, entry, act, idem: idemKey, salt })
    for (const [place, duty] of entry.effects.changed.entries())
      changed.set(duty.no, { matter: matter.id, duty, act, place })
    const now = standing(procedure, matter, entry, last?.now ?? before)
    last = { before, after: matter, now, lastLeaf: sealed.leafHash }
  }
  if (last) to.matters.push(last)
  to.duties.push(...changed.values())
}

interface NoticeRow extends Notice {
  readonly matter: string
  readonly seq: number
  readonly n: number
  readonly at: Instant
}

const noticesOf = ({ rungs }: Climb): NoticeRow[] =>
  rungs.flatMap(({ done: { notices, matter, entry } }) =>
    notices.map((notice, n) => ({ ...notice, matter: matter.id, seq: entry.seq, n, at: entry.at })),
  )

interface PartyRow {
  readonly matter: string
  readonly holder: string
  /** The post in whose name the matter asks, as a holder. */
  readonly issuer: string | null
}

/** Who came to see the matter, or no longer does: seats may have moved since its last act. */
function difference(
  { rulebook }: StoreContext,
  { before: { matter, parties }, rungs }: Climb,
  which: 'joined' | 'left',
): PartyRow[] {
  const after = rungs.at(-1)?.done.parties ?? parties
  const [of, without] = which === 'joined' ? [after, parties] : [parties, after]
  const issuer = issuerOf(procedureOf(rulebook, matter.procedure), matter.record)
  return of
    .filter((holder) => !without.includes(holder))
    .map((holder) => ({ matter: matter.id, holder, issuer }))
}
