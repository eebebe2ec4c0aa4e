import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemsOn, keptOf, keptRows } from '#store/kept.ts'
import { project } from '#store/projection.ts'
import { journalOf } from '#store/journal.ts'
import { rulebook } from '#rulebook/index.ts'
import { articleKeys } from '#kernel/law.ts'
import { notLive } from '#kernel/lists.ts'
import { type Send, type TestServer, fileBody, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}

async function act(who: string, id: string | null, name: string, form: object = {}) {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  return { status: reply.statusCode, ...reply.json<{ id: string; code?: string; detail?: string }>() }
}

async function read<T>(who: string, url: string): Promise<T> {
  const reply = await (sends[who] as Send)({ method: 'GET', url })
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
  return reply.json<T>()
}

const line = (n: number) => ({
  change: 'add',
  code: `CF-${n}`,
  kind: 'penalty',
  title: `对第${n}类违法行为的处罚`,
  basis: '《市容条例》第九条；《市容条例》第十条',
})

let law: string

beforeAll(async () => {
  server = await testServer('lists')
  // The office reviews legality here, and departments issue and enforce.
  await server.db.query(`update unit set functions = functions || '["legal", "issuing"]' where id = 'office'`)
  await server.db.query(`update unit set functions = functions || '["issuing"]' where id in ('edu', 'cons')`)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  for (const login of ['oclerk', 'admin', 'eclerk', 'ehead', 'chead']) sends[login] = await server.as(login)
  const made = await act('oclerk', null, 'instrument.register', {
    title: '市容条例',
    rank: 'local',
    from: '2020-01-01',
    articles: 60,
    source: 'own',
  })
  expect(made.status, made.detail).toBe(200)
  law = made.id
})
afterAll(() => server.close())

const today = () => server.context.clock.now().slice(0, 10)

async function item(code: string) {
  return (await itemsOn(server.context, [code], today()))[code]
}

describe('a list', () => {
  let adjustment: string

  test('is entered by its unit and stands once the justice bureau has compared it', async () => {
    const entered = await act('eclerk', null, 'list-adjustment.enter', {
      list: 'powers',
      changes: [line(1), line(2), { ...line(3), basis: '《市容条例》第十一条' }],
      decided: '区政府常务会议',
      publishedOn: '2026-01-05',
      publishedAt: '门户网站',
      effectiveOn: '2026-01-10',
    })
    expect(entered.status, entered.detail).toBe(200)
    adjustment = entered.id
    expect(await item('CF-1')).toBeUndefined()
    expect((await act('oclerk', adjustment, 'list-adjustment.confirm', {})).status).toBe(200)
    expect(await item('CF-1')).toMatchObject({ unit: 'edu', version: 1, from: '2026-01-10' })
  })

  test('is what replay makes of its journal', async () => {
    const procedure = rulebook.procedures['list-adjustment']
    const entries = (await journalOf(server.context.db, server.context.tenant, adjustment)).flatMap(
      ({ entry }) => entry ?? [],
    )
    const replayed = procedure && project(procedure, { id: adjustment, version: 1 }, entries)
    expect(procedure && replayed && keptRows(procedure, replayed.matter)).toHaveLength(3)
  })

  test('offers its items where a form asks for one, and names them on the page', async () => {
    const { items } = await read<{ items: { id: string; notLive: string | null }[] }>(
      'eclerk',
      '/api/lists/find?q=CF&kinds=penalty',
    )
    expect(items.map(({ id }) => id)).toEqual(['CF-1', 'CF-2', 'CF-3'])
    expect((await read<{ items: object[] }>('eclerk', '/api/lists/find?kinds=reward')).items).toEqual([])
    const page = JSON.stringify(await read('eclerk', `/api/matters/${adjustment}`))
    expect(page).toContain('对第1类违法行为的处罚（CF-1）')
  })

  test('takes no code twice and no article that is not there', async () => {
    const proposal = { list: 'powers', title: '调整', reason: '法律修改' }
    const twice = await act('eclerk', null, 'list-adjustment.propose', { ...proposal, changes: [line(1)] })
    expect(twice.code).toBe('LIST_CODE_UNFIT')
    const beyond = { ...line(9), basis: '《市容条例》第六十一条' }
    const none = await act('eclerk', null, 'list-adjustment.propose', { ...proposal, changes: [beyond] })
    expect(none.code).toBe('LIST_BASIS_DEAD')
  })

  test('dies with its article: whoever holds what rests on it gets a review, and nobody may keep it as it is', async () => {
    const repealed = await act('oclerk', law, 'instrument.repeal', {
      articles: '第九条',
      from: today(),
      by: '市人大常委会公告',
    })
    expect(repealed.status, repealed.detail).toBe(200)
    const { laws } = await keptOf(server.db.within(server.context.tenant), server.context.tenant, today())
    expect(laws.lastDay(articleKeys({ title: '市容条例', article: '第九条' })[0] ?? '')).toBeDefined()
    const first = await item('CF-1')
    expect(first && notLive(first, laws, today())?.why).toBe('article')
    const third = await item('CF-3')
    expect(third && notLive(third, laws, today())).toBeNull()
    const { rows } = await server.db.query<{ id: string; record: { rests: { item: string }[] } }>(
      `select id, record from matter where procedure = 'basis-review' and unit_id = 'edu'`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.record.rests.map((rest) => rest.item)).toEqual(['CF-1', 'CF-2'])
    const kept = await act('eclerk', rows[0]?.id ?? '', 'basis-review.answer', {
      verdict: 'keep',
      words: '照旧',
    })
    expect(kept.code).toBe('KEPT_WITHOUT_BASIS')
  })

  test('lives again when the change was registered by mistake', async () => {
    expect((await act('oclerk', law, 'instrument.correct', { no: 1, checked: '登错' })).status).toBe(200)
    const { laws } = await keptOf(server.db.within(server.context.tenant), server.context.tenant, today())
    const first = await item('CF-1')
    expect(first && notLive(first, laws, today())).toBeNull()
  })
})

describe('the pages', () => {
  test('show a list on a day, an item with its versions, and what changed between two days', async () => {
    interface Page {
      readonly items: { id: string; notLive: string | null; basis: { text: string }[] }[]
      readonly counts: { all: number; live: number; units: number }
      readonly changes: { on: string; added: number }[]
    }
    const page = await read<Page>('chead', '/api/lists/items?list=powers&kind=penalty&limit=2')
    expect(page.items.map(({ id }) => id)).toEqual(['CF-1', 'CF-2'])
    expect(page.counts).toEqual({ all: 3, live: 3, units: 1 })
    expect(page.changes).toMatchObject([{ on: '2026-01-10', added: 3 }])
    const before = await read<Page>('chead', '/api/lists/items?list=powers&on=2026-01-09')
    expect(before.items).toEqual([])
    const item = await read<{ versions: object[] }>('chead', '/api/lists/items/CF-1')
    expect(item.versions).toHaveLength(1)
    expect((await (sends['chead'] as Send)({ method: 'GET', url: '/api/lists/items/none' })).statusCode).toBe(
      404,
    )
    const difference = await read<{ added: object[] }>(
      'chead',
      '/api/lists/difference?list=powers&from=2026-01-09&to=2026-01-10',
    )
    expect(difference.added).toHaveLength(3)
  })

  test('give a list as a workbook that reads back as the same', async () => {
    const sheet = await (sends['eclerk'] as Send)({ method: 'GET', url: '/api/lists/items.xlsx?list=powers' })
    expect(sheet.statusCode).toBe(200)
    const upload = fileBody('清单.xlsx', sheet.rawPayload)
    const back = await (sends['eclerk'] as Send)({ method: 'POST', url: '/api/lists/read', ...upload })
    expect(back.json()).toMatchObject({ rows: 3, same: 3, faults: [], groups: [] })
  })

  test('show the duties of a unit out of the procedures, and the register with what rests on each article', async () => {
    const { duties } = await read<{ duties: { must: string; procedure: string }[] }>(
      'eclerk',
      '/api/lists/duties',
    )
    expect(duties.map(({ must }) => must)).toContain('签收')
    const { laws, missing } = await read<{
      laws: { id: string; items: number }[]
      missing: { title: string }[]
    }>('eclerk', '/api/laws')
    expect(laws).toMatchObject([{ id: law, items: 3 }])
    expect(missing.map(({ title }) => title)).toContain('政府督查工作条例')
    const page = await read<{
      articles: { name: string; items: object[] }[]
      changes: object[]
      textNote: string
    }>('eclerk', `/api/laws/${law}`)
    expect(page.articles.map(({ name, items }) => [name, items.length])).toEqual([
      ['第9条', 2],
      ['第10条', 2],
      ['第11条', 1],
    ])
    expect(page.textNote).toBe('还没有放入条文文本')
  })
})
