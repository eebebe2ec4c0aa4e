import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMs, dayAt } from '#kernel/time.ts'
import { addAppointments } from '#store/directory.ts'
import { readSession, readSessions } from '#store/sessions.ts'
import { type TestServer, testServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer('callers')
})
afterAll(() => server.close())

test('asked together, people are who they are when asked one by one; a login that ended is nobody’s', async () => {
  const { context, db } = server
  const acting = {
    person: 'eclerk',
    post: 'cons-head',
    as: 'acting' as const,
    from: '2026-01-01',
    until: null,
  }
  await addAppointments(context.db, context.tenant, [{ id: 'a-acting', ...acting }])
  for (const login of ['chief', 'eclerk', 'eclerk', 'oclerk']) await server.as(login)
  const leaving = await server.as('whead')
  await leaving({ method: 'POST', url: '/api/logout' })
  const { rows } = await db.query<{ id: string }>('select id from session where tenant_id = $1', [
    context.tenant,
  ])
  const ids = [...rows.map(({ id }) => id), 'nobody']
  expect(ids).toHaveLength(6)
  const now = context.clock.now()
  const [idle, today] = [addMs(now, -3_600_000), dayAt(now)]
  const together = await readSessions(context, ids, now, idle, today)
  expect([...together.keys()]).toHaveLength(4)
  for (const id of ids) expect(together.get(id)).toEqual(await readSession(context, id, now, idle, today))
  expect([...together.values()].map(({ seats }) => seats.length).toSorted((a, b) => a - b)).toEqual([
    1, 1, 2, 2,
  ])
})
