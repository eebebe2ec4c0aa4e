import { dayAt } from '#kernel/time.ts'
import { canonicalize } from '#journal/canonical.ts'
import { decodeLeaf } from '#journal/leaf.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { searchedLines } from '#store/search.ts'
import { PLACES } from '../subjects.ts'
import { Cutter, type Pieces, type Place, fill, joined } from './pieces.ts'
import { COPIED, type Copied, type Template, type TextRow } from './tables.ts'

/** One act of the template, ready to be written again. */
export interface ActPieces {
  /** Canonical text of the body. */
  readonly body: Pieces
  /** Canonical text of the leaf. */
  readonly leaf: Pieces
  readonly rows: Readonly<Record<'journal' | 'journal_body' | 'journal_leaf', Pieces>>
}

/** One matter of the template. */
export interface MatterPieces {
  readonly acts: readonly ActPieces[]
  readonly matter: Pieces
  /** The lines that search reads, and its row. */
  readonly lines: Pieces
  readonly found: Pieces
  /** The row of each of its words. */
  readonly word: Pieces
  /** Every other row, by table. */
  readonly others: readonly (readonly [table: Copied, row: Pieces])[]
}

/** Matters that name each other, which are copied together. */
export interface Family {
  /** Its place among the families. */
  readonly n: number
  readonly matters: readonly MatterPieces[]
  readonly entries: number
  readonly places: readonly Place[]
  readonly late: Late
  /** Milliseconds by which every act of it may come later and still be on its day. */
  readonly room: number
}

/** Places that are filled while rows are written. */
export interface Late {
  readonly tenant: number
  readonly origin: number
  readonly copy: number
  readonly leaf: number
  readonly leafHash: number
  readonly salt: number
  readonly body: number
  readonly commitment: number
  readonly prev: number
  readonly found: number
  readonly tokens: number
  readonly word: number
  readonly idx: number
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Invented places of the demo by name, with the word they end in: `书院路` ends in 路. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.values(PLACES)
    .flat()
    .map((name) => [name, name.slice(-1)]),
)

/** The rows of one matter. */
interface Own {
  readonly id: string
  readonly rows: Map<Copied, TextRow[]>
}

/**
 * Takes a template apart into the families that are copied. A matter that keeps something for the whole district (an item of a list, a
 * licence, a law, a lesson) is not: a district with a thousand times the matters has the same laws, and its people one licence each.
 */
export function familiesOf(template: Template, rulebook: Rulebook): Family[] {
  const owned = ownedRows(template)
  const byFirst = new Map<string, Own[]>()
  for (const [id, first] of firstOfFamily(owned)) {
    const own = owned.get(id) as Own
    byFirst.set(first, [...(byFirst.get(first) ?? []), own])
  }
  const keeps = ({ rows }: Own): boolean =>
    (rows.get('matter') ?? []).some((row) => rulebook.procedures[row['procedure'] ?? '']?.keeps !== undefined)
  return [...byFirst.values()]
    .filter((members) => !members.some(keeps))
    .map((members, n) => familyOf(template, rulebook, members, n))
}

/** Rows by matter; bodies and leaves by their acts, files by the matter they hang on. */
function ownedRows({ rows }: Template): Map<string, Own> {
  const owned = new Map(
    rows.matter.map((row) => [row['id'] ?? '', { id: row['id'] ?? '', rows: new Map() } as Own]),
  )
  const matterOfAct = new Map(rows.journal.map((row) => [row['act_id'], row['matter_id']]))
  const matterOfFile = new Map(rows.matter_file.map((row) => [row['file_id'], row['matter_id']]))
  const matterOf = (table: Copied, row: TextRow): string | null | undefined => {
    if (table === 'matter') return row['id']
    if (table === 'file') return matterOfFile.get(row['id'] ?? '')
    return row['matter_id'] ?? matterOfAct.get(row['act_id'] ?? '')
  }
  for (const table of COPIED)
    for (const row of rows[table]) {
      const own = owned.get(matterOf(table, row) ?? '')
      const list = own?.rows.get(table)
      if (list) list.push(row)
      else own?.rows.set(table, [row])
    }
  return owned
}

/** For each matter the first of those that name each other, directly or through others. */
function firstOfFamily(owned: ReadonlyMap<string, Own>): Map<string, string> {
  const parent = new Map([...owned.keys()].map((id) => [id, id]))
  const root = (id: string): string => {
    let at = id
    while (parent.get(at) !== at) at = parent.get(at) as string
    return at
  }
  const files = new Map<string, string>()
  for (const { id, rows } of owned.values()) {
    const texts = [...(rows.get('matter') ?? []), ...(rows.get('journal_body') ?? [])]
    const named = texts.flatMap((row) =>
      [...(row['record'] ?? row['body'] ?? '').matchAll(ID)].map(([one]) => one),
    )
    for (const other of named) if (owned.has(other)) parent.set(root(other), root(id))
    // A file that hangs on two matters binds them together.
    for (const { file_id: file } of rows.get('matter_file') ?? []) {
      const other = files.get(file ?? '')
      if (other !== undefined) parent.set(root(other), root(id))
      files.set(file ?? '', id)
    }
  }
  return new Map([...owned.keys()].map((id) => [id, root(id)]))
}

function familyOf(template: Template, rulebook: Rulebook, members: readonly Own[], n: number): Family {
  const all = (table: Copied): TextRow[] => members.flatMap(({ rows }) => rows.get(table) ?? [])
  const ids = new Set([
    ...members.map(({ id }) => id),
    ...all('journal').map((row) => row['act_id'] ?? ''),
    ...all('file').map((row) => row['id'] ?? ''),
  ])
  const instants = all('journal').map((row) => row['at'] ?? '')
  const cutter = new Cutter(ids, new Set(instants), NAMES)
  const late = lateOf(cutter)
  const matters = members.map((own) => matterOf(own, { template, rulebook, cutter, late }))
  return {
    n,
    matters,
    entries: instants.length,
    places: cutter.places,
    late,
    room: Math.min(...instants.map(roomAfter)),
  }
}

const lateOf = (cutter: Cutter): Late => ({
  tenant: cutter.late('tenant'),
  origin: cutter.late('origin'),
  copy: cutter.late('copy'),
  leaf: cutter.late('leaf'),
  leafHash: cutter.late('leafHash'),
  salt: cutter.late('salt'),
  body: cutter.late('body'),
  commitment: cutter.late('commitment'),
  prev: cutter.late('prev'),
  found: cutter.late('found'),
  tokens: cutter.late('tokens'),
  word: cutter.late('word'),
  idx: cutter.late('idx'),
})

const DAY_MS = 86_400_000

/** How far an instant is from the end of its day, at most an hour. */
function roomAfter(at: string): number {
  const local = Date.parse(at) + 8 * 3_600_000
  return Math.min(3_600_000, DAY_MS - (local % DAY_MS) - 1)
}

interface Making {
  readonly template: Template
  readonly rulebook: Rulebook
  readonly cutter: Cutter
  readonly late: Late
}

/** A text as COPY's text format has it. */
export const escaped = (text: string): string =>
  /[\\\n\r\t]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
    : text

type Filled = Readonly<Record<string, number | readonly (Pieces | number | string)[]>>

/** A row of a table; `late` says which columns are filled when it is written. */
function rowOf({ template, cutter, late }: Making, table: Copied, row: TextRow, filled: Filled = {}): Pieces {
  const parts = template.columns[table].flatMap((name, n): (Pieces | string | number)[] => {
    const tab = n === 0 ? '' : '\t'
    const own = name === 'tenant_id' ? late.tenant : filled[name]
    if (own !== undefined) return [tab, ...(typeof own === 'number' ? [own] : own)]
    const text = row[name] ?? null
    return text === null ? [`${tab}\\N`] : [tab, cutter.cut(text, escaped)]
  })
  return joined([...parts, '\n'])
}

function matterOf({ rows }: Own, making: Making): MatterPieces {
  const { cutter, late, rulebook } = making
  const one = (table: Copied): TextRow => (rows.get(table) ?? [])[0] as TextRow
  const bodies = new Map((rows.get('journal_body') ?? []).map((row) => [row['act_id'], row]))
  const inOrder = (rows.get('journal') ?? []).toSorted((a, b) => Number(a['seq']) - Number(b['seq']))
  const row = one('matter')
  const procedure = rulebook.procedures[row['procedure'] ?? '']
  if (!procedure) throw new Error(`the rulebook does not know ${row['procedure']}`)
  const others = COPIED.filter((table) => !WRITTEN.includes(table)).flatMap((table) =>
    (rows.get(table) ?? []).map((other) => [table, rowOf(making, table, other)] as const),
  )
  return {
    acts: inOrder.map((act) => actOf(act, bodies.get(act['act_id']) as TextRow, making)),
    matter: rowOf(making, 'matter', row, { last_leaf: ['\\\\x', late.leafHash] }),
    lines: cutter.cut(searchedLines(procedure, JSON.parse(row['record'] ?? '{}'))),
    found: rowOf(making, 'search_doc', one('search_doc'), { title: late.found, tsv: late.tokens }),
    word: rowOf(
      making,
      'search_word',
      { ...row, due_at: row['due_at'] ?? 'infinity', matter_id: row['id'] ?? '' },
      { word: late.word },
    ),
    others,
  }
}

/** Tables whose rows are made together with the leaf. */
const WRITTEN: readonly Copied[] = [
  'matter',
  'search_doc',
  'search_word',
  'journal',
  'journal_body',
  'journal_leaf',
]

function actOf(row: TextRow, body: TextRow, making: Making): ActPieces {
  const { cutter, late, template } = making
  const text = canonicalize(JSON.parse(body['body'] ?? 'null'))
  if (!text.ok) throw new Error(`a body without a canonical text: ${row['act_id']}`)
  const bytes = (hex: readonly number[]): (number | string)[] => ['\\\\x', ...hex]
  const leafRow = Object.fromEntries(template.columns.journal_leaf.map((name) => [name, row[name] ?? null]))
  return {
    body: cutter.cut(text.value),
    leaf: leafPieces(row, making),
    rows: {
      journal: rowOf(making, 'journal', row, {
        leaf: bytes([late.leaf]),
        leaf_hash: bytes([late.leafHash]),
        idem_key: keyParts(row['idem_key'] ?? '', making),
      }),
      journal_body: rowOf(making, 'journal_body', body, { salt: bytes([late.salt]), body: late.body }),
      journal_leaf: rowOf(making, 'journal_leaf', leafRow, {
        idx: late.idx,
        leaf_hash: bytes([late.leafHash]),
      }),
    },
  }
}

/** A key is used once in a district. Those of the system name their matter; those of people get the place in the log. */
function keyParts(key: string, { cutter, late }: Making): (Pieces | number | string)[] {
  const pieces = cutter.cut(key, escaped)
  return pieces.places.length > 0 ? [pieces] : [pieces, '#', late.idx]
}

/** The leaf with what a copy has of its own taken out; canonical, for what is filled in changes neither keys nor their order. */
function leafPieces(row: TextRow, { cutter, late }: Making): Pieces {
  const bytes = Buffer.from((row['leaf'] ?? '').slice(2), 'hex')
  const leaf = decodeLeaf(bytes)
  if (!leaf.ok) throw new Error(`a leaf that cannot be read: ${row['act_id']}`)
  const marks = {
    log: '@origin@',
    body: { sha256: '@commitment@' },
    prev: leaf.value.prev === null ? null : '@prev@',
  }
  const text = canonicalize({ ...leaf.value, ...marks })
  if (!text.ok) throw new Error('a leaf without a canonical text')
  const parts = text.value.split(/@(origin|commitment|prev)@/)
  const pieces = joined(
    parts.map((part, n) => (n % 2 === 0 ? cutter.cut(part) : late[part as 'origin' | 'commitment' | 'prev'])),
  )
  if (leaf.value.eff !== dayAt(leaf.value.at)) throw new Error('an act that takes effect on another day')
  return pieces
}

/** The text of the template itself, for checking that cutting and filling lose nothing. */
export const unchanged = (pieces: Pieces, places: readonly Place[], late: readonly string[]): string =>
  fill(
    pieces,
    places.map((place, n) => {
      if (place.kind === 'id') return place.id
      if (place.kind === 'at') return place.at
      if (place.kind === 'number') return `〔${place.year}〕${place.n}号`
      return place.kind === 'name' ? place.name : (late[n] ?? '')
    }),
  )
