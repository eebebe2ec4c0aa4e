import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { addMs } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { createApp } from '#server/app.ts'
import { openServices } from '#server/services.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db } from '#store/db.ts'
import { addDelegation, putPeople } from '#store/directory.ts'
import { newId } from '#store/new-id.ts'
import { insertSession } from '#store/sessions.ts'
import { type TestDatabase, freshDatabase } from '../database.ts'
import { SEATS } from '../small-district.ts'
import { seedSmallTenant } from '../small-tenant.ts'
import { putSample } from './put.ts'
import type { Sample } from './samples.ts'

const NOW = '2026-03-20T02:00:00.000Z'
const TENANT = 't1'

/** A request as somebody in a seat. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly payload?: object
  readonly headers?: Readonly<Record<string, string>>
}

/** The small district behind the real application, where any moment of a story can be put. */
export interface Served {
  readonly context: StoreContext
  readonly db: TestDatabase
  /** Stores a sample's matter as its acts made it; gives its id. */
  put(sample: Sample): Promise<string>
  /** Sends a request as a person in a post; the session is opened the first time. */
  send(actor: Pick<Actor, 'person' | 'post' | 'as'>, request: Request): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

/** Every act of the rulebook, halved: each post has two stand-ins, and each act lies within the bounds of just one of them. */
const HALVES = [0, 1].map((half) =>
  Object.values(rulebook.procedures)
    .flatMap(({ id, powers }) => Object.keys(powers).map((act) => `${id}.${act}`))
    .filter((_, n) => n % 2 === half),
)

/** The person who stands in for a post with an act within the delegation, or outside it. */
export const standInFor = (post: string, act: string, within: boolean): string =>
  `${post}.${HALVES[0]?.includes(act) === within ? 'one' : 'two'}`

export interface Serving {
  readonly tenant?: string
  /** A database that is there already, in which other districts are. */
  readonly database?: TestDatabase
  /** The connections of the service, where they are to be others than a service has. */
  readonly through?: (database: TestDatabase) => Db
  /** The district is there: another application serves it as well. */
  readonly again?: boolean
  /** What the numbers of its matters begin with. */
  readonly mark?: string
}

/** Serves the small district: in a database of its own, behind its fence, unless told otherwise. */
export async function serveSmallDistrict(name: string, serving: Serving = {}): Promise<Served> {
  const { tenant = TENANT, database, again = false, mark = '' } = serving
  const db = database ?? (await freshDatabase(name))
  const context: StoreContext = {
    db: serving.through?.(db) ?? db.within(tenant),
    tenant,
    rulebook,
    clock: { now: () => NOW },
    newId: () => newId(),
    newSalt: () => randomBytes(32),
  }
  if (!again) {
    await seedSmallTenant(context.db, tenant, NOW)
    await delegateAll(context)
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'luoshi-matrix-'))
  const app = await createApp(await openServices({ context, mode: 'production', dataDir }))
  await app.ready()
  const sessions = new Map<string, Promise<string>>()
  let stored = 0
  return {
    context,
    db,
    put: (sample) => putSample(context, sample, `${mark}第${++stored}号`),
    send: async (actor, request) => {
      const key = `${actor.person} ${actor.post} ${actor.as}`
      const session = sessions.get(key) ?? openSession(context, actor)
      sessions.set(key, session)
      return sendAs(app, await session, request)
    },
    close: async () => {
      await app.close()
      if (database === undefined) await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const sendAs = (app: FastifyInstance, luoshi: string, request: Request): Promise<LightMyRequestResponse> =>
  app.inject({ ...request, cookies: { luoshi } })

async function delegateAll(context: StoreContext): Promise<void> {
  const { db, tenant } = context
  const standIns = SEATS.flatMap((post) =>
    ['one', 'two'].map((half, n) => ({ post, id: `${post}.${half}`, n })),
  )
  await putPeople(
    db,
    tenant,
    standIns.map(({ id }) => ({ id, name: `代${id}`, phone: null })),
  )
  for (const { post, id, n } of standIns) {
    const acts = HALVES[n] ?? []
    const stretch = { from: '2026-01-01', until: '2026-12-31', reason: '出差', at: NOW }
    await addDelegation(context, {
      id: `${tenant === TENANT ? 'd' : tenant}-${id}`,
      post,
      fromPerson: post,
      to: id,
      acts,
      ...stretch,
    })
  }
}

/** A session as a login opens it. */
async function openSession(
  context: StoreContext,
  { person, post, as }: Pick<Actor, 'person' | 'post' | 'as'>,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const id = createHash('sha256').update(token).digest('hex')
  await insertSession(context, { id, person, post, as, now: NOW, expiresAt: addMs(NOW, 3_600_000) })
  return token
}
