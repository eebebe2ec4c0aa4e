import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { envelopeText, sealOpinion } from '#journal/seal/envelope.ts'
import { freshFor } from '#journal/seal/fresh.ts'
import type { KeyPair } from '#journal/seal/hpke.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { type TestServer, testServer } from '#server/testing.ts'
import { act } from '#store/act.ts'
import { json } from '#store/db.ts'
import { forgetDistrict } from '#store/facts.ts'
import { loadMatter } from '#store/stored.ts'
import { everyOperation } from '../matrix/taking.ts'
import { done } from '../seal-ground.ts'

// Two districts that differ in one thing: which of two members has sealed. Whatever anybody else reads is the same in both.

const servers: TestServer[] = []
afterAll(() => Promise.all(servers.map((server) => server.close())))

const MEMBERS = ['gov-deputy', 'edu-head']
/** Everybody but the two, the clerk who sits beside one of them among them. */
const OTHERS = ['chief', 'oclerk', 'dclerk', 'admin', 'eclerk', 'chead', 'security', 'auditor']
const AT = '2026-03-02T01:00:00.000Z'

interface World {
  readonly server: TestServer
  readonly round: string
}

const MATTER = `insert into matter (tenant_id, id, procedure, procedure_version, ver, state, state_group, closed, number, title, unit_id,
  record, undo, next_duty, due_at, flags, opened_at, updated_at, last_leaf)
  values ($1, $2, $3, 1, 1, 'placed', '在办', false, $6, '桥东片区排水改造', 'office', $4::jsonb, null, 1, null, '{}', $5, $5, '\\x00')`

async function worldIn(sealer: string): Promise<World> {
  const server = await testServer('silence', { three: true })
  servers.push(server)
  const { db, context } = server
  const { tenant } = context
  await db.query(`update unit set functions = '["discipline"]' where tenant_id = $1 and id = 'dc'`, [tenant])
  forgetDistrict(context)
  // Ids in the same order in both: what stands at one instant is listed by them.
  let n = 0
  const nextId = () => `00000000-0000-4000-8000-${String(++n).padStart(12, '0')}`
  const [topic, meeting, round] = [nextId(), nextId(), nextId()]
  const rows = [
    [topic, 'topic', { round, title: '桥东片区排水改造', unit: 'office', recorder: 'office' }],
    [meeting, 'meeting', { recorder: 'office' }],
  ] as const
  for (const [id, procedure, record] of rows) {
    await db.query(MATTER, [tenant, id, procedure, json(record), AT, id.slice(-4)])
    await db.query(
      `insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, opened_at) values ($1, $2, 'unit:office', $3, false, 'infinity', $4)`,
      [tenant, id, procedure, AT],
    )
  }
  const ids = [round]
  Object.assign(context, {
    newId: () => ids.shift() ?? nextId(),
    sealKey: (await freshFor(1)).ephemeral[0] as KeyPair,
  })
  const doing = async (
    kind: string,
    post: string,
    person: string,
    matter: string | undefined,
    form: AnyRecord,
  ) => {
    const [procedure = '', name = ''] = kind.split('.')
    const unit = post.split('-')[0] ?? ''
    const functions = unit === 'office' ? ['coordination'] : []
    const actor = { person, post, unit, level: 'staff', functions, as: 'holder' } as const
    const channel = { via: 'web', auth: 'session' } as const
    const request = {
      procedure,
      act: name,
      form,
      actor,
      key: randomUUID(),
      channel,
      ...(matter ? { matter } : {}),
    }
    return done(await act(context, request)).matter
  }
  const today = context.clock.now().slice(0, 10)
  await doing('opinions.open', 'office-clerk', 'oclerk', undefined, {
    topic,
    title: '桥东片区排水改造',
    meeting,
    meetingOn: today,
    level: 'standard',
    chair: 'gov-head',
    recorder: 'office',
    expected: MEMBERS,
    until: today,
  })
  const begun = await doing('opinions.begin', 'office-clerk', 'oclerk', round, {})
  const sheets = begun.record['sheets'] as readonly { readonly post: string; readonly sheet: string }[]
  const sheet = sheets.find(({ post }) => post === sealer)?.sheet ?? ''
  const { post, expected, trustees, keys } = (await loadMatter(db, tenant, sheet))?.matter.record ?? {}
  const ctx = {
    log: 'luoshi.example/log/t1',
    meeting,
    item: topic,
    member: post,
    round,
    ver: 1,
    expected,
    trustees,
  }
  const sealed = await sealOpinion(ctx, { stance: 'agree', words: '同意' }, keys, await freshFor(keys.length))
  if (!sealed.ok) throw new Error(sealed.because)
  const person = sealer === 'gov-deputy' ? 'deputy' : 'ehead'
  await doing('opinion.seal', sealer, person, sheet, { sealed: envelopeText(sealed.value) })
  return { server, round }
}

/** What is drawn anew in each district: ids by the order in which they come up, hashes and tokens by a sign. */
function plain(text: string): string {
  const seen: string[] = []
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      if (!seen.includes(id)) seen.push(id)
      return `id-${seen.indexOf(id)}`
    })
    .replaceAll(/[0-9a-f]{16,}|[A-Za-z0-9+/]{43}=|\b[A-Za-z0-9_-]{40,}\b/g, '#')
    .replaceAll(/"(?:at|now|since|lastAt|expiresAt)":"[^"]*"/g, '"at"')
}

const reads = everyOperation
  .filter(
    ({ method, path }) =>
      method === 'GET' && !path.includes('{') && !/events|export|\.xlsx|\.docx|metrics/.test(path),
  )
  .map(({ path }) => path)

async function readBy({ server, round }: World, login: string): Promise<ReadonlyMap<string, string>> {
  const send = await server.as(login)
  const found = new Map<string, string>()
  const urls = [
    ...reads,
    '/api/matters?procedure=opinion',
    '/api/matters?procedure=opinions',
    '/api/matters?q=%E6%A1%A5%E4%B8%9C',
    '/api/units/edu/page',
    '/api/units/gov/page',
    '/api/procedures/opinion',
    `/api/matters/${round}`,
    `/api/sealing/${round}`,
  ]
  for (const url of urls) {
    const reply = await send({ method: 'GET', url })
    found.set(url.replace(round, '{round}'), `${reply.statusCode} ${plain(reply.body)}`)
  }
  return found
}

test('nobody but the member can tell from anything there is to read who has sealed', async () => {
  const [one, other] = [await worldIn('gov-deputy'), await worldIn('edu-head')]
  let compared = 0
  for (const login of OTHERS) {
    const [mine, theirs] = [await readBy(one, login), await readBy(other, login)]
    for (const [url, said] of mine) {
      // The trail of administration stands in no order within one instant; it has nothing of matters at all.
      if (url.startsWith('/api/audit')) {
        expect(said, `${login} ${url}`).not.toMatch(/opinion/)
        continue
      }
      expect(said, `${login} ${url}`).toBe(theirs.get(url))
      compared++
    }
    const progress = mine.get('/api/sealing/{round}') ?? ''
    if (progress.startsWith('200')) expect(progress).toContain('"sealed":1,"expected":2')
  }
  console.log(`sealed opinions: ${compared} answers are the same whoever has sealed`)
  expect(compared).toBeGreaterThan(200)
}, 180_000)
