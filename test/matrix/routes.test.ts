import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { actOperations } from '#server/contract/act-operations.ts'
import { routePath } from '#server/contract/register.ts'
import { type TestServer, testServer } from '#server/testing.ts'
import { recordFigure } from '../figures.ts'
import { EVERYBODYS, WHOSE, everyOperation, isAdministrators } from './taking.ts'

// What the application serves, what the contract lists, what the description of the API says and what the matrix tries: one list.

let server: TestServer
beforeAll(async () => {
  server = await testServer('routes')
})
afterAll(() => server.close())

/** Every route of an application, as `GET /api/matters/:id`, read from its own drawing of them. */
function routesOf(app: FastifyInstance): string[] {
  const found: string[] = []
  const above: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', path = '', methods] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    const depth = indent.length / 4
    above[depth] = path
    const whole = above.slice(0, depth + 1).join('')
    for (const method of methods?.split(', ') ?? []) found.push(`${method} ${whole}`)
  }
  return found
}

/** Routes that are no operations of the API, and why. */
const OTHERS: Readonly<Record<string, string>> = {
  '/api/openapi.json': 'the description itself',
  '/api/docs': 'the description as a page',
  '/api/docs.css': 'its style',
  '/api/sms/inbound/:gateway': 'signed by a gateway in its own form, not by a person',
  '/api/sms/reports/:gateway': 'as the inbound',
}

const acts = Object.entries(actOperations(rulebook))
const listed = [...everyOperation, ...acts.map(([, operation]) => operation)].map(
  ({ method, path }) => `${method} ${routePath(path)}`,
)

test('what is served is what the contract lists, what is described and what the matrix tries', () => {
  const served = routesOf(server.app)
    .filter((route) => / \/api\b/.test(route) && !/^(HEAD|OPTIONS) /.test(route))
    .filter((route) => !((route.split(' ')[1] ?? '') in OTHERS))
  expect(served.length).toBeGreaterThan(100)
  expect([...new Set(served)].toSorted()).toEqual([...new Set(listed)].toSorted())

  const described = JSON.parse(
    readFileSync(new URL('../../server/openapi.json', import.meta.url), 'utf8'),
  ) as {
    paths: Record<string, Record<string, unknown>>
  }
  const said = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${routePath(path)}`),
  )
  expect(said.toSorted()).toEqual(listed.toSorted())

  const tried = everyOperation.filter(
    (operation) =>
      !operation.path.includes('{') ||
      operation.path in WHOSE ||
      operation.path in EVERYBODYS ||
      isAdministrators(operation),
  )
  expect(tried).toHaveLength(everyOperation.length)
  recordFigure({
    id: 's2-routes',
    part: 'security',
    title:
      'Routes that the application serves, its contract lists, its description says and the matrix tries, all the same',
    value: served.length,
    command: 'npx vitest run test/matrix/routes.test.ts',
    note: `${acts.length} of them are acts of the rulebook.`,
  })
})
