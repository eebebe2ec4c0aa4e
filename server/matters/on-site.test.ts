import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { files, text } from '#kernel/fields.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import { petition } from '#test/second-procedure.ts'
import { addMs, clockAt } from '#kernel/time.ts'
import type { OnSitePage, OnSiteStarts } from '../contract/operations/on-site.ts'
import type { MatterPage, Me } from '../contract/shapes.ts'
import { type Send, type TestServer, fileBody, testServer } from '../testing.ts'

// A letter that is answered at the writer's door.

const { powers } = petition
const atTheDoor = {
  ...petition,
  powers: {
    ...powers,
    receive: {
      ...powers['receive'],
      form: {
        ...powers['receive']?.form,
        at: text('收信时间', { max: 16, optional: true, moment: true }),
        onSpot: text('现场留痕', { max: 2000, lines: true, optional: true, onSpot: true }),
      },
      // What the phone notes stays with the act.
      writes: ({ form: { subject, leader, from } }: { form: Record<string, unknown> }) => ({
        subject,
        leader,
        from,
      }),
    },
    answer: {
      ...powers['answer'],
      form: {
        ...powers['answer']?.form,
        subject: text('标题', { max: 200 }),
        signatures: files('现场签名', { optional: true, drawn: true }),
        onSpot: text('现场留痕', { max: 2000, lines: true, optional: true, onSpot: true }),
      },
    },
  },
  steps: {
    earlier: {
      title: '前一封信已经批示',
      norm: 'C6',
      basis: petition.basis,
      in: { procedure: 'petition', field: 'from' },
      by: ['instruct'],
      before: [],
    },
    instructed: {
      title: '批示',
      norm: 'C6',
      basis: petition.basis,
      by: ['instruct'],
      before: ['answer'],
    },
    answered: { title: '当面答复', norm: 'C8', basis: petition.basis, by: ['answer'], before: [] },
  },
  onSite: { acts: ['receive', 'answer'], signers: ['来信人', '经办人'] },
} as unknown as Procedure

let server: TestServer
const sends: Record<string, Send> = {}
let letter: string
/** The letter that it follows. */
let earlier: string

beforeAll(async () => {
  server = await testServer('onsite', { rulebook: { procedures: { petition: atTheDoor }, norms: {} } })
  for (const login of ['oclerk', 'deputy', 'eclerk', 'whead']) sends[login] = await server.as(login)
  const leader = 'gov-deputy'
  earlier = await act('oclerk', null, 'petition.receive', { subject: '反映无路灯', leader })
  await act('deputy', earlier, 'petition.instruct', { words: '请办理并答复', unit: 'edu' })
  letter = await act('oclerk', null, 'petition.receive', { subject: '反映路灯不亮', leader, from: earlier })
})
afterAll(() => server.close())

async function act(who: string, id: string | null, name: string, form: object): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

const get = (who: string, url: string) => (sends[who] as Send)({ method: 'GET', url })
const pageFor = (who: string) => get(who, `/api/matters/${letter}/on-site`)

test('a phone takes along the steps, its own acts with what they need and begin with, and nothing of others', async () => {
  expect((await pageFor('whead')).statusCode).toBe(404)
  const before = (await pageFor('oclerk')).json<OnSitePage>()
  expect(before).toMatchObject({ title: '反映路灯不亮', stateTitle: '待批示', acts: [] })
  // The step that looks into another matter is shown by what happened there.
  expect(before.steps.map(({ name, status }) => [name, status])).toEqual([
    ['earlier', 'done'],
    ['instructed', 'waiting'],
    ['answered', 'waiting'],
  ])
  await act('deputy', letter, 'petition.instruct', { words: '请办理并答复', unit: 'edu' })
  const page = (await pageFor('eclerk')).json<OnSitePage>()
  expect(page).toMatchObject({ ver: 2, signers: ['来信人', '经办人'] })
  expect(page.steps.map(({ status, acts, basis }) => [status, acts, basis])).toEqual([
    ['done', [], ['《测试规程》']],
    ['done', [], ['《测试规程》']],
    ['waiting', ['answer'], ['《测试规程》']],
  ])
  expect(page.acts).toMatchObject([
    { act: 'answer', mine: true, stays: false, refusals: [], given: { subject: '反映路灯不亮' }, needs: [] },
  ])
})

test('what sets a matter up on the spot is taken along by whoever may, and nothing else', async () => {
  const starts = async (who: string) => (await get(who, '/api/on-site/starts')).json<OnSiteStarts>()
  const { starts: own } = await starts('oclerk')
  expect(own).toMatchObject([
    {
      procedure: { id: 'petition', title: '来信' },
      ver: 0,
      title: '',
      signers: ['来信人', '经办人'],
      acts: [{ act: 'receive', setsUp: true, stays: false, refusals: [], given: {}, clocks: [] }],
    },
  ])
  expect(own[0]?.acts[0]?.shared.toSorted()).toEqual(['from', 'leader', 'subject'])
  // What is to be answered at the door comes along unasked; what waits for somebody else does not.
  const taken = async (who: string) => new Set((await starts(who)).matters.map(({ id }) => id))
  expect([await taken('eclerk'), await taken('oclerk')]).toEqual([new Set([earlier, letter]), new Set()])
  expect((await starts('eclerk')).starts).toEqual([])
  const screens = async (who: string) => (await get(who, '/api/me')).json<Me>().screens.includes('field')
  expect([await screens('oclerk'), await screens('eclerk')]).toEqual([true, false])
})

test('the matter leads there while it is open', async () => {
  const url = `/api/matters/${letter}`
  expect((await get('eclerk', url)).json<MatterPage>().places).toContainEqual({
    title: '现场办理',
    to: `/on-site/${letter}`,
  })
})

test('what was taken there is handed in by its hash: not twice, not changed on the way', async () => {
  const eclerk = sends['eclerk'] as Send
  const bytes = Buffer.from(
    `\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\0\0\0\0`,
    'latin1',
  )
  const hash = createHash('sha256').update(bytes).digest('hex')
  const upload = (key: string, sha256: string, who: Send = eclerk) => {
    const { payload, headers } = fileBody('来信人签名.png', bytes)
    const boundary = headers['content-type'].split('boundary=')[1] ?? ''
    const said = `--${boundary}\r\ncontent-disposition: form-data; name="sha256"\r\n\r\n${sha256}\r\n`
    const whole = Buffer.concat([Buffer.from(said), payload])
    return who({
      method: 'POST',
      url: '/api/files',
      payload: whole,
      headers: { ...headers, 'idempotency-key': key },
    })
  }
  const ids = []
  for (const key of ['signature-1', 'signature-1', 'signature-2'])
    ids.push((await upload(key, hash)).json<{ id: string }>().id)
  expect(ids[1]).toBe(ids[0])
  expect(ids[2]).not.toBe(ids[0])
  expect((await upload('signature-1', hash, sends['whead'])).json<{ id: string }>().id).not.toBe(ids[0])
  const changed = await upload('signature-3', 'f'.repeat(64))
  expect([changed.statusCode, changed.json<{ detail: string }>().detail]).toEqual([
    400,
    '收到的文件与发出时的哈希不一致，请重新上传',
  ])
  const { now } = (await pageFor('eclerk')).json<OnSitePage>()
  const [moment, taken] = [clockAt(now), clockAt(addMs(now, -60_000))]
  const onSpot = `现场确认：${moment}（手机记录）\n${hash}  ${taken}  来信人签名.png`
  server.later(25 * 60_000)
  const form = { subject: '反映路灯不亮', answer: '当面答复，三日内修好', signatures: [ids[0]], onSpot }
  await act('eclerk', letter, 'petition.answer', form)
  const page = (await get('eclerk', `/api/matters/${letter}`)).json<MatterPage>()
  const done = page.timeline.find((entry) => entry.act === 'answer')
  expect(done?.form.find(({ name }) => name === 'onSpot')?.text).toContain(hash)
  expect(done?.spot).toBe(`现场办理于${moment}，25分钟后交到系统`)
  expect(done?.files.map(({ id }) => id)).toEqual([ids[0]])
  expect(page.places).toEqual([])
})
