import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Send, type TestServer, fileBody, testServer } from '../testing.ts'
import { readWorkbook, writeWorkbook } from '../workbook/workbook.ts'

let server: TestServer
let admin: Send
let clerk: Send

beforeAll(async () => {
  server = await testServer('directory')
  admin = await server.as('admin')
  clerk = await server.as('eclerk')
})
afterAll(() => server.close())

type Rows = (string | null)[][]

async function exported(): Promise<Record<string, Rows>> {
  const reply = await admin({ method: 'GET', url: '/api/directory.xlsx' })
  expect(reply.statusCode).toBe(200)
  return sheetsOf(reply.rawPayload)
}

async function sheetsOf(bytes: Uint8Array): Promise<Record<string, Rows>> {
  const book = await readWorkbook(bytes)
  if (!book.ok) throw new Error(book.because)
  return Object.fromEntries(book.sheets.map((sheet) => [sheet.name, sheet.rows]))
}

async function imported(sheets: Record<string, Rows>) {
  const bytes = await writeWorkbook(
    Object.entries(sheets).map(([name, [titles = [], ...rows]]) => ({
      name,
      columns: titles.map((t) => ({ title: t ?? '' })),
      rows,
    })),
  )
  const reply = await admin({ method: 'POST', url: '/api/directory/import', ...fileBody('名录.xlsx', bytes) })
  expect(reply.statusCode).toBe(200)
  return reply.json() as {
    ok: boolean
    units: number
    posts: number
    people: number
    errors: { sheet: string; row: number; message: string }[]
    marked: string | null
  }
}

async function tables() {
  const names = ['unit', 'post', 'person', 'appointment']
  const found = await Promise.all(
    names.map((name) => server.db.query(`select to_jsonb(t) as row from ${name} t order by 1`)),
  )
  return found.map(({ rows }) => rows)
}

const cell = (rows: Rows, row: number, title: string): number => {
  const at = rows[0]?.indexOf(title) ?? -1
  if (at < 0 || !rows[row]) throw new Error(`no ${title} in row ${row}`)
  return at
}
const put = (rows: Rows, row: number, title: string, value: string): void => {
  const at = cell(rows, row, title)
  const line = rows[row]
  if (line) line[at] = value
}
const rowOf = (rows: Rows, value: string): number => rows.findIndex((row) => row.includes(value))

describe('the directory', () => {
  test('is shown with who sits where today', async () => {
    const { units, posts } = (await clerk({ method: 'GET', url: '/api/directory' })).json()
    expect(units).toContainEqual(
      expect.objectContaining({ id: 'edu', name: '区教育局', aliases: ['教体局'], leaderPost: 'gov-deputy' }),
    )
    expect(posts).toContainEqual({
      id: 'edu-head',
      unit: 'edu',
      title: '局长',
      level: 'head',
      holders: [{ person: 'ehead', name: '庚局长', as: 'holder', phone: null }],
    })
  })

  test('is imported by administrators only', async () => {
    const reply = await clerk({ method: 'POST', url: '/api/directory/import', ...fileBody('a.xlsx', 'x') })
    expect(reply.statusCode).toBe(403)
  })
})

describe('export and import', () => {
  test('an unchanged sheet changes nothing', async () => {
    const before = await tables()
    const outcome = await imported(await exported())
    expect(outcome).toMatchObject({ ok: true, errors: [], units: 6, posts: 10, people: 10 })
    expect(await tables()).toEqual(before)
  })

  test('nor does one without its hidden keys', async () => {
    const before = await tables()
    const sheets = await exported()
    for (const rows of Object.values(sheets)) {
      for (const [at, title] of (rows[0] ?? []).entries()) {
        if (title?.includes('勿改')) for (const row of rows.slice(1)) row[at] = null
      }
    }
    expect(await imported(sheets)).toMatchObject({ ok: true })
    expect(await tables()).toEqual(before)
  })

  test('a renamed unit keeps its key, a new one with its posts appears, a vacancy is filled', async () => {
    const sheets = await exported()
    const [units, posts] = [sheets['单位'] ?? [], sheets['岗位人员'] ?? []]
    put(units, rowOf(units, '区教育局'), '单位名称', '区教育体育局')
    for (const [n, row] of posts.entries())
      if (n > 0 && row.includes('区教育局')) put(posts, n, '单位', '区教育体育局')
    const titles = units[0] ?? []
    const fresh = titles.map(
      (t) =>
        ({ 单位名称: '区数据局', 简称: '数据局', 类别: '政府部门', 分管领导岗位: '区政府/副区长' })[
          t ?? ''
        ] ?? null,
    )
    units.push(fresh)
    const postTitles = posts[0] ?? []
    const line = (cells: Record<string, string>) => postTitles.map((t) => cells[t ?? ''] ?? null)
    posts.push(
      line({
        单位: '区数据局',
        岗位: '局长',
        层级: '主要负责人',
        姓名: '子局长',
        电话: '0571-1',
        任职日期: '2026-03-01',
      }),
    )
    posts.push(line({ 单位: '区数据局', 岗位: '科员', 层级: '工作人员', 姓名: '' }))
    expect(await imported(sheets)).toMatchObject({ ok: true, errors: [] })
    const after = (await clerk({ method: 'GET', url: '/api/directory' })).json()
    expect(after.units.find((u: { id: string }) => u.id === 'edu').name).toBe('区教育体育局')
    const data = after.units.find((u: { name: string }) => u.name === '区数据局')
    expect(data).toMatchObject({ shortName: '数据局', assignable: true, leaderPost: 'gov-deputy' })
    const itsPosts = after.posts.filter((p: { unit: string }) => p.unit === data.id)
    expect(itsPosts.map((p: { title: string; holders: unknown[] }) => [p.title, p.holders.length])).toEqual([
      ['局长', 1],
      ['科员', 0],
    ])
  })

  test('a changed name is a change of person: the account does not pass on', async () => {
    const sheets = await exported()
    const posts = sheets['岗位人员'] ?? []
    put(posts, rowOf(posts, '壬局长'), '姓名', '丑局长')
    expect(await imported(sheets)).toMatchObject({ ok: true })
    const { rows } = await server.db.query<{ person_id: string; to_on: string | null }>(
      "select person_id, to_on from appointment where post_id = 'cons-head' order by from_on",
    )
    expect(rows[0]).toEqual({ person_id: 'chead', to_on: '2026-03-01' })
    expect(rows[1]?.to_on).toBeNull()
    expect(rows[1]?.person_id).not.toBe('chead')
    expect(
      (
        await server.send({
          method: 'POST',
          url: '/api/login',
          payload: { login: 'chead', password: 'Correct-horse-7' },
        })
      ).json().detail,
    ).toContain('没有任职岗位')
  })

  test('one person in two posts is one person; a name taken out leaves the post vacant', async () => {
    const sheets = await exported()
    const posts = sheets['岗位人员'] ?? []
    const titles = posts[0] ?? []
    const line = (cells: Record<string, string>) => titles.map((t) => cells[t ?? ''] ?? null)
    const both = { 层级: '工作人员', 姓名: '寅专员', 电话: '0571-22' }
    posts.push(
      line({ ...both, 单位: '区政府督查室', 岗位: '专员' }),
      line({ ...both, 单位: '区政府办公室', 岗位: '专员' }),
    )
    put(posts, rowOf(posts, '癸主任'), '姓名', '')
    expect(await imported(sheets)).toMatchObject({ ok: true })
    const { rows } = await server.db.query(
      "select count(distinct p.id) as people, count(*) as seats from person p join appointment a on a.person_id = p.id where p.name = '寅专员'",
    )
    expect(rows).toEqual([{ people: 1, seats: 2 }])
    const east = await server.db.query("select to_on from appointment where post_id = 'east-head'")
    expect(east.rows).toEqual([{ to_on: '2026-03-01' }])
  })

  test('one fault and nothing is written; the faults stand in the same sheet', async () => {
    const before = await tables()
    const sheets = await exported()
    const [units, posts] = [sheets['单位'] ?? [], sheets['岗位人员'] ?? []]
    put(units, 2, '单位名称', '')
    put(units, 3, '职能', '督查督办、炼金术')
    put(units, 4, '分管领导岗位', '区政府/皇帝')
    put(posts, 1, '层级', '大王')
    put(posts, 2, '单位', '没有的局')
    put(posts, 3, '任职日期', '2026-02-30')
    const outcome = await imported(sheets)
    expect(outcome.ok).toBe(false)
    expect(await tables()).toEqual(before)
    const said = outcome.errors.map((e) => `${e.sheet}${e.row} ${e.message}`)
    expect(said).toContain('单位3 单位名称：请填写单位名称')
    expect(said).toContainEqual(expect.stringContaining('单位4 职能：没有“炼金术”这种职能'))
    expect(said).toContainEqual(expect.stringContaining('单位5 分管领导岗位：没有“区政府/皇帝”这个岗位'))
    expect(said).toContainEqual(expect.stringContaining('岗位人员2 层级：层级应是'))
    expect(said).toContain('岗位人员3 单位：没有叫“没有的局”的单位')
    expect(said).toContainEqual(expect.stringContaining('岗位人员4 任职日期'))

    const marked = await sheetsOf(Buffer.from(outcome.marked ?? '', 'base64'))
    const back = marked['单位'] ?? []
    expect(back[0]?.at(-1)).toBe('错误说明')
    expect(back[2]?.at(-1)).toBe('单位名称：请填写单位名称')
    put(marked['单位'] ?? [], 2, '单位名称', units[2]?.[cell(units, 2, '简称')] ?? '')
    const again = await imported(marked)
    expect(again.ok).toBe(false)
    expect(again.errors.some((e) => e.sheet === '单位' && e.row === 3)).toBe(false)
  })

  test('the last administrator cannot be imported away', async () => {
    const before = await tables()
    const sheets = await exported()
    const units = sheets['单位'] ?? []
    put(units, rowOf(units, '区政府办公室'), '职能', '综合协调')
    expect((await imported(sheets)).errors[0]?.message).toContain('系统管理')
    expect(await tables()).toEqual(before)
  })

  test('administration goes with the post named in the sheet, in a unit that has it', async () => {
    const sheets = await exported()
    const posts = sheets['岗位人员'] ?? []
    const office = rowOf(posts, '丁科员')
    put(posts, office, '管理员', '系统管理员')
    expect(await imported(sheets)).toMatchObject({ ok: true })
    const colleague = await server.as('oclerk')
    expect((await colleague({ method: 'GET', url: '/api/me' })).json().screens).toContain('admin')
    put(posts, office, '管理员', '否')
    put(posts, rowOf(posts, '庚局长'), '管理员', '系统管理员')
    expect((await imported(sheets)).errors[0]?.message).toContain('只有“系统管理”职能单位的岗位')
    put(posts, rowOf(posts, '庚局长'), '管理员', '大概')
    expect((await imported(sheets)).errors[0]?.message).toContain(
      '管理员：请填系统管理员、安全管理员、安全审计员或者“否”',
    )
    put(posts, rowOf(posts, '庚局长'), '管理员', '')
    put(posts, rowOf(posts, '丙主任'), '管理员', '否')
    expect((await imported(sheets)).errors[0]?.message).toContain('没有人任系统管理员')
    put(posts, rowOf(posts, '丙主任'), '管理员', '系统管理员')
    expect(await imported(sheets)).toMatchObject({ ok: true })
    expect((await colleague({ method: 'GET', url: '/api/me' })).json().screens).not.toContain('admin')
  })

  test.each([
    ['not a workbook', Buffer.from('hello'), 415],
    ['nothing', Buffer.alloc(0), 415],
  ])('%s is refused', async (_, bytes, status) => {
    const reply = await admin({ method: 'POST', url: '/api/directory/import', ...fileBody('a.xlsx', bytes) })
    expect(reply.statusCode).toBe(status)
  })

  test('a workbook without our sheets says so', async () => {
    expect((await imported({ 别的: [['甲'], ['乙']] })).errors[0]?.message).toContain('没有找到工作表')
  })
})

describe('appointments', () => {
  const appoint = (payload: object) => admin({ method: 'POST', url: '/api/appointments', payload })

  test('an acting holder acts at once, and switches visibly between seats', async () => {
    expect(
      (
        await appoint({
          person: 'eclerk',
          post: 'edu-head',
          as: 'acting',
          from: '2026-03-02',
          until: '2026-03-20',
        })
      ).statusCode,
    ).toBe(200)
    const me = (await clerk({ method: 'GET', url: '/api/me' })).json()
    expect(
      me.posts.map((p: { post: string; as: string; current: boolean }) => [p.post, p.as, p.current]),
    ).toEqual([
      ['edu-clerk', 'holder', true],
      ['edu-head', 'acting', false],
    ])
    const switched = await clerk({
      method: 'POST',
      url: '/api/session/post',
      payload: { post: 'edu-head', as: 'acting' },
    })
    expect(switched.json().posts[1]).toMatchObject({ post: 'edu-head', current: true })
    const foreign = await clerk({
      method: 'POST',
      url: '/api/session/post',
      payload: { post: 'gov-head', as: 'holder' },
    })
    expect(foreign.statusCode).toBe(403)
  })

  test('a successor ends the predecessor; what is arranged for later stands', async () => {
    expect(
      (await appoint({ person: 'whead', post: 'dc-clerk', as: 'holder', from: '2026-05-01', until: null }))
        .statusCode,
    ).toBe(200)
    expect(
      (
        await appoint({ person: 'oclerk', post: 'dc-clerk', as: 'holder', from: '2026-04-01', until: null })
      ).json(),
    ).toMatchObject({ status: 409, code: 'CONFLICT' })
    const { rows } = await server.db.query(
      "select person_id, from_on, to_on from appointment where post_id = 'dc-clerk' order by from_on",
    )
    expect(rows).toEqual([
      { person_id: 'dclerk', from_on: '2024-01-01', to_on: '2026-04-30' },
      { person_id: 'whead', from_on: '2026-05-01', to_on: null },
    ])
  })

  test.each([
    [{ person: 'nobody', post: 'edu-head', as: 'acting', from: '2026-03-02', until: null }, 422],
    [{ person: 'eclerk', post: 'nothing', as: 'acting', from: '2026-03-02', until: null }, 422],
    [{ person: 'eclerk', post: 'edu-clerk', as: 'acting', from: '2026-03-02', until: '2026-03-01' }, 422],
    [{ person: 'ehead', post: 'edu-head', as: 'holder', from: '2026-03-02', until: null }, 409],
  ])('refuses %j', async (payload, status) => {
    expect((await appoint(payload)).statusCode).toBe(status)
  })
})

describe('delegation', () => {
  const wish = {
    to: 'oclerk',
    from: '2026-03-02',
    until: '2026-03-10',
    acts: ['supervised-task.signFor'],
    reason: '出差',
  }

  test('lets another act for the post, within acts and days, until revoked', async () => {
    const head = await server.as('ehead')
    const given = await head({ method: 'POST', url: '/api/delegations', payload: wish })
    expect(given.json()).toMatchObject({ post: 'edu-head', to: 'oclerk', toName: '丁科员', revokedAt: null })
    const other = await server.as('oclerk')
    const seats = () =>
      other({ method: 'GET', url: '/api/me' }).then((r) =>
        r.json().posts.map((p: { post: string; as: string }) => `${p.post} ${p.as}`),
      )
    expect(await seats()).toEqual(['office-clerk holder', 'edu-head delegate'])
    await other({ method: 'POST', url: '/api/session/post', payload: { post: 'edu-head', as: 'delegate' } })
    const further = await other({
      method: 'POST',
      url: '/api/delegations',
      payload: { ...wish, to: 'eclerk' },
    })
    expect(further.json()).toMatchObject({ status: 403 })
    const lists = (await other({ method: 'GET', url: '/api/delegations' })).json()
    expect([lists.given.length, lists.received.length]).toEqual([0, 1])
    const { id } = given.json()
    expect((await other({ method: 'DELETE', url: `/api/delegations/${id}` })).statusCode).toBe(404)
    expect((await head({ method: 'DELETE', url: `/api/delegations/${id}` })).statusCode).toBe(200)
    expect(await seats()).toEqual(['office-clerk holder'])
  })

  test.each([
    [{ ...wish, to: 'ehead' }, 'to'],
    [{ ...wish, to: 'nobody' }, 'to'],
    [{ ...wish, until: '2026-03-01' }, 'until'],
    [{ ...wish, until: '2027-03-01' }, 'until'],
    [{ ...wish, acts: ['supervised-task.constructor'] }, 'acts'],
    [{ ...wish, acts: ['__proto__.signFor'] }, 'acts'],
    [{ ...wish, acts: [] }, 'acts'],
    [{ ...wish, reason: ' ' }, 'reason'],
  ])('refuses %j at %s', async (payload, field) => {
    const head = await server.as('ehead')
    const reply = await head({ method: 'POST', url: '/api/delegations', payload })
    expect(reply.statusCode).toBe(422)
    expect(Object.keys(reply.json().refusals[0].fields)).toEqual([field])
  })
})
