import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { act } from '#store/act.ts'
import { readWorkbook } from '../workbook/workbook.ts'
import { remindOfDay, remindOfSpecial } from '../reminders/remind.ts'
import { type Send, type TestServer, orderForm, testServer } from '../testing.ts'
import { periodOf, weeksIn, workdaysFrom } from './period.ts'
import { burdenRules, fieldsAsked } from './rules.ts'

let server: TestServer
let mayor: Send
/** Ids of the requests below, by what they are. */
const ids: Record<string, string> = {}

const HOUR = 3_600_000
const actor = (person: string, post: string, unit: string, functions: string[] = []): Actor => ({
  person,
  post,
  unit,
  functions,
  level: post.endsWith('head') ? 'head' : 'staff',
  as: 'holder',
})
const clerk = actor('dclerk', 'dc-clerk', 'dc', ['supervision'])
const edu = actor('eclerk', 'edu-clerk', 'edu')

async function does(by: Actor, name: string, form: object, matter?: string): Promise<string> {
  const outcome = await act(server.context, {
    procedure: 'supervised-task',
    act: name,
    form,
    actor: by,
    key: randomUUID(),
    channel: { via: 'web', auth: 'session' },
    ...(matter === undefined ? {} : { matter }),
  })
  if (outcome.kind !== 'done') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  return outcome.matter.id
}

async function order(name: string, form: object): Promise<string> {
  const id = await does(clerk, 'setUp', orderForm({ task: name, ...form }))
  await does(clerk, 'assign', {}, id)
  return (ids[name] = id)
}

beforeAll(async () => {
  server = await testServer('burden')
  await server.db.query(`update person set phone = '13800000000' where id <> 'whead'`)
  // Monday, 2 March 2026, 9:00.
  await order('扩建小学', { cooperating: ['cons'] })
  await order('下午就要', { due: '2026-03-02', shortReason: '上级当日要' })
  await order('重复的事', {})
  await does(clerk, 'merge', { into: ids['扩建小学'], reason: '与已有事项相同' }, ids['重复的事'])
  server.later(24 * HOUR)
  await remindOfDay(server.context, { url: null })
  await does(edu, 'signFor', {}, ids['扩建小学'])
  server.later(24 * HOUR)
  await does(edu, 'reportDone', { result: '已交付' }, ids['扩建小学'])
  // Saturday night, 特急.
  server.later(3 * 24 * HOUR + 13 * HOUR)
  await order('特急抢险', { urgency: 'special', lead: 'cons' })
  await remindOfSpecial(server.context, '2026-03-07T00:00:00.000Z', { url: null })
  mayor = await server.as('chief')
})
afterAll(() => server.close())

interface Report {
  from: string
  to: string
  total: Record<string, number>
  issuers: { issuer: string; name: string; figures: Record<string, number> }[]
}
const report = async (query = ''): Promise<Report> => (await mayor({ url: `/api/burden${query}` })).json()

describe('the report', () => {
  test('counts what the issuer asked of others, and nothing that others owe each other', async () => {
    const { from, to, issuers, total } = await report()
    expect({ from, to }).toEqual({ from: '2026-03-01', to: '2026-03-07' })
    expect(issuers.map(({ issuer, name }) => [issuer, name])).toEqual([['dc', '区政府督查室']])
    expect(issuers[0]?.figures).toMatchObject({
      requests: 4,
      // 教育局 and 住建局 for the first, one unit for each of the others.
      recipients: 5,
      duplicates: 1,
      short: 1,
      answered: 1,
      median: 2,
      off: 1,
    })
    const { powers } = rulebook.procedures['supervised-task']!
    const met = (name: string): number => fieldsAsked(powers[name]!.form)
    expect(issuers[0]?.figures['fields']).toBe(4 * (met('signFor') + met('reportDone')) + met('contribute'))
    expect(total).toEqual(issuers[0]?.figures)
  })

  test('names the leader in whose name things were asked', async () => {
    const { issuers } = await report('?by=leader')
    expect(issuers.map(({ issuer, name }) => [issuer, name])).toEqual([['gov-deputy', '副区长 乙副区长']])
  })

  test('never names or orders those who answer', async () => {
    for (const url of [
      '/api/burden',
      '/api/burden?by=leader',
      ...['requests', 'answered', 'short', 'messages', 'off', 'duplicates'].map(
        (f) => `/api/burden/rows?figure=${f}`,
      ),
    ]) {
      const { body, statusCode } = await mayor({ url })
      expect(statusCode, url).toBe(200)
      expect(body, url).not.toMatch(/教育局|住房和城乡建设局|住建局|东湖街道|"(edu|cons|east)"|庚|辛|壬/)
    }
  })

  test('is for the district’s head and the office', async () => {
    expect((await (await server.as('oclerk'))({ url: '/api/burden' })).statusCode).toBe(200)
    for (const login of ['deputy', 'dhead', 'ehead']) {
      const send = await server.as(login)
      for (const url of ['/api/burden', '/api/burden/rows?figure=requests', '/api/burden.xlsx'])
        expect((await send({ url })).statusCode, `${login} ${url}`).toBe(403)
    }
  })

  test('every number has its rows', async () => {
    const { total } = await report()
    for (const figure of ['requests', 'answered', 'short', 'messages', 'off', 'duplicates']) {
      for (const issuer of ['', '&issuer=dc']) {
        const found = (await mayor({ url: `/api/burden/rows?figure=${figure}${issuer}` })).json()
        expect(found.rows, figure).toHaveLength(total[figure] ?? -1)
      }
    }
    const { rows } = (await mayor({ url: '/api/burden/rows?figure=short' })).json()
    expect(rows[0]).toMatchObject({
      issuerName: '区政府督查室',
      matters: [{ title: '下午就要', id: ids['下午就要'] }],
    })
  })

  test('goes page by page', async () => {
    const titles: string[] = []
    let cursor = ''
    do {
      const page = (await mayor({ url: `/api/burden/rows?figure=requests&limit=2${cursor}` })).json()
      titles.push(...page.rows.map((row: { matters: { title: string }[] }) => row.matters[0]?.title))
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(titles.toSorted()).toEqual(['下午就要', '扩建小学', '特急抢险', '重复的事'].toSorted())
  })

  test('as a sheet has the same figures', async () => {
    const reply = await mayor({ url: '/api/burden.xlsx?period=year' })
    const book = await readWorkbook(reply.rawPayload)
    if (!book.ok) throw new Error(book.because)
    const [sheet] = book.sheets
    expect(sheet?.rows[0]?.slice(0, 5)).toEqual(['序号', '发起单位', '要求件数', '要求单位次', '填报项'])
    expect(sheet?.rows[1]?.slice(0, 4)).toEqual(['1', '区政府督查室', '4', '5'])
    expect(sheet?.rows.at(-1)?.[1]).toBe('全区')
  })

  test('of a month without anything is empty', async () => {
    expect(await report('?period=last')).toMatchObject({
      issuers: [],
      total: { requests: 0, fields: 0, median: null },
    })
  })
})

test('the issuer sees what he caused', async () => {
  const own = async (login: string) => (await (await server.as(login))({ url: '/api/burden/mine' })).json()
  const clerkSees = await own('dclerk')
  expect(clerkSees).toMatchObject({ issuerName: '区政府督查室', figures: { requests: 4, off: 1 } })
  expect(clerkSees.figures.messages).toBeGreaterThan(1)
  expect(await own('deputy')).toMatchObject({ figures: { requests: 4, off: 1 } })
  expect(await own('eclerk')).toMatchObject({ figures: { requests: 0, messages: 0 } })
})

test('a matter the reader may not open is counted, and said nothing of', async () => {
  await server.db.query(`delete from party where matter_id = $1 and holder = 'post:gov-head'`, [
    ids['扩建小学'],
  ])
  for (const figure of ['requests', 'messages', 'answered']) {
    const { body } = await mayor({ url: `/api/burden/rows?figure=${figure}` })
    expect(body, figure).toContain('"id":null,"number":"","title":"事项（无权查看）"')
    expect(body, figure).not.toContain('扩建小学')
    expect(JSON.stringify(JSON.parse(body).rows), figure).not.toContain(ids['扩建小学'])
  }
})

test('what is in no leader’s name is its unit’s, never the clerk’s who entered it', async () => {
  const office = actor('oclerk', 'office-clerk', 'office', ['coordination'])
  const letter = {
    genre: 'circular',
    title: '关于做好汛期排水工作的通知',
    series: 'office',
    to: ['east'],
    text: '现通知如下。',
    secrecy: 'none',
  }
  const sign = async (name: string, form: object, id?: string) => {
    const outcome = await act(server.context, {
      procedure: 'outgoing-document',
      act: name,
      form,
      actor:
        name === 'approve' || name === 'passCheck'
          ? actor('admin', 'office-head', 'office', ['coordination'])
          : office,
      key: randomUUID(),
      channel: { via: 'web', auth: 'session' },
      ...(id === undefined ? {} : { matter: id }),
    })
    if (outcome.kind !== 'done') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
    return outcome.matter.id
  }
  const id = await sign('draft', letter)
  await sign('submit', {}, id)
  await sign('approve', {}, id)
  await sign('passCheck', {}, id)
  await sign('sendCountersign', { countersigners: ['edu'] }, id)
  const { issuers } = await report('?by=leader')
  expect(issuers.map(({ issuer, name }) => [issuer, name])).toEqual([
    ['gov-deputy', '副区长 乙副区长'],
    ['unit:office', '区政府办公室'],
  ])
  const rows = (await mayor({ url: '/api/burden/rows?figure=requests&by=leader&issuer=unit:office' })).json()
  expect(rows.rows).toMatchObject([{ issuerName: '区政府办公室' }])
})

describe('how I am reminded', () => {
  test('is mine to choose; the phone is shown with its middle hidden', async () => {
    const me = await server.as('eclerk')
    const read = async () => (await me({ url: '/api/me/reminders' })).json()
    const choose = (payload: object) => me({ method: 'PUT', url: '/api/me/reminders', payload })
    expect(await read()).toEqual({ wish: 'sms', phone: '138****0000', email: null, at: '8:30' })
    expect((await choose({ wish: 'mail', email: null })).statusCode).toBe(422)
    expect((await choose({ wish: 'mail', email: 'a@b.cn\r\nBcc: c@d.cn' })).statusCode).toBe(422)
    expect((await choose({ wish: 'mail', email: ' xin@example.gov.cn ' })).statusCode).toBe(200)
    expect(await read()).toMatchObject({ wish: 'mail', email: 'xin@example.gov.cn' })
    expect((await choose({ wish: 'none', email: '' })).statusCode).toBe(200)
    expect(await read()).toMatchObject({ wish: 'none', email: null })
  })
})

describe('periods', () => {
  test('this month and this year end today, last month is whole', () => {
    expect(periodOf('month', '2026-03-22')).toEqual({ from: '2026-03-01', to: '2026-03-22' })
    expect(periodOf('last', '2026-03-22')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(periodOf('last', '2026-01-05')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(periodOf('year', '2026-03-22')).toEqual({ from: '2026-01-01', to: '2026-03-22' })
    expect(weeksIn({ from: '2026-03-01', to: '2026-03-14' })).toBe(2)
    expect(weeksIn({ from: '2026-03-01', to: '2026-03-01' })).toBe(1)
  })

  test('a rest day counts as the working day before it', () => {
    const places = workdaysFrom(
      { version: '', years: {} },
      { from: '2026-03-06', to: '' },
      '2026-03-09T01:00:00.000Z',
    )
    expect(places.slice(0, 4).map(({ n }) => n)).toEqual([1, 1, 1, 2])
  })
})

test('the rulebook alone says what a duplicate is', () => {
  expect(burdenRules(rulebook).duplicates).toContain('supervised-task.merge')
})

test('no figure comes from when people logged in or what they opened', () => {
  const sources = [
    'store/queries/burden.ts',
    'store/reminders.ts',
    'store/external-todos.ts',
    'store/queries/norms.ts',
  ]
  for (const source of sources)
    expect(readFileSync(source, 'utf8'), source).not.toMatch(/\b(from|join|update|into)\s+(opened|session)\b/)
})
