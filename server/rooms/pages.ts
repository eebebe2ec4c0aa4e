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

/**
 * What the open pages of rooms are told after some matters have changed. A room is read once for all who look into it, and what
 * everybody in the same seats sees is put into words once; only the buttons are each person's own.
 */
export async function roomPages(
  context: StoreContext,
  looking: readonly Present[],
  changes: readonly Pick<Change, 'matter'>[],
  known: KnownRooms,
): Promise<readonly (() => void)[]> {
  const tellings: (() => void)[] = []
  for (const [meeting, present] of Map.groupBy(looking, ({ room }) => room.meeting)) {
    const [first] = present
    const touches = known.get(meeting)
    if (!first || (touches && !changes.some(({ matter }) => touches.has(matter)))) continue
    const now = await roomNow(context, first.actor, meeting)
    // What is no meeting now never becomes one.
    known.set(meeting, now?.touches ?? new Set())
    if (!now) continue
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

/** The page as JSON, each part written once for all who are shown the same. */
function sayings(now: RoomNow, reader: Reader): (looking: Looking) => Promise<string> {
  const shown = new Map<string, string>()
  const idle = new Set<string>()
  const actsOf = (looking: Looking): string => {
    if (idle.has(looking.key)) return '[]'
    const acts = roomActs(now, looking, reader)
    // Acts go with the seats; only what was just done is somebody's own to take back.
    const undone = now.meeting.stored.matter.undo ?? now.topic?.stored.matter.undo
    if (acts.length === 0 && !undone) idle.add(looking.key)
    return JSON.stringify(acts)
  }
  const steps = async (): Promise<string> => JSON.stringify(itemStepsJson(await now.steps(), reader))
  return async (looking) => {
    const before = shown.get(looking.key)
    const common =
      before ??
      JSON.stringify({ ...roomShown(now, looking, reader), now: reader.now })
        // The braces come with the person's own part.
        .slice(1, -1)
    if (before === undefined) shown.set(looking.key, common)
    return `{${common},"acts":${actsOf(looking)},"steps":${looking.seat === 'inspector' ? await steps() : 'null'}}`
  }
}
