import { isDeepStrictEqual } from 'node:util'
import { fromBase64, sameBytes } from '#journal/bytes.ts'
import { decodeLeaf } from '#journal/leaf.ts'
import { entryOfRemains } from '#kernel/erase.ts'
import type { Instant } from '#kernel/time.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { Audit, Audited, Report } from './audit.ts'
import { astrayInLists } from './audit-lists.ts'
import { wordsAstray, wordsBeyond } from './audit-words.ts'
import type { Queryable } from './db.ts'
import { issuerOf } from './decided.ts'
import { type KeptRow, keptRows } from './kept.ts'
import {
  ACT_COLUMNS,
  type ActRow,
  type BodyRow,
  disagreement,
  disagreementWithoutBody,
  entryOf,
} from './leaf-of.ts'
import { type DutyProjection, type Projection, project } from './projection.ts'
import { type Left, remainsIn } from './remains.ts'
import { type Stored, loadMatters } from './stored.ts'
import { isTrail } from './trail.ts'

/** Matters read at once. */
const CHUNK = 200

/** Checks every matter: its acts against their leaves, its rows against the replay of its acts. */
export async function auditMatters(
  tx: Queryable,
  context: Audited,
  log: string,
  report: Report,
): Promise<Pick<Audit, 'matters' | 'acts'>> {
  const { tenant } = context
  let [matters, acts, words, after] = [0, 0, 0, '']
  for (;;) {
    const ids = await nextMatters(tx, tenant, after)
    if (ids.length === 0) break
    const found = await readMatters(tx, tenant, ids)
    for (const id of await astrayInLists(tx, context, ids))
      report.find('projection', id, '清单里的位置（期限、办结、经办人）与事项不同')
    const searched = await wordsAstray(tx, tenant, ids)
    for (const id of searched.astray) report.find('projection', id, '按字词搜索时找不到，或者位置不对')
    words += searched.found
    for (const matter of found) {
      auditActs(matter, log, report)
      auditFiles(matter, report)
      // What was administered belongs to no matter: there is nothing but the entry itself.
      if (!isTrail(matter.id)) auditProjection(matter, context, report)
      acts += matter.acts.length
    }
    matters += ids.filter((id) => !isTrail(id)).length
    after = ids.at(-1) ?? after
  }
  for (const id of await wordsBeyond(tx, tenant, words))
    report.find('projection', id, '按它没有的字词、或者在别的位置也能搜到')
  await auditOrphans(tx, tenant, report)
  return { matters, acts }
}

// A matter whose row was deleted is still named by its acts.
async function nextMatters(tx: Queryable, tenant: string, after: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `(select id from matter where tenant_id = $1 and id > $2 order by id limit $3)
     union
     (select distinct matter_id from journal where tenant_id = $1 and matter_id > $2 order by matter_id limit $3)
     order by id limit $3`,
    [tenant, after, CHUNK],
  )
  return rows.map((row) => row.id)
}

interface Act {
  readonly row: ActRow
  readonly body: BodyRow | null
  readonly idx: number | null
  readonly waiting: boolean
}

interface MatterRow {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly unit_id: string | null
  readonly issuer: string | null
  readonly state_group: string
  readonly closed: boolean
  readonly opened_at: Instant
  readonly updated_at: Instant
}

interface DutyRow {
  readonly matter_id: string
  readonly no: number
  readonly [column: string]: unknown
}

interface FileRow {
  readonly matter_id: string
  readonly file_id: string
  readonly seq: number
  readonly size: number
  readonly sha256: Uint8Array
}

interface Whole {
  readonly id: string
  readonly stored: Stored | undefined
  readonly row: MatterRow | undefined
  readonly acts: readonly Act[]
  /** What remains of acts whose bodies were erased by an act that says so, by number. */
  readonly left: ReadonlyMap<number, Left>
  readonly duties: readonly DutyRow[]
  readonly files: readonly FileRow[]
  readonly kept: readonly KeptAudited[]
}

const ACTS = `
select ${ACT_COLUMNS}, b.salt, b.body, l.idx, p.act_id is not null as waiting
from journal j
left join journal_body b on b.tenant_id = j.tenant_id and b.act_id = j.act_id
left join journal_leaf l on l.tenant_id = j.tenant_id and l.act_id = j.act_id
left join journal_pending p on p.tenant_id = j.tenant_id and p.matter_id = j.matter_id and p.seq = j.seq
where j.tenant_id = $1 and j.matter_id = any($2::text[])
order by j.matter_id, j.seq`

const ROWS = `select id, title, number, unit_id, issuer, state_group, closed, opened_at, updated_at
from matter where tenant_id = $1 and id = any($2::text[])`

const DUTIES = `select matter_id, no, name, procedure, unit_id, post_id, person_id, creditor_unit, creditor_post, body, state,
  opened_at, due_at, alarm_at, lapsed_at, closed_at
from duty where tenant_id = $1 and matter_id = any($2::text[]) order by matter_id, no`

const FILES = `select m.matter_id, m.file_id, m.seq, f.size, f.sha256
from matter_file m join file f on f.tenant_id = m.tenant_id and f.id = m.file_id
where m.tenant_id = $1 and m.matter_id = any($2::text[])
union all
select s.matter_id, s.hash, s.seq, s.size, case when s.body is null then decode(s.hash, 'base64') else sha256(convert_to(s.body, 'UTF8')) end
from sealed_envelope s where s.tenant_id = $1 and s.matter_id = any($2::text[])`

/** What a matter keeps for the district, as its rows say. */
type KeptAudited = KeptRow & { readonly matter: string }

const KEPT = `select k.matter_id as matter, k.no, k.kind, k.key, k.unit_id as unit, k.list, k.version, k.from_on as "from", k.to_on as "to",
  k.cites, k.body
from kept k where k.tenant_id = $1 and k.matter_id = any($2::text[]) order by k.matter_id, k.no`

async function readMatters(tx: Queryable, tenant: string, ids: readonly string[]): Promise<Whole[]> {
  type Joined = ActRow & {
    salt: Uint8Array | null
    body: BodyRow['body'] | null
    idx: number | null
    waiting: boolean
  }
  const [acts, rows, stored, duties, files, kept] = await Promise.all([
    tx.query<Joined>(ACTS, [tenant, ids]),
    tx.query<MatterRow>(ROWS, [tenant, ids]),
    loadMatters(tx, tenant, ids),
    tx.query<DutyRow>(DUTIES, [tenant, ids]),
    tx.query<FileRow>(FILES, [tenant, ids]),
    tx.query<KeptAudited>(KEPT, [tenant, ids]),
  ])
  const actsOf = Map.groupBy(acts.rows, (row) => row.matter_id)
  const dutiesOf = Map.groupBy(duties.rows, (row) => row.matter_id)
  const filesOf = Map.groupBy(files.rows, (row) => row.matter_id)
  const keptOf = Map.groupBy(kept.rows, (row) => row.matter)
  const storedOf = new Map(stored.map((one) => [one.matter.id, one]))
  const rowOf = new Map(rows.rows.map((row) => [row.id, row]))
  return ids.map((id) => ({
    id,
    stored: storedOf.get(id),
    row: rowOf.get(id),
    acts: (actsOf.get(id) ?? []).map((row) => ({
      row,
      body: row.salt === null || row.body === null ? null : { salt: row.salt, body: row.body },
      idx: row.idx,
      waiting: row.waiting,
    })),
    left: remainsIn(actsOf.get(id) ?? []),
    duties: dutiesOf.get(id) ?? [],
    files: filesOf.get(id) ?? [],
    kept: keptOf.get(id) ?? [],
  }))
}

function auditActs({ id, acts, left }: Whole, log: string, report: Report): void {
  let before: Act | undefined
  for (const [i, act] of acts.entries()) {
    const { row, body, idx } = act
    if (row.seq !== i + 1) report.find('order', row.act_id, `事项 ${id} 的第 ${i + 1} 步缺失或者编号重排`)
    const prev = before?.row.leaf_hash ?? null
    const erased = left.get(row.seq)
    if (erased && body !== null) report.find('body', row.act_id, '已有依法删除的行为，正文却还在')
    const around = { log, prev }
    const because =
      erased && body === null
        ? disagreementWithoutBody(row, erased.remains, around)
        : disagreement(row, body, around)
    if (because !== undefined) report.find(body === null && !erased ? 'body' : 'leaf', row.act_id, because)
    if (idx === null && !act.waiting) report.find('act', row.act_id, '行为既不在日志里，也不在队列里')
    if (idx !== null && act.waiting) report.find('order', row.act_id, '行为已在日志里，却还在队列里')
    if (idx !== null && before && (before.idx === null || before.idx > idx))
      report.find('order', row.act_id, '在日志里排到了同一事项前一步之前')
    before = act
  }
}

/** Each file that a leaf commits to hangs on the matter with that content, and each that hangs on it is committed to. */
function auditFiles({ acts, left, files }: Whole, report: Report): void {
  for (const { row } of acts) {
    // Its attachments went with what was written.
    if (left.has(row.seq)) continue
    const leaf = decodeLeaf(row.leaf)
    if (!leaf.ok) continue
    const sealed = leaf.value.files
    const matches = (file: FileRow, { n, sha256 }: (typeof sealed)[number]): boolean => {
      const hash = fromBase64(sha256)
      return hash.ok && file.size === n && sameBytes(file.sha256, hash.value)
    }
    if (sealed.some((one) => !files.some((file) => matches(file, one))))
      report.find('file', row.act_id, '行为所附的文件在库里缺失，或者大小、哈希不同')
    const hung = files.filter((file) => file.seq === row.seq)
    if (hung.some((file) => !sealed.some((one) => matches(file, one))))
      report.find('file', row.act_id, '库里多出了行为没有附的文件')
  }
}

function auditProjection(whole: Whole, { rulebook }: Audited, report: Report): void {
  const { id, stored, row, acts, left } = whole
  if (!stored || !row) return report.find('projection', id, '事项已不在库里，它的行为还在')
  const { matter } = stored
  const procedure = rulebook.procedures[matter.procedure]
  if (!procedure) return report.find('projection', id, `规则册里没有事项的规程 ${matter.procedure}`)
  // A matter that lost a body cannot be replayed; that is reported with its act.
  const entries = acts
    .map((act) => {
      const erased = left.get(act.row.seq)
      if (erased) return entryOfRemains(act.row, erased.remains)
      return act.body && entryOf(act.row, act.body.body)
    })
    .filter((entry) => entry !== null)
  if (entries.length < acts.length) return
  const projection = replayed(() => project(procedure, matter, entries))
  if (!projection) return report.find('projection', id, '事项不能由它的行为重演')
  const wrong = differences(storedColumns(stored, row), projectedColumns(procedure, projection))
  if (wrong.length > 0) report.find('projection', id, `事项与重演的结果不同：${wrong.join('、')}`)
  const last = acts.at(-1)?.row.leaf_hash
  if (!last || !stored.lastLeaf || !sameBytes(last, stored.lastLeaf))
    report.find('projection', id, '事项所记的最后一个日志叶不是最后一步的')
  auditDuties(whole, projection, report)
  const kept = whole.kept.map(({ matter: _matter, ...row }) => row)
  if (!isDeepStrictEqual(plain({ kept }), plain({ kept: keptRows(procedure, projection.matter) })))
    report.find('projection', id, '它在清单、法规库或者执法证里留下的与重演的结果不同')
}

/** Effects that were changed behind our back can be such that no fold accepts them. */
function replayed(fold: () => Projection | undefined): Projection | undefined {
  try {
    return fold()
  } catch {
    return undefined
  }
}

type Columns = Readonly<Record<string, unknown>>

const storedColumns = ({ matter, dueAt, flags, silentFrom, deeds }: Stored, row: MatterRow): Columns => ({
  ...matter,
  dueAt,
  flags: [...flags].toSorted(),
  silentFrom,
  deeds,
  title: row.title,
  number: row.number,
  unit: row.unit_id,
  issuer: row.issuer,
  group: row.state_group,
  closed: row.closed,
  openedAt: row.opened_at,
  updatedAt: row.updated_at,
})

const projectedColumns = (
  procedure: Procedure,
  { matter, standing, openedAt, updatedAt }: Projection,
): Columns => ({
  ...matter,
  ...standing,
  issuer: issuerOf(procedure, matter.record),
  flags: [...standing.flags].toSorted(),
  openedAt,
  updatedAt,
})

function auditDuties({ id, duties }: Whole, projection: Projection, report: Report): void {
  const rows = new Map(duties.map((row) => [row.no, row]))
  for (const no of new Set([...rows.keys(), ...projection.duties.keys()])) {
    const [row, made] = [rows.get(no), projection.duties.get(no)]
    const about = `${id}/${no}`
    if (!row) report.find('duty', about, `第 ${no} 项职责已不在库里`)
    else if (!made) report.find('duty', about, `第 ${no} 项职责不是任何行为设立的`)
    else {
      const wrong = differences(row, dutyColumns(id, projection.matter.procedure, made))
      if (wrong.length > 0) report.find('duty', about, `第 ${no} 项职责与重演的结果不同：${wrong.join('、')}`)
    }
  }
}

function dutyColumns(matter: string, procedure: string, { duty, how, closedAt }: DutyProjection): Columns {
  return {
    matter_id: matter,
    no: duty.no,
    name: duty.name,
    procedure,
    unit_id: duty.holder.unit,
    post_id: duty.holder.post ?? null,
    person_id: duty.holder.person ?? null,
    creditor_unit: duty.creditor?.unit ?? null,
    creditor_post: duty.creditor?.post ?? null,
    body: duty,
    state: how ?? (duty.pausedAt ? 'paused' : 'open'),
    opened_at: duty.openedAt,
    due_at: duty.dueAt,
    alarm_at: how === null ? duty.alarmAt : null,
    lapsed_at: duty.lapsedAt ?? null,
    closed_at: closedAt,
  }
}

/** Names of the columns that differ, as JSON sees them. */
function differences(stored: Columns, made: Columns): string[] {
  const [a, b] = [plain(stored), plain(made)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => !isDeepStrictEqual(a[name], b[name]),
  )
}

const plain = (columns: Columns): Columns => JSON.parse(JSON.stringify(columns)) as Columns

const ORPHANS = {
  body: ['act', '正文还在，行为已被删除'],
  queue: ['act', '队列里的位置没有对应的行为'],
  notice: ['projection', '通知还在，它所说的事项不在库里'],
  late: ['projection', '逾期清单里的事项不在库里'],
} as const

/** Rows that belong to no act, or to no matter where no foreign key holds them to one. */
async function auditOrphans(tx: Queryable, tenant: string, report: Report): Promise<void> {
  const { rows } = await tx.query<{ what: keyof typeof ORPHANS; of: string }>(
    `select 'body' as what, b.act_id as of from journal_body b
     where b.tenant_id = $1 and not exists (select from journal j where j.tenant_id = $1 and j.act_id = b.act_id)
     union all
     select 'queue', p.act_id from journal_pending p
     where p.tenant_id = $1 and not exists (select from journal j
       where j.tenant_id = $1 and j.act_id = p.act_id and j.matter_id = p.matter_id and j.seq = p.seq)
     union all
     select distinct 'notice', n.matter_id from notice n
     where n.tenant_id = $1 and not exists (select from matter m where m.tenant_id = $1 and m.id = n.matter_id)
     union all
     select 'late', l.matter_id from late l
     where l.tenant_id = $1 and not exists (select from matter m where m.tenant_id = $1 and m.id = l.matter_id)`,
    [tenant],
  )
  for (const { what, of } of rows) {
    const [check, because] = ORPHANS[what]
    report.find(check, of, because)
  }
}
