import { type Light, YELLOW, light, yellowUntil } from '#kernel/lights.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type District, districtOf } from '#store/facts.ts'
import type { LightBounds } from '#store/queries/ledger-filter.ts'
import { type Names, namesFor } from '#store/queries/names.ts'
import type { Ids } from './texts.ts'

/** Who reads, when, and what the district looks like then: everything a read model may draw on besides its rows. */
export interface Reader {
  readonly actor: Actor
  readonly rulebook: Rulebook
  readonly district: District
  readonly now: Instant
  readonly names: Names
}

const NOBODY: Names = { people: new Map(), matters: new Map(), items: new Map() }

/** A reader who knows no names of people yet; `withNames` adds those that the rows hold. */
export async function readerFor(context: StoreContext, actor: Actor): Promise<Reader> {
  const district = await districtOf(context)
  return { actor, rulebook: context.rulebook, district, now: context.clock.now(), names: NOBODY }
}

/** The same reader with the names of people and the matters that rows mention, as far as this reader may see them. */
export async function withNames(context: StoreContext, reader: Reader, ids: Ids): Promise<Reader> {
  return { ...reader, names: await namesFor(context, reader.actor, ids.people, ids.matters, ids.items) }
}

const yellowDays = ({ district }: Reader): number => district.parameters['light.yellow'] ?? YELLOW

/** The light of a due instant as this reader sees it now. */
export const lightFor = (
  reader: Reader,
  input: { dueAt: Instant | null; paused: boolean; closed: boolean },
): Light => light(input, reader.now, reader.district.calendar, yellowDays(reader))

/** The instants at which lights change, for queries. */
export const lightBounds = (reader: Reader): LightBounds => ({
  now: reader.now,
  yellow: yellowUntil(reader.now, reader.district.calendar, yellowDays(reader)),
})

/** A matter's procedure; rows name only procedures of the rulebook they were made under. */
export function procedureIn({ rulebook }: Reader, id: string): Procedure {
  const procedure = rulebook.procedures[id]
  if (!procedure) throw new Error(`the rulebook has no procedure ${id}`)
  return procedure
}
