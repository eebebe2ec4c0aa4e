import type { z } from 'zod'
import type { ActDone } from '../../server/contract/act-operations.ts'
import type { Problem, RefusalJson } from '../../server/contract/operation.ts'
import type { operations } from '../../server/contract/operations.ts'
import type { FileRef } from './shapes.ts'
import { routes } from './routes.gen.ts'

type Groups = typeof operations
type Name<T> = Extract<keyof T, string>
/** `group.operation`, as in the contract: `matters.list`, `work.inbox` … */
export type OpName = { [G in Name<Groups>]: `${G}.${Name<Groups[G]>}` }[Name<Groups>]
type OpOf<N extends string> = N extends `${infer G}.${infer O}`
  ? G extends keyof Groups
    ? O extends keyof Groups[G]
      ? Groups[G][O]
      : never
    : never
  : never

type PathParams<P> = P extends `${string}{${infer K}}${infer Rest}` ? K | PathParams<Rest> : never
type InputOf<N extends OpName, K extends 'query' | 'body'> =
  OpOf<N> extends { readonly [key in K]: infer S extends z.ZodType } ? z.input<S> : never

/** What an operation is called with; `params` fill its path. */
export type CallArgs<N extends OpName> = (OpOf<N> extends { path: infer P }
  ? [PathParams<P>] extends [never]
    ? { params?: undefined }
    : { params: Record<PathParams<P>, string> }
  : never) &
  ([InputOf<N, 'query'>] extends [never] ? { query?: undefined } : { query?: InputOf<N, 'query'> }) &
  ([InputOf<N, 'body'>] extends [never] ? { body?: undefined } : { body: InputOf<N, 'body'> })

export type Ok<N extends OpName> = OpOf<N> extends { ok: infer S extends z.ZodType } ? z.output<S> : Blob

/** A request that was answered with a problem, or (status 0) never answered. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly refusals: readonly RefusalJson[]

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail || problem.title || '出错了，请重试')
    this.status = status
    this.code = problem.code ?? 'UNKNOWN'
    this.refusals = problem.refusals ?? []
  }

  /** Faults by form field, merged from every refusal. */
  get fields(): Record<string, string> {
    return Object.assign({}, ...this.refusals.map((r) => r.fields ?? {})) as Record<string, string>
  }
}

const offline = (): ProblemError =>
  new ProblemError(0, {
    code: 'NETWORK',
    detail: '网络不通，内容已留在本机；连上后再点一次即可，不会重复提交。',
  })

let onUnauthorized: () => void = () => undefined
/** What happens when the session is gone: the router goes to the login page and comes back. */
export const whenUnauthorized = (act: () => void): void => {
  onUnauthorized = act
}

let prove: () => Promise<boolean> = () => Promise.resolve(false)
/** How a person is asked to prove anew that they are themselves; false when they leave it. */
export const whenNotFresh = (ask: () => Promise<boolean>): void => {
  prove = ask
}

type QueryValues = Record<string, string | number | boolean | null | undefined>

/** Address of an operation with its path and query filled in; for links and downloads. */
export function urlOf<N extends OpName>(
  name: N,
  args: { params?: Record<string, string>; query?: QueryValues } = {},
): string {
  const path = routes[name][1].replaceAll(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(args.params?.[key] ?? ''),
  )
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(args.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  }
  return query.size ? `${path}?${query}` : path
}

/**
 * Calls one operation. Throws `ProblemError` for every answer that is not the declared one. `key` makes retries of one request
 * one effect, where the operation acts. `background` says that nobody asked for it, so that it does not keep a login alive.
 */
export async function call<N extends OpName>(
  name: N,
  ...[args, signal, { key, background } = {}]: [
    args: CallArgs<N>,
    signal?: AbortSignal,
    how?: { readonly key?: string; readonly background?: boolean },
  ]
): Promise<Ok<N>> {
  const loose = args as { params?: Record<string, string>; query?: QueryValues; body?: unknown }
  const init: RequestInit = { method: routes[name][0], ...(signal ? { signal } : {}) }
  const headers: Record<string, string> = {
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(background ? { 'x-background': '1' } : {}),
  }
  return send(urlOf(name, loose), init, loose.body, headers) as Promise<Ok<N>>
}

async function send(
  url: string,
  init: RequestInit,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const withBody = body === undefined ? init : { ...init, body: JSON.stringify(body) }
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  let reply: Response
  try {
    reply = await fetch(url, { ...withBody, headers: { accept: 'application/json', ...type, ...headers } })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offline()
  }
  if (reply.ok) return reply.json()
  const problem = await problemOf(reply.status, reply.text(), url)
  // The request stands as it was typed: once the person has proved to be themselves it is sent again.
  if (problem.code === 'NOT_FRESH' && (await prove())) return send(url, init, body, headers)
  throw problem
}

async function problemOf(status: number, text: Promise<string> | string, url: string): Promise<ProblemError> {
  if (status === 401 && !url.endsWith('/login')) onUnauthorized()
  try {
    return new ProblemError(status, JSON.parse(await text) as Problem)
  } catch {
    // Not our own answer: most likely a gateway's page while the service restarts.
    return new ProblemError(status, {
      detail: `服务暂时没有正常回答（${status}），内容已留在本机，请稍后重试。`,
    })
  }
}

/** `act` names `{procedure}.{act}`; `matter` is null for the act that sets a matter up. */
export interface ActRequest {
  readonly matter: string | null
  readonly act: string
  readonly form: Record<string, unknown>
  readonly ver?: number
  /** One per opening of the form: the same key on every retry makes it one act. */
  readonly key: string
  /** 代录: whose act it is. */
  readonly speaker?: { readonly person: string; readonly post: string } | undefined
}

/** Does an act. Throws `ProblemError` with the refusals when it does not happen. */
export async function act({ matter, act: name, form, ver, key, speaker }: ActRequest): Promise<ActDone> {
  const url =
    matter === null ? `/api/matters/acts/${name}` : `/api/matters/${encodeURIComponent(matter)}/acts/${name}`
  const body = {
    form,
    ...(matter === null || ver === undefined ? {} : { ver }),
    ...(speaker ? { for: speaker } : {}),
  }
  return (await send(url, { method: 'POST' }, body, { 'idempotency-key': key })) as ActDone
}

interface UploadOptions {
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
  /** The hash that the file has here, which what arrives must have; sent again under the same key it is the same file. */
  readonly known?: { readonly sha256: string; readonly key: string }
}

/** Uploads one file in field `file`; `onProgress` gets 0…1. Aborting rejects with an AbortError. */
export function upload<T = FileRef>(url: string, file: File, options: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('accept', 'application/json')
    request.upload.addEventListener(
      'progress',
      (e) => e.lengthComputable && options.onProgress?.(e.loaded / e.total),
    )
    request.addEventListener('error', () => reject(offline()))
    request.addEventListener('abort', () => reject(new DOMException('已取消', 'AbortError')))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as T)
      else void problemOf(request.status, request.responseText, url).then(reject)
    })
    options.signal?.addEventListener('abort', () => request.abort())
    const data = new FormData()
    if (options.known) {
      request.setRequestHeader('idempotency-key', options.known.key)
      data.append('sha256', options.known.sha256)
    }
    data.append('file', file)
    request.send(data)
  })
}

/** A file as it came, with the name the server gave it. */
export interface FetchedFile {
  readonly file: Blob
  readonly named: string | null
}

/** Fetches a file that may take a while to make; `onProgress` gets the bytes received so far. */
export async function fetchFile(url: string, onProgress: (bytes: number) => void): Promise<FetchedFile> {
  const reply = await fetch(url).catch(() => {
    throw offline()
  })
  if (!reply.ok || !reply.body) {
    const problem = await problemOf(reply.status, reply.text(), url)
    if (problem.code === 'NOT_FRESH' && (await prove())) return fetchFile(url, onProgress)
    throw problem
  }
  const parts: Uint8Array<ArrayBuffer>[] = []
  let got = 0
  const reader = reply.body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value)
    got += part.value.length
    onProgress(got)
  }
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(reply.headers.get('content-disposition') ?? '')?.[1]
  return {
    file: new Blob(parts, { type: reply.headers.get('content-type') ?? '' }),
    named: encoded === undefined ? null : decodeURIComponent(encoded),
  }
}
