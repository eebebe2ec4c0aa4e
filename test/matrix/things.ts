import { randomBytes } from 'node:crypto'
import { writeXlsx } from 'hucre/xlsx'
import { playing } from '#kernel/collective.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { addMs } from '#kernel/time.ts'
import { fileBody } from '#server/testing.ts'
import { handleOf, insertSession } from '#store/sessions.ts'
import { actor } from '../small-district.ts'
import { everybody, leaderOf } from './cells.ts'
import { sees } from './expected.ts'
import { type Sample, samplesOf } from './samples.ts'
import type { Request, Served } from './served.ts'

/** A thing with an id, somebody it is for, and somebody of another unit it is not. */
export interface Owned {
  readonly id: string
  readonly owner: Actor
  readonly stranger: Actor
  /** The procedure of the matter it is or hangs on. */
  readonly procedure?: string
}

export const KINDS = [
  'matter',
  'asking',
  'room',
  'item',
  'sealed',
  'parted',
  'onSite',
  'act',
  'file',
  'upload',
  'sheet',
  'view',
  'delegation',
  'session',
] as const
export type Kind = (typeof KINDS)[number]
export type Things = Record<Kind, Owned[]>

/** One of each procedure's matters in a served district, what hangs on it, and what is one person's own. */
export async function makeThings(served: Served): Promise<Things> {
  const things = Object.fromEntries(KINDS.map((kind) => [kind, [] as Owned[]])) as Things
  for (const procedure of Object.values(rulebook.procedures)) {
    const samples = await samplesOf(rulebook, procedure)
    const sample = samples.findLast(({ matter }) => matter.ver > 2 && strangerTo(matter) !== undefined)
    if (sample) await have(served, things, sample)
  }
  const [owner, stranger] = [actor('water.clerk'), actor('finance.clerk')]
  const own = async (request: Request): Promise<Owned> => ({
    id: await idMade(served, owner, request),
    owner,
    stranger,
  })
  const text = fileBody('说明.txt', '请按时办结。', 'text/plain')
  things.upload.push(await own({ method: 'POST', url: '/api/files', ...text }))
  const ledger = fileBody('台账.xlsx', await aLedger())
  things.sheet.push(await own({ method: 'POST', url: '/api/ledger/imports', ...ledger }))
  things.view.push(
    await own({ method: 'POST', url: '/api/views', payload: { name: '我的', query: 'flag=lapsed' } }),
  )
  const { rows } = await served.db.query<{ id: string }>(
    `select id from delegation where tenant_id = $1 and from_person = 'water.head' order by id limit 1`,
    [served.context.tenant],
  )
  const [head, other] = [actor('water.head'), actor('finance.head')]
  things.delegation.push({ id: rows[0]?.id ?? '', owner: head, stranger: other })
  things.session.push({ id: await anotherSession(served, owner), owner, stranger })
  return things
}

/** A login of the owner elsewhere: ending it leaves them where they are. */
async function anotherSession({ context }: Served, { person, post, as }: Actor): Promise<string> {
  const [id, now] = [randomBytes(32).toString('hex'), context.clock.now()]
  await insertSession(context, { id, person, post, as, now, expiresAt: addMs(now, 3_600_000) })
  return handleOf(id)
}

async function idMade(served: Served, owner: Actor, request: Request): Promise<string> {
  const reply = await served.send(owner, request)
  if (reply.statusCode !== 200) throw new Error(`${request.url}: ${reply.body}`)
  const body = reply.json<{ id?: string; file?: { id: string } }>()
  return body.id ?? body.file?.id ?? ''
}

const strangerTo = (matter: Sample['matter']): Actor | undefined => {
  const procedure = rulebook.procedures[matter.procedure]
  return procedure && everybody.find((person) => !sees(procedure, matter, person, leaderOf))
}

/** Stores a matter with a file on it, and notes its id, its last act's and the file's. */
async function have(served: Served, things: Things, sample: Sample): Promise<void> {
  const { matter } = sample
  const procedure = rulebook.procedures[matter.procedure]
  const stranger = strangerTo(matter)
  const owner = procedure && everybody.find((person) => sees(procedure, matter, person, leaderOf))
  if (!owner || !stranger) throw new Error(`nobody to try ${matter.procedure} with`)
  const id = await served.put(sample)
  const file = await idMade(served, actor('watch.clerk'), {
    method: 'POST',
    url: '/api/files',
    ...fileBody('附件.txt', '本件附件', 'text/plain'),
  })
  const { context } = served
  const { db, tenant } = context
  await db.query('insert into matter_file (tenant_id, matter_id, file_id, seq) values ($1, $2, $3, 1)', [
    tenant,
    id,
    file,
  ])
  const { rows } = await db.query<{ act: string }>(
    'select act_id as act from journal where tenant_id = $1 and matter_id = $2 order by seq desc limit 1',
    [tenant, id],
  )
  const whose = { owner, stranger, procedure: matter.procedure }
  things.matter.push({ id, ...whose })
  if (procedure.asking) things.asking.push({ id, ...whose })
  if (procedure.room) things.room.push({ id, ...whose })
  if (procedure.steps && playing(procedure, 'topic')) things.item.push({ id, ...whose })
  if (procedure.sealing || procedure.unsealing) things.sealed.push({ id, ...whose })
  if (procedure.party) things.parted.push({ id, ...whose })
  if (procedure.onSite) things.onSite.push({ id, ...whose })
  things.file.push({ id: file, ...whose })
  things.act.push({ id: rows[0]?.act ?? '', ...whose })
}

/** A ledger as offices keep them, just enough to be read. */
const aLedger = (): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: '台账',
        rows: [
          ['序号', '工作任务', '牵头单位', '完成时限'],
          [1, '修缮河堤', '区水务局', '2026-06-30'],
        ],
      },
    ],
  })
