import type { Field, Fields } from '#kernel/fields.ts'
import { type Refusal, refusal } from '#kernel/refusal.ts'
import type { ListItem } from '#kernel/lists.ts'
import type { Actor, MatterFacts } from '#kernel/vocabulary.ts'
import { base64 } from '#journal/bytes.ts'
import type { NamedFile } from './commit.ts'
import type { StoreContext } from './context.ts'
import type { Snapshot } from './snapshot.ts'

type Kind = 'unit' | 'post' | 'person' | 'matter' | 'item' | 'files'

/** One id in a form, and where it stands: `parts.2.unit`. */
export interface Named {
  readonly kind: Kind
  readonly id: string
  readonly at: string
  readonly title: string
  /** Need not be there yet. */
  readonly fresh?: true
}

/** Finds the ids in an unchecked form; what does not have the declared shape names nothing, and the kernel refuses it. */
export function namesIn(fields: Fields, form: unknown, under = ''): Named[] {
  if (typeof form !== 'object' || form === null) return []
  return Object.entries(fields).flatMap(([name, field]) =>
    namesOf(field, (form as Record<string, unknown>)[name], `${under}${name}`),
  )
}

function namesOf(field: Field, value: unknown, at: string): Named[] {
  const one = (kind: Kind, id: unknown): Named[] =>
    typeof id === 'string' && id !== ''
      ? [{ kind, id, at, title: field.title, ...('fresh' in field && field.fresh ? { fresh: true } : {}) }]
      : []
  const list: unknown[] = Array.isArray(value) ? value : []
  switch (field.kind) {
    case 'unit':
    case 'post':
    case 'person':
    case 'matter':
    case 'item':
      return one(field.kind, value)
    case 'units':
      return list.flatMap((id) => one('unit', id))
    case 'posts':
      return list.flatMap((id) => one('post', id))
    case 'files':
      return list.flatMap((id) => one('files', id))
    case 'group':
      return namesIn(field.of, value, `${at}.`)
    case 'rows':
      return list.flatMap((row, i) => namesIn(field.of, row, `${at}.${i}.`))
    default:
      return []
  }
}

/** Ids of one kind, each once. */
export const idsOf = (names: readonly Named[], kind: Kind): string[] => [
  ...new Set(names.filter((name) => name.kind === kind).map((name) => name.id)),
]

interface FileRow {
  readonly id: string
  readonly size: number
  readonly sha256: Uint8Array
}

// A file may be named by who uploaded it, and by anyone on a matter where it already hangs.
const FILES = `
select f.id, f.size, f.sha256 from file f
where f.tenant_id = $1 and f.id = any($2::text[]) and (f.uploaded_by = $3 or exists (
  select 1 from matter_file m where m.tenant_id = f.tenant_id and m.file_id = f.id and m.matter_id = $4))
order by f.id`

/** The files a form names that are this person's to give, with what the leaf commits to. */
export async function filesNamed(
  context: StoreContext,
  matter: string,
  actor: Actor,
  ids: readonly string[],
): Promise<readonly NamedFile[]> {
  if (ids.length === 0) return []
  const { rows } = await context.db.query<FileRow>(FILES, [context.tenant, ids, actor.person, matter])
  return rows.map((row) => ({ id: row.id, n: row.size, sha256: base64(row.sha256) }))
}

const PEOPLE = `select id from person where tenant_id = $1 and id = any($2::text[])`

/** Those of some ids that are people. */
export async function peopleKnown(
  context: StoreContext,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await context.db.query<{ id: string }>(PEOPLE, [context.tenant, ids])
  return new Set(rows.map((row) => row.id))
}

/** What the names in a form are held against. */
export interface Known {
  readonly directory: Snapshot
  readonly people: ReadonlySet<string>
  readonly matters: Readonly<Record<string, MatterFacts>>
  readonly items: Readonly<Record<string, ListItem>>
  readonly files: readonly NamedFile[]
}

const ABSENT: Readonly<Record<Kind, string>> = {
  unit: '名录里没有这个单位',
  post: '名录里没有这个岗位',
  person: '名录里没有这个人',
  matter: '没有这件事项，或者您无权查看',
  item: '清单里没有这个事项',
  files: '有附件不存在，或者不是您上传的，请重新上传',
}

/** Refuses a form that names what does not exist, each fault at its field; null when everything is there. */
export function unknownNames(names: readonly Named[], known: Known): Refusal | null {
  const fields: Record<string, string> = {}
  for (const { kind, id, at, title, fresh } of names)
    if (!fresh && !exists(kind, id, known)) fields[at] = `${title}：${ABSENT[kind]}`
  const sentences = [...new Set(Object.values(fields))]
  return sentences.length === 0 ? null : refusal('FORM_INVALID', sentences.join('；'), { fields })
}

function exists(kind: Kind, id: string, { directory, people, matters, items, files }: Known): boolean {
  switch (kind) {
    case 'unit':
      return directory.unit(id) !== undefined
    case 'post':
      return directory.post(id) !== undefined
    case 'person':
      return people.has(id)
    case 'matter':
      return Object.hasOwn(matters, id)
    case 'item':
      return Object.hasOwn(items, id)
    case 'files':
      return files.some((file) => file.id === id)
  }
}
