import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LedgerPreview } from '../contract/operations.ts'
import { type Send, type TestServer, fileBody, orderForm, testServer } from '../testing.ts'
import { readWorkbook, writeWorkbook } from '../workbook/workbook.ts'
import { FAULT_HEADING, KEY_HEADING } from './sheet-words.ts'

let server: TestServer
let clerk: Send
let head: Send

beforeAll(async () => {
  server = await testServer('ledger')
  clerk = await server.as('dclerk')
  head = await server.as('ehead')
})
afterAll(() => server.close())

type Rows = (string | number | null)[][]

const HEADINGS = ['序号', '任务来源', '工作任务', '责任单位', '协办单位', '时间节点', '投资额']
const ROWS: Rows = [
  [1, '区政府第12次常务会议', '扩建东湖小学', '教体局', '区住建局', '6月底前', '1200万元'],
  [2, '区政府第12次常务会议', '改造老旧小区', '区住建局', '各街道', '2026.10.31', null],
  [3, null, '排查校车隐患', '某某局', null, '长期坚持', null],
]

const workbook = (rows: Rows, name = '2026年台账'): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name, rows }] })

async function read(send: Send, bytes: Uint8Array, name = '台账.xlsx', query = ''): Promise<LedgerPreview> {
  const reply = await send({ method: 'POST', url: `/api/ledger/imports${query}`, ...fileBody(name, bytes) })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json<LedgerPreview>()
}

const COMMON = {
  arranger: 'gov-deputy',
  authority: { kind: 'resolution', title: '区政府第12次常务会议', number: '第12次', on: '2026-02-27' },
}

const formOf = ({ values }: LedgerPreview['rows'][number]): Record<string, unknown> => ({
  ...COMMON,
  ...values,
  authority: { ...COMMON.authority, ...(values['authority'] as object) },
})

describe('a sheet of the office', () => {
  test('is read into rows with what each lacks, and comes back coloured', async () => {
    const bytes = await workbook([['2026年重点工作台账'], HEADINGS, ...ROWS])
    const { file, rows, sheets, shared, own, act } = await read(clerk, bytes)
    expect(act).toBe('supervised-task.setUp')
    expect(Object.keys(shared)).toEqual(expect.arrayContaining(['authority', 'arranger']))
    expect(Object.keys(own)).toEqual(expect.arrayContaining(['task', 'lead', 'due', 'milestones']))
    expect(rows.map(({ faults }) => faults.filter(({ level }) => level === 'bad').length)).toEqual([0, 1, 2])
    expect(rows[0]?.values).toMatchObject({ lead: 'edu', cooperating: ['cons'], due: '2026-06-30' })

    const remarks = rows.flatMap(({ row, sheet, faults }) =>
      faults.map(({ at, level, message }) => ({ sheet: sheets[sheet]?.name, row, at, level, message })),
    )
    const marked = await clerk({
      method: 'POST',
      url: `/api/ledger/imports/${file.id}/marked`,
      payload: { remarks, header: { '2026年台账': 2 } },
    })
    expect(marked.statusCode, marked.body).toBe(200)
    const book = await readWorkbook(marked.rawPayload)
    const grid = book.ok ? book.sheets[0]?.rows : undefined
    expect(grid?.[1]).toEqual([...HEADINGS, FAULT_HEADING])
    expect(grid?.[4]?.at(-1)).toContain('名录里没有牵头单位“某某局”')
    expect(grid?.[4]?.at(-1)).toContain('“长期坚持”没有确定的日期')

    const again = await read(clerk, marked.rawPayload, '台账.xlsx')
    expect(again.rows.map(({ values }) => values)).toEqual(rows.map(({ values }) => values))
  })

  test('is tried before it is set up, and set up by the ordinary act', async () => {
    const { rows, act } = await read(
      clerk,
      await workbook([HEADINGS, ROWS[0] ?? [], [9, null, '去年的事', '教育局', null, '2025-06-30', null]]),
    )
    const forms = rows.map(formOf)
    const check = (send: Send) => send({ method: 'POST', url: '/api/ledger/check', payload: { act, forms } })
    const { refused } = (await check(clerk)).json()
    expect(refused).toEqual([{ at: 1, message: expect.stringMatching(/./), fields: expect.anything() }])
    expect((await check(head)).json().refused).toHaveLength(2)
    const made = await clerk({
      method: 'POST',
      url: '/api/matters/batch',
      payload: { act, forms: forms.slice(0, 1) },
    })
    expect(made.json().created).toHaveLength(1)
    const second = await read(clerk, await workbook([HEADINGS, ROWS[0] ?? []]))
    expect(second.rows[0]).toMatchObject({ chosen: false })
    expect(second.rows[0]?.faults.at(-1)?.message).toMatch(/已有在办的同名事项督〔2026〕/)
  })

  test('columns may be said to be something else, and the year another', async () => {
    const bytes = await workbook([HEADINGS, ...ROWS], '表')
    const first = await read(clerk, bytes)
    expect(first.rows[0]?.values['target']).toContain('投资额：1200万元')
    const url = `/api/ledger/imports/${first.file.id}?as=0.6:target,0.3:ignored&year=2027`
    const told = (await clerk({ method: 'GET', url })).json<LedgerPreview>()
    expect(told.rows[0]?.values).toMatchObject({ due: '2027-06-30' })
    expect(told.rows[0]?.values['target']).toMatch(/^1200万元/)
    expect(told.rows[0]?.values['lead']).toBeUndefined()
    expect(Object.keys(told.shared)).toContain('lead')
    expect((await head({ method: 'GET', url })).statusCode).toBe(404)
  })

  test.each([
    [
      'a sheet without a heading',
      [
        ['甲', '乙'],
        ['丙', '丁'],
      ],
      '没有找到表头',
    ],
    ['an empty sheet', [[null]], '没有找到表头'],
  ])('%s is refused in one sentence', async (_, rows, because) => {
    const reply = await clerk({
      method: 'POST',
      url: '/api/ledger/imports',
      ...fileBody('表.xlsx', await workbook(rows)),
    })
    expect(reply.json()).toMatchObject({ status: 415, detail: expect.stringContaining(because) })
  })
})

describe('our own export', () => {
  /** The export with one cell changed by whoever got it, found by number and title of the column. */
  async function edited(send: Send, changes: readonly [task: string, title: string, text: string][]) {
    const reply = await send({ method: 'GET', url: '/api/matters.xlsx?procedure=supervised-task' })
    const book = await readWorkbook(reply.rawPayload)
    if (!book.ok) throw new Error(book.because)
    const [sheet] = book.sheets
    const [titles = [], ...rows] = sheet?.rows ?? []
    for (const [task, title, text] of changes) {
      const row = rows.find((cells) => cells.includes(task))
      if (row) row[titles.indexOf(title)] = text
    }
    return writeWorkbook([
      { name: sheet?.name ?? '', columns: titles.map((title) => ({ title: title ?? '' })), rows },
    ])
  }

  async function underway(task: string): Promise<string> {
    const { id } = (
      await clerk({
        method: 'POST',
        url: '/api/matters/acts/supervised-task.setUp',
        payload: { form: orderForm({ task }) },
      })
    ).json()
    await clerk({
      method: 'POST',
      url: `/api/matters/${id}/acts/supervised-task.assign`,
      payload: { form: {} },
    })
    await head({
      method: 'POST',
      url: `/api/matters/${id}/acts/supervised-task.signFor`,
      payload: { form: {} },
    })
    return id as string
  }

  test('comes back as the acts its changed cells mean, lawful for whoever brings it', async () => {
    const id = await underway('加固校舍')
    const sheet = await edited(head, [
      ['加固校舍', '进展情况', '已进场施工'],
      ['加固校舍', '完成时限', '2026年12月31日'],
    ])
    const { rows, updates, unchanged } = await read(head, sheet)
    expect(rows).toEqual([])
    expect(unchanged).toBeGreaterThan(0)
    expect(updates).toHaveLength(1)
    expect(updates[0]).toMatchObject({
      matter: id,
      moved: [],
      acts: [{ act: 'supervised-task.reportProgress', form: { progress: '已进场施工' }, refusals: [] }],
      changes: [
        { title: '完成时限', barred: '完成时限不能通过表格修改，请到事项页办理“申请延期”' },
        { title: '进展情况', before: '', after: '已进场施工' },
      ],
    })
    const theirs = await read(clerk, sheet)
    expect(theirs.updates[0]?.acts[0]?.refusals[0]).toMatch(/./)

    const [update] = updates
    const [meant] = update?.acts ?? []
    const done = await head({
      method: 'POST',
      url: `/api/matters/${id}/acts/${meant?.act}`,
      payload: { form: meant?.form, ver: update?.ver },
    })
    expect(done.statusCode, done.body).toBe(200)
    const after = await read(head, sheet)
    expect(after.updates[0]?.changes.map(({ title }) => title)).toEqual(['完成时限'])
  })

  test('a row changed on both sides says what stands on record', async () => {
    const id = await underway('更换路灯')
    const sheet = await edited(head, [['更换路灯', '进展情况', '表上写的进展']])
    await head({
      method: 'POST',
      url: `/api/matters/${id}/acts/supervised-task.reportProgress`,
      payload: { form: { progress: '网上报的进展' } },
    })
    const { updates } = await read(head, sheet)
    const [update] = updates.filter(({ matter }) => matter === id)
    expect(update?.moved).toMatchObject([
      { title: '进展情况', before: '网上报的进展', after: '表上写的进展' },
    ])
  })

  test('a key that leads nowhere, or a copied row, is a new matter', async () => {
    await underway('修缮图书馆')
    const sheet = await edited(clerk, [])
    const book = await readWorkbook(sheet)
    const [titles = [], ...rows] = book.ok ? (book.sheets[0]?.rows ?? []) : []
    const key = titles.indexOf(KEY_HEADING)
    const row = rows.find((cells) => cells.includes('修缮图书馆')) ?? []
    const foreign = row.with(key, 'no-such-matter@3@')
    const copied = await writeWorkbook([
      { name: '表', columns: titles.map((title) => ({ title: title ?? '' })), rows: [row, row, foreign] },
    ])
    const read1 = await read(clerk, copied)
    expect(read1.unchanged).toBe(1)
    expect(read1.rows).toHaveLength(2)
    expect(read1.rows[0]?.faults.map(({ message }) => message).join()).toContain('按新事项处理')
  })

  test('says how far it is while it is made', async () => {
    const reply = await clerk({ method: 'GET', url: '/api/ledger/export?procedure=supervised-task' })
    const lines = reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toEqual({ rows: lines[0]?.['of'], of: expect.any(Number) })
    const book = await readWorkbook(Buffer.from(String(lines.at(-1)?.['file']), 'base64'))
    expect(book.ok && book.sheets.map(({ name }) => name)).toContain('填表说明')
  })
})

describe('other lists', () => {
  const sheetsOf = async (reply: Awaited<ReturnType<Send>>) => {
    expect(reply.statusCode).toBe(200)
    const book = await readWorkbook(reply.rawPayload)
    return book.ok ? book.sheets : []
  }

  test('我的事 goes out as it stands on the page', async () => {
    const { items } = (await head({ method: 'GET', url: '/api/inbox' })).json<{
      items: { matter: { title: string } }[]
    }>()
    const [sheet] = await sheetsOf(await head({ method: 'GET', url: '/api/inbox.xlsx?box=todo&scope=mine' }))
    expect(items.length).toBeGreaterThan(0)
    expect(sheet?.rows.slice(1).map((row) => row[2])).toEqual(items.map(({ matter }) => matter.title))
  })

  test('a unit’s page has a sheet for each of its lists', async () => {
    const sheets = await sheetsOf(await head({ method: 'GET', url: '/api/units/edu/page.xlsx' }))
    expect(sheets.map(({ name }) => name)).toContain('我们欠着的')
    expect((await head({ method: 'GET', url: '/api/units/nowhere/page.xlsx' })).statusCode).toBe(404)
  })
})
