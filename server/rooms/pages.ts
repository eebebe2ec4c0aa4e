import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import type { Change } from '#store/live.ts'
import type { Onlooker } from '../live/hub.ts'
import { type Reader, readerFor } from '../matters/reader.ts'
import { type Looking, lookingIn, roomActs, roomShown } from './room-for.ts'
import { type RoomNow, roomNow } from './room-now.ts'
import { itemStepsJson } from './steps-json.ts'

/** An open page of a room, and who looks at it now. */
export interface Present {
  readonly room: Onlooker
  readonly actor: Actor
}

/** What touches each room, as it was last read: only an act in one of these matters changes what its page shows. */
export type KnownRooms = Map<string, ReadonlySet<string>>

/** The rooms of some meetings that these changes touch, each as it is now. */
export async function readRooms(
  context: StoreContext,
  meetings: ReadonlySet<string>,
  changes: readonly Pick<Change, 'matter'>[],
  known: KnownRooms,
): Promise<ReadonlyMap<string, RoomNow>> {
  const touched = [...meetings].filter((meeting) => {
    const touches = known.get(meeting)
    return !touches || changes.some(({ matter }) => touches.has(matter))
  })
  const read = await Promise.all(
    touched.map(async (meeting) => [meeting, await roomNow(context, meeting)] as const),
  )
  // What is no meeting now never becomes one.
  for (const [meeting, now] of read) known.set(meeting, now?.touches ?? new Set())
  return new Map(read.flatMap(([meeting, now]) => (now ? [[meeting, now] as const] : [])))
}

/**
 * What the open pages of rooms are told. A room was read once for all who look into it, and what everybody in the same seats sees is
 * put into words once; only the buttons are each person's own.
 */
export async function roomPages(
  context: StoreContext,
  looking: readonly Present[],
  read: ReadonlyMap<string, RoomNow>,
): Promise<readonly (() => void)[]> {
  const tellings: (() => void)[] = []
  for (const [meeting, present] of Map.groupBy(looking, ({ room }) => room.meeting)) {
    const now = read.get(meeting)
    const [first] = present
    if (!now || !first) continue
    const reader = await readerFor(context, first.actor)
    const said = sayings(now, reader)
    for (const { room, actor } of present) {
      const seen = lookingIn(now, actor, reader)
      if (!seen) continue
      const page = await said(seen)
      tellings.push(() => room.tell(page))
    }
  }
  return tellings
}

/** The page as bytes of JSON, each part written once for all who are shown the same, the whole where nobody has a button of his own. */
function sayings(now: RoomNow, reader: Reader): (looking: Looking) => Promise<Uint8Array> {
  const shown = new Map<string, string>()
  const idle = new Map<string, Uint8Array>()
  const steps = async (): Promise<string> => JSON.stringify(itemStepsJson(await now.steps(), reader))
  const common = (looking: Looking): string => {
    const before = shown.get(looking.key)
    if (before !== undefined) return before
    // The braces come with the person's own part.
    const text = JSON.stringify({ ...roomShown(now, looking, reader), now: reader.now }).slice(1, -1)
    shown.set(looking.key, text)
    return text
  }
  // Acts go with the seats; only what was just done is somebody's own to take back.
  const undone = now.meeting.stored.matter.undo ?? now.topic?.stored.matter.undo
  return async (looking) => {
    const same = idle.get(looking.key)
    if (same) return same
    const acts = roomActs(now, looking, reader)
    const list = looking.seat === 'inspector' ? await steps() : 'null'
    const page = Buffer.from(`{${common(looking)},"acts":${JSON.stringify(acts)},"steps":${list}}`)
    if (acts.length === 0 && !undone) idle.set(looking.key, page)
    return page
  }
}
