import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { standInForSm2 } from '#journal/testing-log.ts'
import type { Queryable } from '#store/db.ts'
import { median } from '../../bench/figures.ts'
import { recordFigure } from '../figures.ts'
import type { DatabaseTry, Detector } from './case.ts'
import { databaseTries, statementOf } from './database-tries.ts'
import { type Detection, detect } from './detectors.ts'
import { stagedTries } from './staged-tries.ts'
import { cases } from './table.ts'
import { textTries } from './text-tries.ts'
import { type World, makeWorld } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** Milliseconds each detection took. */
const times: number[] = []

class TakenBack extends Error {}

/** Asks the detectors of the world with a change in it, which is then undone. */
async function detectWith(does: (tx: Queryable) => Promise<unknown>): Promise<Detection[]> {
  let found: Detection[] = []
  const changed = world.db.tx(async (tx) => {
    await does(tx)
    found = await detect(tx, world)
    throw new TakenBack()
  })
  await expect(changed).rejects.toBeInstanceOf(TakenBack)
  writeFileSync(world.attachment.path, world.attachment.bytes)
  return found
}

const run =
  ({ does }: DatabaseTry) =>
  async (tx: Queryable): Promise<unknown> => {
    if (typeof does !== 'string') return does(tx, world)
    const { text, values } = statementOf(does, world)
    const { rowCount } = await tx.query(text, values)
    expect(rowCount).toBeGreaterThan(0)
    return undefined
  }

test('the untouched twin passes', async () => {
  expect(await detectWith(async () => undefined)).toEqual([])
})

describe('a living database', () => {
  test.each(databaseTries)('$id $what', async (one) => {
    const found = await detectWith(run(one))
    times.push(...found.map(({ ms }) => ms))
    const by = found.map((detection): Detector => detection.by).toSorted()
    expect(by).toEqual([...one.by].toSorted())
  })
})

describe.each(['sha256', 'sm3'] as const)('the texts of a log, %s', (suite) => {
  beforeAll(standInForSm2)

  test.each(textTries)('$id $what', async ({ passes, twin }) => {
    expect(await twin(suite)).toBe(true)
    const start = performance.now()
    expect(await passes(suite)).toBe(false)
    times.push(performance.now() - start)
  })
})

test.each(stagedTries)('in stages: $id $what', async ({ run: attempt }) => attempt())

test('all 56 cases are tried, each found by everybody who must find it', () => {
  expect(cases.map(({ id }) => id)).toEqual(
    Array.from({ length: 56 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`),
  )
  const tries = [...databaseTries, ...textTries, ...stagedTries]
  expect(tries.filter(({ id }) => !cases.some((one) => one.id === id))).toEqual([])
  const open = cases.flatMap(({ id, attack, by, notHere }) => {
    if (notHere !== undefined) {
      console.log(`${id} ${attack}: not tried, ${notHere}`)
      return []
    }
    const finders = new Set(tries.filter((one) => one.id === id).flatMap((one) => one.by))
    const missing = by.filter((detector) => !finders.has(detector))
    return missing.length === 0 ? [] : [`${id} ${attack}: ${missing.join(', ')}`]
  })
  expect(open).toEqual([])
  const tried = cases.filter(({ notHere }) => notHere === undefined).length
  const command = 'LUOSHI_FIGURES=1 npx vitest run test/tamper'
  recordFigure({
    id: 'j1-tamper-cases',
    part: 'proof',
    title: 'Tamper cases found, each by every detector that must find it; the untouched twin passes',
    value: tried,
    of: {
      n: cases.length,
      what: `cases, in ${tries.length} tries (those on texts and trees with SHA-256 and with SM3)`,
    },
    command,
    ...(tried < cases.length && {
      note: cases
        .filter((one) => one.notHere)
        .map((one) => `${one.id}: ${one.notHere}`)
        .join('; '),
    }),
  })
  recordFigure({
    id: 'j1-median-detection',
    part: 'proof',
    title: 'Median time from asking to the finding, over all detections of the tamper cases',
    value: `${median(times).toFixed(1)} ms`,
    of: { n: times.length, what: 'detections' },
    command,
    note: 'The audit of the database is asked whole; its district is small.',
  })
})
