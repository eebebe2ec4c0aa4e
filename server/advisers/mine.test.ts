import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { operations } from '../contract/operations.ts'
import { type Send, type TestServer, testServer } from '../testing.ts'

// B2: an adviser sees what he was asked and what became of it, of himself alone; the matters are named to nobody by it.

type Mine = z.output<typeof operations.advisers.mine.ok>

let server: TestServer
const sends: Record<string, Send> = {}

async function act(who: string, id: string | null, name: string, form: object = {}): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

const mine = async (who: string): Promise<Mine> =>
  (await (sends[who] as Send)({ method: 'GET', url: '/api/me/advising' })).json()

beforeAll(async () => {
  server = await testServer('advising')
  await server.db.query(`update unit set functions = functions || '["legal"]'::jsonb where id = 'office'`)
  await server.db.query(`update unit set functions = '["issuing"]'::jsonb where id = 'edu'`)
  for (const who of ['oclerk', 'admin', 'eclerk', 'chead']) sends[who] = await server.as(who)
  const lawyer = { kind: 'publicLawyer', from: '区住建局', since: '2026-01-01', until: '2027-12-31' }
  const own = await act('oclerk', null, 'legal-adviser.engage', {
    ...lawyer,
    name: '公职律师甲',
    person: 'chead',
  })
  const other = await act('oclerk', null, 'legal-adviser.engage', { ...lawyer, name: '公职律师乙' })
  for (const [title, verdict] of [
    ['校车服务合同', 'lawful'],
    ['食堂运营合同', 'changes'],
  ] as const) {
    const review = await act('eclerk', null, 'legality-review.openContract', {
      title,
      content: '服务三年',
      basis: '采购法律法规',
      approval: '采购计划批复',
      counterpart: '资质齐全',
    })
    await act('oclerk', review, 'legality-review.accept')
    await act('admin', review, 'legality-review.assign', { reviewer: 'oclerk' })
    for (const adviser of [own, other])
      await act('oclerk', review, 'legality-review.engageAdviser', { adviser, interest: 'none' })
    await act('oclerk', review, 'legality-review.advise', {
      adviser: own,
      verdict: 'lawful',
      opinion: '合法',
    })
    if (verdict === 'changes') continue
    const ok = { found: 'ok' }
    await act('oclerk', review, 'legality-review.advise', { adviser: other, verdict, opinion: '合法' })
    const found = { verdict, authority: ok, course: ok, content: ok, opinion: '合法' }
    await act('oclerk', review, 'legality-review.propose', found)
    await act('admin', review, 'legality-review.issue')
  }
})
afterAll(() => server.close())

test('his own figures, whether or not he may see what they are counted in', async () => {
  const { entries } = await mine('chead')
  expect(entries).toMatchObject([
    { title: '公职律师甲', asked: 2, answered: 2, inHand: 0, median: 0, taken: { n: 1, of: 1 } },
  ])
  expect(JSON.stringify(entries)).not.toContain('合同')
})

test('nothing for whoever is no adviser, not even for the office that keeps the register', async () => {
  for (const who of ['oclerk', 'admin', 'eclerk']) expect((await mine(who)).entries, who).toEqual([])
})
