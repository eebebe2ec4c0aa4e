// `npm run bench:fence`: what row security costs, on one server, in turns: connections that pass it by, connections bound to one
// district when they are opened, and connections that say so at the beginning of every transaction.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDb } from '#store/db.ts'
import { type Embedded, startEmbedded } from '#store/embedded/start.ts'
import { bound, boundLocally } from '#store/fence/bound.ts'
import { APP_ROLE } from '#store/fence/grants.ts'
import { migrate } from '#store/migrate.ts'
import { inboxCounts } from '#store/queries/inbox-counts.ts'
import { todo } from '#store/queries/inbox.ts'
import { ledger } from '#store/queries/ledger.ts'
import { matterWhole } from '#store/queries/matter.ts'
import { createTenant } from '#store/tenants.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { recordFigure } from '#test/figures.ts'
import { pathActs } from './acts.ts'
import { type BenchMatter, benchContext, benchDistrict, clerk, inParallel } from './district.ts'
import { inTurns, median } from './figures.ts'

const MATTERS = Number(process.env['BENCH_MATTERS'] ?? 3_000)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9)
const CLIENTS = 8
const TENANT = 'path'
/** Districts beside the one that is measured, so that the planner knows of many. */
const OTHERS = 199

type Side = 'open' | 'bound' | 'local'
const WORK = ['acts', 'lists'] as const

const dir = mkdtempSync(join(tmpdir(), 'luoshi-fence-'))
// Without the wait for the disk, which all three share, the difference shows at its largest.
const server = await startEmbedded({ dir, durability: 'scratch' })
if (!server.ok) throw new Error(server.because)
try {
  await measure(server)
} finally {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}

async function measure({ config, admin, app }: Embedded): Promise<void> {
  const owner = openDb(config, { size: 8 })
  const migrated = await migrate(owner)
  if (!migrated.ok) throw new Error(migrated.because)
  for (let n = 0; n < OTHERS; n++) await otherDistrict(owner, n)
  const matters = await benchDistrict(benchContext(owner, TENANT), MATTERS)
  await owner.script('analyze')
  const free = openDb(admin, { size: 1 })
  await free.script(
    `create role bench_open login bypassrls in role ${APP_ROLE} password '${String(admin.password)}'`,
  )
  await free.close()
  const sides: Record<Side, Db> = {
    open: openDb({ ...app, user: 'bench_open' }, { size: 8 }),
    bound: openDb(bound(app, TENANT), { size: 8 }),
    local: openDb(app, { size: 8, first: boundLocally(TENANT) }),
  }
  for (const work of WORK) report(work, await roundsOf(sides, work, matters))
  await Promise.all([...Object.values(sides), owner].map((db) => db.close()))
}

async function otherDistrict(owner: Db, n: number): Promise<void> {
  const id = `other${n}`
  const at = '2026-03-02T01:00:00.000Z'
  await createTenant(owner, { id, name: id, logOrigin: `luoshi/log/${id}`, demo: false }, shippedCalendar, at)
}

async function roundsOf(
  sides: Record<Side, Db>,
  work: (typeof WORK)[number],
  matters: readonly BenchMatter[],
): Promise<Record<Side, number>[]> {
  const rate = (side: Side) => async () =>
    (await (work === 'acts' ? acts : lists)(sides[side], matters)) / SECONDS
  const turns = { open: rate('open'), bound: rate('bound'), local: rate('local') }
  await inTurns(turns, 0)
  const rounds: Record<Side, number>[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await inTurns(turns, round))
  return rounds
}

function acts(db: Db, matters: readonly BenchMatter[]): Promise<number> {
  return pathActs(benchContext(db, TENANT), matters, CLIENTS, SECONDS)
}

/** What a page load reads: 待办 with its counts, a page of the ledger, a search, a matter. */
async function lists(db: Db, matters: readonly BenchMatter[]): Promise<number> {
  const context = benchContext(db, TENANT)
  const until = performance.now() + SECONDS * 1_000
  const lights = { now: context.clock.now(), yellow: context.clock.now() }
  let asked = 0
  await inParallel(CLIENTS, async (loop) => {
    for (let n = loop; performance.now() < until; n = (n + CLIENTS) % matters.length) {
      const { id, lead } = matters[n] as BenchMatter
      const [own, office] = [clerk(lead), clerk('u2')]
      const page = { sort: 'due', limit: 50 } as const
      await todo(context, own, { scope: 'unit', limit: 50 })
      await inboxCounts(context, own, 'unit')
      await ledger(context, office, [{ procedure: 'supervised-task' }], lights, page)
      await ledger(context, office, [{ procedure: 'supervised-task', q: `第${n}号道路` }], lights, page)
      await matterWhole(context, own, id)
      asked += 5
    }
  })
  return asked
}

function report(work: (typeof WORK)[number], rounds: readonly Record<Side, number>[]): void {
  for (const side of ['bound', 'local'] as const) {
    const ratio = median(rounds.map((round) => round[side] / round.open))
    const how = side === 'bound' ? 'bound when opened' : 'SET LOCAL in every transaction'
    const what = work === 'acts' ? 'acts' : 'lists, searches and matter pages'
    const open = Math.round(median(rounds.map((round) => round.open)))
    recordFigure({
      id: `rls-${side}-${work}`,
      part: 'security',
      title: `Rate of ${what} behind row security, connections ${how}, against connections that pass it by`,
      value: `${Math.round(ratio * 100)} %`,
      of: {
        n: rounds.length,
        what: `rounds of ${SECONDS} s in turns, ${CLIENTS} clients, ${OTHERS + 1} districts, no wait for the disk`,
      },
      command: 'npm run bench:fence',
      note: `${open} a second without row security; median of the ratios within rounds.`,
    })
  }
}
