import { type Playing, playersOf } from '#kernel/collective.ts'
import { maySee } from '#kernel/seats.ts'
import type { StepFound } from '#kernel/steps.ts'
import { inWords } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { namesFor } from '#store/queries/names.ts'
import { type Stored, loadMatter } from '#store/stored.ts'
import { seenRecord, textIn } from '../bodies/sees.ts'
import { type Reader, readerFor } from '../matters/reader.ts'
import { fieldsSeen, recordSeen } from '../matters/seen.ts'
import { stepsFor } from '../matters/steps.ts'

/** An item of a body with its mandatory steps, as one reader may see it. */
export interface Decided {
  readonly id: string
  readonly procedure: string
  readonly number: string
  readonly title: string
  readonly stateTitle: string
  /** Who decided, when, and what; empty until it is decided. */
  readonly body: string
  readonly on: string
  readonly outcome: string
  readonly words: string
  readonly decided: boolean
  readonly steps: readonly StepFound[]
  readonly reader: Reader
}

/** Reads an item with the journals its steps look into; null where it is none, or this person may not see it. */
export async function decidedItem(context: StoreContext, actor: Actor, id: string): Promise<Decided | null> {
  const stored = await loadMatter(context.db, context.tenant, id)
  const playing =
    stored &&
    playersOf(context.rulebook, 'topic').find(({ procedure }) => procedure.id === stored.matter.procedure)
  if (!stored || !playing?.procedure.steps || !maySee(playing.procedure, stored.parties, actor)) return null
  const steps = await stepsFor(context, playing.procedure, stored.matter)
  const people = [
    actor.person,
    ...steps.flatMap(({ evidence }) => evidence.flatMap(({ by }) => by?.person ?? [])),
  ]
  const plain = await readerFor(context, actor)
  const body = textIn(stored.matter.record[playing.says.body])
  const reader = { ...plain, names: await namesFor(context, actor, people, body === null ? [] : [body]) }
  return { ...shownOf(stored, playing, reader), steps, reader }
}

function shownOf(
  { matter }: Stored,
  { procedure, says }: Playing<'topic'>,
  reader: Reader,
): Omit<Decided, 'steps' | 'reader'> {
  const { record } = matter
  const seen = seenRecord(procedure, record, reader)
  const fields = fieldsSeen(procedure, record, reader.actor, reader.district.directory)
  const outcome = procedure.deliberation?.of(recordSeen(fields, record), {}).outcome
  const state = procedure.states[matter.state ?? '']
  const on = textIn(seen.raw(says.on))
  return {
    id: matter.id,
    procedure: procedure.id,
    number: String(record['number'] ?? ''),
    title: String(record[procedure.titled] ?? ''),
    stateTitle: state?.title ?? '',
    body: reader.names.matters.get(String(record[says.body]))?.title ?? '',
    on: on === null ? '' : inWords(on),
    outcome: outcome?.title ?? '',
    words: outcome?.words ?? '',
    decided: state?.final === true && outcome !== undefined,
  }
}
