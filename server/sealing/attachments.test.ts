import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SealContext, type Trustee, envelopeText, sealOpinion } from '#journal/seal/envelope.ts'
import { sealFile } from '#journal/seal/files.ts'
import { freshFor, freshIv } from '#journal/seal/fresh.ts'
import { type Called, callMeeting } from '#test/called-meeting.ts'
import type { Verdict } from '../adapters/scanner.ts'
import { type TestServer, fileBody, testServer } from '../testing.ts'

let server: TestServer
let called: Called
let verdict: Verdict = { kind: 'clean' }
const seen: string[] = []

beforeAll(async () => {
  const scan = async (bytes: Uint8Array): Promise<Verdict> => {
    seen.push(Buffer.from(bytes).toString('latin1'))
    return verdict
  }
  server = await testServer('sealed_files', { scanner: { scan, answers: async () => true } })
  called = await callMeeting(server)
})
afterAll(() => server.close())

const WORDS = '客流测算'
const must = <T>(outcome: { ok: true; value: T } | { ok: false; because: string }): T => {
  if (!outcome.ok) throw new Error(outcome.because)
  return outcome.value
}

interface Sheet {
  readonly sheet: { readonly context: SealContext; readonly keepers: readonly Trustee[] }
}

/** Seals an opinion with an attachment as the member's page does. */
async function seals(who: string): Promise<void> {
  const { rows } = await called.read<{ rows: { id: string }[] }>(who, '/api/matters?procedure=opinion')
  const id = rows[0]?.id ?? ''
  const { sheet } = await called.read<Sheet>(who, `/api/sealing/${id}`)
  const fresh = await freshFor(sheet.keepers.length)
  const attached = { name: '测算.txt', bytes: Buffer.from(WORDS) }
  const { bytes, file } = must(await sealFile(sheet.context, attached, fresh, freshIv()))
  const opinion = { stance: 'agree', words: '同意', files: [file] }
  const sealed = envelopeText(must(await sealOpinion(sheet.context, opinion, sheet.keepers, fresh)))
  const send = await server.as(who)
  const kept = await send({ method: 'POST', url: '/api/files', ...fileBody('1.sealed', bytes) })
  await called.act(who, id, 'opinion.seal', { sealed, attached: [kept.json<{ id: string }>().id] })
}

test('what was attached under seal passes the scanner when it is opened, for nobody could look into it before', async () => {
  for (const member of ['deputy', 'admin']) await seals(member)
  expect(seen.join('')).not.toContain(Buffer.from(WORDS).toString('latin1'))
  await called.act('oclerk', called.round, 'opinions.close')
  await called.act('oclerk', called.round, 'opinions.reveal')
  const chief = await server.as('chief')
  const open = (who = chief) =>
    who({ method: 'GET', url: `/api/sealing/${called.round}/attachments/gov-deputy/0` })
  const opened = await open()
  expect(opened.body).toBe(WORDS)
  expect(opened.headers['content-disposition']).toContain('attachment')
  expect(seen.at(-1)).toBe(Buffer.from(WORDS).toString('latin1'))

  verdict = { kind: 'found', signature: 'Eicar-Signature' }
  expect((await open()).json()).toMatchObject({ status: 422, code: 'INFECTED' })
  verdict = { kind: 'away', because: 'no answer' }
  expect((await open()).json()).toMatchObject({ status: 502, code: 'SCANNER_AWAY' })
  expect((await open(await server.as('chead'))).statusCode).toBe(404)
})
