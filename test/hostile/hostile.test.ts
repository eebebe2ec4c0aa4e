import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Send, type TestServer, fileBody, testServer } from '#server/testing.ts'
import { recordFigure } from '../figures.ts'
import { corpus } from './corpus.ts'

// Every hostile file through every way in: kept as an attachment, read for its text, taken as a ledger, taken as the directory.

let server: TestServer
let clerk: Send
let admin: Send

beforeAll(async () => {
  server = await testServer('hostile')
  clerk = await server.as('dclerk')
  admin = await server.as('admin')
})
afterAll(() => server.close())

const WAYS = [
  { url: '/api/readings/file', who: () => clerk },
  { url: '/api/ledger/imports', who: () => clerk },
  { url: '/api/directory/import', who: () => admin },
]

test('what may run or burst is not kept; what is kept is served so that nothing in it runs', async () => {
  const wrong: string[] = []
  for (const { name, bytes, fate } of corpus) {
    const reply = await clerk({ method: 'POST', url: '/api/files', ...fileBody(name, bytes) })
    const kept = reply.statusCode === 200
    if (kept !== (fate === 'harmless') || (!kept && reply.statusCode !== 415))
      wrong.push(`${name}: ${reply.statusCode}`)
    if (!kept) expect(reply.json().detail, name).toMatch(/\p{Script=Han}/u)
    else expect(await served(String(reply.json().id)), name).toEqual(SERVED)
  }
  expect(wrong).toEqual([])
})

const SERVED = { sniffed: 'nosniff', sandboxed: true, shown: 'attachment', page: false }

async function served(id: string): Promise<object> {
  const { headers } = await clerk({ method: 'GET', url: `/api/files/${id}` })
  return {
    sniffed: headers['x-content-type-options'],
    sandboxed: String(headers['content-security-policy']).startsWith('sandbox;'),
    shown: String(headers['content-disposition']).split(';')[0],
    page: /^(text\/(html|xml)|image\/svg|application\/(xml|xhtml|javascript|ecmascript))/.test(
      String(headers['content-type']),
    ),
  }
}

test(
  'whoever reads it gets a text or one Chinese sentence, and the machine stays calm',
  { timeout: 300_000 },
  async () => {
    const before = process.memoryUsage().rss
    let [highest, slowest, slowestName] = [before, 0, '']
    for (const { name, bytes } of corpus) {
      for (const { url, who } of WAYS) {
        const began = performance.now()
        const reply = await who()({ method: 'POST', url, ...fileBody(name, bytes) })
        const took = performance.now() - began
        if (took > slowest) [slowest, slowestName] = [took, `${name} to ${url}`]
        highest = Math.max(highest, process.memoryUsage().rss)
        const said = `${name} to ${url}: ${reply.statusCode} ${reply.body.slice(0, 200)}`
        expect(reply.statusCode, said).toBeLessThan(500)
        expect(reply.body.includes('root:'), said).toBe(false)
        if (reply.statusCode >= 400) expect(reply.json().detail, said).toMatch(/\p{Script=Han}/u)
      }
    }
    const extra = Math.round((highest - before) / 2 ** 20)
    console.log(`hostile files: slowest ${Math.round(slowest)} ms, ${slowestName}; ${extra} MB more`)
    recordFigure({
      id: 's6-hostile-files',
      part: 'security',
      title:
        'Hostile files kept as attachments that should not be, or answered by a 5xx on any of four ways in',
      value: 0,
      of: { n: corpus.length, what: 'files' },
      command: 'npx vitest run test/hostile',
      note: `${corpus.length * (WAYS.length + 1)} uploads; slowest ${Math.round(slowest)} ms (${slowestName}); at most ${extra} MB more resident memory in the process (goal 256)`,
    })
  },
)
