// `npm run bench:lists`: lists of 5,000 items: Excel in and out, the gates that ask whether an act is done under a live item, and an
// article that 2,000 items rest on. Database and everything else share this machine. Nothing here fails by being slow.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { contextOf } from '#kernel/apply.ts'
import type { ListItem } from '#kernel/lists.ts'
import { blank } from '#kernel/matter.ts'
import { underItem } from '#rulebook/lists/gates.ts'
import { readListWorkbook, listWorkbook } from '#server/lists/sheets.ts'
import { sheetOf } from '#server/lists/sheet.ts'
import { Problem } from '#server/problem.ts'
import { writeWorkbook } from '#server/workbook/workbook.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { districtOf, forgetDistrict } from '#store/facts.ts'
import { itemsOn } from '#store/kept.ts'
import { migrate } from '#store/migrate.ts'
import { recordFigure } from '#test/figures.ts'
import { benchContext, benchDistrict, clerk, done } from './district.ts'
import { quantile } from './figures.ts'

const ITEMS = 5_000
/** Of these rest on the article that is amended. */
const RESTING = 2_000
const HOLDERS = 40
const DECISIONS = 200_000
const LAW = '测试条例'
const OFFICE = clerk('u1')

const unitOf = (n: number): string => `u${3 + (n % HOLDERS)}`

/** A list of a whole district, as its sheet holds it. */
const items: readonly ListItem[] = Array.from({ length: ITEMS }, (_, n) => ({
  id: `CF-${String(n).padStart(5, '0')}`,
  list: 'powers',
  kind: 'penalty',
  title: `对第${n}类违法行为的处罚`,
  unit: unitOf(n),
  on: 'anyone',
  object: '从事有关活动的公民、法人和其他组织',
  basis: [{ title: LAW, article: n < RESTING ? '第一条' : '第二条' }],
  procedure: '立案、调查、审核、告知、决定、送达',
  version: 1,
  from: '2026-01-10',
}))

async function timed<T>(what: string, work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now()
  const made = await work()
  const ms = performance.now() - start
  console.log(`${what}: ${Math.round(ms)} ms`)
  return [made, ms]
}

/** The office reviews what is legal, forty units hold powers, and the law they rest on is registered. */
async function ground(context: StoreContext): Promise<string> {
  await benchDistrict(context, 0)
  const { db, tenant } = context
  await db.query(
    `update unit set functions = '["coordination", "legal"]' where tenant_id = $1 and id = 'u1'`,
    [tenant],
  )
  await db.query(`update unit set functions = '["issuing"]' where tenant_id = $1 and id = any($2::text[])`, [
    tenant,
    Array.from({ length: HOLDERS }, (_, n) => unitOf(n)),
  ])
  forgetDistrict(context)
  return done(context, {
    procedure: 'instrument',
    act: 'register',
    form: { title: LAW, rank: 'local', from: '2020-01-01', articles: 60, source: 'own' },
    actor: OFFICE,
  })
}

/** Reads the sheet, compares it with the lists and enters what is new: forty adjustments, each of one unit. */
async function entered(context: StoreContext, bytes: Uint8Array): Promise<readonly string[]> {
  const read = await readListWorkbook(context, bytes, 'powers')
  if (read instanceof Problem) throw new Error(read.body.detail)
  if (read.faults.length > 0) throw new Error(`${read.faults.length} lines are at fault`)
  const made: string[] = []
  for (const { list, unit, lines } of read.groups) {
    const form = {
      list,
      unit,
      changes: lines,
      decided: '测试',
      publishedOn: '2026-01-05',
      publishedAt: '测试',
      effectiveOn: '2026-01-10',
    }
    made.push(await done(context, { procedure: 'list-adjustment', act: 'enter', form, actor: OFFICE }))
  }
  return made
}

/** Microseconds of the two gates for one act, with all items of the district among its facts. */
async function decisions(context: StoreContext): Promise<readonly number[]> {
  const { directory, calendar, parameters, laws } = await districtOf(context)
  const known = await itemsOn(
    context,
    items.map(({ id }) => id),
    '2026-03-04',
  )
  if (Object.keys(known).length !== ITEMS) throw new Error('not all items are there')
  const gates = underItem('item', { kinds: ['penalty'], in: 'form' })
  const facts = { directory, calendar, parameters, laws, items: known, matters: {} }
  const matter = blank('m', 'x', 1)
  const at = '2026-03-04T02:00:00.000Z'
  const took: number[] = []
  for (let n = 0; n < DECISIONS; n++) {
    const item = items[n % ITEMS]
    const act = contextOf(matter, clerk(item?.unit ?? ''), { item: item?.id }, facts, at)
    const start = performance.now()
    const refused = gates.some((gate) => gate.refuses(act) !== null)
    took.push((performance.now() - start) * 1_000)
    if (refused) throw new Error('a live item was refused')
  }
  return took
}

/** Every holder has a review, and every item that rests on the article stands in one: a faster answer would be no answer. */
async function everybodyTold({ db, tenant }: StoreContext): Promise<void> {
  const { rows } = await db.query<{ reviews: number; items: number }>(
    `select count(*)::int as reviews, sum(jsonb_array_length(record -> 'rests'))::int as items
     from matter where tenant_id = $1 and procedure = 'basis-review'`,
    [tenant],
  )
  const [found] = rows
  if (found?.reviews !== HOLDERS || found.items !== RESTING)
    throw new Error(`told: ${JSON.stringify(found)}, not ${HOLDERS} units of ${RESTING} items`)
}

async function run(db: Db): Promise<void> {
  const migrated = await migrate(db)
  if (!migrated.ok) throw new Error(migrated.because)
  const context = benchContext(db, 'path')
  const law = await ground(context)
  const { directory } = await districtOf(context)
  const bytes = await writeWorkbook([sheetOf('行政权力清单', items, directory)])
  const load = loadavg()[0] ?? 0
  const [made, into] = await timed(`${ITEMS} items read from Excel, compared and entered`, () =>
    entered(context, bytes),
  )
  await timed(`${made.length} adjustments confirmed`, async () => {
    for (const matter of made)
      await done(context, { procedure: 'list-adjustment', act: 'confirm', form: {}, actor: OFFICE, matter })
  })
  const [, out] = await timed(`${ITEMS} items written to Excel`, () =>
    listWorkbook(context, { lists: ['powers'] }, { list: 'powers', on: '2026-03-04' }),
  )
  const took = await decisions(context)
  const [median, slow] = [quantile(took, 0.5), quantile(took, 0.99)]
  console.log(`gates of one act: p50 ${median.toFixed(2)} µs, p99 ${slow.toFixed(2)} µs`)
  const [, amended] = await timed(`an article amended that ${RESTING} items rest on`, () =>
    done(context, {
      procedure: 'instrument',
      act: 'amend',
      form: { articles: '第一条', from: '2026-05-01', by: '测试' },
      actor: OFFICE,
      matter: law,
    }),
  )
  await everybodyTold(context)
  console.log(`load ${load.toFixed(1)}`)
  const command = 'npm run bench:lists'
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`
  recordFigure({
    id: 'lists-excel-in',
    part: 'speed',
    title: `${ITEMS} items of a list read from Excel, compared and entered`,
    value: seconds(into),
    command,
  })
  recordFigure({
    id: 'lists-excel-out',
    part: 'speed',
    title: `${ITEMS} items of a list written to Excel`,
    value: seconds(out),
    command,
  })
  recordFigure({
    id: 'lists-gate-p99',
    part: 'speed',
    title: `The two gates that ask for a live item, with ${ITEMS} items among the facts, 99th percentile`,
    value: `${slow.toFixed(1)} µs`,
    of: { n: DECISIONS, what: 'decisions' },
    command,
  })
  recordFigure({
    id: 'lists-amend',
    part: 'speed',
    title: `An article amended that ${RESTING} items of ${HOLDERS} units rest on: every unit has its review`,
    value: seconds(amended),
    command,
  })
}

const dir = mkdtempSync(join(tmpdir(), 'luoshi-bench-lists-'))
const server = await startEmbedded({ dir: join(dir, 'pg') })
if (!server.ok) throw new Error(server.because)
const db = openDb(server.config, { size: 8 })
try {
  await run(db)
} finally {
  await db.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
