import { z } from 'zod'
import type { Instant } from '#kernel/time.ts'
import { readMappingFile } from '../mapping-file.ts'
import type { TodoItem, TodoKey } from './port.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)

const address = z.string().regex(/^https?:\/\/[^\s{}]+(?:\/|\?|$)/, '网址应以 http:// 或 https:// 开头')
const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: address,
  body: json.optional(),
})

/** How a field of an answer is read: a path such as `data.code`, and the values that mean yes. */
const sign = z.strictObject({
  path: z.string().min(1).max(100),
  is: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .max(20),
})

const word = z.union([z.string(), z.number(), z.boolean()])

/** 对接文件: how an item becomes requests of one particular platform. Texts may hold `{words}` of `valuesOf`. */
export const mappingSchema = z.strictObject({
  /** 应用编码 that the platform gave us. */
  app: z.string().min(1).max(100),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().max(2_000)).default({}),
  timeoutMs: z.number().int().min(500).max(30_000).default(10_000),
  /** How an answer says that it was taken; absent, the HTTP status alone says it. */
  accepted: sign.optional(),
  words: z
    .strictObject({ urgent: word, normal: word, open: word, done: word })
    .default({ urgent: '特急', normal: '正常', open: 0, done: 1 }),
  upsert: request,
  complete: request,
  remove: request,
  /** What the platform holds of ours, page by page from 1 (`{page}`), until a page has no rows. */
  list: request
    .extend({ rows: z.string().min(1).max(100), id: z.string().min(1).max(100), open: sign })
    .optional(),
})
export type Mapping = z.output<typeof mappingSchema>
export type Asked = Mapping['upsert']

/**
 * Reads a mapping file. `{env.LUOSHI_TODO_…}` in a header stands for that variable, so that no secret lies in the file.
 *
 * @returns the mapping, or one Chinese sentence about what is wrong
 */
export const readMapping = (
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): Mapping | string =>
  readMappingFile(
    { called: '待办对接文件', schema: mappingSchema, variables: /\{env\.(LUOSHI_TODO_[A-Z0-9_]+)\}/g },
    text,
    env,
  )

export type Values = Readonly<Record<string, string | number | boolean | null>>

/** The words a mapping may use. Times come as ISO, as a clock in the district shows them, and as milliseconds. */
export function valuesOf(
  mapping: Mapping,
  item: TodoKey & Partial<TodoItem>,
  state: 'open' | 'done',
): Values {
  const { id, person, phone, login, name } = item
  return {
    app: mapping.app,
    id,
    person,
    phone,
    login,
    name,
    title: item.title ?? '',
    content: item.content ?? '',
    url: item.url ?? '',
    mobileUrl: item.mobileUrl ?? '',
    sender: item.sender ?? '',
    ...timesOf('received', item.receivedAt),
    ...timesOf('due', item.dueAt),
    urgency: item.urgent ? mapping.words.urgent : mapping.words.normal,
    state: mapping.words[state],
  }
}

function timesOf(what: string, at: Instant | undefined): Values {
  if (at === undefined) return { [`${what}At`]: null, [`${what}Time`]: '', [`${what}Ms`]: null }
  const ms = Date.parse(at)
  const local = new Date(ms + 8 * 3_600_000).toISOString()
  return {
    [`${what}At`]: at,
    [`${what}Time`]: `${local.slice(0, 10)} ${local.slice(11, 19)}`,
    [`${what}Ms`]: ms,
  }
}

const WORD = /\{(\w+)\}/g

/** Fills a body: a text that is one word alone becomes its value, with its type; others become text. */
export function filled(body: Json, values: Values): Json {
  if (typeof body === 'string') {
    const alone = /^\{(\w+)\}$/.exec(body)?.[1]
    return alone === undefined ? inText(body, values, String) : valueAt(values, alone)
  }
  if (Array.isArray(body)) return body.map((part) => filled(part, values))
  if (body === null || typeof body !== 'object') return body
  return Object.fromEntries(Object.entries(body).map(([name, part]) => [name, filled(part, values)]))
}

/** Fills an address; what is put in can neither leave its place nor add a parameter. */
export const filledUrl = (url: string, values: Values): string =>
  inText(url, values, (value) => encodeURIComponent(String(value)))

const inText = (text: string, values: Values, write: (value: string | number | boolean) => string): string =>
  text.replaceAll(WORD, (_, name: string) => write(valueAt(values, name) ?? ''))

function valueAt(values: Values, name: string): string | number | boolean | null {
  const value = values[name]
  if (value === undefined) throw new Error(`待办对接文件用了不认识的词 {${name}}`)
  return value
}

/** The value at a path such as `data.list`. */
export const at = (answer: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], answer)

export const says = (answer: unknown, { path, is }: z.output<typeof sign>): boolean =>
  is.includes(at(answer, path) as string)
