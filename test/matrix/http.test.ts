import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Procedure } from '#kernel/vocabulary.ts'
import { seeded } from '#demo/random.ts'
import { rulebook } from '#rulebook/index.ts'
import type { StoreContext } from '#store/context.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import { recordFigure } from '../figures.ts'
import { type Cell, cellsOf, keyTried } from './cells.ts'
import { isPersonal } from './expected.ts'
import type { Sample } from './samples.ts'
import { type Served, serveSmallDistrict, standInFor } from './served.ts'

// Role × act × relation over HTTP: one person for each cell, through login, permission, sight, delegation and act of the real
// application. Who may not see a matter gets the very answer of one that does not exist.

// `npm run test:matrix` asks every cell; within `npm test` one of each act and answer is drawn, by a seed that is printed: all cells are
// held to the policy there. Another draw: `MATRIX_SEED=… npx vitest run test/matrix/http.test.ts`.

// Before each request its matter is asked for at the database as well, by the store's own statements: as the application's role in
// the person's district, in another district behind row security, and in another one with the conditions alone.

let served: Served
let elsewhere: readonly StoreContext[]
let [cells, requests, seen] = [0, 0, 0]
const differences = { http: 0, database: 0 }
beforeAll(async () => {
  if (!isWhole) console.log(`matrix over HTTP, drawn by seed ${seed}`)
  served = await serveSmallDistrict('matrix')
  const { context, db } = served
  elsewhere = [db.within('t2'), db].map((connections) => ({ ...context, db: connections, tenant: 't2' }))
})
afterAll(async () => {
  await served.close()
  if (!isWhole) return
  const said = { part: 'security', command: 'npm run test:matrix' } as const
  recordFigure({
    ...said,
    id: 's1-matrix-http',
    title: 'Cells of role × act × relation × state that come out over HTTP unlike the declarations say',
    value: differences.http,
    of: { n: cells, what: `cells, ${requests} requests through login, sight, delegation and act` },
  })
  recordFigure({
    ...said,
    id: 's1-matrix-database',
    title:
      'Cells of role × act × relation × state in which the store’s statements show a matter unlike the declarations say, or show it in another district',
    value: differences.database,
    of: { n: seen, what: 'cells on stored matters, each asked for in its district and twice in another' },
    note: 'Of an act the database decides who may see its matter and in which district; whose act it is stands in policy and HTTP.',
  })
})

/** What the database layer makes of a cell, where that is not what must come of it. */
async function wrongInDatabase({ asking, expected }: Cell, matter: string): Promise<string[]> {
  const asker = asking.enteredBy ?? asking.actor
  const [own, ...others] = await Promise.all(
    [served.context, ...elsewhere].map((context) => visibleMatter(context, asker, matter)),
  )
  const sight = own ? 'seen' : 'unseen'
  return [
    ...(expected === 'unseen' && own ? ['seen at the database'] : []),
    ...(expected !== 'unseen' && !own ? [`${sight} at the database`] : []),
    ...others.flatMap((found, n) => (found ? [`seen from another district (${n})`] : [])),
  ]
}

/** One cell for each key and expectation; 代录 only where the route takes it, for elsewhere its body has no such field. */
function representatives(procedure: Procedure, all: readonly Cell[]): readonly Cell[] {
  const entered = new Set(
    Object.entries(procedure.powers).flatMap(([act, power]) =>
      power.entered ? [`${procedure.id}.${act}`] : [],
    ),
  )
  const chosen = new Map<string, Cell>()
  for (const cell of all) {
    if (cell.supposed || (cell.asking.enteredBy && !entered.has(cell.act))) continue
    const key = keyTried(cell)
    if (!chosen.has(key)) chosen.set(key, cell)
  }
  return [...chosen.values()]
}

const isWhole = process.env['MATRIX'] === 'whole'
const seed = process.env['MATRIX_SEED'] ?? String(Math.floor(Date.now() / 1_000))

/** One cell of each act and answer, drawn by the seed; all of them where the whole matrix is asked. */
function drawn(procedure: Procedure, all: readonly Cell[]): readonly Cell[] {
  if (isWhole) return all
  const random = seeded(`${seed}/${procedure.id}`)
  const groups = Map.groupBy(all, ({ act, expected }) => `${act} ${expected}`)
  return [...groups.values()].map((group) => random.pick(group))
}

/** What makes two cells the same request of the same person on a sample. */
const requestOf = ({ act, asking: { actor, enteredBy } }: Cell): string =>
  [actor.post, actor.as, actor.within?.includes(act), enteredBy?.post].join(' ')

async function ask({ act, asking, sample }: Cell, matter: string): Promise<LightMyRequestResponse> {
  const { actor, enteredBy } = asking
  const within = actor.within?.includes(act) === true
  const self = actor.as === 'delegate' ? { ...actor, person: standInFor(actor.post, act, within) } : actor
  const speaker = enteredBy ? { for: { person: actor.person, post: actor.post } } : {}
  const url = sample.matter.ver === 0 ? `/api/matters/acts/${act}` : `/api/matters/${matter}/acts/${act}`
  return served.send(enteredBy ?? self, { method: 'POST', url, payload: { form: sample.form, ...speaker } })
}

function answered(reply: LightMyRequestResponse, nothing: string): string {
  if (reply.statusCode === 404) return reply.body === nothing ? 'unseen' : `another 404: ${reply.body}`
  if (reply.statusCode >= 500) return `${reply.statusCode} ${reply.body}`
  const { refusals = [], code } = reply.json<{ refusals?: { code: string }[]; code?: string }>()
  const codes = [...refusals.map((refusal) => refusal.code), code]
  return codes.find((one) => one !== undefined && isPersonal(one)) ?? 'may'
}

describe.each(Object.values(rulebook.procedures))('$title', (procedure) => {
  test('every cell comes out as declared', { timeout: 600_000 }, async () => {
    const chosen = drawn(procedure, representatives(procedure, await cellsOf(rulebook, procedure)))
    const nothing = await served.send(
      { person: 'watch.head', post: 'watch.head', as: 'holder' },
      { method: 'GET', url: '/api/matters/m-nobody-has-this' },
    )
    const stored = new Map<Sample, string>()
    const done = new Map<Sample, Map<string, string>>()
    const wrong: string[] = []
    // First what is refused: it leaves the sample as it is for the others.
    for (const cell of chosen.toSorted(
      (a, b) => Number(a.expected === 'may') - Number(b.expected === 'may'),
    )) {
      const key = requestOf(cell)
      const matter = stored.get(cell.sample) ?? (await served.put(cell.sample))
      stored.set(cell.sample, matter)
      const asked = done.get(cell.sample) ?? new Map<string, string>()
      done.set(cell.sample, asked)
      if (cell.sample.matter.ver > 0) seen++
      let got = asked.get(key)
      if (got === undefined) {
        const faults = cell.sample.matter.ver > 0 ? await wrongInDatabase(cell, matter) : []
        differences.database += faults.length
        wrong.push(...faults.map((fault) => `${keyTried(cell)}, ${cell.asking.actor.post}: ${fault}`))
        const reply = await ask(cell, matter)
        requests++
        got = answered(reply, nothing.body)
        if (reply.statusCode === 200) stored.delete(cell.sample)
        asked.set(key, got)
      }
      if (got === cell.expected) continue
      differences.http++
      wrong.push(`${keyTried(cell)}, ${cell.asking.actor.post}: ${got} instead of ${cell.expected}`)
    }
    cells += chosen.length
    expect(wrong).toEqual([])
  })

  test('an act without 代录 takes no speaker', async () => {
    const { id } = procedure
    for (const [act, power] of Object.entries(procedure.powers)) {
      if (power.entered) continue
      const path = power.when === 'nothing' ? 'acts' : 'm1/acts'
      const reply = await served.send(
        { person: 'office.head', post: 'office.head', as: 'holder' },
        {
          method: 'POST',
          url: `/api/matters/${path}/${id}.${act}`,
          payload: { form: {}, for: { person: 'housing.clerk', post: 'housing.clerk' } },
        },
      )
      expect(reply.statusCode, `${id}.${act}`).toBe(422)
    }
  })
})
