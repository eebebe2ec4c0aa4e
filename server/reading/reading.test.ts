import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Send, type TestServer, fileBody, testServer } from '../testing.ts'
import { inLine } from './apart.ts'
import { dueOf } from './due.ts'
import { titleFrom } from './proposals.ts'

let server: TestServer
let clerk: Send

beforeAll(async () => {
  server = await testServer('reading')
  clerk = await server.as('dclerk')
})
afterAll(() => server.close())

const TEXT = [
  '关于做好2026年重点民生实事的通知',
  '一、推进东湖小学扩建，2026年6月底前完成。（教育局牵头，区住建局、各街道按职责分工负责）',
  '二、改造老旧小区12个，2026年底前完成。（责任单位：区住房城乡建设局）',
].join('\n')

/** A worker that is at it until its job, shared memory, says so. */
const HELD = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads'
    Atomics.wait(new Int32Array(workerData), 0, 0)
    parentPort.postMessage(true)`)}`,
)

describe('a text becomes proposals', () => {
  test('with its sentence, units of the directory and due day', async () => {
    const reply = await clerk({ method: 'POST', url: '/api/readings', payload: { text: TEXT } })
    expect(reply.statusCode).toBe(200)
    const { title, file, proposals } = reply.json()
    expect([title, file]).toEqual(['关于做好2026年重点民生实事的通知', null])
    expect(proposals).toHaveLength(2)
    expect(proposals[0]).toMatchObject({
      lead: ['教育局'],
      due: '2026-06-30',
      resolved: { 教育局: 'edu', 区住建局: 'cons' },
    })
    expect(proposals[0].collective).toContain('各街道')
    expect(TEXT.slice(...(proposals[0].span as [number, number]))).toContain('东湖小学')
    expect(proposals[1]).toMatchObject({
      responsible: ['区住房城乡建设局'],
      resolved: { 区住房城乡建设局: 'cons' },
      due: '2026-12-31',
    })
  })

  test('from a file, which is kept for the matters that come of it', async () => {
    const reply = await clerk({ method: 'POST', url: '/api/readings/file', ...fileBody('通知.txt', TEXT) })
    expect(reply.statusCode).toBe(200)
    const { file, proposals } = reply.json()
    expect(proposals).toHaveLength(2)
    expect((await clerk({ method: 'GET', url: `/api/files/${file.id}` })).statusCode).toBe(200)
  })

  test('a long one is read apart, while others are served', async () => {
    const long = clerk({ method: 'POST', url: '/api/readings', payload: { text: TEXT.repeat(200) } })
    expect((await clerk({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
    expect((await long).json().proposals.length).toBeGreaterThan(300)
  })

  test('too many at once are asked to come back, the others have their turn', async () => {
    const text = TEXT.repeat(120)
    const reading = () => clerk({ method: 'POST', url: '/api/readings', payload: { text } })
    const over = new SharedArrayBuffer(4)
    const waiting = Array.from({ length: 22 }, () => inLine(HELD, over))
    const refused = await reading()
    expect(refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY' })
    expect(refused.headers['retry-after']).toBe('60')
    const upload = { method: 'POST', url: '/api/readings/file', ...fileBody('通知.txt', TEXT) } as const
    expect((await clerk(upload)).statusCode).toBe(429)
    Atomics.store(new Int32Array(over), 0, 1)
    Atomics.notify(new Int32Array(over), 0)
    for (const outcome of await Promise.all(waiting)) expect(outcome).toMatchObject({ ok: true })
    expect((await reading()).statusCode).toBe(200)
  }, 60_000)

  test('a file without text says so', async () => {
    const reply = await clerk({
      method: 'POST',
      url: '/api/readings/file',
      ...fileBody('扫描.pdf', '%PDF-1.4\n%%EOF'),
    })
    expect(reply.json()).toMatchObject({ status: 415, code: 'WRONG_MEDIA' })
  })
})

test.each([
  [null, null, null],
  ['2026-05-20', '2026-05-20', null],
  [{ year: 2026, month: 2 }, '2026-02-28', '2026年2月'],
  [{ year: 2026, month: 12 }, '2026-12-31', '2026年12月'],
  [{ year: null, month: 6 }, null, '6月'],
  [{ year: 2026, quarter: 2 }, '2026-06-30', '2026年第二季度'],
  [{ year: 2026, period: '上半年' as const }, '2026-06-30', '2026年上半年'],
  [{ year: 2026, period: '年底' as const }, '2026-12-31', '2026年底'],
  [{ period: '长期' as const }, null, '长期'],
  [{ relative: '会后3日内' }, null, '会后3日内'],
  [{ year: 2026, month: 2, day: 30 }, null, '2026年2月30日'],
])('deadline %j ends on %s', (deadline, due, dueWords) => expect(dueOf(deadline)).toEqual({ due, dueWords }))

test.each([
  ['云政〔2026〕3号\n\n关于某事的通知\n正文。', null, '关于某事的通知'],
  ['云办〔2026〕7号\n关于一季度督查情况的通报\n各镇街：', null, '关于一季度督查情况的通报'],
  ['附件\n重点任务分解表（2026年）\n序号', '附件.docx', '重点任务分解表（2026年）'],
  ['正文第一句。\n第二句。', '分工.docx', '分工'],
  ['正文第一句。', null, '正文第一句。'],
  ['', null, '未命名'],
])('title of %j', (text, file, title) => expect(titleFrom(text, file)).toBe(title))
