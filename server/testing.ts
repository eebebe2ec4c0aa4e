import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '#kernel/time.ts'
import { addMs } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { act } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import { setParameter } from '#store/administration.ts'
import { json } from '#store/db.ts'
import {
  type PostEntry,
  type UnitEntry,
  addAppointments,
  putPeople,
  putPosts,
  putUnits,
} from '#store/directory.ts'
import { insertAccounts } from '#store/identity.ts'
import { sequence } from '#store/sequencer.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { openedLog } from '#test/sealed-district.ts'
import { createApp } from './app.ts'
import type { Scanner } from './adapters/scanner.ts'
import type { SealPort } from './adapters/seal/port.ts'
import type { SmsService } from './adapters/sms/open.ts'
import type { Oidc } from './identity/oidc.ts'
import { hashPassword } from './identity/passwords.ts'
import type { Limiter } from './limits.ts'
import { type Mode, openServices } from './services.ts'

/** A small invented district behind a real application, for tests of the server. */
export interface TestServer {
  readonly app: FastifyInstance
  /** As the service has it: a role that owns nothing, bound to the district. */
  readonly context: StoreContext
  /** The owner's connections, for what a test arranges or looks up behind the service's back. */
  readonly db: TestDatabase
  readonly dataDir: string
  /** Moves the clock of the process. */
  readonly later: (ms: number) => void
  /** Logs in by password and gives a function that sends requests as that person. */
  as(login: string): Promise<Send>
  send: Send
  close(): Promise<void>
}

export type Send = (options: InjectOptions) => Promise<LightMyRequestResponse>

/** Password of every account of the test district. */
export const PASSWORD = 'Correct-horse-7'
const START = '2026-03-02T01:00:00.000Z'
const TENANT = 't1'

const unit = (
  id: string,
  name: string,
  shortName: string,
  functions: string[],
  more: Partial<UnitEntry> = {},
): UnitEntry => ({
  id,
  name,
  shortName,
  aliases: [],
  kind: '政府部门',
  functions,
  domains: [],
  assignable: true,
  parent: null,
  leaderPost: null,
  phone: null,
  sort: 0,
  ...more,
})

const UNITS: UnitEntry[] = [
  unit('gov', '区政府', '区政府', ['leadership'], { assignable: false, kind: '区政府领导', sort: 1 }),
  unit('office', '区政府办公室', '区府办', ['coordination', 'administration'], {
    sort: 2,
    codes: ['云政发', '云政办发', '云政函', '云政办函'],
  }),
  unit('dc', '区政府督查室', '督查室', ['supervision'], { sort: 3 }),
  unit('edu', '区教育局', '教育局', [], { sort: 4, aliases: ['教体局'], leaderPost: 'gov-deputy' }),
  unit('cons', '区住房和城乡建设局', '区住建局', [], { sort: 5, leaderPost: 'gov-deputy' }),
  unit('east', '东湖街道办事处', '东湖街道', [], { sort: 6, kind: '街道' }),
]

const post = (id: string, of: string, title: string, level: PostEntry['level'], sort: number): PostEntry => ({
  id,
  unit: of,
  title,
  level,
  sort,
  administers: id === 'office-head' ? 'system' : null,
})
const POSTS: PostEntry[] = [
  post('gov-head', 'gov', '区长', 'head', 1),
  post('gov-deputy', 'gov', '副区长', 'deputy', 2),
  post('office-head', 'office', '主任', 'head', 1),
  post('office-clerk', 'office', '科员', 'staff', 2),
  post('dc-head', 'dc', '主任', 'head', 1),
  post('dc-clerk', 'dc', '督查专员', 'staff', 2),
  post('edu-head', 'edu', '局长', 'head', 1),
  post('edu-clerk', 'edu', '办公室科员', 'staff', 2),
  post('cons-head', 'cons', '局长', 'head', 1),
  post('east-head', 'east', '主任', 'head', 1),
]

/** 安全管理员 and 安全审计员, where a test asks for all three; `office-head` is 系统管理员. */
const OFFICERS: PostEntry[] = [
  { ...post('office-security', 'office', '安全管理员', 'staff', 8), administers: 'security' },
  { ...post('office-audit', 'office', '安全审计员', 'staff', 9), administers: 'audit' },
]
const OFFICER_PEOPLE: [string, string, string][] = [
  ['security', '子安全员', 'office-security'],
  ['auditor', '丑审计员', 'office-audit'],
]

/** Login, name and post of everybody; logins are the person's id. */
const PEOPLE: [string, string, string][] = [
  ['chief', '甲区长', 'gov-head'],
  ['deputy', '乙副区长', 'gov-deputy'],
  ['admin', '丙主任', 'office-head'],
  ['oclerk', '丁科员', 'office-clerk'],
  ['dhead', '戊主任', 'dc-head'],
  ['dclerk', '己专员', 'dc-clerk'],
  ['ehead', '庚局长', 'edu-head'],
  ['eclerk', '辛科员', 'edu-clerk'],
  ['chead', '壬局长', 'cons-head'],
  ['whead', '癸主任', 'east-head'],
]

/** Makes the district in a database of its own and an application on it. `close` takes both down. */
export async function testServer(
  name: string,
  options: {
    mode?: Mode
    demo?: boolean
    hereOnly?: boolean
    rulebook?: Rulebook
    sms?: SmsService
    seal?: SealPort
    scanner?: Scanner
    oidc?: Oidc
    limiter?: Limiter
    /** All three administrators, not only 系统管理员. */
    three?: boolean
    /** Administrators need a second factor, as in a real district; most tests leave it out. */
    secondFactor?: boolean
  } = {},
): Promise<TestServer> {
  const db = await freshDatabase(name)
  let now: Instant = START
  const context: StoreContext = {
    db: db.within(TENANT),
    tenant: TENANT,
    rulebook: options.rulebook ?? rulebook,
    clock: { now: () => now },
    newId: () => randomUUID(),
    newSalt: () => randomBytes(32),
  }
  await settle(context, options.demo ?? false, options.three ?? false, options.secondFactor ?? false)
  const dataDir = mkdtempSync(join(tmpdir(), 'luoshi-server-'))
  const { mode = 'production', hereOnly = false, sms, seal, scanner, oidc, limiter } = options
  const app = await createApp(
    await openServices({
      context,
      mode,
      hereOnly,
      dataDir,
      ...(sms ? { sms } : {}),
      ...(seal ? { seal } : {}),
      ...(scanner ? { scanner } : {}),
      ...(oidc ? { oidc } : {}),
      ...(limiter ? { limiter } : {}),
    }),
  )
  await app.ready()
  return {
    app,
    context,
    db,
    dataDir,
    later: (ms) => (now = addMs(now, ms)),
    send: (request) => app.inject(request),
    as: (login) => sendAs(app, login),
    close: async () => {
      await app.close()
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Logs in and sends with the cookie it got. */
export async function sendAs(app: FastifyInstance, login: string, password = PASSWORD): Promise<Send> {
  const reply = await app.inject({ method: 'POST', url: '/api/login', payload: { login, password } })
  if (reply.statusCode !== 200) throw new Error(`${login} could not log in: ${reply.body}`)
  const cookies = cookiesOf(reply)
  return async (request) => {
    const answer = await app.inject({ ...request, cookies: { ...cookies, ...request.cookies } })
    // As a browser would: a session that goes on under a new token is followed.
    if (answer.statusCode < 400 && !(typeof request.url === 'string' && request.url.endsWith('/logout')))
      Object.assign(cookies, cookiesOf(answer))
    return answer
  }
}

/** The cookies an answer set. */
export const cookiesOf = (reply: LightMyRequestResponse): Record<string, string> =>
  Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie.value]))

async function settle(
  context: StoreContext,
  demo: boolean,
  three: boolean,
  secondFactor: boolean,
): Promise<void> {
  const { db, tenant } = context
  const people = three ? [...PEOPLE, ...OFFICER_PEOPLE] : PEOPLE
  await db.query(
    'insert into tenant (tenant_id, name, log_origin, demo, created_at) values ($1, $2, $3, $4, $5)',
    [tenant, '云澜区', 'luoshi.example/log/t1', demo, START],
  )
  for (const year of ['2025', '2026', '2027']) {
    await db.query(
      `insert into calendar_year (tenant_id, year, version, source, off, makeup, set_at) values ($1, $2, '1', '测试用日历', $3, $4, $5)`,
      [tenant, year, json({}), json({}), START],
    )
  }
  if (!secondFactor) {
    await setParameter(context, {
      name: 'identity.secondFactor',
      value: 0,
      reason: '测试',
      by: 'admin',
      at: START,
    })
  }
  await putUnits(db, tenant, UNITS)
  await putPosts(db, tenant, three ? [...POSTS, ...OFFICERS] : POSTS)
  await putPeople(
    db,
    tenant,
    people.map(([id, called]) => ({ id, name: called, phone: null })),
  )
  await addAppointments(
    db,
    tenant,
    people.map(([person, , at]) => ({
      id: `a-${person}`,
      person,
      post: at,
      as: 'holder',
      from: '2024-01-01',
      until: null,
    })),
  )
  // A light hash keeps the tests quick; the first login replaces it by one of the usual cost.
  const password = await hashPassword(PASSWORD, { memory: 64, passes: 1 })
  await insertAccounts(
    context,
    db,
    people.map(([person]) => ({ person, login: person, password, mustChange: false })),
  )
}

/** A multipart body with one file in field `file`. */
export function fileBody(name: string, bytes: Uint8Array | string, media = 'application/octet-stream') {
  const boundary = `----luoshi${randomUUID()}`
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${media}\r\n\r\n`
  const payload = Buffer.concat([
    Buffer.from(head),
    Buffer.from(bytes),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

/** A form that sets a supervised task up lawfully. */
export const orderForm = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  task: '完成东湖小学扩建并交付使用',
  target: '新增学位600个',
  authority: { kind: 'resolution', title: '区政府第12次常务会议', number: '第12次', on: '2026-02-27' },
  arranger: 'gov-deputy',
  lead: 'edu',
  due: '2026-06-30',
  ...more,
})

/** What 督查室 lays on the education bureau, by the store alone; `task` is the key as well. @returns the id of the act */
export async function aTask({ context }: TestServer, procedure: string, task: string): Promise<string> {
  const actor = {
    person: 'dclerk',
    post: 'dc-clerk',
    unit: 'dc',
    level: 'staff',
    functions: ['supervision'],
    as: 'holder',
  } as const
  const outcome = await act(context, {
    procedure,
    act: 'setUp',
    form: orderForm({ task }),
    actor,
    key: task,
    channel: { via: 'web', auth: 'session' },
  })
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.receipt.act
}

/** Seals what waits, a second later. @throws where that fails or an act is held back */
export async function seal({
  context,
  dataDir,
  later,
}: Pick<TestServer, 'context' | 'dataDir' | 'later'>): Promise<void> {
  later(1_000)
  const pass = await sequence(context, await openedLog(context, dataDir))
  if (!pass.ok || pass.quarantined > 0) throw new Error(JSON.stringify(pass))
}
