import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { operations } from '../contract/operations.ts'
import { type Send, type TestServer, testServer } from '../testing.ts'

// B3: what somebody has learnt is on a page of his own and on nobody else's; a passed exam is chosen, never typed.

type Mine = z.output<typeof operations.learning.mine.ok>
type Choices = z.output<typeof operations.matters.choices.ok>

let server: TestServer
const sends: Record<string, Send> = {}
const DAY = 86_400_000

async function act(who: string, id: string | null, name: string, form: object): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

const mine = async (who: string): Promise<Mine> =>
  (await (sends[who] as Send)({ method: 'GET', url: '/api/me/learning' })).json()

const choices = (who: string, query: string) =>
  (sends[who] as Send)({ method: 'GET', url: `/api/choices?${query}` })

let exam: string

const enter = async (): Promise<void> => {
  for (const who of ['oclerk', 'admin', 'ehead', 'eclerk', 'chead', 'dclerk'])
    sends[who] = await server.as(who)
}

beforeAll(async () => {
  server = await testServer('learning')
  await server.db.query(`update unit set functions = functions || '["legal"]'::jsonb where id = 'office'`)
  await server.db.query(`update unit set functions = '["issuing", "enforcement"]'::jsonb where id = 'edu'`)
  await enter()
  const plan = await act('eclerk', null, 'training.plan', {
    year: 2026,
    audience: 'officers',
    posts: ['edu-head', 'edu-clerk'],
    subjects: [
      { subject: '行政处罚程序', basis: '《中华人民共和国行政处罚法》第五章', hours: 40 },
      { subject: '案例研讨', basis: '规范B6', hours: 20 },
    ],
  })
  const held = { of: 1, on: '2026-03-02', hours: 8, form: 'lecture' }
  await act('eclerk', plan, 'training.hold', { ...held, attended: ['edu-head', 'edu-clerk'] })
  await act('eclerk', plan, 'training.hold', { ...held, of: 2, form: 'cases', attended: ['edu-clerk'] })
  await act('eclerk', plan, 'training.hold', { ...held, of: 2, attended: ['edu-clerk'] })
  await act('eclerk', plan, 'training.correct', { no: 3, struck: '重复登记' })
  await act('eclerk', plan, 'training.examine', { on: '2026-03-02', form: 'closed', sat: ['edu-clerk'] })
  exam = await act('eclerk', null, 'exam.enrol', { person: 'eclerk', scope: 'penalty' })
  await act('oclerk', exam, 'exam.seat', { sitting: '第一次统一考试', on: '2026-03-20', place: '党校' })
  server.later(20 * DAY)
  // A login does not outlast a night.
  await enter()
  await act('oclerk', exam, 'exam.mark', { outcome: 'sat', marks: 72 })
})
afterAll(() => server.close())

test('hours of one’s own post, by the courses as they were entered; what was struck does not count', async () => {
  const [plan] = (await mine('eclerk')).plans
  expect(plan).toMatchObject({
    due: 60,
    held: 16,
    left: 44,
    until: '2026-12-31',
    examBy: '2026-11-30',
    satOn: '2026-03-02',
    posts: ['办公室科员'],
    subjects: [{ held: 8 }, { held: 8 }],
    courses: [{ subject: '行政处罚程序', form: '集中授课' }, { form: '案例研讨' }],
  })
  expect((await mine('ehead')).plans).toMatchObject([{ held: 8, left: 52, satOn: null }])
  expect((await mine('chead')).plans).toEqual([])
})

test('one’s own exam with its result, and nobody’s else: not the head of the unit, not the office that marked it', async () => {
  const told = Object.fromEntries(
    ((await mine('eclerk')).exams[0]?.says ?? []).map(({ title, text }) => [title, text]),
  )
  expect(told).toMatchObject({ 成绩: '72', 结果: '合格', 场次: '第一次统一考试' })
  for (const who of ['ehead', 'oclerk', 'admin', 'dclerk']) expect((await mine(who)).exams, who).toEqual([])
})

test('who issues a card is offered the passed exams of the person, before anybody is chosen none; others none ever', async () => {
  const asked = 'act=licence.issue&field=passed'
  const of = async (who: string, query: string): Promise<Choices> => (await choices(who, query)).json()
  expect(await of('oclerk', asked)).toEqual({ choices: [], more: false })
  expect((await of('oclerk', `${asked}&same=ehead`)).choices).toEqual([])
  const [offered, ...others] = (await of('oclerk', `${asked}&same=eclerk`)).choices
  expect(others).toEqual([])
  expect(offered).toMatchObject({ id: exam, stateTitle: '已登记成绩' })
  expect(offered?.says).toContain('辛科员 第一次统一考试')
  expect(JSON.stringify(offered)).not.toContain('72')
  for (const who of ['ehead', 'chead', 'dclerk'])
    expect((await of(who, `${asked}&same=eclerk`)).choices, who).toEqual([])
})

test('on a card the person is the holder; a field that offers nothing, an act there is none of are not found', async () => {
  const card = await act('oclerk', null, 'licence.issue', {
    person: 'eclerk',
    unit: 'edu',
    certificate: '云执法001',
    scope: 'penalty',
    from: '2026-03-22',
    until: '2029-03-21',
    passed: exam,
  })
  const reply = await choices('oclerk', `act=licence.renew&field=passed&matter=${card}`)
  expect(reply.json<Choices>().choices.map(({ id }) => id)).toEqual([exam])
  expect((await mine('eclerk')).licence).toMatchObject({ number: '云执法001', lacks: null })
  for (const query of [
    'act=licence.issue&field=certificate',
    'act=licence.none&field=passed',
    'act=none&field=x',
  ])
    expect((await choices('oclerk', query)).statusCode, query).toBe(404)
})
