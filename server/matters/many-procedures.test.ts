import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { fillActed } from '#store/fill-acted.ts'
import { fillDeeds } from '#store/fill-deeds.ts'
import { fillDesks } from '#store/fill-desks.ts'
import { fillDrafted } from '#store/fill-drafted.ts'
import { fillIssuers } from '#store/fill-issuers.ts'
import { petition } from '#test/second-procedure.ts'
import type { InboxItem, LedgerRow, MatterPage } from '../contract/shapes.ts'
import { type Send, type TestServer, orderForm, testServer } from '../testing.ts'
import { readWorkbook } from '../workbook/workbook.ts'

// A rulebook of two procedures that know nothing of each other: every list, figure and page holds both.

let server: TestServer
const sends: Record<string, Send> = {}
let task: string
let letter: string
let hidden: string

const tasks = rulebook.procedures['supervised-task']
if (!tasks) throw new Error('the first procedure is not there')
const two = { procedures: { 'supervised-task': tasks, petition }, norms: rulebook.norms }

beforeAll(async () => {
  server = await testServer('many', { rulebook: two })
  for (const login of ['dclerk', 'oclerk', 'deputy', 'chief', 'eclerk', 'whead', 'chead'])
    sends[login] = await server.as(login)
  task = await act('dclerk', null, 'supervised-task.setUp', orderForm())
  await act('dclerk', task, 'supervised-task.assign')
  hidden = await act('dclerk', null, 'supervised-task.setUp', orderForm({ task: '保密的事', lead: 'cons' }))
  letter = await act('oclerk', null, 'petition.receive', {
    subject: '关于学位不足的来信',
    leader: 'gov-deputy',
    from: task,
  })
})
afterAll(() => server.close())

async function act(who: string, id: string | null, name: string, form: object = {}): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

async function read<T>(who: string, url: string): Promise<T> {
  const reply = await (sends[who] as Send)({ method: 'GET', url })
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
  return reply.json<T>()
}

interface Ledger {
  readonly columns: { name: string; title: string }[]
  readonly rows: LedgerRow[]
  readonly next: string | null
  readonly count: { n: number; more: boolean }
}
interface Inbox {
  readonly items: InboxItem[]
  readonly counts: { todo: number; doing: number }
}

test('the procedures are told with the names of their ledgers, states and flags', async () => {
  const { procedures } = await read<{
    procedures: { id: string; register: string; flags: { name: string }[]; kinds: Record<string, string> }[]
  }>('eclerk', '/api/procedures')
  expect(procedures.map(({ id }) => id)).toEqual(['supervised-task', 'petition'])
  expect(procedures[1]).toMatchObject({
    register: '来信登记簿',
    flags: [{ name: 'instructed', title: '批示过' }],
  })
  expect(procedures[1]?.kinds['petition.instruct.lapse']).toBe('到期未批示：批示来信')
})

test('what can be started is told for each procedure', async () => {
  const starts = async (who: string): Promise<string[]> =>
    (await read<{ starts: { procedure: string }[] }>(who, '/api/starts')).starts.map((one) => one.procedure)
  expect(await starts('oclerk')).toEqual(['petition'])
  expect(await starts('dclerk')).toEqual(['supervised-task'])
})

test('the ledger lists all in common columns and one in its own', async () => {
  const all = await read<Ledger>('deputy', '/api/matters?sort=new')
  expect(all.rows.map((row) => row.procedureTitle).toSorted()).toEqual(
    ['来信', '督办事项', '督办事项'].toSorted(),
  )
  expect(all.count.n).toBe(3)
  expect(all.columns.map(({ name }) => name)).toEqual(['title', 'procedure', 'unit', 'state', 'updated'])
  expect(all.rows.every((row) => row.cells['title'] === row.title)).toBe(true)
  const own = await read<Ledger>('deputy', '/api/matters?procedure=petition')
  expect(own.columns.map(({ title }) => title)).toEqual(['来信标题', '批示领导', '状态'])
  expect(own.rows.map((row) => [row.id, row.cells['leader']])).toEqual([[letter, '副区长 乙副区长']])
  const none = await (sends['deputy'] as Send)({ method: 'GET', url: '/api/matters?procedure=none' })
  expect(none.statusCode).toBe(404)
})

test('pages of all procedures come once each, in one order', async () => {
  for (const sort of ['due', 'new', 'updated']) {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await read<Ledger>('deputy', `/api/matters?sort=${sort}&limit=1${cursor}`)
      seen.push(...page.rows.map(({ id }) => id))
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(seen.toSorted(), sort).toEqual([task, hidden, letter].toSorted())
  }
})

test.each([
  ['flag=stuck', 0],
  ['flag=instructed', 0],
  ['flag=no-such-flag', 0],
  ['state=waiting', 1],
  ['group=拟办', 2],
  ['q=来信', 1],
  ['owed=C6', 1],
  ['did=petition.receive,supervised-task.setUp', 3],
  ['lacks=supervised-task.assign', 1],
  ['decided=gov-deputy', 2],
  ['owes=edu', 1],
  ['owedTo=dc', 1],
  ['late=yes', 0],
  ['silent=7', 0],
])('%s finds %i over both', async (query, n) => {
  expect((await read<Ledger>('deputy', `/api/matters?${query}`)).count.n).toBe(n)
})

test('the workbook has a sheet for each ledger with rows in it', async () => {
  const reply = await (sends['deputy'] as Send)({ method: 'GET', url: '/api/matters.xlsx' })
  const book = await readWorkbook(reply.rawPayload)
  if (!book.ok) throw new Error(book.because)
  expect(book.sheets.map(({ name }) => name).slice(0, 2)).toEqual([
    expect.stringContaining('台账'),
    '来信登记簿',
  ])
})

test('the office sees how many stand at each step of the ledgers open to it, and opens them', async () => {
  const { registers } = await read<{
    registers: { register: string; figures: { title: string; n: number; query: string }[] }[]
  }>('oclerk', '/api/office')
  expect(registers.map(({ register }) => register)).toEqual([expect.stringContaining('台账'), '来信登记簿'])
  expect(registers[1]?.figures.map(({ title, n }) => [title, n])).toEqual([
    ['待批示', 1],
    ['承办中', 0],
  ])
  for (const { n, query } of registers.flatMap(({ figures }) => figures))
    expect((await read<Ledger>('oclerk', `/api/matters?${query}`)).count.n).toBe(n)
  expect((await read<{ registers: unknown[] }>('eclerk', '/api/office')).registers).toEqual([])
})

test('the inbox mixes procedures and says which is which', async () => {
  const inbox = await read<Inbox>('deputy', '/api/inbox')
  expect(inbox.items.map(({ matter, duty }) => [matter.procedureTitle, duty?.must])).toEqual([
    ['来信', '批示来信'],
  ])
  // Open to one procedure, a party in another: both are in hand.
  const office = await read<Inbox>('oclerk', '/api/inbox?box=doing&scope=unit')
  expect(office.items.map(({ matter }) => matter.procedure)).toContain('petition')
})

test('a leader finds the letter under papers, and the matters decided under the figures', async () => {
  interface Screens {
    today: { papers: InboxItem[]; due: InboxItem[] }
    decide: InboxItem[]
    decideMore: boolean
    arranged: { figures: { title: string; n: number; query: string }[]; rows: LedgerRow[] }
  }
  const before = await read<Screens>('deputy', '/api/leader')
  expect(before.today.papers.map(({ matter }) => matter.id)).toEqual([letter])
  expect(before.decide).toHaveLength(1)
  expect(before.decideMore).toBe(false)
  const { db } = server
  await db.query(
    `insert into duty select (d).* from (select jsonb_populate_record(d, jsonb_build_object('no', 100 + n)) d
     from duty d, generate_series(1, 100) n where d.matter_id = $1 and d.state = 'open') x`,
    [letter],
  )
  const many = await read<Screens>('deputy', '/api/leader')
  expect([many.decide.length, many.decideMore]).toEqual([50, true])
  await db.query('delete from duty where matter_id = $1 and no > 100', [letter])
  await act('deputy', letter, 'petition.instruct', { words: '请办理并答复', unit: 'edu' })
  const after = await read<Screens>('deputy', '/api/leader')
  expect(after.today.papers).toEqual([])
  expect(after.arranged.rows.map(({ id }) => id).toSorted()).toEqual([task, hidden, letter].toSorted())
  for (const { n, query } of after.arranged.figures)
    expect((await read<Ledger>('deputy', `/api/matters?${query}`)).count.n).toBe(n)
})

test('a matter shows the matters it names, and only that there is one to those who may not see it', async () => {
  await act('oclerk', letter, 'petition.link', { sentence: '请住建局核查', matter: hidden })
  const named = (page: MatterPage, field: string) => page.record.find(({ name }) => name === field)
  const office = await read<MatterPage>('oclerk', `/api/matters/${letter}`)
  expect(named(office, 'from')?.parts?.[0]?.matters[0]).toMatchObject({
    id: task,
    title: '完成东湖小学扩建并交付使用',
    stateTitle: '待签收',
    light: { colour: 'green' },
  })
  expect(named(office, 'tasks')?.parts).toMatchObject([{ text: '请住建局核查', hidden: 0 }])
  const unit = await read<MatterPage>('eclerk', `/api/matters/${letter}`)
  expect(named(unit, 'tasks')?.parts).toEqual([{ text: '请住建局核查', matters: [], hidden: 1 }])
  expect(named(unit, 'tasks')?.text).toBe('请住建局核查（事项（无权查看））')
  for (const untold of ['保密的事', hidden]) expect(JSON.stringify(unit)).not.toContain(untold)
  const cited = unit.timeline
    .find((entry) => entry.act === 'link')
    ?.form.find(({ name }) => name === 'matter')
  expect(cited).toMatchObject({ text: '事项（无权查看）', parts: [{ matters: [], hidden: 1 }] })
})

test('a unit’s page and figures hold both, its leaders’ own duties apart', async () => {
  interface Page {
    own: InboxItem[]
    owes: InboxItem[]
    owed: InboxItem[]
    figures: { n: number; query: string; title: string }[]
  }
  const page = await read<Page>('oclerk', '/api/units/edu/page')
  expect(page.owes.map(({ duty }) => duty?.must)).toContain('答复来信人')
  for (const { n, query, title } of page.figures)
    expect([title, (await read<Ledger>('oclerk', `/api/matters?${query}`)).count.n]).toEqual([title, n])
  const leaders = await read<Page>('deputy', '/api/units/gov/page')
  expect(leaders.own).toEqual([])
})

test('the supervision desk tells the silent after a fortnight, over both, and whom they wait for', async () => {
  interface Desk {
    silent: { rows: LedgerRow[]; query: string; days: number }
    late: { rows: LedgerRow[]; query: string }
    checks: { figures: { n: number; query: string }[]; recent: { title: string; by: string }[] }
  }
  server.later(15 * 86_400_000)
  sends['deputy'] = await server.as('deputy')
  const desk = await read<Desk>('deputy', '/api/supervision')
  expect(desk.silent.days).toBe(14)
  expect(desk.silent.rows.map(({ id }) => id).toSorted()).toEqual([task, letter].toSorted())
  expect(
    desk.silent.rows.flatMap(({ waiting }) => waiting ?? []).map(({ holder }) => holder.unitName),
  ).toContain('区教育局')
  expect((await read<Ledger>('deputy', `/api/matters?${desk.silent.query}`)).count.n).toBe(2)
})

test('what desks list is filled in where a version before wrote it', async () => {
  const { db } = server
  const lists = async (): Promise<unknown> =>
    (
      await db.query(`select m.id, m.silent_from, m.flags, m.issuer, m.deeds, array_agg(p.flags::text order by p.holder) as party_flags, array_agg(p.drafted order by p.holder) as drafted,
        (select array_agg(h.acted_at order by h.person_id) from hand h where h.matter_id = m.id) as acted, array_agg(p.holder order by p.holder) filter (where p.decided) decided,
        array_agg(p.holder order by p.holder) filter (where p.decided is null) undecided
       from matter m join party p on p.tenant_id = m.tenant_id and p.matter_id = m.id group by 1, 2, 3, 4, 5 order by 1`)
    ).rows
  const kept = await lists()
  expect(JSON.stringify(kept)).toContain('"decided":["post:gov-deputy"]')
  await db.script(
    `update matter set silent_from = '-infinity', flags = '{}', issuer = '?', deeds = null; update party set decided = null, flags = null, drafted = null; update hand set acted_at = null`,
  )
  const silent = '/api/matters?silent=14'
  expect((await read<Ledger>('deputy', silent)).count.n).toBe(0)
  expect(await fillDesks(db, two)).toBe(3)
  expect(await fillDesks(db, two)).toBe(0)
  expect(await fillIssuers(db, two)).toBe(3)
  expect(await fillIssuers(db, two)).toBe(0)
  expect(await fillDeeds(db, two)).toBe(3)
  expect(await fillDeeds(db, two)).toBe(0)
  expect(await fillDrafted(db)).toBe(3)
  expect(await fillDrafted(db)).toBe(0)
  expect(await fillActed(db)).toBe(3)
  expect(await fillActed(db)).toBe(0)
  expect(await lists()).toEqual(kept)
  expect((await read<Ledger>('deputy', silent)).count.n).toBe(2)
})

test('norms lead to the reading copy in which each gate stands', async () => {
  sends['eclerk'] = await server.as('eclerk')
  const { norms } = await read<{ norms: { enforcedBy: { kind: string; procedure?: string }[] }[] }>(
    'eclerk',
    '/api/norms',
  )
  const gates = norms.flatMap(({ enforcedBy }) => enforcedBy).filter(({ kind }) => kind === '闸')
  expect(gates.length).toBeGreaterThan(5)
  const places = new Set(gates.map(({ procedure }) => procedure))
  expect(places.has('supervised-task')).toBe(true)
  // Gates of procedures that this rulebook does not have stand nowhere.
  expect([...places].filter((place) => place !== 'supervised-task' && place !== undefined)).toEqual([])
})

test('the supervision desk shows which visits are planned, and by when', async () => {
  interface Desk {
    checks: { figures: { title: string; n: number; query: string }[]; planned: LedgerRow[] }
  }
  sends['dclerk'] = await server.as('dclerk')
  await act('eclerk', task, 'supervised-task.signFor', {})
  await act('dclerk', task, 'supervised-task.planCheck', { on: '2026-03-20', focus: '看现场' })
  const { checks } = await read<Desk>('dclerk', '/api/supervision')
  expect(checks.planned.map(({ id, waiting }) => [id, waiting?.map(({ must }) => must)])).toEqual([
    [task, ['按计划现场核查']],
  ])
  expect(checks.figures[0]).toMatchObject({ title: '已安排而还没有去', n: 1 })
  for (const { n, query } of checks.figures)
    expect((await read<Ledger>('dclerk', `/api/matters?${query}`)).count.n).toBe(n)
})
