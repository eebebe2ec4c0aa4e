import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { exampleOf, openApi } from './openapi.ts'
import { type Send, type TestServer, fileBody, orderForm, testServer } from './testing.ts'

let server: TestServer
let people: Send[]
let matter: string

beforeAll(async () => {
  server = await testServer('fuzz')
  people = await Promise.all(['admin', 'dclerk', 'ehead'].map((login) => server.as(login)))
  const made = await people[1]?.({
    method: 'POST',
    url: '/api/matters/acts/supervised-task.setUp',
    payload: { form: orderForm() },
  })
  matter = made?.json().id
})
afterAll(() => server.close())

/** Logging oneself out or locking oneself out would only make the rest of the run dull; a stream never ends. */
const LEFT_OUT = new Set([
  'session.logout',
  'session.login',
  'session.password',
  'session.demoLogin',
  'desk.events',
  'administration.resetAccount',
])

const targets = Object.entries(openApi(rulebook).paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) =>
    LEFT_OUT.has(operation.operationId) ? [] : [{ path, method: method.toUpperCase(), operation }],
  ),
)

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '２０２６-０２-３０',
    '2026-02-30',
    '长'.repeat(5000),
    [],
    {},
    [[[]]],
    '__proto__',
    "'; drop table unit; --",
    '%',
    '../..',
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.jsonValue({ maxDepth: 3 }),
)
const ids = fc.constantFrom(
  'edu',
  'edu-head',
  'ehead',
  'nothing',
  'MATTER',
  '..',
  '%00',
  'a'.repeat(90),
  '__proto__',
  'constructor',
)

/** A lawful body with some of its places replaced, removed or added to. */
function mutated(body: unknown): fc.Arbitrary<unknown> {
  const paths = placesIn(body)
  const change = fc.record({
    at: fc.constantFrom(...paths),
    how: fc.constantFrom('replace', 'remove', 'add'),
    value: nasty,
    key: fc.constantFrom('extra', '__proto__', 'constructor', 'toString'),
  })
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const copy: unknown = structuredClone(body)
    for (const { at, how, value, key } of changes) alter(copy, at, how, key, value)
    return copy
  })
}

function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

function alter(root: unknown, path: readonly string[], how: string, key: string, value: unknown): void {
  let holder = root
  for (const step of path.slice(0, -1)) holder = (holder as Record<string, unknown> | undefined)?.[step]
  if (typeof holder !== 'object' || holder === null) return
  const last = path.at(-1)
  if (how === 'add' || last === undefined)
    Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
  else if (how === 'remove') Reflect.deleteProperty(holder, last)
  else Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true })
}

/** Bodies that would pass, by operation; acts take theirs from the form. */
const BODIES: Readonly<Record<string, unknown>> = {
  'session.switchPost': { post: 'edu-head', as: 'holder' },
  'matters.batch': { act: 'supervised-task.setUp', forms: [orderForm()] },
  'reading.text': { text: '一、做事。（区教育局牵头）', date: '2026-03-02' },
  'desk.saveView': { name: '本周', query: 'group=在办' },
  'administration.delegate': {
    to: 'oclerk',
    from: '2026-03-02',
    until: '2026-03-10',
    acts: null,
    reason: '出差',
  },
  'administration.appoint': {
    person: 'eclerk',
    post: 'east-head',
    as: 'acting',
    from: '2026-03-02',
    until: '2026-03-10',
  },
  'administration.setCalendarYear': { source: '通知', off: { '2029-01-01': '元旦' }, makeup: {} },
  'administration.setParameter': { value: 3, reason: '规定' },
}

const request = fc.constantFrom(...targets).chain(({ path, method, operation }) => {
  const form = operation['x-form']
  const lawful =
    BODIES[operation.operationId] ??
    (form
      ? { form: { ...exampleOf(form), ...(operation.operationId.endsWith('setUp') ? orderForm() : {}) } }
      : {})
  const upload = JSON.stringify(operation.requestBody ?? {}).includes('multipart')
  return fc
    .record({
      who: fc.nat(2),
      at: fc.array(ids, { minLength: 2, maxLength: 2 }),
      query: fc.oneof(
        { weight: 3, arbitrary: fc.constant('') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '?limit=0',
            '?cursor=%00',
            '?q=%ff',
            '?q=%E4%B8%80&q=2',
            '?sort=up',
            '?__proto__=1',
            '?cursor=bm90aGluZw',
            '?dueFrom=2026-02-30',
            '?q=%25%5F%27',
          ),
        },
      ),
      body: upload ? fc.constantFrom(null) : mutated(lawful),
      bytes: fc.uint8Array({ maxLength: 200 }),
    })
    .map(({ who, at, query, body, bytes }): { who: number; options: InjectOptions } => {
      let n = 0
      const url =
        path.replaceAll(/\{\w+\}/g, () => encodeURIComponent((at[n++ % 2] ?? '').replace('MATTER', matter))) +
        query
      const content = upload
        ? fileBody('附件.txt', bytes)
        : method === 'GET'
          ? {}
          : { payload: JSON.stringify(body) ?? '', headers: { 'content-type': 'application/json' } }
      return { who, options: { method: method as 'GET', url, ...content } }
    })
})

test('whatever comes in: no 5xx, every refusal a problem in Chinese', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ who, options }) => {
      const reply = await (people[who] as Send)(options)
      const said = `${options.method} ${JSON.stringify(options.url)} ${reply.statusCode} ${reply.body.slice(0, 300)}`
      expect(reply.statusCode, said).toBeLessThan(500)
      if (reply.statusCode >= 400) {
        expect(reply.headers['content-type'], said).toBe('application/problem+json; charset=utf-8')
        expect(reply.json().detail, said).toMatch(/\p{Script=Han}/u)
      }
    }),
    { numRuns: 1500, endOnFailure: true, verbose: 0 },
  )
})
