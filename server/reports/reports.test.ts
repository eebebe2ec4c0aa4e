import { randomUUID } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweep } from '#store/sweep.ts'
import { readZipDirectory } from '../files/zip-directory.ts'
import { type Send, type TestServer, orderForm, testServer } from '../testing.ts'
import { readWorkbook } from '../workbook/workbook.ts'

const DAY = 86_400_000
const START = '2026-03-02'

let server: TestServer
let today = START
const sends: Record<string, Send> = {}
const ids: Record<string, string> = {}

/** Ten in the morning of a day yet to come; terms that ran out by then have been climbed. */
async function on(day: string): Promise<void> {
  server.later(Math.round((Date.parse(day) - Date.parse(today)) / DAY) * DAY)
  today = day
  await sweep(server.context, server.context.clock.now())
  for (const login of ['dclerk', 'dhead', 'deputy', 'eclerk', 'chead', 'whead'])
    sends[login] = await server.as(login)
}

async function act(login: string, task: string, name: string, form: Record<string, unknown> = {}) {
  const id = ids[task]
  const reply = await (sends[login] as Send)({
    method: 'POST',
    url: `/api/matters${id ? `/${id}` : ''}/acts/supervised-task.${name}`,
    payload: { form },
    headers: { 'idempotency-key': randomUUID() },
  })
  if (reply.statusCode !== 200) throw new Error(`${task} ${name}: ${reply.body}`)
  ids[task] ??= reply.json<{ id: string }>().id
}

async function read<T>(login: string, url: string): Promise<T> {
  const reply = await (sends[login] as Send)({ method: 'GET', url })
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
  return reply.json<T>()
}

interface CircularJson {
  readonly sentences: string[]
  readonly figures: { name: string; title: string; n: number }[]
  readonly bySource: { key: string; title: string; cells: number[] }[]
  readonly byUnit: { key: string; title: string; cells: number[] }[]
  readonly totals: { cells: number[] }
  readonly stuck: { id: string; note: string }[]
  readonly lapsed: { id: string; note: string }[]
  readonly ongoing: boolean
}

const MARCH = '/api/reports/circular?kind=month&on=2026-03-15'

async function finish(login: string, task: string): Promise<void> {
  await act('dclerk', task, 'verify', { found: '情况属实' })
  await act(login, task, 'sumUp', { summary: '已总结' })
  await act('deputy', task, 'assess', { assessment: 'good' })
  await act('dclerk', task, 'strikeOff')
}

const instruction = { kind: 'instruction', title: '关于东湖片区的批示', on: '2026-02-20' }

beforeAll(async () => {
  server = await testServer('reports')
  await on(START)
  await act('dclerk', '小学', 'setUp', orderForm({ task: '小学扩建' }))
  await act(
    'dclerk',
    '路灯',
    'setUp',
    orderForm({ task: '路灯修复', lead: 'cons', due: '2026-03-13', authority: instruction }),
  )
  await act('dclerk', '排查', 'setUp', orderForm({ task: '隐患排查', lead: 'east', due: '2026-03-10' }))
  await act(
    'dclerk',
    '改造',
    'setUp',
    orderForm({ task: '危房改造', lead: 'cons', due: '2026-03-20', authority: instruction }),
  )
  await act('dclerk', '未交办', 'setUp', orderForm({ task: '还没有交办' }))
  for (const task of ['小学', '路灯', '排查', '改造']) await act('dclerk', task, 'assign')
  await act('eclerk', '小学', 'signFor', { contact: '0571-5550123' })
  await act('chead', '路灯', 'signFor')
  await act('whead', '排查', 'signFor')
  await act('chead', '改造', 'signFor')
  await on('2026-03-09')
  await act('eclerk', '小学', 'reportProgress', { progress: '完成立项', next: '组织招标' })
  await act('chead', '改造', 'reportStuck', { trouble: '资金未到位' })
  await act('eclerk', '小学', 'applyExtension', { to: '2026-07-31', reason: '雨季停工' })
  await on('2026-03-10')
  await act('dclerk', '小学', 'grantExtension')
  await on('2026-03-11')
  await act('chead', '路灯', 'reportDone', { result: '修复路灯120盏' })
  await finish('chead', '路灯')
  await on('2026-03-12')
  await act('dclerk', '排查', 'sendYellow', { demand: '请说明原因' })
  await act('dclerk', '小学', 'check', { on: '2026-03-12', found: '已开工' })
  await on('2026-03-16')
  await act('whead', '排查', 'answerLetter', { answer: '人手不足，两日内完成' })
  await act('whead', '排查', 'reportDone', { result: '排查48户' })
  await finish('whead', '排查')
  await on('2026-04-02')
})
afterAll(() => server.close())

describe('督查通报', () => {
  test('counts what happened in the month, and how things stood at its end', async () => {
    const march = await read<CircularJson>('dclerk', MARCH)
    expect(Object.fromEntries(march.figures.map(({ name, n }) => [name, n]))).toEqual({
      arranged: 4,
      inHand: 2,
      inTime: 1,
      late: 1,
      otherwise: 0,
      overdue: 0,
      stuck: 1,
      lapsed: 1,
      extended: 1,
      letters: 1,
      checks: 1,
    })
    expect(march.ongoing).toBe(false)
    expect(march.sentences[0]).toBe(
      '2026年3月，全部督办事项中新交办4件，办结销号2件，其中按期1件、逾期1件；撤销、并案0件。',
    )
    expect(march.sentences[1]).toBe('期末在办2件，其中已逾期0件、卡住1件。')
    expect(march.sentences[2]).toContain('发出督办单1份、已回复1份')
    expect(march.stuck).toMatchObject([
      {
        id: ids['改造'],
        note: expect.stringMatching(/^2026年3月9日起：资金未到位；等副区长 乙副区长（协助解决或者上报/),
      },
    ])
    expect(march.lapsed).toMatchObject([{ id: ids['排查'] }])
  })

  test('by authority and by unit, units in the order of the directory', async () => {
    const { bySource, byUnit, totals } = await read<CircularJson>('dclerk', MARCH)
    expect(bySource.map(({ title, cells }) => [title, cells[0]])).toEqual([
      ['领导批示', 2],
      ['会议决定', 2],
    ])
    expect(byUnit.map(({ key }) => key)).toEqual(['edu', 'cons', 'east'])
    for (const table of [bySource, byUnit])
      expect(totals.cells).toEqual(
        totals.cells.map((_, n) => table.reduce((sum, row) => sum + (row.cells[n] ?? 0), 0)),
      )
  })

  test('every number opens exactly its rows', async () => {
    const { figures, byUnit, bySource } = await read<CircularJson>('dclerk', MARCH)
    const lines = async (search: string): Promise<number> =>
      (
        await read<{ lines: unknown[] }>(
          'dclerk',
          `/api/reports/circular/lines?kind=month&on=2026-03-15&${search}`,
        )
      ).lines.length
    for (const [n, { name, n: count }] of figures.entries()) {
      expect(await lines(`figure=${name}`), name).toBe(count)
      for (const { key, cells } of byUnit) expect(await lines(`figure=${name}&unit=${key}`)).toBe(cells[n])
      for (const { key, cells } of bySource)
        expect(await lines(`figure=${name}&source=${key}`)).toBe(cells[n])
    }
  })

  test('a period that is over is told the same for ever', async () => {
    const before = await read<CircularJson>('dclerk', MARCH)
    await act('deputy', '改造', 'help', { solution: '已拨付' })
    await act('dclerk', '未交办', 'assign')
    expect(await read<CircularJson>('dclerk', MARCH)).toEqual(before)
    const april = await read<CircularJson>('dclerk', '/api/reports/circular?kind=month')
    expect(april.ongoing).toBe(true)
    expect(april.sentences[0]).toContain('新交办1件')
    expect(april.sentences[1]).toBe('截至2026年4月2日在办3件，其中已逾期0件、卡住0件。')
  })

  test('a unit is told of its own', async () => {
    const { sentences, byUnit } = await read<CircularJson>('whead', MARCH)
    expect(sentences[0]).toContain('您可以看到的督办事项中新交办1件')
    expect(byUnit.map(({ key }) => key)).toEqual(['east'])
  })

  test('as paper and as workbook', async () => {
    const paper = await (sends['dclerk'] as Send)({
      method: 'GET',
      url: MARCH.replace('circular?', 'circular.docx?'),
    })
    const text = textOf(paper.rawPayload)
    for (const words of ['督查通报', '2026年3月', '新交办4件', '按名录顺序排列', '资金未到位', '修复'])
      expect(text).toContain(words)
    const sheet = await (sends['dclerk'] as Send)({
      method: 'GET',
      url: MARCH.replace('circular?', 'circular.xlsx?'),
    })
    const book = await readWorkbook(sheet.rawPayload)
    expect(book.ok && book.sheets.map(({ name }) => name)).toEqual([
      '按承办单位',
      '按交办依据',
      '明细',
      '填表说明',
    ])
  })

  test('as paper it is for those who see all of it and for the leaders: a part is no circular', async () => {
    const papers = ['circular.docx?', 'circular.xlsx?'].map((name) => MARCH.replace('circular?', name))
    const answered = async (login: string) =>
      Promise.all(
        papers.map(async (url) => (await (sends[login] as Send)({ method: 'GET', url })).statusCode),
      )
    expect(await answered('whead')).toEqual([404, 404])
    expect(await answered('deputy')).toEqual([200, 200])
    expect((await read<{ official: boolean }>('whead', MARCH)).official).toBe(false)
    expect((await read<{ official: boolean }>('dclerk', MARCH)).official).toBe(true)
  })

  test('what does not exist is said to', async () => {
    const send = sends['dclerk'] as Send
    expect((await send({ method: 'GET', url: `${MARCH}&procedure=none` })).statusCode).toBe(404)
    const unknown = await send({ method: 'GET', url: '/api/reports/circular/lines?figure=rank' })
    expect(unknown.statusCode).toBe(422)
  })
})

interface BriefJson {
  readonly addressee?: string
  readonly items: {
    id: string
    title: string
    asked: string[]
    progress: { text: string; seq: number }[]
    problems: string[]
    next: string[]
  }[]
}

describe('工作简报', () => {
  test('what was asked, how it goes with days and sources, what is next', async () => {
    const { items } = await read<BriefJson>('deputy', `/api/reports/brief?matter=${ids['小学']}`)
    expect(items).toHaveLength(1)
    const [school] = items
    expect(school?.asked).toContain('目标要求：新增学位600个。')
    expect(school?.progress[0]?.text).toBe('2026年3月9日，区教育局辛科员在办：完成立项；组织招标。')
    expect(school?.progress.map(({ seq }) => seq)).toEqual(
      [...(school?.progress ?? [])].map(({ seq }) => seq).toSorted((a, b) => a - b),
    )
    expect(school?.problems).toEqual([])
    expect(school?.next).toContain('下步措施：组织招标。')
    expect(school?.next).toContain('2026年7月31日前，区教育局按期办结并反馈。')
  })

  test('all in hand that a leader arranged, and what a search finds', async () => {
    const arranged = await read<BriefJson>('dclerk', '/api/reports/brief?arranger=gov-deputy')
    expect(arranged.addressee).toBe('副区长 乙副区长')
    expect(arranged.items.map(({ title }) => title).toSorted()).toEqual(
      ['危房改造', '小学扩建', '还没有交办'].toSorted(),
    )
    const found = await read<BriefJson>('dclerk', `/api/reports/brief?q=${encodeURIComponent('隐患')}`)
    expect(found.items.map(({ title }) => title)).toEqual(['隐患排查'])
    expect(found.items[0]?.problems.join()).toContain('时限届满，当时未办结也未报告')
    expect((await read<BriefJson>('dclerk', '/api/reports/brief')).items).toEqual([])
  })

  test('only of what this reader may see', async () => {
    expect((await read<BriefJson>('whead', `/api/reports/brief?matter=${ids['小学']}`)).items).toEqual([])
  })

  test('as paper', async () => {
    const paper = await (sends['dclerk'] as Send)({
      method: 'GET',
      url: '/api/reports/brief.docx?arranger=gov-deputy',
    })
    const text = textOf(paper.rawPayload)
    for (const words of ['工作简报', '（二）进展情况', '记录第']) expect(text).toContain(words)
  })
})

/** The text of a .docx, its runs put together. */
function textOf(bytes: Uint8Array): string {
  const zip = readZipDirectory(bytes)
  const member = zip.ok ? zip.members.find(({ name }) => name === 'word/document.xml') : undefined
  if (!member) throw new Error('not a document')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start =
    member.offset + 30 + view.getUint16(member.offset + 26, true) + view.getUint16(member.offset + 28, true)
  const xml = inflateRawSync(bytes.subarray(start, start + member.packed)).toString('utf8')
  return xml.replaceAll(/<[^>]+>/g, '')
}
