import { clockAt } from '#kernel/time.ts'
import type { ActContext, AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
import { presiderOf } from '../meeting/presiding.ts'
import type { MeetingRecord } from '../meeting/record.ts'
import type { Stance, TopicRecord } from './record.ts'

type Known = Pick<ActContext, 'record' | 'matters'>

/** One member as the sign-in of a meeting has him. */
export interface Attending {
  readonly post: string
  readonly person?: string
  readonly state: 'present' | 'absent' | 'leave'
  readonly leftAt?: string
}

/** The meeting an item was placed on, as it stands now. */
export const meetingOf = ({ record, matters }: Known): MatterFacts | undefined =>
  matters[String(record['meeting'])]

const attendanceOf = (meeting: AnyRecord | undefined): readonly Attending[] =>
  (meeting?.['attendance'] as readonly Attending[] | undefined) ?? []

/** Whether somebody is in the room now; who left is in it again once he is back. */
const isIn = ({ state, leftAt }: Attending): boolean => state === 'present' && leftAt === undefined

const postsOf = ({ members = [] }: TopicRecord): readonly string[] => members.map(({ post }) => post)

/** Posts of members who withdrew from the item. */
export const recused = ({ recusals = [] }: TopicRecord): readonly string[] => recusals.map(({ post }) => post)

/** And the persons: who withdrew does not come back in another seat. */
const withdrawn = ({ recusals = [] }: TopicRecord): readonly (string | undefined)[] =>
  recusals.map(({ person }) => person)

/** Members in the room who take part in the item, whoever presides among them. */
export function taking(context: Known): readonly string[] {
  const { record } = context
  const members = postsOf(record)
  const gone = withdrawn(record).filter((person) => person !== undefined)
  return attendanceOf(meetingOf(context)?.record)
    .filter((one) => isIn(one) && members.includes(one.post) && !recused(record).includes(one.post))
    .filter(({ person }) => person === undefined || !gone.includes(person))
    .map(({ post }) => post)
}

/** Who presides over the item as the rules have it now: the chair, or in his place whoever he or the body's rules named. */
export function presiderNow(context: Known): string | undefined {
  const { chair, standIn }: TopicRecord = context.record
  const meeting = (meetingOf(context)?.record ?? {}) as MeetingRecord
  const here = taking(context)
  const without = postsOf(context.record).filter((post) => !here.includes(post))
  return presiderOf({ ...meeting, ...(chair === undefined ? {} : { chair }) }, without, standIn)
}

/** Who does preside: whoever last took it over; the chair, until anybody has. */
export const presiding = ({ presiding: post, chair }: TopicRecord): string | undefined => post ?? chair

/** Of those who take part, everybody but who presides: those who speak before him. */
export const others = (context: Known, chief = presiding(context.record)): readonly string[] =>
  taking(context).filter((post) => post !== chief)

/** Those in the room whose view is still owed. Who presided and has stated his was heard. */
export const silent = (context: Known): readonly string[] => {
  const spoke = heardAlready(context.record)
  return others(context).filter((post) => !spoke.includes(post))
}

/** The same in the order in which the body has them speak. */
export function turns(context: Known): readonly string[] {
  const { members = [] }: TopicRecord = context.record
  const order = new Map(members.map((one) => [one.post, one.order]))
  return silent(context).toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
}

/** Posts whose view is on record: as a member's, or stated while they presided. */
export const heardAlready = ({ views = [], statedBefore = [] }: TopicRecord): readonly string[] =>
  [...views, ...statedBefore].map(({ post }) => post)

/** A4: the chief is whoever sits in the chair's post or presides in his place, and the person who does, in whatever post. */
export function isChief(context: ActContext): boolean {
  const { record, actor } = context
  const chiefs = [record['chair'], presiding(record)]
  if (chiefs.includes(actor.post)) return true
  const seated = attendanceOf(meetingOf(context)?.record).filter(({ post }) => chiefs.includes(post))
  return seated.some(({ person }) => person !== undefined && person === actor.person)
}

/** The views of those who spoke before whoever presides, the latest of each. */
export function stancesOf({ views = [], statedBefore = [], ...record }: TopicRecord): readonly Stance[] {
  const said = new Map([...views, ...statedBefore].map(({ post, stance }) => [post, stance]))
  said.delete(presiding(record) ?? '')
  return [...said.values()]
}

/** What who presided has stated, kept as somebody else takes over: the new one states his own, last. */
export function handedOver({ chiefView, statedBefore = [] }: TopicRecord): TopicRecord['statedBefore'] {
  if (chiefView === undefined) return statedBefore
  return [...statedBefore.filter(({ post }) => post !== chiefView.post), chiefView]
}

/** A view as it goes on the record: whose, when. */
export const viewOf = <S>(
  { actor, at }: Pick<ActContext, 'actor' | 'at'>,
  { stance, words }: { stance: S; words: string },
) => ({ post: actor.post, person: actor.person, stance, words, at: clockAt(at) })
