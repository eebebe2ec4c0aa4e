import type { Field, Fields } from '#kernel/fields.ts'
import type { ListItem } from '#kernel/lists.ts'
import { type Instant, inWords, lastDayBefore } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Snapshot } from '#store/snapshot.ts'
import type { Names } from '#store/queries/names.ts'
import type { MatterRow } from '#store/queries/parts.ts'

/** Ids of people, matters, files and items of lists that rows mention. */
export interface Ids {
  readonly people: Set<string>
  readonly matters: Set<string>
  readonly files: Set<string>
  readonly items: Set<string>
}

export const noIds = (): Ids => ({
  people: new Set(),
  matters: new Set(),
  files: new Set(),
  items: new Set(),
})

/** Collects the ids in a record or form; what does not have the declared shape holds none. */
export function collectIds(fields: Fields, values: AnyRecord, into: Ids): void {
  for (const [name, field] of Object.entries(fields)) collectFrom(field, values[name], into)
}

function collectFrom(field: Field, value: unknown, into: Ids): void {
  if (field.kind === 'person' && typeof value === 'string') into.people.add(value)
  else if (field.kind === 'matter' && typeof value === 'string') into.matters.add(value)
  else if (field.kind === 'item' && typeof value === 'string') into.items.add(value)
  else if (field.kind === 'files' && Array.isArray(value)) for (const id of value) into.files.add(String(id))
  else if (field.kind === 'group' && isRecord(value)) collectIds(field.of, value, into)
  else if (field.kind === 'rows' && Array.isArray(value))
    for (const row of value) collectIds(field.of, row as AnyRecord, into)
}

export const isRecord = (value: unknown): value is AnyRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where names come from. */
export interface Naming {
  readonly directory: Snapshot
  readonly names: Names
}

/** A value as people read it; empty for what is absent. */
export function textOf(field: Field, value: unknown, naming: Naming): string {
  if (value === undefined || value === null) return ''
  if (field.kind === 'group') return isRecord(value) ? groupText(field.of, value, naming) : ''
  if (field.kind === 'rows')
    return each(value, (row) => (isRecord(row) ? rowText(field.of, row, naming) : '')).join('；')
  if (field.kind === 'units') return each(value, (id) => naming.directory.unitName(plain(id))).join('、')
  if (field.kind === 'posts') return each(value, (id) => postText(plain(id), naming.directory)).join('、')
  if (field.kind === 'files') return Array.isArray(value) && value.length > 0 ? `${value.length}个附件` : ''
  if (field.kind === 'flag') return value === true ? '是' : '否'
  return plainText(field, plain(value), naming)
}

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

function plainText(field: Field, value: string, { directory, names }: Naming): string {
  switch (field.kind) {
    case 'day':
      return inWords(value)
    case 'choice':
      return field.options[value] ?? value
    case 'unit':
      return directory.unitName(value)
    case 'post':
      return postText(value, directory)
    case 'person':
      return names.people.get(value) ?? value
    case 'matter':
      return matterText(names.matters.get(value))
    case 'item':
      return itemText(names.items.get(value), value)
    case 'text':
      return field.apart === undefined ? value : APART
    default:
      return value
  }
}

/** What came in sealed is nowhere but in its own table. */
const APART = '已密封另存，这里只留承诺值'

/** A matter that somebody may not see is not named, not even by its number. */
export const UNSEEN = '事项（无权查看）'

const matterText = (row: MatterRow | undefined): string => (row ? `${row.title}（${row.number}）` : UNSEEN)

const itemText = (item: ListItem | undefined, code: string): string =>
  item ? `${item.title}（${item.id}）` : code

const each = (value: unknown, text: (item: unknown) => string): string[] =>
  Array.isArray(value) ? value.map(text) : []

const groupText = (fields: Fields, values: AnyRecord, naming: Naming): string =>
  Object.entries(fields)
    .map(([name, field]) => textOf(field, values[name], naming))
    .filter((text) => text !== '')
    .join('，')

/** `进场施工（时限2026年11月4日，完成日2026年11月3日）`: what the row is about, then the rest under its titles. */
export function rowText(fields: Fields, row: AnyRecord, naming: Naming): string {
  const said = Object.entries(fields)
    .map(([name, field]) => ({ field, text: textOf(field, row[name], naming) }))
    .filter(({ text }) => text !== '')
  // Rows without words of their own, such as members and their turns, are about what stands first in them.
  const about = said.find(({ field }) => field.kind === 'text' && !field.optional) ?? said[0]
  const rest = said
    .filter((one) => one !== about)
    .map(({ field, text }) =>
      field.kind === 'matter' ? text : `${field.title}${field.kind === 'text' ? '：' : ''}${text}`,
    )
  const tail = rest.length > 0 ? `（${rest.join('，')}）` : ''
  return `${about?.text ?? ''}${tail}`
}

/**
 * `区水务局 局长 某某`; a leader of the district goes without his unit, `副区长 某某`. Who sits there today; nobody's name while
 * nobody does.
 */
export const postText = (post: string, directory: Snapshot): string =>
  [titleText(post, directory), directory.holders(post)[0]?.name].filter(Boolean).join(' ')

/** `区水务局 局长`, `副区长`: the post alone, whoever sits in it. */
export function titleText(post: string, directory: Snapshot): string {
  const unit = directory.unitOfPost(post)
  const isLeader = unit !== undefined && directory.unit(unit)?.functions.includes('leadership')
  return [unit === undefined || isLeader ? '' : directory.unitName(unit), directory.postTitle(post)]
    .filter(Boolean)
    .join(' ')
}

/** The last day of a term, `2026年3月31日`; terms of hours end within a day and show the minute. */
export function dueText(due: Instant, byHours = false): string {
  if (!byHours) return inWords(lastDayBefore(due))
  const local = new Date(Date.parse(due) + 8 * 3_600_000).toISOString()
  return `${inWords(local.slice(0, 10))}${local.slice(11, 16)}`
}
