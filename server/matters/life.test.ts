import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { journalOf, rebuilt } from '#store/journal.ts'
import { loadMatter } from '#store/stored.ts'
import { sweep } from '#store/sweep.ts'
import type { InboxItem, LedgerRow, MatterPage } from '../contract/shapes.ts'
import { type Send, type TestServer, orderForm, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}
const DAY = 86_400_000

beforeAll(async () => {
  server = await testServer('life')
  for (const login of ['dclerk', 'deputy', 'ehead', 'eclerk', 'chead', 'whead'])
    sends[login] = await server.as(login)
})
afterAll(() => server.close())

async function act(
  login: string,
  id: string | null,
  name: string,
  form: Record<string, unknown> = {},
): Promise<string> {
  const url = id
    ? `/api/matters/${id}/acts/supervised-task.${name}`
    : `/api/matters/acts/supervised-task.${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[login] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

async function read<T>(login: string, url: string): Promise<T> {
  const reply = await (sends[login] as Send)({ method: 'GET', url })
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
  return reply.json<T>()
}

test('a supervised task from setting up to striking off: page, lists, papers and journal tell one story', async () => {
  const id = await act(
    'dclerk',
    null,
    'setUp',
    orderForm({ cooperating: ['cons'], milestones: [{ what: '开工', due: '2026-04-30' }] }),
  )
  await act('dclerk', id, 'assign')
  await act('eclerk', id, 'signFor', { contact: '0571-5550123' })
  await act('eclerk', id, 'reportProgress', { progress: '已完成立项' })
  await act('eclerk', id, 'reportStuck', { trouble: '缺用地指标', helper: 'cons' })

  const stuck = await read<{ rows: LedgerRow[] }>(
    'dclerk',
    '/api/matters?procedure=supervised-task&flag=stuck',
  )
  expect(stuck.rows).toMatchObject([
    { id, light: { colour: 'none', text: '暂停计时' }, cells: { trouble: '缺用地指标' } },
  ])
  const asked = await read<{ items: InboxItem[] }>('chead', '/api/inbox')
  expect(
    asked.items.some((item) => item.duty?.name === 'help' && item.duty.acts.some((a) => a.act === 'help')),
  ).toBe(true)

  server.later(2 * 3_600_000)
  for (const login of Object.keys(sends)) sends[login] = await server.as(login)
  await act('chead', id, 'help', { solution: '已调剂指标' })
  await act('eclerk', id, 'passMilestone', { milestone: '开工' })
  await act('eclerk', id, 'applyExtension', { to: '2026-07-31', reason: '雨季停工' })
  await act('dclerk', id, 'grantExtension')
  await act('chead', id, 'contribute', { progress: '已按职责分工完成配合任务' })

  server.later(3 * DAY)
  for (const login of Object.keys(sends)) sends[login] = await server.as(login)
  await sweep(server.context, server.context.clock.now())
  await act('eclerk', id, 'reportDone', { result: '新增学位600个，已交付' })
  await act('dclerk', id, 'verify', { found: '经核实，情况属实' })
  await act('eclerk', id, 'sumUp', { summary: '按期交付' })
  await act('deputy', id, 'assess', { assessment: 'good' })
  await act('dclerk', id, 'strikeOff')

  const page = await read<MatterPage>('ehead', `/api/matters/${id}`)
  expect(page).toMatchObject({ stateTitle: '已销号', group: '办结', light: { colour: 'none' } })
  expect(page.duties.filter((duty) => duty.state === 'open')).toEqual([])
  expect(page.timeline.filter((entry) => entry.by !== null).map((entry) => entry.title)).toContain('协助解决')
  expect(page.record.find((field) => field.name === 'milestones')?.text).toContain('开工')

  const paper = await (sends['ehead'] as Send)({ method: 'GET', url: `/api/matters/${id}/papers/report` })
  expect(paper.statusCode).toBe(200)

  const extended = await read<{ rows: LedgerRow[] }>('dclerk', '/api/matters?flag=extended&group=办结')
  expect(extended.rows.map((row) => row.id)).toEqual([id])
  const done = await read<{ items: InboxItem[] }>('eclerk', '/api/inbox?box=done')
  expect(done.items.map((item) => item.matter.id)).toEqual([id])
  const hidden = await (sends['whead'] as Send)({ method: 'GET', url: `/api/matters/${id}` })
  expect(hidden.statusCode).toBe(404)

  const stored = await loadMatter(server.db, 't1', id)
  const lines = await journalOf(server.db, 't1', id)
  expect(stored && rebuilt(lines, stored.matter)).toEqual(stored?.matter)
})

test('what was taken back stands in the timeline as taken back', async () => {
  for (const login of ['dclerk']) sends[login] = await server.as(login)
  const id = await act('dclerk', null, 'setUp', orderForm({ due: '2026-12-31' }))
  await act('dclerk', id, 'assign')
  await act('dclerk', id, 'takeBack')
  const page = await read<MatterPage>('dclerk', `/api/matters/${id}`)
  expect(page.timeline.map(({ act: name, undone }) => [name, undone])).toEqual([
    ['setUp', undefined],
    ['assign', true],
    ['takeBack', undefined],
  ])
})
