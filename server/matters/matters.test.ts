import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweep } from '#store/sweep.ts'
import type { InboxItem, LedgerRow, MatterPage } from '../contract/shapes.ts'
import { type Send, type TestServer, orderForm, testServer } from '../testing.ts'
import { readWorkbook } from '../workbook/workbook.ts'

let server: TestServer
let supervisor: Send
let deputy: Send
let head: Send
let clerk: Send
let stranger: Send
let task: string

const DAY = 86_400_000

beforeAll(async () => {
  server = await testServer('matters')
  supervisor = await server.as('dclerk')
  deputy = await server.as('deputy')
  head = await server.as('ehead')
  clerk = await server.as('eclerk')
  stranger = await server.as('whead')
  task = await setUp()
  await act(supervisor, task, 'assign')
})
afterAll(() => server.close())

async function setUp(form: Record<string, unknown> = {}): Promise<string> {
  const reply = await supervisor({
    method: 'POST',
    url: '/api/matters/acts/supervised-task.setUp',
    payload: { form: orderForm(form) },
    headers: { 'idempotency-key': randomUUID() },
  })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json<{ id: string }>().id
}

async function act(send: Send, id: string, name: string, form: Record<string, unknown> = {}): Promise<void> {
  const url = `/api/matters/${id}/acts/supervised-task.${name}`
  const reply = await send({
    method: 'POST',
    url,
    payload: { form },
    headers: { 'idempotency-key': randomUUID() },
  })
  if (reply.statusCode !== 200) throw new Error(reply.body)
}

async function read<T>(send: Send, url: string): Promise<T> {
  const reply = await send({ method: 'GET', url })
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
  return reply.json<T>()
}

interface Ledger {
  readonly columns: { title: string }[]
  readonly rows: LedgerRow[]
  readonly next: string | null
  readonly count: { n: number; more: boolean }
}
interface Inbox {
  readonly items: InboxItem[]
  readonly counts: Record<string, number>
}

describe('the page of a matter', () => {
  test('says who owes what by when and why, what has been done, and what this person may do', async () => {
    const page = await read<MatterPage>(clerk, `/api/matters/${task}`)
    expect(page).toMatchObject({ stateTitle: '待签收', group: '待办', ver: 2, dueText: '2026年6月30日' })
    expect(page.light).toMatchObject({ colour: 'green' })
    const finish = page.duties.find((duty) => duty.name === 'finish')
    expect(finish).toMatchObject({
      holder: { unitName: '区教育局' },
      creditor: { unitName: '区政府督查室' },
      state: 'open',
    })
    expect(finish?.steps.join()).toContain('2026年6月30日')
    expect(page.duties.find((duty) => duty.name === 'assign')).toMatchObject({
      state: 'done',
      light: { colour: 'none' },
    })
    expect(page.timeline.map((entry) => [entry.seq, entry.title, entry.by?.name])).toEqual([
      [1, '立项', '己专员'],
      [2, '交办', '己专员'],
    ])
    expect(page.record.find((field) => field.name === 'arranger')?.text).toBe('副区长 乙副区长')
    expect(page.acts.find((one) => one.act === 'signFor')).toMatchObject({ mine: true, refusals: [] })
    expect(page.acts.filter((one) => one.takesBack).map((one) => one.may)).toEqual(['取回'])
    const closed = page.acts.find((one) => one.act === 'help')
    expect(closed?.refusals.map(({ code }) => code)).toContain('WRONG_STATE')
    expect(page.papers.map((paper) => paper.title)).toEqual([
      '督办单',
      '交办单',
      '工作简报',
      '卷宗',
      '卷宗（PDF）',
    ])
  })

  test('is not there for a stranger, as for a matter that does not exist', async () => {
    const hidden = await stranger({ method: 'GET', url: `/api/matters/${task}` })
    const absent = await stranger({ method: 'GET', url: `/api/matters/${randomUUID()}` })
    expect([hidden.statusCode, absent.statusCode]).toEqual([404, 404])
    expect(hidden.json()).toEqual(absent.json())
  })

  test('hides record fields from roles that are not to see them, in the record and in the act that set them', async () => {
    const id = await setUp({ cooperating: ['cons'] })
    await act(supervisor, id, 'assign')
    await act(clerk, id, 'signFor', { contact: '0571-5550123' })
    const names = (page: MatterPage) => page.record.map((field) => field.name)
    const mine = await read<MatterPage>(clerk, `/api/matters/${id}`)
    expect(names(mine)).toContain('contact')
    expect(names(await read<MatterPage>(supervisor, `/api/matters/${id}`))).toContain('contact')
    const office = await read<MatterPage>(await server.as('oclerk'), `/api/matters/${id}`)
    expect(names(office)).not.toContain('contact')
    expect(JSON.stringify(office)).not.toContain('0571-5550123')
  })
})

describe('the ledger', () => {
  test('has the office’s columns, texts instead of ids, and only what one may see', async () => {
    const all = await read<Ledger>(supervisor, '/api/matters?procedure=supervised-task')
    expect(all.columns.slice(0, 3).map((column) => column.title)).toEqual([
      '任务来源',
      '工作任务',
      '目标要求',
    ])
    expect(all.count).toEqual({ n: all.rows.length, more: false })
    const row = all.rows.find((one) => one.id === task)
    expect(row?.cells).toMatchObject({
      lead: '区教育局',
      due: '2026年6月30日',
      state: '待签收',
      source: '区政府第12次常务会议',
    })
    const none = await read<Ledger>(stranger, '/api/matters')
    expect(none).toMatchObject({ rows: [], next: null, count: { n: 0, more: false } })
  })

  test('refuses a filter that does not exist, and knows no other procedure', async () => {
    expect((await supervisor({ method: 'GET', url: '/api/matters?colour=red' })).statusCode).toBe(422)
    expect((await supervisor({ method: 'GET', url: '/api/matters?procedure=constructor' })).statusCode).toBe(
      404,
    )
  })

  test('takes the days of a range as they are written', async () => {
    const id = await setUp({ task: '整治河道', due: '2026-07-15' })
    const on = async (query: string) =>
      (await read<Ledger>(supervisor, `/api/matters?${query}`)).rows.some((row) => row.id === id)
    expect(await on('dueFrom=2026-07-15&dueTo=2026-07-15')).toBe(false)
    await act(supervisor, id, 'assign')
    expect(await on('dueFrom=2026-07-15&dueTo=2026-07-15')).toBe(true)
    expect(await on('dueFrom=2026-07-16')).toBe(false)
    expect(await on('dueTo=2026-07-14')).toBe(false)
    expect(await on(`q=${encodeURIComponent('河道')}`)).toBe(true)
  })

  test('goes out as a workbook with the same rows, a place number and a hidden key', async () => {
    const reply = await supervisor({ method: 'GET', url: '/api/matters.xlsx' })
    expect(reply.statusCode).toBe(200)
    const workbook = await readWorkbook(reply.rawPayload)
    if (!workbook.ok) throw new Error('unreadable')
    const [sheet] = workbook.sheets
    expect(sheet?.rows[0]?.[0]).toBe('序号')
    expect(sheet?.rows[0]?.slice(-3)).toEqual(['灯', '编号', '行键（勿改）'])
    const listed = await read<Ledger>(supervisor, '/api/matters')
    expect((sheet?.rows.length ?? 0) - 1).toBe(listed.rows.length)
  })
})

describe('the inbox', () => {
  test('lists obligations with the acts that discharge them', async () => {
    const inbox = await read<Inbox>(clerk, '/api/inbox')
    const line = inbox.items.find((item) => item.matter.id === task && item.duty?.name === 'signFor')
    expect(line?.duty).toMatchObject({
      must: '签收',
      lapsed: false,
      acts: [{ act: 'signFor', may: '签收' }, { act: 'decline' }],
    })
    expect(inbox.counts['todo']).toBeGreaterThan(1)
    for (const box of ['doing', 'done', 'toread'])
      for (const scope of ['mine', 'unit'])
        await read<Inbox>(supervisor, `/api/inbox?box=${box}&scope=${scope}`)
  })

  test('shows of what is in hand its own term and light, what is due next first', async () => {
    const inbox = await read<Inbox>(supervisor, '/api/inbox?box=doing&scope=unit')
    const line = inbox.items.find((item) => item.matter.id === task)
    expect(line?.matter.light?.text).toMatch(/^[绿黄红]：/)
    expect(line?.matter.dueText).toMatch(/^\d+年\d+月\d+日$/)
    const done = await read<Inbox>(supervisor, '/api/inbox?box=done')
    expect(done.items.every((item) => item.matter.light === undefined)).toBe(true)
  })

  test('does not put what is still being drawn up into the hands of its lead unit', async () => {
    const drawnUp = await setUp({ task: '编制年度计划' })
    const url = '/api/inbox?box=doing&scope=unit'
    const [theirs, ours] = [await read<Inbox>(clerk, url), await read<Inbox>(supervisor, url)]
    expect(ours.items.map((item) => item.matter.id)).toContain(drawnUp)
    expect(theirs.items.map((item) => item.matter.id)).not.toContain(drawnUp)
  })

  test('has notices to read until the matter is opened', async () => {
    const before = await read<Inbox>(deputy, '/api/inbox?box=toread')
    expect(before.items.some((item) => item.matter.id === task && item.notice?.startsWith('交办'))).toBe(true)
    await read<MatterPage>(deputy, `/api/matters/${task}`)
    const after = await read<Inbox>(deputy, '/api/inbox?box=toread')
    expect(after.items.some((item) => item.matter.id === task)).toBe(false)
  })
})

test('starting: whose post sets matters up is offered the form, others are not', async () => {
  const offered = await read<{ starts: { procedure: string; act: { act: string; next?: object } }[] }>(
    supervisor,
    '/api/starts',
  )
  expect(offered.starts.map((start) => `${start.procedure}.${start.act.act}`)).toEqual([
    'supervised-task.setUp',
  ])
  expect(offered.starts[0]?.act.next).toEqual({ act: 'assign', may: '交办' })
  expect(await read(clerk, '/api/starts')).toEqual({ starts: [] })
})

describe('setting up many', () => {
  const batch = (forms: unknown[], key = randomUUID()) =>
    supervisor({
      method: 'POST',
      url: '/api/matters/batch',
      payload: { act: 'supervised-task.setUp', forms },
      headers: { 'idempotency-key': key },
    })

  test('makes all or none, and the same key once', async () => {
    const key = randomUUID()
    const reply = await batch([orderForm(), orderForm({ lead: 'cons' })], key)
    expect(reply.statusCode).toBe(200)
    expect((await batch([orderForm(), orderForm({ lead: 'cons' })], key)).json()).toEqual(reply.json())
    const refused = await batch([orderForm(), orderForm({ lead: 'office' })])
    expect(refused.statusCode).toBe(409)
    expect(refused.json<{ detail: string }>().detail).toMatch(/^第2项：/)
  })
})

test('papers come as documents, and only those that exist by now', async () => {
  const slip = await clerk({ method: 'GET', url: `/api/matters/${task}/papers/slip` })
  expect(slip.statusCode).toBe(200)
  expect(slip.rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect((await clerk({ method: 'GET', url: `/api/matters/${task}/papers/report` })).statusCode).toBe(404)
  expect((await clerk({ method: 'GET', url: `/api/matters/${task}/papers/constructor` })).statusCode).toBe(
    404,
  )
  expect((await stranger({ method: 'GET', url: `/api/matters/${task}/papers/slip` })).statusCode).toBe(404)
})

test('views are a person’s own', async () => {
  const saved = await supervisor({
    method: 'POST',
    url: '/api/views',
    payload: { name: '红灯', query: 'light=red' },
  })
  const { id } = saved.json<{ id: string }>()
  expect(await read(clerk, '/api/views')).toEqual({ views: [] })
  expect((await clerk({ method: 'DELETE', url: `/api/views/${id}` })).statusCode).toBe(404)
  expect(await read(supervisor, '/api/views')).toEqual({ views: [{ id, name: '红灯', query: 'light=red' }] })
  expect((await supervisor({ method: 'DELETE', url: `/api/views/${id}` })).statusCode).toBe(200)
})

test('norms and the reading copy come from the rulebook', async () => {
  const { norms } = await read<{
    norms: { id: string; enforcedBy: { title: string }[]; figures: Record<string, number> }[]
  }>(clerk, '/api/norms')
  expect(norms.find((norm) => norm.id === 'C2')?.figures['owed']).toBeGreaterThan(0)
  expect(norms.find((norm) => norm.id === 'C3')?.enforcedBy.length).toBeGreaterThan(0)
  const [first] = (await read<{ procedures: { id: string; title: string }[] }>(clerk, '/api/procedures'))
    .procedures
  expect(first).toMatchObject({ id: 'supervised-task', title: '督办事项' })
  const copy = await read<{
    title: string
    states: { name: string; title: string; group: string; final: boolean }[]
    duties: { must: string; within: string; ladder: string[] }[]
  }>(clerk, `/api/procedures/${first?.id}`)
  expect(copy.title).toBe('督办事项')
  expect(copy.states[0]).toEqual({ name: 'setUp', title: '已立项', group: '拟办', final: false })
  expect(copy.states.filter((state) => state.final).every((state) => state.group === '办结')).toBe(true)
  expect(copy.duties.find((duty) => duty.must === '签收')).toMatchObject({ within: '1个工作日内' })
  expect((await clerk({ method: 'GET', url: '/api/procedures/none' })).statusCode).toBe(404)
})

test('once terms run out, lights turn, breaches are on the unit’s page and the leader sees what is late', async () => {
  server.later(130 * DAY)
  const again = await Promise.all([server.as('dclerk'), server.as('deputy'), server.as('ehead')])
  ;[supervisor, deputy, head] = again
  await sweep(server.context, server.context.clock.now())
  const page = await read<MatterPage>(head, `/api/matters/${task}`)
  expect(page.light).toEqual({ colour: 'red', text: '红：逾期10日' })
  expect(page.timeline.some((entry) => entry.by === null && entry.title === '到期未办：按期办结并反馈')).toBe(
    true,
  )
  const unit = await read<{
    breaches: { must: string; closed: boolean }[]
    figures: { title: string; n: number; query: string }[]
  }>(supervisor, '/api/units/edu/page')
  expect(unit.breaches.map((breach) => breach.must)).toContain('签收')
  for (const { n, query } of unit.figures) {
    expect((await read<Ledger>(supervisor, `/api/matters?${query}`)).count.n).toBe(n)
  }
  await normFiguresOpenTheirRows()
  const screens = await read<{
    today: { lapsing: LedgerRow[] }
    arranged: { figures: { title: string; n: number }[] }
  }>(deputy, '/api/leader')
  expect(screens.today.lapsing.some((row) => row.id === task)).toBe(true)
  expect(screens.arranged.figures.find((figure) => figure.title === '已逾期')?.n).toBeGreaterThan(0)
})

interface NormFigures {
  since: string
  norms: {
    id: string
    figures: { lapsed: number; owed: number }
    watches: { n: number; kinds: string[]; of: number; ofKinds: string[] }[]
  }[]
}

/** A number is zero where its ledger is empty, and never smaller: a matter may have several duties or acts of a kind. */
async function normFiguresOpenTheirRows(): Promise<void> {
  const { since, norms } = await read<NormFigures>(supervisor, '/api/norms')
  const opens = async (n: number, query: Record<string, string>): Promise<void> => {
    const text = new URLSearchParams(query).toString()
    const { count } = await read<Ledger>(supervisor, `/api/matters?${text}`)
    expect({ query, empty: count.n === 0, most: count.n <= n }).toEqual({ query, empty: n === 0, most: true })
  }
  for (const { id, figures, watches } of norms) {
    await opens(figures.lapsed, { norm: id })
    await opens(figures.owed, { owed: id })
    for (const { n, kinds, of, ofKinds } of watches) {
      await opens(n, { did: kinds.join(','), didFrom: since })
      await opens(of, { did: ofKinds.join(','), didFrom: since })
    }
  }
  expect(norms.some(({ figures }) => figures.lapsed > 0)).toBe(true)
  expect(norms.some(({ watches }) => watches.some(({ n }) => n > 0))).toBe(true)
  await theExcelKeepsTo({ norm: norms.find(({ figures }) => figures.lapsed > 0)?.id ?? '' })
  const next = `${Number(since.slice(0, 4)) + 1}-01-01`
  const later = await read<Ledger>(supervisor, `/api/matters?did=supervised-task.setUp&didFrom=${next}`)
  expect(later.count.n).toBe(0)
}

async function theExcelKeepsTo(query: Record<string, string>): Promise<void> {
  const text = new URLSearchParams(query).toString()
  const { rows } = await read<Ledger>(supervisor, `/api/matters?${text}`)
  const reply = await supervisor({ method: 'GET', url: `/api/matters.xlsx?${text}` })
  const book = await readWorkbook(reply.rawPayload)
  if (!book.ok) throw new Error(book.because)
  const numbers = book.sheets[0]?.rows.map((row) => row.at(-2)).filter((cell) => cell?.includes('〔'))
  expect(numbers).toEqual(rows.map((row) => row.number))
}
