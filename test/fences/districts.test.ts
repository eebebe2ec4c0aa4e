import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db, Queryable } from '#store/db.ts'
import { recordFigure } from '../figures.ts'
import { type Request, type Served, serveSmallDistrict } from '../matrix/served.ts'
import { WHOSE, at, everyOperation, taking } from '../matrix/taking.ts'
import { KINDS, type Things, makeThings } from '../matrix/things.ts'
import { actor } from '../small-district.ts'

// Two districts in one database, and the first fence torn down: the condition on the tenant is struck from every statement on its
// way. Row security alone then has to give the very answers that both give; without it the other district shows, which tells that
// the condition was gone. (The other way round, conditions without row security, is held in test/matrix/idor.test.ts.)

const CONDITION = /\b((?:\w+\.)?tenant_id) = (\$\d+)/g
/** Statements told from each other, and those among them whose condition was struck. */
const statements = new Set<string>()
const struck = new Set<string>()

/** The same connections with `tenant_id = $n` true of every row. The value stays, so that its type is still known. */
function torn(db: Db): Db {
  const tear = (text: string): string => {
    statements.add(text)
    if (!/^\s*(select|with|update|delete)/i.test(text) || !text.match(CONDITION)) return text
    struck.add(text)
    return text.replaceAll(CONDITION, '($1 = $2 or true)')
  }
  const through = (to: Queryable): Queryable => ({
    query: (text, values) => to.query(tear(text), values),
    script: (text) => to.script(text),
  })
  return { ...db, ...through(db), tx: (fn) => db.tx((tx) => fn(through(tx))) }
}

let whole: Served
let two: Served
let secured: Served
let open: Served
let things: Things
let foreign: string[]
let answers = 0
let differing = 0

beforeAll(async () => {
  whole = await serveSmallDistrict('districts')
  const database = whole.db
  const again = { database, again: true }
  secured = await serveSmallDistrict('districts', { ...again, through: (db) => torn(db.within('t1')) })
  open = await serveSmallDistrict('districts', { ...again, through: torn })
  two = await serveSmallDistrict('districts', { database, tenant: 't2', mark: '他区' })
  // Directories of the same making would hide whose they are.
  for (const table of ['unit', 'person'])
    await database.query(`update ${table} set name = name || '（他区）' where tenant_id = 't2'`)
  things = await makeThings(whole)
  const others = await makeThings(two)
  foreign = ['他区', ...KINDS.flatMap((kind) => others[kind].map(({ id }) => id))]
}, 120_000)
afterAll(async () => {
  for (const served of [open, secured, two, whole]) await served.close()
  recordFigure({
    id: 's4-one-fence-torn-down',
    part: 'security',
    title:
      'Answers of the service that differ, or show another district, when the condition on the tenant is struck from every statement and row security stands alone',
    value: differing,
    of: { n: answers, what: `answers over ${struck.size} different statements with their condition struck` },
    command: 'npx vitest run test/fences/districts.test.ts',
  })
})

const CALLERS = [
  'office.head',
  'watch.clerk',
  'leaders.head',
  'housing.clerk',
  'data.head',
  'water.clerk',
].map((seat) => actor(seat))

/** Files that are opened in a process of their own, of which a busy machine refuses some: an answer that says nothing of fences. */
const APART = ['/api/files/{id}/head', '/api/files/{id}/text', '/api/ledger/imports/{file}']

/** Every reading request: lists, and each thing for its owner and for a stranger. */
function* requests(): Generator<{ caller: (typeof CALLERS)[number]; request: Request }> {
  const reads = everyOperation.filter(
    ({ method, ok, path }) => method === 'GET' && !('media' in ok) && path !== '/api/events',
  )
  for (const { path } of reads.filter((operation) => !operation.path.includes('{')))
    for (const caller of CALLERS) yield { caller, request: { method: 'GET', url: path } }
  for (const operation of taking.filter((one) => reads.includes(one) && !APART.includes(one.path)))
    for (const thing of (WHOSE[operation.path] ?? []).flatMap((kind) => things[kind]))
      for (const caller of [thing.owner, thing.stranger]) yield { caller, request: at(operation, thing.id) }
}

/** Status and body, the same for the same question as long as nothing happens; only which of one's sessions asks differs. */
const said = async (
  served: Served,
  { caller, request }: { caller: (typeof CALLERS)[number]; request: Request },
) => {
  const { statusCode, body } = await served.send(caller, request)
  return `${statusCode} ${body.replaceAll(/"current":(true|false)/g, '')}`
}

test('row security alone gives the answers that both fences give', { timeout: 120_000 }, async () => {
  const wrong: string[] = []
  for (const one of requests()) {
    const expected = await said(whole, one)
    const got = await said(secured, one)
    answers++
    const shown = foreign.filter((word) => got.includes(word))
    if (got !== expected || shown.length > 0)
      wrong.push(
        `${one.request.url} as ${one.caller.post}: ${got.slice(0, 300)} instead of ${expected.slice(0, 300)}`,
      )
  }
  differing = wrong.length
  expect(wrong).toEqual([])
  expect(answers).toBeGreaterThan(150)
  expect(struck.size).toBeGreaterThan(60)
})

test('with neither, the other district shows: the condition was gone', async () => {
  let leaking = 0
  for (const caller of CALLERS) {
    const got = await said(open, { caller, request: { method: 'GET', url: '/api/directory' } })
    if (got.includes('他区')) leaking++
  }
  expect(leaking).toBeGreaterThan(0)
})
