import { rulebook } from '#rulebook/index.ts'
import { type ActOperation, actOperations } from '#server/contract/act-operations.ts'
import type { Operation } from '#server/contract/operation.ts'
import { operations } from '#server/contract/operations.ts'
import { samplesOf } from './samples.ts'
import type { Request } from './served.ts'
import type { Kind } from './things.ts'

// Which routes take an id, and whose the ids are. A new one fails a test until it is told here.

/** Whose the ids in a path are. */
export const WHOSE: Readonly<Record<string, readonly Kind[]>> = {
  '/api/matters/{id}': ['matter'],
  '/api/matters/{id}/asking': ['asking'],
  '/api/rooms/{meeting}': ['room'],
  '/api/matters/{id}/steps': ['item'],
  '/api/matters/{id}/certificates': ['item'],
  '/api/matters/{id}/party': ['parted'],
  '/api/matters/{id}/on-site': ['onSite'],
  '/api/sealing/{id}': ['sealed'],
  '/api/sealing/{id}/attachments/{post}/{n}': ['sealed'],
  '/api/matters/{id}/papers/{paper}': ['matter'],
  '/api/matters/{id}/case-file': ['matter'],
  '/api/matters/{id}/case-file.pdf': ['matter'],
  '/api/matters/{id}/papers/{paper}/seal': ['matter'],
  '/api/files/{id}': ['file', 'upload'],
  '/api/files/{id}/preview': ['file', 'upload'],
  '/api/files/{id}/text': ['file', 'upload'],
  '/api/files/{id}/head': ['file', 'upload'],
  '/api/receipts/{act}': ['act'],
  '/api/receipts/{act}/erasure': ['act'],
  '/api/ledger/imports/{file}': ['sheet'],
  '/api/ledger/imports/{file}/marked': ['sheet'],
  '/api/views/{id}': ['view'],
  '/api/delegations/{id}': ['delegation'],
  '/api/me/sessions/{handle}': ['session'],
}

/** Ids that everybody of the district may know, and why. */
export const EVERYBODYS: Readonly<Record<string, string>> = {
  '/api/certificates/{code}': 'the code is printed on the paper: whoever has it has what it opens',
  '/api/certificates/{code}/paper': 'as the file',
  '/api/party/{code}': 'the code is given to the party: whoever has it has what it opens',
  '/api/party/{code}/papers/{paper}': 'as the page',
  '/api/procedures/{id}': 'the rules are public',
  '/api/units/{id}/page':
    'the directory is everybody’s; what stands on the page is only what the reader may see',
  '/api/units/{id}/page.xlsx': 'as the page',
  '/api/lists/items/{id}': 'the lists are everybody’s',
  '/api/laws/{id}': 'the law is everybody’s; matters that rest on it are not named',
  '/api/bodies/{id}':
    'bodies are open to the whole district; of items and decisions the page has what the reader may see',
  '/api/bodies/{id}/waiting': 'as the page',
  '/api/bodies/{id}/resolutions': 'as the page',
  '/api/bodies/{id}/splits': 'as the page',
  '/api/bodies/{id}/reasons':
    'as the page; figures are for members and the inspector, nobody else is told any',
}

/** Routes for administrators alone, who may name anybody of the district: others are refused before an id is looked at. */
export const isAdministrators = ({ permission }: Operation): boolean => typeof permission !== 'string'

export const everyOperation: readonly Operation[] = Object.values(operations).flatMap((group) =>
  Object.values<Operation>(group),
)
/** Every operation of the contract whose path holds an id. */
export const taking: readonly Operation[] = everyOperation.filter(({ path }) => path.includes('{'))

/** Acts on a matter that is there, each a route of its own, with a form that has done it in a story. */
export async function actsTaking(): Promise<readonly { operation: ActOperation; form: object }[]> {
  const samples = (
    await Promise.all(Object.values(rulebook.procedures).map((procedure) => samplesOf(rulebook, procedure)))
  ).flat()
  return Object.entries(actOperations(rulebook)).flatMap(([name, operation]) => {
    const sample = samples.find(({ procedure, act }) => `${procedure}.${act}` === name)
    return operation.path.includes('{id}') ? [{ operation, form: sample?.form ?? {} }] : []
  })
}

const BODIES: Readonly<Record<string, object>> = {
  '/api/ledger/imports/{file}/marked': { remarks: [], header: {} },
  '/api/receipts/{act}/erasure': { authority: '删除决定书〔2026〕1号', reason: '本人申请' },
}

/** A request on a route with an id put in; `paper` is the other word in the path of papers, an attachment is the first of a post's. */
export function at({ method, path }: Operation, id: string, paper = 'paper', body?: object): Request {
  const url = path
    .replace('{paper}', paper)
    .replace('{post}/{n}', 'water.head/1')
    .replace(/\{\w+\}/, id)
  const payload = body ?? BODIES[path] ?? (method === 'GET' || method === 'DELETE' ? undefined : {})
  return { method, url, ...(payload ? { payload } : {}) }
}

/** Guesses next to an id somebody has seen: its neighbours in the last place, in time, and in the random part. */
export function neighbours(id: string): readonly string[] {
  const last = id.slice(0, -1) + (id.endsWith('0') ? '1' : '0')
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id)) return [last]
  const time = (Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) + 1).toString(16).padStart(12, '0')
  return [
    last,
    `${time.slice(0, 8)}-${time.slice(8)}${id.slice(13)}`,
    `${id.slice(0, 19)}-000000000000`,
    id.toUpperCase() === id ? `${id}0` : id.toUpperCase(),
  ]
}

/** What is no id at all, or one no thing has. */
export const MALFORMED = [
  '0',
  'null',
  'undefined',
  '-1',
  '%2e%2e%2e',
  '%00',
  'a'.repeat(65),
  '%E5%8C%BA',
  '__proto__',
]
