import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { journalOf, rebuilt } from '#store/journal.ts'
import { loadMatter } from '#store/stored.ts'
import type { MatterPage } from '../contract/shapes.ts'
import { type Send, type TestServer, fileBody, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}

beforeAll(async () => {
  server = await testServer('documents')
  for (const login of ['oclerk', 'dclerk', 'deputy', 'chief', 'ehead', 'eclerk', 'chead', 'whead'])
    sends[login] = await server.as(login)
})
afterAll(() => server.close())

const TEXT = [
  '关于做好2026年学位建设工作的通知',
  '各区人民政府：',
  '近年来适龄儿童逐年增加。',
  '一、推进东湖小学扩建，2026年6月底前完成。（教育局牵头，区住建局配合）',
  '二、改造老旧校舍12处，2026年底前完成。（责任单位：区教育局）',
].join('\n')

const send = (login: string, url: string, payload: object) =>
  (sends[login] as Send)({
    method: 'POST',
    url,
    payload,
    headers: { 'idempotency-key': randomUUID() },
  })

async function act(login: string, id: string | null, name: string, form: object, more: object = {}) {
  const url = id
    ? `/api/matters/${id}/acts/incoming-document.${name}`
    : `/api/matters/acts/incoming-document.${name}`
  const reply = await send(login, url, { form, ...more })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

async function read<T>(login: string, url: string): Promise<T> {
  const reply = await (sends[login] as Send)({ method: 'GET', url })
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
  return reply.json<T>()
}

interface Asking {
  readonly arrange: string
  readonly next: string | null
  readonly sources: {
    readonly kind: string
    readonly title: string
    readonly items: {
      readonly sentence: string
      readonly lead: string[]
      readonly resolved: Record<string, string>
      readonly due: string | null
      readonly fate: { kind: string; reason?: string; matters?: { id: string; stateTitle: string }[] }
    }[]
  }[]
}

async function uploaded(name: string, text: string): Promise<string> {
  const reply = await (sends['oclerk'] as Send)({
    method: 'POST',
    url: '/api/files',
    ...fileBody(name, text),
  })
  return reply.json<{ id: string }>().id
}

async function registered(): Promise<string> {
  const file = await uploaded('通知.txt', TEXT)
  return act('oclerk', null, 'register', {
    title: '关于做好2026年学位建设工作的通知',
    sender: '市教育局',
    theirNumber: '澄市教〔2026〕3号',
    secrecy: 'none',
    original: [file],
  })
}

const propose = (id: string) =>
  act('oclerk', id, 'propose', { checked: 'fit', proposal: '拟请分管领导批示', leader: 'gov-deputy' })

describe('a document, from its number to the tasks it set going', () => {
  let id: string

  test('an empty instruction is refused with what is missing, and three drafts begin another', async () => {
    id = await registered()
    await propose(id)
    const refused = await send('deputy', `/api/matters/${id}/acts/incoming-document.instruct`, {
      form: { words: '阅' },
    })
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ code: 'INSTRUCTION_EMPTY', refusals: [{ norm: 'C6' }] })
    const judged = (await send('deputy', '/api/instructions/reading', { text: '阅', on: '学位建设' })).json<{
      concrete: boolean
      drafts: string[]
    }>()
    expect(judged.concrete).toBe(false)
    expect(judged.drafts).toHaveLength(3)
    const [draft = ''] = judged.drafts
    const again = (await send('deputy', '/api/instructions/reading', { text: draft })).json()
    expect(again).toMatchObject({ concrete: true })
  })

  test('entered by the office for the leader, both names stand on the record', async () => {
    const page = await read<MatterPage>('oclerk', `/api/matters/${id}`)
    const instruct = page.acts.find(({ act: name }) => name === 'instruct')
    expect(instruct).toMatchObject({ mine: false, enters: true })
    const speaker = instruct?.speakers?.find(({ post }) => post === 'gov-deputy')
    expect(speaker?.name).toBe('乙副区长')
    const stranger = await send('ehead', `/api/matters/${id}/acts/incoming-document.instruct`, {
      form: { words: '请教育局牵头，3月20日前提出扩建方案并报我。' },
      for: { person: 'deputy', post: 'gov-deputy' },
    })
    expect(stranger.statusCode).toBe(404)
    const words = '请教育局牵头，3月20日前提出扩建方案并报我。'
    const speaking = { for: { person: speaker?.person, post: speaker?.post } }
    const bare = await send('oclerk', `/api/matters/${id}/acts/incoming-document.instruct`, {
      form: { words },
      ...speaking,
    })
    expect(bare.json()).toMatchObject({ code: 'WRITTEN_MISSING' })
    const written = [await uploaded('手写批示.txt', words)]
    await act('oclerk', id, 'instruct', { words, written }, speaking)
    const after = await read<MatterPage>('oclerk', `/api/matters/${id}`)
    expect(after.timeline.at(-1)?.by).toMatchObject({ name: '乙副区长', entered: '丁科员' })
  })

  test('nobody is entered for who does not sit in the post', async () => {
    const reply = await send('oclerk', `/api/matters/${id}/acts/incoming-document.instruct`, {
      form: { words: '请教育局牵头，3月20日前提出扩建方案并报我。' },
      for: { person: 'ehead', post: 'gov-deputy' },
    })
    expect(reply.json()).toMatchObject({ code: 'NOT_ENTERABLE' })
  })

  test('its sentences and the instruction stand open, with who and by when', async () => {
    const asking = await read<Asking>('oclerk', `/api/matters/${id}/asking`)
    expect(asking.arrange).toBe('arrange')
    expect(asking.sources.map(({ kind, items }) => [kind, items.length])).toEqual([
      ['instruction', 1],
      ['file', 2],
    ])
    expect(asking.sources[0]?.items[0]).toMatchObject({
      lead: ['教育局'],
      resolved: { 教育局: 'edu' },
      due: '2026-03-20',
      fate: { kind: 'open' },
    })
    expect(asking.sources[1]?.items[0]).toMatchObject({ due: '2026-06-30', fate: { kind: 'open' } })
  })

  test('one act makes tasks of them, assigned, with authority and sentence; the rest is set aside with reasons', async () => {
    const asking = await read<Asking>('oclerk', `/api/matters/${id}/asking`)
    const items = asking.sources.flatMap((source) => source.items)
    const [instruction, first, second] = items
    const row = (item: (typeof items)[number] | undefined, due: string) => ({
      task: '推进东湖小学扩建',
      sentence: item?.sentence,
      lead: 'edu',
      due,
    })
    const form = {
      tasks: [row(instruction, '2026-03-20'), row(first, '2026-06-30')],
      setAside: [{ sentence: second?.sentence, reason: '已在办' }],
    }
    const own = await send('oclerk', `/api/matters/${id}/acts/incoming-document.arrange`, { form })
    expect(own.json()).toMatchObject({ code: 'ENTERED_BY_YOU' })
    await act('dclerk', id, 'arrange', form)
    const after = await read<Asking>('oclerk', `/api/matters/${id}/asking`)
    const fates = after.sources.flatMap((source) => source.items.map(({ fate }) => fate))
    expect(fates.map(({ kind }) => kind)).toEqual(['arranged', 'arranged', 'setAside'])
    const task = fates[0]?.matters?.[0]
    expect(task?.stateTitle).toBe('待签收')
    const page = await read<MatterPage>('eclerk', `/api/matters/${task?.id}`)
    expect(page.timeline.map(({ act: name }) => name)).toEqual(['setUp', 'assign'])
    expect(page.record.find(({ name }) => name === 'authority')?.text).toContain('3月20日前提出扩建方案')
    const mine = await read<{ items: { duty?: { name: string } }[] }>('eclerk', '/api/inbox?scope=unit')
    expect(mine.items.filter(({ duty }) => duty?.name === 'signFor')).toHaveLength(2)
  })

  test('numbers have no gap, and replay equals what is stored, parent and children alike', async () => {
    const { rows } = await server.db.query<{
      number: string
      id: string
      procedure: string
      version: number
    }>(
      `select number, id, procedure, procedure_version as version from matter where tenant_id = 't1' order by procedure, number`,
      [],
    )
    expect(rows.map(({ number }) => number)).toEqual(['收〔2026〕1号', '督〔2026〕1号', '督〔2026〕2号'])
    for (const matter of rows) {
      const lines = await journalOf(server.db, 't1', matter.id)
      const stored = await loadMatter(server.db, 't1', matter.id)
      expect(rebuilt(lines, matter)).toEqual(stored?.matter)
    }
  })

  test('the document cannot be settled while its tasks run, and says how many', async () => {
    const page = await read<MatterPage>('oclerk', `/api/matters/${id}`)
    const settle = page.acts.find(({ act: name }) => name === 'settle')
    // Who entered the instruction does not close the document either.
    expect(settle?.refusals.map(({ code }) => code)).toEqual(['ENTERED_BY_YOU', 'TASKS_OPEN'])
    expect(settle?.refusals[1]?.message).toContain('还有2件')
  })

  test('the booklet tells the instruction with what came of it, as page, .docx and .xlsx', async () => {
    const period = 'from=2026-01-01&to=2026-12-31'
    const booklet = await read<{ lines: object[]; figures: object }>('oclerk', `/api/booklet?${period}`)
    expect(booklet.figures).toEqual({ given: 1, settled: 0, underway: 1, late: 0 })
    expect(booklet.lines).toMatchObject([
      {
        words: '请教育局牵头，3月20日前提出扩建方案并报我。',
        leader: '副区长 乙副区长（由丁科员代录）',
        tasks: [{ stateTitle: '待签收' }, {}],
      },
    ])
    for (const form of ['paper', 'sheet']) {
      const reply = await (sends['oclerk'] as Send)({ method: 'GET', url: `/api/booklet/${form}?${period}` })
      expect(reply.statusCode).toBe(200)
      expect(reply.rawPayload.subarray(0, 2).toString()).toBe('PK')
    }
    // The chief sees what his deputy instructed; a bureau sees its own and takes nothing along.
    const chief = await read<{ lines: object[]; downloads: string }>('chief', `/api/booklet?${period}`)
    expect(chief).toMatchObject({ lines: [{}], downloads: 'own' })
    const bureau = await read<{ lines: object[]; downloads: string }>('ehead', `/api/booklet?${period}`)
    expect(bureau).toMatchObject({ lines: [], downloads: 'none' })
    const refused = await (sends['ehead'] as Send)({ method: 'GET', url: `/api/booklet/sheet?${period}` })
    expect(refused.statusCode).toBe(403)
    const own = await (sends['deputy'] as Send)({
      method: 'GET',
      url: `/api/booklet/paper?${period}&leader=gov-head`,
    })
    expect(own.statusCode).toBe(200)
    const none = await read<{ lines: object[] }>('oclerk', `/api/booklet?${period}&leader=gov-head`)
    expect(none.lines).toEqual([])
    const backwards = await (sends['oclerk'] as Send)({
      method: 'GET',
      url: '/api/booklet?from=2026-05-01&to=2026-01-01',
    })
    expect(backwards.statusCode).toBe(422)
  })
})

describe('an instruction that is not the leader’s', () => {
  test('stands struck for later readers, counts nowhere, and the paper waits for his own', async () => {
    const id = await registered()
    const asking = () => read<Asking>('oclerk', `/api/matters/${id}/asking`)
    expect((await asking()).next).toBe('批示以后可以立项交办')
    await propose(id)
    const words = '请区住建局牵头，3月25日前完成校舍排查并报我。'
    const written = [await uploaded('手写批示.txt', words)]
    await act('oclerk', id, 'instruct', { words, written }, { for: { person: 'deputy', post: 'gov-deputy' } })
    expect((await asking()).sources[0]?.title).toBe('2026年3月2日 副区长 乙副区长（由丁科员代录）批示')
    const lines = async () =>
      (
        await read<{ lines: { words: string }[] }>('oclerk', '/api/booklet?from=2026-01-01&to=2026-12-31')
      ).lines.filter((line) => line.words === words).length
    expect(await lines()).toBe(1)

    await act('deputy', id, 'disown', { words: '没有作过这个批示' })
    expect(await lines()).toBe(0)
    const after = await asking()
    expect(after.next).toBe('批示以后可以立项交办')
    expect(after.sources[0]).toMatchObject({
      struck: words,
      trouble: '2026年3月2日本人声明不是其批示：没有作过这个批示',
      items: [],
    })
    const page = await read<MatterPage>('deputy', `/api/matters/${id}`)
    expect(page.stateTitle).toBe('待批示')
    expect(page.duties.map(({ must }) => must)).toContain('批示')
    const told = await read<{ items: { text?: string }[] }>('oclerk', '/api/inbox?box=toread')
    expect(JSON.stringify(told)).toContain('不是我的批示')
  })
})

/** What is out with readers by the figure of the office's desk, and by the rows it opens. */
async function out(): Promise<{ n: number; rows: string[] }> {
  interface Desk {
    registers: { figures: { title: string; n: number; query: string }[] }[]
  }
  const { registers } = await read<Desk>('oclerk', '/api/office')
  const [figure, ...others] = registers.flatMap(({ figures }) =>
    figures.filter(({ title }) => title === '传阅中'),
  )
  if (!figure || others.length > 0) throw new Error('one figure says what is out')
  const { rows } = await read<{ rows: { id: string }[] }>('oclerk', `/api/matters?${figure.query}`)
  return { n: figure.n, rows: rows.map((row) => row.id) }
}

describe('circulation', () => {
  test('the office sees who has opened it and what they said; recalled, it is gone from readers', async () => {
    const id = await registered()
    await act('oclerk', id, 'circulate', {
      readers: ['east-head', 'cons-head'],
      purpose: '请提出意见',
      answerBy: '2026-03-10',
    })
    expect(await out()).toEqual({ n: 1, rows: [id] })
    const toRead = await read<{ items: object[] }>('chead', '/api/inbox?box=toread')
    expect(toRead.items).toHaveLength(1)
    await read('chead', `/api/matters/${id}`)
    await act('chead', id, 'remark', { words: '无不同意见' })
    const page = await read<MatterPage>('oclerk', `/api/matters/${id}`)
    expect(page.readers).toMatchObject([
      { opened: false, remark: null },
      { opened: true, remark: '无不同意见' },
    ])
    const reader = await read<MatterPage>('chead', `/api/matters/${id}`)
    expect(reader.readers).toBeUndefined()

    await act('oclerk', id, 'recall', { reason: '文件有更正' })
    expect(await out()).toEqual({ n: 0, rows: [] })
    const gone = await (sends['chead'] as Send)({ method: 'GET', url: `/api/matters/${id}` })
    expect(gone.statusCode).toBe(404)
    expect((await read<{ items: object[] }>('whead', '/api/inbox?box=toread')).items).toEqual([])
    const after = await read<MatterPage>('oclerk', `/api/matters/${id}`)
    expect(after.readers?.every(({ recalled }) => recalled === '2026-03-02')).toBe(true)
  })
})
