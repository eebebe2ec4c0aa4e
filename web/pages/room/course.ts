import type { RoomJson } from '../../../server/contract/operations/rooms.ts'

export type Room = RoomJson
export type Member = Room['members'][number]
export type RoomAct = Room['acts'][number]

/** The line of the agenda that is in the room. */
export const itemNow = ({ agenda, item }: Room): Room['agenda'][number] | undefined =>
  agenda.find(({ order }) => order === item)

/** The line whose turn it is next. */
export const itemNext = ({ agenda }: Room): Room['agenda'][number] | undefined =>
  agenda.find(({ startedAt }) => startedAt === undefined)

/** The act that belongs to a key of the room, as far as this person has it. */
export const actOf = ({ acts }: Room, key: string): RoomAct | undefined => acts.find((act) => act.key === key)

export const isOpen = ({ refusals }: RoomAct): boolean => refusals.length === 0

/** The same where it can be done now. */
export const openActOf = (room: Room, key: string): RoomAct | undefined => {
  const act = actOf(room, key)
  return act && isOpen(act) ? act : undefined
}

/** Seconds somebody spoke on the line that is in the room, the turn that runs included. */
export function spentOn(room: Room, post: string, now: number): number {
  const past = room.turns.filter((turn) => turn.post === post && turn.order === room.item)
  const running = room.floor?.post === post ? Math.max(0, (now - Date.parse(room.floor.from)) / 1000) : 0
  return past.reduce((sum, { seconds }) => sum + seconds, running)
}

/** How a member stands on what is in the room. */
export type Standing = 'speaking' | 'heard' | 'recused' | 'owes' | 'last' | 'nothing'

export function standingOf({ topic, floor }: Room, { post, chair }: Member): Standing {
  if (floor?.post === post) return 'speaking'
  if (topic?.recused.some((one) => one.post === post)) return 'recused'
  // Whoever presides speaks last, also where he was heard before he took the chair.
  if (chair && topic) return topic.chief ? 'heard' : 'last'
  if (topic?.views.some((one) => one.post === post)) return 'heard'
  return topic?.due.some((one) => one.post === post) ? 'owes' : 'nothing'
}

/** Whose turn it is after whoever speaks now: the next in the order of seats who owes a view, the chair when all were heard. */
export function nextSpeaker(room: Room): Member | undefined {
  const there = room.members.filter(({ presence }) => presence === 'in')
  const owing = there.filter((member) => !member.chair && standingOf(room, member) === 'owes')
  const speaking = room.floor?.post
  const left = owing.filter(({ post }) => post !== speaking)
  if (left.length > 0) return left[0]
  const chair = there.find((member) => member.chair)
  const stillDue = room.topic?.due.filter(({ heard, post }) => !heard && post !== speaking) ?? []
  return room.topic && stillDue.length === 0 && chair && standingOf(room, chair) === 'last'
    ? chair
    : undefined
}
