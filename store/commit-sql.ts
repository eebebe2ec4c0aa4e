import type { Instant } from '#kernel/time.ts'
import { decidedSql } from './decided.ts'
import { draftedIn } from './lapses.ts'
import { type Named, named } from './named.ts'

export interface CommitParameters {
  tenant: string
  matter: string
  expected: number
  relied: readonly string[]
  reliedVers: readonly number[]
  ver: number
  procedure: string
  version: number
  state: string
  group: string
  closed: boolean
  number: string
  title: string
  unit: string | null
  record: string
  undo: string | null
  nextDuty: number
  dueAt: Instant | null
  flags: readonly string[]
  lapses: readonly string[]
  silentFrom: Instant | null
  deeds: readonly string[]
  at: Instant
  act: string
  kind: string
  person: string | null
  post: string | null
  by: string | null
  idem: string
  leaf: Uint8Array
  leafHash: Uint8Array
  salt: Uint8Array
  body: string
  closings: string
  written: string
  joined: readonly string[]
  /** The post in whose name the matter asks, and the one that moves it on with this act, as holders. */
  issuer: string | null
  decider: string | null
  /** Kinds of the procedure that move a matter on. */
  deciding: readonly string[]
  /** Holders who stay, of whom it is to be said anew whether they decided. */
  judged: readonly string[]
  left: readonly string[]
  /** Whether what lists are sorted by is to be written to parties and hands that are there already. */
  listed: boolean
  /** What becomes of its place among the late ones; null where nothing does. */
  late: 'came' | 'went' | 'moved' | null
  /** Whether the matter was closed, opened again or got another due instant: its words stand elsewhere from now on. */
  reordered: boolean
  notices: string
  searched: string | null
  tokens: readonly string[] | null
  /** Of the tokens those that are kept in the order of lists. */
  words: readonly string[] | null
  files: readonly string[]
  /** Texts that came in sealed, laid apart from all that is read. */
  apart: string
  /** Rows the matter keeps for the whole district, all of them; null where they are as they were. */
  kept: string | null
}

// Matters whose facts the decision rests on, as they were read, held until this statement is over: of two acts that each rely on
// the other's matter one waits, finds it moved and is decided again. Where both hold already, PostgreSQL ends the deadlock by
// taking one back, and that is tried again as a whole.
const RELIED = `relied as (
  select m.id from matter m join unnest(:relied::text[], :reliedVers::int[]) r(id, ver) on r.id = m.id and r.ver = m.ver
  where m.tenant_id = :tenant order by m.id for share of m
), `
const RELIED_HOLD = ' and (select count(*) from relied) = cardinality(:relied::text[])'

// The gate of a matter that exists. The statement's snapshot may be older than the lock on this row, but a row that another
// session moved meanwhile is looked at again under the lock, fails `ver = expected`, and then no part below finds a gate. When
// the gate does open, nobody has acted since the matter was read, so every row below is the one the decision rested on.
const next = (relies: boolean): string => `
with ${relies ? RELIED : ''}gate as (
  update matter set ver = :ver, procedure_version = :version, state = :state, state_group = :group, closed = :closed, number = :number,
    title = :title, unit_id = :unit, issuer = :issuer, record = :record::jsonb, undo = :undo::jsonb, next_duty = :nextDuty,
    due_at = :dueAt::timestamptz, flags = :flags::text[], lapses = :lapses::text[], silent_from = :silentFrom::timestamptz, deeds = :deeds::text[], updated_at = :at::timestamptz, last_leaf = :leafHash::bytea
  where tenant_id = :tenant and id = :matter and ver = :expected::int${relies ? RELIED_HOLD : ''}
  returning ver, opened_at
)`

// The gate of a first act: the number was drawn in this same transaction, so a crash or refusal takes the number back with it.
const first = (relies: boolean): string => `
with ${relies ? RELIED : ''}gate as (
  insert into matter (tenant_id, id, procedure, procedure_version, ver, state, state_group, closed, number, title, unit_id, issuer, record,
    undo, next_duty, due_at, flags, lapses, silent_from, deeds, opened_at, updated_at, last_leaf)
  select :tenant, :matter, :procedure, :version::int, :ver::int, :state, :group, :closed::boolean, :number, :title, :unit, :issuer, :record::jsonb,
    :undo::jsonb, :nextDuty::int, :dueAt::timestamptz, :flags::text[], :lapses::text[], :silentFrom::timestamptz, :deeds::text[], :at::timestamptz, :at::timestamptz, :leafHash::bytea
  where :expected::int = 0${relies ? RELIED_HOLD : ''}
  returning ver, opened_at
)`

// All parts stand or fall with the statement. The journal row, its erasable body and its place in the queue of the sequencer
// are one; the notices are written with them, and whatever reminds or shows reads these, so a crash after the commit may delay a
// message, never lose it. A duty that is taken back is opened again under its old number: hence the upsert.
const JOURNAL = `, entry as (
  insert into journal (tenant_id, act_id, matter_id, seq, kind, at, person_id, post_id, unit_id, matter_unit, leaf, leaf_hash,
    idem_key)
  select :tenant, :act, :matter, :ver::int, :kind, :at::timestamptz, :person, :post, :by, :unit, :leaf::bytea, :leafHash::bytea,
    :idem
  from gate
), body as (
  insert into journal_body (tenant_id, act_id, salt, body)
  select :tenant, :act, :salt::bytea, :body::jsonb from gate
), pending as (
  insert into journal_pending (tenant_id, matter_id, seq, act_id)
  select :tenant, :matter, :ver::int, :act from gate
)`

// What lists of parties and hands are sorted by: see migration 0015.
const LISTED = `:closed::boolean, coalesce(:dueAt::timestamptz, 'infinity')`
// What parties alone bear of their matter.
const BORNE = `:flags::text[], ${draftedIn(':group::text')}`
// Words are found by the whole key of either index: where the matter stood before, and what its search text was, as this statement
// found them.
const WORDS_BEFORE = `matter was, search_doc s, unnest(tsvector_to_array(s.tsv)) b(word)
  where was.tenant_id = :tenant and was.id = :matter and s.tenant_id = :tenant and s.matter_id = :matter
    and w.tenant_id = :tenant and w.word = b.word and w.procedure = was.procedure and w.closed = was.closed
    and w.due_at = coalesce(was.due_at, 'infinity') and w.matter_id = :matter and w.opened_at = was.opened_at`
const MOVED = 'case when :closed::boolean then :at::timestamptz end'

const decided = (holder: string): string =>
  decidedSql({
    tenant: ':tenant',
    matter: ':matter',
    holder,
    anyway: [':issuer::text', ':decider::text'],
    kinds: ':deciding',
  })

// Parts that most acts have no rows for. PostgreSQL opens the tables and indexes of every part of a statement, empty or not;
// left out, an act costs it a third less.
const PARTS: Readonly<Record<string, readonly [filled: (p: CommitParameters) => boolean, sql: string]>> = {
  closed: [
    (p) => p.closings !== NONE,
    `
  update duty d set state = c.how, closed_at = :at::timestamptz, alarm_at = null, next_try_at = null
  from gate, jsonb_to_recordset(:closings::jsonb) c(no int, how text)
  where d.tenant_id = :tenant and d.matter_id = :matter and d.no = c.no`,
  ],
  written: [
    (p) => p.written !== NONE,
    `
  insert into duty (tenant_id, matter_id, no, name, procedure, unit_id, post_id, person_id, creditor_unit, creditor_post, body,
    state, opened_at, due_at, alarm_at, lapsed_at)
  select :tenant, :matter, w.no, w.name, :procedure, w.unit, w.post, w.person, w.creditor_unit, w.creditor_post, w.body,
    w.state, w.opened_at, w.due_at, w.alarm_at, w.lapsed_at
  from gate, jsonb_to_recordset(:written::jsonb) w(no int, name text, unit text, post text, person text, creditor_unit text,
    creditor_post text, body jsonb, state text, opened_at timestamptz, due_at timestamptz, alarm_at timestamptz,
    lapsed_at timestamptz)
  on conflict (tenant_id, matter_id, no) do update set unit_id = excluded.unit_id, post_id = excluded.post_id,
    person_id = excluded.person_id, creditor_unit = excluded.creditor_unit, creditor_post = excluded.creditor_post,
    body = excluded.body, state = excluded.state, due_at = excluded.due_at, alarm_at = excluded.alarm_at,
    lapsed_at = excluded.lapsed_at, closed_at = null, next_try_at = null, tries = 0`,
  ],
  joined: [
    (p) => p.joined.length > 0,
    `
  insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, flags, drafted, opened_at, moved_at, decided)
  select :tenant, :matter, j.holder, :procedure, ${LISTED}, ${BORNE}, gate.opened_at, ${MOVED}, ${decided('j.holder')}
  from gate, unnest(:joined::text[]) j(holder)
  on conflict (tenant_id, holder, matter_id) do nothing`,
  ],
  acted: [
    (p) => p.person !== null,
    `
  insert into hand (tenant_id, person_id, matter_id, closed, due_at, acted_at)
  select :tenant, :person::text, :matter, ${LISTED}, :at::timestamptz from gate
  on conflict (tenant_id, person_id, matter_id) do update set closed = excluded.closed, due_at = excluded.due_at,
    acted_at = greatest(hand.acted_at, excluded.acted_at)`,
  ],
  // Rows that the parts above and below write in this same statement are not seen here, or must not be.
  listed: [
    (p) => p.listed && p.judged.length === 0,
    `
  update party p set (closed, due_at, flags, drafted, moved_at) = row(${LISTED}, ${BORNE}, ${MOVED}) from gate
  where p.tenant_id = :tenant and p.matter_id = :matter and p.holder <> all(:left::text[])`,
  ],
  listedAndJudged: [
    (p) => p.listed && p.judged.length > 0,
    `
  update party p set (closed, due_at, flags, drafted, moved_at, decided) = row(${LISTED}, ${BORNE}, ${MOVED},
    case when p.holder = any(:judged::text[]) then ${decided('p.holder')} else p.decided end) from gate
  where p.tenant_id = :tenant and p.matter_id = :matter and p.holder <> all(:left::text[])`,
  ],
  judged: [
    (p) => !p.listed && p.judged.length > 0,
    `
  update party p set decided = ${decided('p.holder')} from gate
  where p.tenant_id = :tenant and p.matter_id = :matter and p.holder = any(:judged::text[])
    and p.decided is distinct from ${decided('p.holder')}`,
  ],
  // Hands say nothing of what the matter bears: an act that changed that alone writes parties only. The hand that acted is written above.
  handed: [
    (p) => p.expected > 0 && (p.closed || p.reordered),
    `
  update hand h set (closed, due_at) = row(${LISTED}) from gate
  where h.tenant_id = :tenant and h.matter_id = :matter and h.person_id is distinct from :person::text`,
  ],
  lateCame: [
    (p) => p.late === 'came',
    `
  insert into late (tenant_id, matter_id, procedure, closed, due_at)
  select :tenant, :matter, :procedure, ${LISTED} from gate
  on conflict (tenant_id, matter_id) do nothing`,
  ],
  lateWent: [
    (p) => p.late === 'went',
    `
  delete from late l using gate where l.tenant_id = :tenant and l.matter_id = :matter`,
  ],
  lateMoved: [
    (p) => p.late === 'moved',
    `
  update late l set (closed, due_at) = row(${LISTED}) from gate where l.tenant_id = :tenant and l.matter_id = :matter`,
  ],
  departed: [
    (p) => p.left.length > 0,
    `
  delete from party p using gate
  where p.tenant_id = :tenant and p.matter_id = :matter and p.holder = any(:left::text[])`,
  ],
  told: [
    (p) => p.notices !== NONE,
    `
  insert into notice (tenant_id, matter_id, seq, n, unit_id, post_id, person_id, kind, text, at)
  select :tenant, :matter, :ver::int, t.n, t.unit, t.post, t.person, t.kind, t.text, :at::timestamptz
  from gate, jsonb_to_recordset(:notices::jsonb) t(n int, unit text, post text, person text, kind text, text text)`,
  ],
  found: [
    (p) => p.searched !== null,
    `
  insert into search_doc (tenant_id, matter_id, title, tsv, worded)
  select :tenant, :matter, :searched::text, array_to_tsvector(:tokens::text[]), true from gate
  on conflict (tenant_id, matter_id) do update set title = excluded.title, tsv = excluded.tsv`,
  ],
  // Each row of these three is written by one of them: words that came, that went, and that stayed while the matter moved in lists.
  came: [
    (p) => p.words !== null,
    `
  insert into search_word (tenant_id, word, procedure, closed, due_at, matter_id, opened_at)
  select :tenant, c.word, :procedure, ${LISTED}, :matter, gate.opened_at from gate, unnest(:words::text[]) c(word)
  where c.word <> all(coalesce((select tsvector_to_array(s.tsv) from search_doc s
    where s.tenant_id = :tenant and s.matter_id = :matter), '{}'))
  on conflict (tenant_id, word, procedure, closed, due_at, matter_id) do nothing`,
  ],
  went: [
    (p) => p.words !== null && p.expected > 0,
    `
  delete from search_word w using gate, ${WORDS_BEFORE} and b.word <> all(:words::text[])`,
  ],
  reordered: [
    (p) => p.reordered,
    `
  update search_word w set (closed, due_at) = row(${LISTED})
  from gate, ${WORDS_BEFORE} and (:words::text[] is null or b.word = any(:words::text[]))`,
  ],
  hung: [
    (p) => p.files.length > 0,
    `
  insert into matter_file (tenant_id, matter_id, file_id, seq)
  select :tenant, :matter, f.id, :ver::int from gate, unnest(:files::text[]) f(id)
  on conflict (tenant_id, file_id, matter_id) do nothing`,
  ],
  apart: [
    (p) => p.apart !== NONE,
    `
  insert into sealed_envelope (tenant_id, hash, matter_id, seq, kind, size, body)
  select :tenant, a.hash, :matter, :ver::int, a.kind, a.size, a.body
  from gate, jsonb_to_recordset(:apart::jsonb) a(hash text, kind text, size int, body text)`,
  ],
  // Rows by their numbers: those there are, and those beyond.
  kept: [
    (p) => p.kept !== null && p.kept !== NONE,
    `
  insert into kept (tenant_id, matter_id, no, kind, key, unit_id, list, version, from_on, to_on, cites, body)
  select :tenant, :matter, k.no, k.kind, k.key, k.unit, k.list, k.version, k."from", k."to", k.cites, k.body
  from gate, jsonb_to_recordset(:kept::jsonb) k(no int, kind text, key text, unit text, list text, version int, "from" date,
    "to" date, cites text[], body jsonb)
  on conflict (tenant_id, matter_id, no) do update set kind = excluded.kind, key = excluded.key, unit_id = excluded.unit_id,
    list = excluded.list, version = excluded.version, from_on = excluded.from_on, to_on = excluded.to_on, cites = excluded.cites,
    body = excluded.body`,
  ],
  keptNoMore: [
    (p) => p.kept !== null && p.expected > 0,
    `
  delete from kept k using gate
  where k.tenant_id = :tenant and k.matter_id = :matter and k.no >= jsonb_array_length(:kept::jsonb)`,
  ],
}

/** An empty list as `json()` writes it. */
const NONE = '[]'

const made = new Map<string, Named<CommitParameters>>()

/**
 * The statement that makes an act true, with the parts it has rows for. It gives one row, or none when the matter, or one relied on, moved. The
 * first act of a matter runs in the transaction that drew its number.
 */
export function commitStatement(parameters: CommitParameters): Named<CommitParameters> {
  const parts = Object.entries(PARTS).filter(([, [filled]]) => filled(parameters))
  const begins = parameters.expected === 0
  const relies = parameters.relied.length > 0
  const key = [begins ? 'first' : 'next', ...(relies ? ['relied'] : []), ...parts.map(([name]) => name)].join(
    ' ',
  )
  const known = made.get(key)
  if (known) return known
  const rest = parts.map(([name, [, sql]]) => `, ${name} as (${sql}\n)`).join('')
  const statement = named<CommitParameters>(
    `${(begins ? first : next)(relies)}${JOURNAL}${rest}\nselect ver from gate`,
  )
  made.set(key, statement)
  return statement
}
