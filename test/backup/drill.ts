// `npm run drill:restore`: everything is lost but the backup and the archive. From nothing to a verified system, and to random
// instants, each held against the checkpoints of the system that was lost.

import { rm } from 'node:fs/promises'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '#demo/random.ts'
import { addMs, msBetween } from '#kernel/time.ts'
import { type Inspected, inspectRestored } from '#store/backup/inspect.ts'
import { treeOf } from '#store/backup/copy.ts'
import { restoreBackup } from '#store/backup/restore.ts'
import { type Db, openDb } from '#store/db.ts'
import { smallRulebook } from '../factories.ts'
import { recordFigure } from '../figures.ts'
import { Site, actsIn, wrongAt } from './site.ts'

const ACTS = Number(process.env['DRILL_ACTS'] ?? 20_000)
const INSTANTS = Number(process.env['DRILL_INSTANTS'] ?? 20)
const SEED = process.env['DRILL_SEED'] ?? String(randomInt(2 ** 31))
const COMMAND = `DRILL_ACTS=${ACTS} DRILL_INSTANTS=${INSTANTS} npm run drill:restore`

interface Head {
  readonly size: number
  readonly root: string
  readonly text: string
  readonly at: string
}

/** The heads that a database has signed, in order. */
async function headsOf(db: Db): Promise<Head[]> {
  const { rows } = await db.query<Head>(
    "select size, encode(root, 'base64') as root, text, at from checkpoint where tenant_id = 't1' order by size",
  )
  return rows
}

interface Restored {
  readonly seconds: number
  readonly acts: ReadonlySet<string>
  readonly head: Head | undefined
  readonly inspected: Inspected | undefined
  readonly because: string | undefined
}

async function restore(site: Site, at?: string): Promise<Restored> {
  const to = join(site.folder, 'restored')
  await rm(to, { recursive: true, force: true })
  const started = performance.now()
  let [acts, head, inspected]: [Set<string>, Head | undefined, Inspected | undefined] = [
    new Set(),
    undefined,
    undefined,
  ]
  const outcome = await restoreBackup({
    from: site.into,
    to,
    ...(at === undefined ? {} : { at }),
    inspect: async ({ config, backup }) => {
      const db = openDb(config ?? {}, { size: 2, statementTimeout: 0 })
      ;[inspected] = await inspectRestored({ db, dataDir: to, rulebook: smallRulebook }, backup.manifest.logs)
      acts = await actsIn(db)
      head = (await headsOf(db)).at(-1)
      await db.close()
    },
  })
  const seconds = (performance.now() - started) / 1_000
  return { seconds, acts, head, inspected, because: outcome.ok ? undefined : outcome.because }
}

/** What is wrong about a state that should be that of an instant between two, given all heads that the lost system ever signed. */
function wrong(
  { head, inspected, because }: Restored,
  truth: readonly Head[],
  from: string,
  to = from,
): string[] {
  if (because !== undefined) return [because]
  const index = truth.findIndex(({ size }) => size === head?.size)
  const [same, , later] = truth.slice(index)
  return [
    ...(index < 0 || same?.root !== head?.root || same?.text !== head?.text
      ? ['its head was never signed']
      : []),
    ...((head?.at ?? '') > to ? [`its head is of ${head?.at}, after ${to}`] : []),
    // Signed after the next head was committed: were this one's time before the instant, that one would have to be there.
    ...(later !== undefined && later.at <= from ? [`the head before ${later.at} is missing at ${from}`] : []),
    ...(inspected?.faults ?? ['not inspected']),
    ...(inspected?.audit?.found === 0 ? [] : [`the audit found ${inspected?.audit?.found}`]),
  ]
}

/** People work; a backup is taken while they do; the archive follows until it, too, is gone. */
async function live(site: Site): Promise<{ until: string; lostAt: string; from: string }> {
  const now = (): string => new Date().toISOString()
  const archiver = site.archiver(5_000)
  let archiving = true
  const loop = (async () => {
    for (; archiving; await pause(200)) await archiver.round(false)
  })()
  site.work(8, 0)
  await site.until(ACTS / 4)
  const taken = await site.backup({ durability: 'durable' })
  if (!taken.ok) throw new Error(taken.because)
  console.log(
    `backup under load: ${taken.bytes} bytes, ${msBetween(taken.found.manifest.startedAt, taken.found.manifest.endedAt)} ms`,
  )
  while (site.confirmed.length < ACTS) await pause(50)
  archiving = false
  await loop
  const lostAt = now()
  await pause(1_000)
  await site.rest()
  await archiver.close()
  return { until: archiver.until ?? '', lostAt, from: taken.found.manifest.endedAt }
}

const site = await Site.found('durable')
try {
  const { until, lostAt, from } = await live(site)
  const truth = await headsOf(site.db)
  const confirmed = site.confirmed.filter(({ answered }) => answered <= until)
  console.log(
    `seed ${SEED}; ${site.confirmed.length} acts confirmed, ${confirmed.length} of them archived, ${truth.length} heads`,
  )

  const whole = await restore(site)
  const lost = wrongAt(confirmed, whole.acts, until).length
  const troubles = wrong(whole, truth, until, lostAt)
  const bytes = (await treeOf(site.into)).files.length
  console.log(`from nothing: ${whole.seconds.toFixed(1)} s, ${whole.acts.size} acts, ${lost} lost`, troubles)
  const kept = [...site.confirmed].filter(({ matter, seq }) => whole.acts.has(`${matter} ${seq}`)).length
  recordFigure({
    id: 'd1-restore-from-nothing',
    part: 'endurance',
    title:
      'Seconds from an empty folder to a restored, audited system (base backup and archived log; every act re-hashed)',
    value: `${whole.seconds.toFixed(1)} s`,
    of: { n: whole.acts.size, what: `acts, ${bytes} files of backup and archive` },
    command: COMMAND,
    note: 'The size of the drill, not the 10 GB of the target; the time grows with the bytes to copy and the acts to re-hash.',
  })
  recordFigure({
    id: 'd1-acts-lost',
    part: 'endurance',
    title: 'Acts lost by a restore among those confirmed before the last archived instant',
    value: lost,
    of: { n: confirmed.length, what: 'acts confirmed before it' },
    command: COMMAND,
    note: `Of ${site.confirmed.length - confirmed.length} confirmed after it, ${kept - confirmed.length} were there all the same; the archive is closed at least once a minute in service.`,
  })

  const random = seeded(SEED)
  const span = msBetween(from, until)
  let good = 0
  for (let i = 0; i < INSTANTS; i++) {
    const at = addMs(from, 1 + random.int(span - 1))
    const then = await restore(site, at)
    const found = [...wrong(then, truth, at), ...wrongAt(site.confirmed, then.acts, at)]
    if (found.length === 0) good++
    console.log(
      `${at}: ${then.seconds.toFixed(1)} s, ${then.head?.size} leaves, ${then.acts.size} acts`,
      found.slice(0, 3),
    )
  }
  recordFigure({
    id: 'd2-instants-restored',
    part: 'endurance',
    title:
      'Random instants to which the system was restored, the state equal to the log at that size and to what people had been told',
    value: `${good}/${INSTANTS}`,
    of: { n: INSTANTS, what: 'instants between the backup and the last archived instant' },
    command: COMMAND,
  })
  process.exitCode = good === INSTANTS && lost === 0 && troubles.length === 0 ? 0 : 1
} finally {
  await site.close()
}
