import { type Playing, playersOf } from '#kernel/collective.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { recordedLedger } from '#store/queries/ledger.ts'
import { namesFor } from '#store/queries/names.ts'
import type { RecordedRow } from '#store/queries/parts.ts'
import { filtersOf } from '../matters/ledger-view.ts'
import { matterRef } from '../matters/matter-ref.ts'
import { type Reader, lightBounds, readerFor } from '../matters/reader.ts'
import { dueText, titleText } from '../matters/texts.ts'
import { rhythmOf } from './rhythm.ts'
import { seenRecord, textIn } from './sees.ts'

/** Bodies of a district listed at most. */
const MOST = 200

/** 议事机构 of the district that work, those in which the reader's post sits first. */
export async function bodiesFor(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  const each = await Promise.all(
    playersOf(context.rulebook, 'body').map(async (playing) => {
      const filters = filtersOf(reader, { procedure: playing.procedure.id }).map((filter) => ({
        ...filter,
        closed: false,
      }))
      const { rows } = await recordedLedger(context, actor, filters, lightBounds(reader), {
        sort: 'due',
        limit: MOST,
      })
      return rows.map((row) => bodyLine(reader, playing, row))
    }),
  )
  const lines = each.flat()
  return { bodies: [...lines.filter(({ mine }) => mine), ...lines.filter(({ mine }) => !mine)] }
}

/** What lists and the page alike say of a body. */
function bodyLine(reader: Reader, { procedure, says }: Playing<'body'>, row: RecordedRow) {
  const seen = seenRecord(procedure, row.record, reader)
  const posts = seen.rows(says.members).map(({ post }) => String(post))
  const every = seen.raw(says.every)
  return {
    ...matterRef(reader, row),
    kind: seen.text(says.kind),
    chair: seen.text(says.chair),
    every: typeof every === 'number' ? every : null,
    last: textIn(seen.rows(says.calls).findLast(({ off }) => off !== true)?.['heldOn']),
    next: row.closed ? null : textIn(seen.raw(says.next)),
    mine: [...posts, seen.raw(says.chair)].includes(reader.actor.post),
  }
}

/** A body that is there, with the declaration of its part. */
export async function bodyNamed(context: StoreContext, actor: Actor, id: string) {
  const row = (await namesFor(context, actor, [], [id])).matters.get(id)
  const playing =
    row && playersOf(context.rulebook, 'body').find(({ procedure }) => procedure.id === row.procedure)
  return playing ? { row, playing } : null
}

/** 机构页: its rules in a line, who sits in it, how regularly it sits. Its lists are read page by page. */
export async function bodyPageFor(context: StoreContext, actor: Actor, id: string) {
  const plain = await readerFor(context, actor)
  const named = await bodyNamed(context, actor, id)
  if (!named) return null
  const { row, playing } = named
  const { procedure, says } = playing
  const calls = seenRecord(procedure, row.record, plain).rows(says.calls)
  const names = await namesFor(
    context,
    actor,
    [],
    calls.flatMap(({ meeting }) => textIn(meeting) ?? []),
  )
  const reader: Reader = { ...plain, names }
  const seen = seenRecord(procedure, row.record, reader)
  const chair = seen.raw(says.chair)
  return {
    ...bodyLine(reader, playing, row),
    mode: seen.text(says.mode),
    quorum: seen.text(says.quorum),
    members: seen.rows(says.members).map(({ post }) => memberOf(reader, String(post), chair)),
    departs: departsOf(reader, playing, row),
    dueText: row.due_at && !row.closed ? dueText(row.due_at) : null,
    rhythm: sittingsOf(reader, calls),
  }
}

/** What a body in force has to be told of its composition: the directory may have changed since it was set up. */
function departsOf({ district }: Reader, { says }: Playing<'body'>, { record, closed }: RecordedRow) {
  const what = closed ? undefined : says.composed?.departs(record, district.directory)
  return what === undefined ? null : { what, reason: textIn(record[says.composed?.reason ?? '']) ?? '' }
}

function memberOf({ district: { directory } }: Reader, post: string, chair: unknown) {
  const holder = directory.holders(post)[0]?.name ?? null
  return { post, title: titleText(post, directory), holder, chair: post === chair }
}

/** The meetings a body called; who may see one sees it as it stands now: postponed, called off. */
function sittingsOf(reader: Reader, calls: readonly Readonly<Record<string, unknown>>[]) {
  const meetings = new Map(playersOf(reader.rulebook, 'meeting').map((one) => [one.procedure.id, one.says]))
  const sittings = calls
    .map(({ meeting, title, heldOn, by }) => {
      const row = reader.names.matters.get(String(meeting))
      const says = row && meetings.get(row.procedure)
      const kept = { title: textIn(title) ?? '', by: textIn(by) }
      if (!row || !says)
        return { ...kept, meeting: null, on: textIn(heldOn) ?? '', off: false, stateTitle: null }
      return {
        ...kept,
        meeting: row.id,
        on: textIn(row.record[says.on]) ?? textIn(heldOn) ?? '',
        off: says.off.includes(row.state),
        stateTitle: matterRef(reader, row).stateTitle,
      }
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
  const { beats, ...counts } = rhythmOf(sittings)
  return {
    ...counts,
    sittings: sittings.map((one, n) => ({
      ...one,
      gap: beats[n]?.gap ?? null,
      late: beats[n]?.late ?? false,
    })),
  }
}
