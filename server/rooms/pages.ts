import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import type { Change } from '#store/live.ts'
import type { Onlooker } from '../live/hub.ts'
import { type Reader, readerFor } from '../matters/reader.ts'
import { type Looking, lookingIn, roomActs, roomShown } from './room-for.ts'
import { type RoomNow, roomNow } from './room-now.ts'
import { signatureOf } from './sealing-now.ts'
import { itemStepsJson } from './steps-json.ts'

/** An open page of a room, and who looks at it now. */
export interface Present {
  readonly room: Onlooker
  readonly actor: Actor
}

interface Known {
  readonly touches: ReadonlySet<string>
  /** Rounds and sheets of sealed opinions, and what was shown of them. */
  readonly sealing: ReadonlySet<string>
  readonly signature: string
}

/** What touches each room, as it was last read: only an act in one of these matters changes what its page shows. */
export type KnownRooms = Map<string, Known>

/** A room to be told of; where only a number of sealed opinions moved, to those alone who may know that. */
export interface ReadRoom {
  readonly now: RoomNow
  readonly numbers: boolean
}

const NOTHING: Known = { touches: new Set(), sealing: new Set(), signature: '' }

/**
 * The rooms of some meetings that these changes touch, each as it is now. Sealed opinions change what a page shows by their number
 * alone: one that is sealed anew, or a sheet somebody only looked into, is told to nobody, not even by the moment of an event.
 */
export async function readRooms(
  context: StoreContext,
  meetings: ReadonlySet<string>,
  changes: readonly Pick<Change, 'matter'>[],
  known: KnownRooms,
): Promise<ReadonlyMap<string, ReadRoom>> {
  const touched = [...meetings].flatMap((meeting) => {
    const before = known.get(meeting)
    const mine = changes.filter(({ matter }) => before?.touches.has(matter) !== false)
    return mine.length === 0 ? [] : [{ meeting, before, mine }]
  })
  const read = await Promise.all(
    touched.map(async (one) => ({ ...one, now: await roomNow(context, one.meeting) })),
  )
  return new Map(
    read.flatMap(({ meeting, before, mine, now }) => {
      // What is no meeting now never becomes one.
      const after = now ? knownOf(now) : NOTHING
      known.set(meeting, after)
      if (!now) return []
      const { touches, sealing } = before ?? after
      const touching = mine.filter(({ matter }) => touches.has(matter))
      const numbers = touching.every(({ matter }) => sealing.has(matter))
      // Of a room that was never read it is not known whether a number moved; its pages read it by themselves before long.
      if (numbers && (before === undefined || before.signature === after.signature)) return []
      return [[meeting, { now, numbers }] as const]
    }),
  )
}

/** Reads a room that somebody has just opened, so that from now on it is known what moves in it. */
export async function readFirst(context: StoreContext, meeting: string, known: KnownRooms): Promise<void> {
  if (known.has(meeting)) return
  const now = await roomNow(context, meeting)
  if (!known.has(meeting)) known.set(meeting, now ? knownOf(now) : NOTHING)
}

const knownOf = ({ touches, sealing }: RoomNow): Known => ({
  touches,
  sealing: sealing.matters,
  signature: signatureOf(sealing),
})

/**
 * What the open pages of rooms are told. A room was read once for all who look into it, and what everybody in the same seats sees is
 * put into words once; only the buttons are each person's own.
 */
export async function roomPages(
  context: StoreContext,
  looking: readonly Present[],
  read: ReadonlyMap<string, ReadRoom>,
): Promise<readonly (() => void)[]> {
  const tellings: (() => void)[] = []
  for (const [meeting, present] of Map.groupBy(looking, ({ room }) => room.meeting)) {
    const told = read.get(meeting)
    const [first] = present
    if (!told || !first) continue
    const { now, numbers } = told
    const reader = await readerFor(context, first.actor)
    const said = sayings(now, reader)
    for (const { room, actor } of present) {
      const seen = lookingIn(now, actor, reader)
      if (!seen || (numbers && seen.sealed.length === 0)) continue
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
    const text = JSON.stringify({ ...roomShown(now, looking, reader), now: now.readAt }).slice(1, -1)
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
