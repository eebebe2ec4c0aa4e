import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Connection, type TestDatabase, emptyDatabase } from '#test/database.ts'
import { openDb } from '#store/db.ts'
import { checkFence } from '#store/fence/check.ts'
import { bound } from '#store/fence/bound.ts'
import { APP_ROLE } from '#store/fence/grants.ts'
import { migrate } from '#store/migrate.ts'
import { applicationOn, openApplication } from './application-database.ts'
import { roleStatements, roles } from './roles.ts'
import type { Settings } from './settings.ts'

// A server that somebody else runs: its user may become the application's role, or not.

const SECRET = 'Foreign-2026'
const USERS = { plain: 'test_plain', own: 'test_own' } as const
let db: TestDatabase
let admin: pg.Client
beforeAll(async () => {
  db = await emptyDatabase('roles')
  admin = new pg.Client({ ...inject('testServer').admin, database: db.config.database })
  await admin.connect()
  for (const user of Object.values(USERS)) await admin.query(`drop role if exists ${user}`)
  await admin.query(`create role ${USERS.plain} login password '${SECRET}'`)
  await admin.query(`create role ${USERS.own} login password '${SECRET}' in role ${APP_ROLE}`)
})
afterAll(async () => {
  for (const user of Object.values(USERS)) {
    await admin.query(`reassign owned by ${user} to postgres`)
    await admin.query(`drop owned by ${user}`)
    await admin.query(`drop role ${user}`)
  }
  await admin.end()
  await db.close()
})

const as = (user: string): Connection => ({ ...db.config, user, password: SECRET })
const urlOf = ({ user, password, host, port, database }: Connection): string =>
  `postgres://${user}:${password}@/${database}?host=${host}&port=${port}`

/** What a start does up to the service's own connections. */
async function begun(user: string, more: Partial<Settings> = {}) {
  await admin.query(`alter database ${db.config.database} owner to ${user}`)
  await admin.query('drop schema public cascade')
  await admin.query('create schema public')
  await admin.query('alter schema public owner to pg_database_owner')
  await admin.query('create extension pg_trgm')
  const config = as(user)
  const owner = openDb(config, { size: 2 })
  try {
    const settings = { databaseUrl: urlOf(config), appUrl: undefined, ...more } as Settings
    const application = await applicationOn(owner, config, settings)
    expect(await migrate(owner)).toMatchObject({ ok: true })
    const opened = await openApplication(application, 'one')
    if (opened.ok) await opened.db.close()
    return { application, opened }
  } finally {
    await owner.close()
  }
}

describe('on a server of somebody else', () => {
  test('a user who may neither make roles nor become one runs on, and is told what the DBA does', async () => {
    const { application, opened } = await begun(USERS.plain)
    expect(application.role).toBeUndefined()
    expect(opened).toMatchObject({
      ok: true,
      says: [
        expect.stringMatching(
          /^当前用户不能转为 luoshi_app，数据库的第二道隔离没有全部打开.*luoshi roles --sql/,
        ),
      ],
    })
    // One fence more than none: the owner itself is bound to its district.
    const itself = openDb(bound(as(USERS.plain), 'one'), { size: 1 })
    await expect(
      itself.query(`insert into person (tenant_id, id, name) values ('two', 'p', '名')`),
    ).rejects.toThrow('row-level security')
    await itself.close()
  })

  test('after the DBA has run the statements, it becomes the role that owns nothing', async () => {
    for (const statement of roleStatements(USERS.plain)) await admin.query(statement)
    const { application, opened } = await begun(USERS.plain)
    expect(application.role).toBe(APP_ROLE)
    expect(opened).toMatchObject({
      ok: true,
      says: [
        `应用用库的所有者 ${USERS.plain} 登录后转为 luoshi_app；让应用用自己的账号登录（LUOSHI_APP_URL）更严。`,
      ],
    })
  })

  test('with a login of its own nothing is left to say', async () => {
    const { opened } = await begun(USERS.plain, { appUrl: urlOf(as(USERS.own)) })
    expect(opened).toMatchObject({ ok: true, says: [] })
    const role = openDb(bound({ ...db.config, user: APP_ROLE }, 'one'), { size: 1 })
    expect(await checkFence(role, 'one')).toEqual({ faults: [], warnings: [] })
    await role.close()
  })

  test('a fence that is down stops the start with its name', async () => {
    await begun(USERS.plain)
    await admin.query('alter table duty disable row level security; grant truncate on duty to luoshi_app')
    const opened = await openApplication({ config: { ...db.config, user: APP_ROLE } }, 'one')
    expect(opened).toEqual({
      ok: false,
      because:
        '数据库的隔离自检没有通过：表 duty 没有启用行级安全。应用角色对表 duty 有清单以外的权限：truncate。',
    })
  })
})

test('the command lists the statements for the user of DATABASE_URL', async () => {
  const said: string[] = []
  const io = {
    env: { DATABASE_URL: 'postgres://yunlan@10.0.0.5/luoshi' },
    cwd: '/',
    terminal: false,
    out: (line: string) => said.push(line),
    err: (line: string) => said.push(line),
  }
  expect(await roles(['--sql'], io)).toBe(0)
  expect(said.join('\n')).toContain('grant luoshi_app to "yunlan";')
  expect(await roles(['--nonsense'], io)).toBe(2)
})
