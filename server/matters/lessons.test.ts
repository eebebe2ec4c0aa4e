import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatterPage } from '../contract/shapes.ts'
import { type Send, type TestServer, testServer } from '../testing.ts'

// B6: a case of the past is shown where its step is taken, to whoever takes it, and is gone once it is withdrawn.

let server: TestServer
const sends: Record<string, Send> = {}

async function act(who: string, id: string | null, name: string, form: object = {}): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

const told = (place: string, side: 'good' | 'bad') => ({
  title: `办理“${place}”的一个案例`,
  side,
  place,
  facts: '某单位没有写明依据，被纠正。',
  lesson: '写明法律名称和条款',
  source: '本区案件评查',
})

beforeAll(async () => {
  server = await testServer('lessons')
  await server.db.query(`update unit set functions = functions || '["legal"]'::jsonb where id = 'office'`)
  sends['oclerk'] = await server.as('oclerk')
})
afterAll(() => server.close())

test('a published case stands at its act, others nowhere; withdrawn it is gone', async () => {
  const one = await act('oclerk', null, 'lesson.offer', told('normative-document.approve', 'good'))
  await act('oclerk', one, 'lesson.publish', told('normative-document.approve', 'bad'))
  await act('oclerk', null, 'lesson.offer', told('normative-document.approve', 'good'))
  const document = await act('oclerk', null, 'normative-document.propose', {
    title: '停车管理办法',
    issuer: 'government',
    need: '群众反映强烈',
    higherLaw: '道路交通安全法第三十三条',
    existing: '没有同类文件',
  })
  const lessonsOf = async () => {
    const reply = await (sends['oclerk'] as Send)({ method: 'GET', url: `/api/matters/${document}` })
    const { acts } = reply.json<MatterPage>()
    return Object.fromEntries(acts.map(({ act: name, lessons }) => [name, lessons]))
  }
  const shown = await lessonsOf()
  expect(shown['approve']).toMatchObject([{ isGood: false, words: '写明法律名称和条款' }])
  expect(shown['reject']).toBeUndefined()
  await act('oclerk', one, 'lesson.withdraw', { ending: '法律已经修改' })
  expect((await lessonsOf())['approve']).toBeUndefined()
})
