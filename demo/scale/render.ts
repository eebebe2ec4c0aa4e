import { randomBytes } from 'node:crypto'
import { base64 } from '#journal/bytes.ts'
import { textCommitment } from '#journal/leaf.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { addMs } from '#kernel/time.ts'
import { normalise, tokensOf, wordsOf } from '#store/search.ts'
import { type ActPieces, type Family, type MatterPieces, escaped } from './families.ts'
import { type Place, fill } from './pieces.ts'
import type { Copied } from './tables.ts'

/** Where a family is written once more. */
export interface Target {
  readonly tenant: string
  readonly origin: string
  /** Which copy it is, from 0: makes its ids, numbers, names and times. */
  readonly copy: number
  /** How far each copy's numbers lie from the next one's. */
  readonly numbers: number
}

/** Rows of one load, as COPY's text format has them, by table; and the leaves' hashes in the order of their places. */
export class Rows {
  readonly texts = new Map<Copied, string[]>()
  readonly hashes: Uint8Array[] = []

  add(table: Copied, row: string): void {
    const list = this.texts.get(table)
    if (list) list.push(row)
    else this.texts.set(table, [row])
  }
}

/** Writes a family once more; its first act gets the place `idx` of the log. */
export function writeFamily(family: Family, target: Target, idx: number, rows: Rows): void {
  const values = family.places.map((place, n) => valueOf(place, n, family, target))
  const { late } = family
  values[late.tenant] = target.tenant
  values[late.origin] = target.origin
  values[late.copy] = String(target.copy)
  let place = idx
  for (const matter of family.matters) {
    writeMatter(matter, family, values, place, rows)
    place += matter.acts.length
  }
}

function writeMatter(
  matter: MatterPieces,
  { late }: Family,
  values: string[],
  idx: number,
  rows: Rows,
): void {
  let last = ''
  for (const [n, act] of matter.acts.entries()) {
    values[late.idx] = String(idx + n)
    values[late.prev] = last
    const hash = writeAct(act, late, values, rows)
    last = base64(hash)
    rows.hashes.push(hash)
  }
  const lines = normalise(fill(matter.lines, values))
  values[late.found] = escaped(lines)
  const tokens = tokensOf(lines)
  values[late.tokens] = tokens.map((token) => `'${token}'`).join(' ')
  rows.add('matter', fill(matter.matter, values))
  rows.add('search_doc', fill(matter.found, values))
  for (const word of wordsOf(tokens)) {
    values[late.word] = word
    rows.add('search_word', fill(matter.word, values))
  }
  for (const [table, row] of matter.others) rows.add(table, fill(row, values))
}

/** Body, commitment, leaf and hash by the journal's own functions. */
function writeAct(act: ActPieces, late: Family['late'], values: string[], rows: Rows): Uint8Array {
  const body = fill(act.body, values)
  const salt = randomBytes(32)
  const commitment = textCommitment(sha256, salt, body)
  if (!commitment.ok) throw new Error('a salt of the wrong length')
  values[late.commitment] = commitment.value
  const leaf = Buffer.from(fill(act.leaf, values))
  const hash = sha256.leafHash(leaf)
  values[late.leaf] = leaf.toString('hex')
  values[late.leafHash] = Buffer.from(hash).toString('hex')
  values[late.salt] = salt.toString('hex')
  values[late.body] = escaped(body)
  rows.add('journal', fill(act.rows.journal, values))
  rows.add('journal_body', fill(act.rows.journal_body, values))
  rows.add('journal_leaf', fill(act.rows.journal_leaf, values))
  return hash
}

function valueOf(place: Place, n: number, { room, n: family }: Family, { copy, numbers }: Target): string {
  switch (place.kind) {
    case 'id':
      return idOf(place.id, copy, family, n)
    case 'at':
      return addMs(place.at, mixed(copy) % Math.max(1, room))
    case 'number':
      return `〔${place.year}〕${place.n + (copy + 1) * numbers}号`
    case 'name':
      return nameOf(copy, n, place.suffix)
    case 'late':
      return ''
  }
}

/** A whole number below 2³² that looks drawn by lot and is the same for the same copy. */
function mixed(copy: number, place = 0): number {
  let x = Math.imul(copy + 1, 0x9e37_79b1) ^ Math.imul(place + 1, 0x85eb_ca6b)
  x = Math.imul(x ^ (x >>> 16), 0x7feb_352d)
  x = Math.imul(x ^ (x >>> 15), 0x846c_a68b)
  return (x ^ (x >>> 16)) >>> 0
}

/** A UUIDv7 of the same millisecond; copy, family and place in it keep it apart from every other. */
function idOf(id: string, copy: number, family: number, place: number): string {
  const middle = (((mixed(copy, place) ^ family) & 0xff_ffff) >>> 0).toString(16).padStart(6, '0')
  const own = copy.toString(16).padStart(6, '0') + place.toString(16).padStart(6, '0')
  return `${id.slice(0, 15)}${middle.slice(0, 3)}-8${middle.slice(3)}-${own}`
}

/** Characters that invented places are made of. */
const FIRST = '云锦梧桐书院临汀望湖青橘永安桂溪松涛杏林滨河向阳东西南北新丰华清泰和福瑞春秋竹兰梅柳枫荷鹤凤龙'
const SECOND = '泉岭坪湾塘桥渡墩港洲浦田园庄里坊营屯寨岗坡沟坝埠头口门关亭台阁楼塔寺观祠井'

function nameOf(copy: number, place: number, suffix: string): string {
  const chance = mixed(copy, place)
  return (FIRST[chance % FIRST.length] ?? '') + (SECOND[(chance >>> 8) % SECOND.length] ?? '') + suffix
}
