import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Queryable } from '#store/db.ts'
import type { DatabaseTry, Detector } from './case.ts'
import { databaseTries, statementOf } from './database-tries.ts'
import { type Detection, detect } from './detectors.ts'
import { type World, makeWorld } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

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
    const by = found.map((detection): Detector => detection.by).toSorted()
    console.log(one.id, one.what, by.join(','))
    expect(by).toEqual([...one.by].toSorted())
  })
})
