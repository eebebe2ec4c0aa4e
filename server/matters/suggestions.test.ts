import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Send, type TestServer, testServer } from '../testing.ts'

let server: TestServer
let clerk: Send
let other: Send
let admin: Send

const DAY = 86_400_000

beforeAll(async () => {
  server = await testServer('suggestions')
  clerk = await server.as('eclerk')
  other = await server.as('whead')
  admin = await server.as('admin')
})
afterAll(() => server.close())

interface Queue {
  items: {
    id: string
    text: string
    by: string | null
    mine: boolean
    answer: string | null
    answeredBy: string | null
  }[]
  next: string | null
  figures: { received: number; answered: number; waiting: number; late: number; medianDays: number | null }
  answers: boolean
}

const read = async (send: Send, query = ''): Promise<Queue> =>
  (await send({ method: 'GET', url: `/api/suggestions${query}` })).json()

async function say(send: Send, text: string, named = true): Promise<string> {
  const payload = { kind: 'burden', text, page: '/inbox', named }
  const reply = await send({ method: 'POST', url: '/api/suggestions', payload })
  expect(reply.statusCode).toBe(200)
  return reply.json<{ id: string }>().id
}

test('what is said stands in sight of all, its author only of those who answer', async () => {
  const id = await say(clerk, '同一个数据要了两次')
  const seen = (await read(other)).items.find((item) => item.id === id)
  expect(seen).toMatchObject({ text: '同一个数据要了两次', by: null, mine: false, answer: null })
  expect((await read(clerk)).items[0]).toMatchObject({ id, mine: true, by: null })
  expect((await read(admin)).items[0]).toMatchObject({ id, by: '区教育局辛科员' })
  expect((await read(clerk, '?box=mine')).items.map((item) => item.id)).toEqual([id])
})

test('without a name nobody is written down, not even for those who answer', async () => {
  const id = await say(other, '周末也在催', false)
  expect((await read(admin)).items.find((item) => item.id === id)).toMatchObject({ by: null, mine: false })
  expect((await read(other, '?box=mine')).items).toEqual([])
  const { rows } = await server.db.query(
    'select person_id, unit_id from suggestion where tenant_id = $1 and id = $2',
    ['t1', id],
  )
  expect(rows).toEqual([{ person_id: null, unit_id: null }])
})

test('of the page only its kind is kept: the matter would tell who said it', async () => {
  const payload = { kind: 'fault', text: '这一页打不开', page: '/matters/m-17?tab=acts', named: false }
  const reply = await other({ method: 'POST', url: '/api/suggestions', payload })
  const { id } = reply.json<{ id: string }>()
  const item = (await read(admin)).items.find((one) => one.id === id)
  expect(item).toMatchObject({ page: '/matters' })
  await server.db.query('delete from suggestion where tenant_id = $1 and id = $2', ['t1', id])
})

test('the administration answers, and everybody sees the answer and how quickly answers come', async () => {
  const first = (await read(admin)).items.find(({ text }) => text === '同一个数据要了两次')
  const url = `/api/suggestions/${first?.id}/answer`
  const payload = { outcome: 'planned', answer: '下月合并两张表' }
  expect((await clerk({ method: 'POST', url, payload })).statusCode).toBe(403)
  server.later(2 * DAY)
  admin = await server.as('admin')
  expect((await admin({ method: 'POST', url, payload })).statusCode).toBe(200)
  clerk = await server.as('eclerk')
  const answered = await read(clerk, '?box=answered')
  expect(answered.items).toMatchObject([{ id: first?.id, answer: '下月合并两张表', answeredBy: '主任' }])
  expect(answered).toMatchObject({
    answers: false,
    figures: { received: 2, answered: 1, waiting: 1, medianDays: 2 },
  })
  // Putting an answer right does not make it an earlier or a later one.
  server.later(7 * DAY)
  admin = await server.as('admin')
  await admin({ method: 'POST', url, payload: { ...payload, outcome: 'done' } })
  expect((await read(admin)).figures).toMatchObject({ medianDays: 2, late: 1 })
  expect((await admin({ method: 'POST', url: '/api/suggestions/none/answer', payload })).statusCode).toBe(404)
})

test('the queue comes page by page, and is not flooded', async () => {
  clerk = await server.as('eclerk')
  for (let i = 0; i < 3; i++) await say(clerk, `意见${i}`)
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await read(clerk, `?limit=2${cursor}`)
    seen.push(...page.items.map((item) => item.text))
    cursor = page.next === null ? '' : `&cursor=${page.next}`
  } while (cursor !== '')
  expect(seen[0]).toBe('周末也在催')
  expect(seen.toSorted()).toEqual(['周末也在催', '意见0', '意见1', '意见2'].toSorted())
  const payload = { kind: 'idea', text: '再来一条', named: true }
  const replies: number[] = []
  for (let i = 0; i < 20; i++)
    replies.push((await clerk({ method: 'POST', url: '/api/suggestions', payload })).statusCode)
  expect(replies.at(-1)).toBe(429)
  const empty = await clerk({ method: 'POST', url: '/api/suggestions', payload: { ...payload, text: '  ' } })
  expect(empty.statusCode).toBe(422)
})
