import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { checkAtRest } from '../crash/service/at-rest.ts'
import { login } from '../crash/service/http.ts'
import { ServiceUnderFire } from '../crash/service/under-fire.ts'
import { recordFigure } from '../figures.ts'
import { actor } from '../small-district.ts'
import { Listener } from './listener.ts'

// Several processes on one server: two that answer requests behind a balancer, two that give places in the log, climb rungs and send.
// One is started and one stopped under load, again and again. No request fails; every open page hears of every act once, whichever
// process did it; and afterwards what is stored is held against the notes of those who asked.
//
//   PROCESSES=long npx vitest run test/processes     twenty replacements instead of one

const LONG = process.env['PROCESSES'] === 'long'
const ROUNDS = LONG ? 20 : 1
const SEED = String(randomInt(2 ** 31))
/** Sees every matter of the procedures that are open to its office. */
const WATCHER = 'watch.head'

let service: ServiceUnderFire
beforeAll(async () => {
  service = await ServiceUnderFire.open({ seed: SEED, apps: 2, workers: 2, people: 5, balanced: true })
}, 300_000)
afterAll(() => service.close())

/** Acts that the watcher may see and somebody else did, as `matter seq`. */
async function actsSeen(): Promise<readonly string[]> {
  const { functions } = actor(WATCHER)
  const open = Object.values(rulebook.procedures).filter(
    ({ openTo }) => openTo === 'everyone' || openTo.some((name) => functions.includes(name)),
  )
  const { db, tenant } = service.context
  const { rows } = await db.query<{ act: string }>(
    `select j.matter_id || ' ' || j.seq as act from journal j join matter m on m.tenant_id = j.tenant_id and m.id = j.matter_id
     where j.tenant_id = $1 and m.procedure = any($2::text[])`,
    [tenant, open.map(({ id }) => id)],
  )
  return rows.map(({ act }) => act)
}

test('one is started and one stopped under load, and no request fails', { timeout: 1_800_000 }, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const [leaving, staying] = service.addresses
    const cookie = await login(staying ?? '', WATCHER)
    const pages = [await Listener.open(leaving ?? '', cookie), await Listener.open(staying ?? '', cookie)]
    // Terms run out meanwhile, for two sweepers to meet over.
    await service.inQuiet(() => service.pass(3 * 24 * 3_600_000))
    const before = new Set(await actsSeen())
    await service.until(LONG ? 40 : 20)
    // Whoever was asked to stop goes on serving for a second, then ends by itself.
    expect(await service.replaceApp(), `seed ${SEED}, round ${round}`).toBe(0)
    await service.until(LONG ? 40 : 20)
    const [left, stayed] = pages
    expect([left?.ended, stayed?.ended]).toEqual([true, false])
    expect(left?.retry).toBeGreaterThan(0)
    await service.inQuiet(async () => {
      await service.settle()
      // The last poll of the stream.
      await pause(2_500)
      const acts = (await actsSeen()).filter((act) => !before.has(act))
      const heard = stayed?.heard ?? []
      expect(new Set(heard).size, 'told twice').toBe(heard.length)
      expect(
        acts.filter((act) => !heard.includes(act)),
        'never told',
      ).toEqual([])
      const early = new Set(left?.heard)
      expect(early.size, 'told twice by the process that left').toBe(left?.heard.length)
      expect(
        [...early].filter((act) => !heard.includes(act)),
        'told by one of two',
      ).toEqual([])
    })
    stayed?.close()
  }
  expect(service.troubles()).toEqual([])
  expect(service.retried, `seed ${SEED}: requests that failed`).toBe(0)
})

test(
  'what they did together is whole: each act once, each rung once, every matter as its entries make it',
  { timeout: 600_000 },
  async () => {
    await service.inQuiet(async () => {
      const { wrong, counts } = await checkAtRest(service)
      console.log(
        `processes, seed ${SEED}: ${service.asked} requests, ${Object.entries(counts)
          .map(([name, count]) => `${count} ${name}`)
          .join(', ')}`,
      )
      expect(wrong, `seed ${SEED}`).toEqual([])
      // A short run on a busy machine may set up nothing that runs out in it.
      if (LONG) expect(counts['rungs']).toBeGreaterThan(0)
    })
    recordFigure({
      id: 'processes-failed-requests',
      part: 'endurance',
      title: 'Requests that failed while app processes were started and stopped behind a balancer',
      value: service.retried,
      of: { n: service.asked, what: `requests during ${ROUNDS} replacements` },
      command: 'PROCESSES=long npx vitest run test/processes',
    })
  },
)
