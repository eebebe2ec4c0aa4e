import type { Rulebook } from '#kernel/vocabulary.ts'
import type { Db } from './db.ts'
import type { FillOptions } from './fill-batches.ts'
import { fillActed } from './fill-acted.ts'
import { fillDeeds } from './fill-deeds.ts'
import { fillDesks } from './fill-desks.ts'
import { fillDrafted } from './fill-drafted.ts'
import { fillIssuers } from './fill-issuers.ts'
import { fillLate } from './fill-late.ts'
import { fillLists } from './fill-lists.ts'
import { fillMoved } from './fill-moved.ts'
import { fillTold } from './fill-told.ts'
import { fillWords } from './fill-words.ts'

/**
 * Fills in what versions before this one left out of matters: in small batches, while people work. An interrupted run goes on where it
 * was; where nothing is left it asks one question each, of an empty index or of the districts.
 */
export async function fillIn(db: Db, rulebook: Rulebook, options: FillOptions = {}): Promise<void> {
  await fillLists(db, options)
  await fillWords(db, options)
  await fillDesks(db, rulebook, options)
  await fillLate(db, options)
  await fillMoved(db, options)
  await fillTold(db, options)
  await fillIssuers(db, rulebook, options)
  await fillDeeds(db, rulebook, options)
  await fillDrafted(db, options)
  await fillActed(db, options)
}
