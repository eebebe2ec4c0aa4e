import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import type { Operation } from '#server/contract/operation.ts'
import { operations } from '#server/contract/operations.ts'
import { fileBody } from '#server/testing.ts'
import { actor } from '../small-district.ts'
import { everybody, leaderOf } from './cells.ts'
import { sees } from './expected.ts'
import { type Sample, samplesOf } from './samples.ts'
import { type Served, serveSmallDistrict } from './served.ts'

// Ids put in place of others: on every route that takes one, what is somebody else's is answered to the byte like what does not
// exist. A new route that takes an id fails until it says here whose its ids are, or why they are everybody's.

interface Owned {
  readonly id: string
  readonly owner: Actor
  readonly stranger: Actor
}

let served: Served
/** By kind of thing: one of each procedure's matters, what hangs on it, and what is one person's own. */
const things: Record<
  'matter' | 'asking' | 'act' | 'file' | 'upload' | 'sheet' | 'view' | 'delegation',
  Owned[]
> = {
  matter: [],
  asking: [],
  act: [],
  file: [],
  upload: [],
  sheet: [],
  view: [],
  delegation: [],
}

beforeAll(async () => {
  served = await serveSmallDistrict('idor')
  for (const procedure of Object.values(rulebook.procedures)) {
    const samples = await samplesOf(rulebook, procedure)
    const sample = samples.findLast(({ matter }) => matter.ver > 2 && strangerTo(matter) !== undefined)
    if (sample) await have(sample)
  }
  const owner = actor('water.clerk')
  const own = async (request: Parameters<Served['send']>[1]): Promise<Owned> => {
    const reply = await served.send(owner, request)
    expect(reply.statusCode, reply.body).toBe(200)
    const body = reply.json<{ id?: string; file?: { id: string } }>()
    return { id: body.id ?? body.file?.id ?? '', owner, stranger: actor('finance.clerk') }
  }
  const text = fileBody('说明.txt', '请按时办结。', 'text/plain')
  things.upload.push(await own({ method: 'POST', url: '/api/files', ...text }))
  const ledger = fileBody('台账.xlsx', await aLedger())
  things.sheet.push(await own({ method: 'POST', url: '/api/ledger/imports', ...ledger }))
  things.view.push(
    await own({ method: 'POST', url: '/api/views', payload: { name: '我的', query: 'flag=lapsed' } }),
  )
  const { rows } = await served.db.query<{ id: string }>(
    `select id from delegation where from_person = 'water.head' order by id limit 1`,
  )
  things.delegation.push({
    id: rows[0]?.id ?? '',
    owner: actor('water.head'),
    stranger: actor('finance.head'),
  })
})
afterAll(() => served.close())

const strangerTo = (matter: Sample['matter']): Actor | undefined => {
  const procedure = rulebook.procedures[matter.procedure]
  return procedure && everybody.find((person) => !sees(procedure, matter, person, leaderOf))
}

/** Stores a matter with a file on it, and notes its id, its last act's and the file's. */
async function have(sample: Sample): Promise<void> {
  const { matter } = sample
  const procedure = rulebook.procedures[matter.procedure]
  const stranger = strangerTo(matter)
  const owner = procedure && everybody.find((person) => sees(procedure, matter, person, leaderOf))
  if (!owner || !stranger) throw new Error(`nobody to try ${matter.procedure} with`)
  const id = await served.put(sample)
  const upload = await served.send(actor('watch.clerk'), {
    method: 'POST',
    url: '/api/files',
    ...fileBody('附件.txt', '本件附件', 'text/plain'),
  })
  const file = upload.json<{ id: string }>().id
  const { db, context } = served
  await db.query('insert into matter_file (tenant_id, matter_id, file_id, seq) values ($1, $2, $3, 1)', [
    context.tenant,
    id,
    file,
  ])
  const { rows } = await db.query<{ act: string }>(
    'select act_id as act from journal where tenant_id = $1 and matter_id = $2 order by seq desc limit 1',
    [context.tenant, id],
  )
  things.matter.push({ id, owner, stranger })
  if (procedure.asking) things.asking.push({ id, owner, stranger })
  things.file.push({ id: file, owner, stranger })
  things.act.push({ id: rows[0]?.act ?? '', owner, stranger })
}

/** A ledger as offices keep them, just enough to be read. */
const aLedger = (): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: '台账',
        rows: [
          ['序号', '工作任务', '牵头单位', '完成时限'],
          [1, '修缮河堤', '区水务局', '2026-06-30'],
        ],
      },
    ],
  })

type Whose = keyof typeof things

/** Whose the ids in a path are, by operation. */
const WHOSE: Readonly<Record<string, readonly Whose[]>> = {
  '/api/matters/{id}': ['matter'],
  '/api/matters/{id}/asking': ['asking'],
  '/api/matters/{id}/papers/{paper}': ['matter'],
  '/api/matters/{id}/papers/{paper}/seal': ['matter'],
  '/api/files/{id}': ['file', 'upload'],
  '/api/files/{id}/preview': ['file', 'upload'],
  '/api/files/{id}/text': ['file', 'upload'],
  '/api/files/{id}/head': ['file', 'upload'],
  '/api/receipts/{act}': ['act'],
  '/api/ledger/imports/{file}': ['sheet'],
  '/api/ledger/imports/{file}/marked': ['sheet'],
  '/api/views/{id}': ['view'],
  '/api/delegations/{id}': ['delegation'],
}

/** Ids that everybody may know, and why. */
const EVERYBODYS: Readonly<Record<string, string>> = {
  '/api/procedures/{id}': 'the rules are public',
  '/api/units/{id}/page':
    'the directory is everybody’s; what stands on the page is only what the reader may see',
  '/api/units/{id}/page.xlsx': 'as the page',
}

/** Routes for the administrator alone, who may name anybody: others are refused before an id is looked at. */
const ADMINISTRATORS = [
  '/api/calendar/{year}',
  '/api/parameters/{name}',
  '/api/accounts/{person}/reset',
  '/api/suggestions/{id}/answer',
]

const all: readonly Operation[] = Object.values(operations).flatMap((group) =>
  Object.values<Operation>(group),
)
const taking = all.filter(({ path }) => path.includes('{'))

const BODIES: Readonly<Record<string, object>> = {
  '/api/ledger/imports/{file}/marked': { remarks: [], header: {} },
}

const paperOf = (matter: string): string => (matter === 'none' ? 'paper' : paper)
let paper = ''

function at({ method, path }: Operation, id: string) {
  const url = path.replace(/\{(id|act|file|person)\}/, id).replace('{paper}', paperOf(id))
  const payload = BODIES[path] ?? (method === 'GET' || method === 'DELETE' ? undefined : {})
  return { method, url, ...(payload ? { payload } : {}) }
}

/** What tells two answers apart for somebody who looks on: all of it, save what differs each time. */
const seen = (reply: LightMyRequestResponse) => {
  const { date: _, 'x-request-id': __, ...headers } = reply.headers
  return { status: reply.statusCode, body: reply.body, headers }
}

/** The id with its last digit or letter changed: what somebody tries who has seen one. */
const neighbour = (id: string): string => id.slice(0, -1) + (id.endsWith('0') ? '1' : '0')

/** There for its owner at one moment of a matter only; that moment has tests of its own. */
const AT_ITS_MOMENT = ['/api/matters/{id}/papers/{paper}/seal']

test('every route that takes an id says whose it is', () => {
  const known = [...Object.keys(WHOSE), ...Object.keys(EVERYBODYS), ...ADMINISTRATORS]
  expect(taking.map(({ path }) => path).filter((path) => !known.includes(path))).toEqual([])
})

describe.each(taking.filter(({ path }) => WHOSE[path]))('$method $path', (operation) => {
  test('what is somebody else’s is answered as what does not exist', async () => {
    const owned = (WHOSE[operation.path] ?? []).flatMap((whose) => things[whose])
    expect(owned.length).toBeGreaterThan(0)
    for (const { id, stranger } of owned) {
      paper = await aPaperOf(id)
      const [theirs, none, near] = [
        await served.send(stranger, at(operation, id)),
        await served.send(stranger, at(operation, randomUUID())),
        await served.send(stranger, at(operation, neighbour(id))),
      ]
      expect(theirs.statusCode, theirs.body).toBe(404)
      expect(seen(theirs)).toEqual(seen(none))
      expect(seen(theirs)).toEqual(seen(near))
    }
  })

  test.skipIf(AT_ITS_MOMENT.includes(operation.path))('and it does exist, for whom it is', async () => {
    const owned = (WHOSE[operation.path] ?? []).flatMap((whose) => things[whose])
    for (const { id, owner } of owned) {
      paper = await aPaperOf(id)
      const reply = await served.send(owner, at(operation, id))
      if (operation.method === 'GET' && !operation.path.endsWith('/preview'))
        expect(reply.statusCode, reply.body).toBe(200)
      // Another answer than what does not exist gets: a text has no preview, and says so.
      expect([404, 500], reply.body).not.toContain(reply.statusCode)
    }
  })
})

/** A paper that exists of a matter, so that its absence is not the reason of the answer. */
async function aPaperOf(id: string): Promise<string> {
  const owned = things.matter.find((one) => one.id === id)
  if (!owned) return 'paper'
  const page = await served.send(owned.owner, { method: 'GET', url: `/api/matters/${id}` })
  return page.json<{ papers?: { name: string }[] }>().papers?.[0]?.name ?? 'paper'
}

test.each(ADMINISTRATORS)('%s is closed to others before an id is looked at', async (path) => {
  const operation = taking.find((one) => one.path === path)
  if (!operation) throw new Error(`no operation ${path}`)
  expect(operation.permission).not.toBe('staff')
  const replies = await Promise.all(
    ['water.clerk', 'nobody-of-this-name'].map((id) =>
      served.send(actor('finance.clerk'), at(operation, id)),
    ),
  )
  expect(replies.map((reply) => reply.statusCode)).toEqual([403, 403])
  expect(replies[0]?.body).toBe(replies[1]?.body)
})

describe('what a stranger asks of lists', () => {
  const QUERIES: Readonly<Record<string, readonly string[]>> = {
    '/api/reports/brief': ['matter={matter}', 'q={title}'],
    '/api/matters': ['', 'q={title}', 'unit=housing', 'owes=housing'],
    '/api/inbox': ['box=todo&scope=unit', 'box=doing&scope=unit', 'box=done&scope=unit', 'box=toread'],
    '/api/units/{id}/page': [''],
    '/api/leader': [''],
    '/api/supervision': [''],
    '/api/office': [''],
  }

  test('shows no matter that is not theirs', async () => {
    let asked = 0
    for (const { id, owner, stranger } of things.matter) {
      const page = await served.send(owner, { method: 'GET', url: `/api/matters/${id}` })
      const { title } = page.json<{ title: string }>()
      for (const [path, queries] of Object.entries(QUERIES)) {
        for (const query of queries) {
          const asks = query.replace('{matter}', id).replace('{title}', encodeURIComponent(title))
          const reply = await served.send(stranger, {
            method: 'GET',
            url: `${path.replace('{id}', 'housing')}?${asks}`,
          })
          asked++
          expect(reply.body.includes(id), `${path}?${asks}`).toBe(false)
        }
      }
    }
    console.log(
      `ids put in place of others: ${taking.length} routes, ${asked} lists asked for other people’s matters`,
    )
  })
})
