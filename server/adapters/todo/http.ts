import { bytesWithin } from '../mapping-file.ts'
import { type Asked, type Mapping, type Values, at, filled, filledUrl, says, valuesOf } from './mapping.ts'
import type { ExternalTodo, Held } from './port.ts'

/** Pages of one list at most; a platform that never ends its list is not believed. */
const MOST_PAGES = 2_000
const MOST_BYTES = 4_000_000

/** 待办 of a platform that is spoken to over HTTP as its mapping file says. */
export function httpTodo(mapping: Mapping): ExternalTodo {
  const gone = (asked: Asked, values: Values) => ask(mapping, asked, values, { absent: true })
  return {
    upsert: async (item) => {
      await ask(mapping, mapping.upsert, valuesOf(mapping, item, 'open'), {})
    },
    complete: async (key) => {
      await gone(mapping.complete, valuesOf(mapping, key, 'done'))
    },
    remove: async (key) => {
      await gone(mapping.remove, valuesOf(mapping, key, 'done'))
    },
    ...(mapping.list ? { list: () => allOf(mapping, mapping.list as NonNullable<Mapping['list']>) } : {}),
  }
}

async function ask(
  mapping: Mapping,
  { method, url, body }: Asked,
  values: Values,
  { absent = false },
): Promise<unknown> {
  const sends = body !== undefined && method !== 'GET'
  const answer = await fetch(filledUrl(url, values), {
    method,
    headers: {
      accept: 'application/json',
      ...(sends ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      ...mapping.headers,
    },
    ...(sends ? { body: JSON.stringify(filled(body, values)) } : {}),
    // A platform that sends us elsewhere would carry the token there.
    redirect: 'error',
    signal: AbortSignal.timeout(mapping.timeoutMs),
  })
  const text = await textOf(answer)
  if (absent && (answer.status === 404 || answer.status === 410)) return null
  if (!answer.ok) throw new Error(`待办平台答复 ${answer.status}`)
  const said = parsed(text)
  if (mapping.accepted && !says(said, mapping.accepted)) {
    throw new Error(`待办平台没有接收：${text.slice(0, 200)}`)
  }
  return said
}

async function textOf(answer: Response): Promise<string> {
  const bytes = await bytesWithin(answer, MOST_BYTES)
  if (bytes === null) throw new Error('待办平台的答复过长')
  return bytes.toString()
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

async function allOf(mapping: Mapping, list: NonNullable<Mapping['list']>): Promise<Held[]> {
  const held = new Map<string, Held>()
  for (let page = 1; page <= MOST_PAGES; page++) {
    const values = { app: mapping.app, page }
    const rows = at(await ask(mapping, list, values, {}), list.rows)
    if (!Array.isArray(rows)) throw new Error(`待办平台的答复里没有 ${list.rows}`)
    const before = held.size
    for (const row of rows) {
      const id = at(row, list.id)
      if (typeof id === 'string') held.set(id, { id, open: says(row, list.open) })
    }
    // A platform without pages gives the same rows again.
    if (rows.length === 0 || held.size === before) return [...held.values()]
  }
  throw new Error('待办平台的清单没有尽头')
}
