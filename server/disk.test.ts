import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { DISK_FULL } from '#store/disk.ts'
import { createApp } from './app.ts'
import { openServices } from './services.ts'
import { type TestServer, testServer } from './testing.ts'

let server: TestServer
let app: FastifyInstance
let full: string | null = null
beforeAll(async () => {
  server = await testServer('disk')
  const { context, dataDir } = server
  app = await createApp(await openServices({ context, mode: 'production', dataDir, diskFull: () => full }))
})
afterAll(async () => {
  await app.close()
  await server.close()
})

const login = () =>
  app.inject({ method: 'POST', url: '/api/login', payload: { login: 'admin', password: 'Correct-horse-7' } })

test('while the disk is full what writes is refused with what to do, and reading goes on', async () => {
  full = DISK_FULL
  const refused = await login()
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '60'])
  expect(refused.json()).toMatchObject({
    code: 'DISK_FULL',
    title: '磁盘已满',
    detail: expect.stringContaining('不用重启'),
  })
  expect((await app.inject({ method: 'GET', url: '/readyz' })).statusCode).toBe(200)
  full = null
  expect((await login()).statusCode).toBe(200)
})
