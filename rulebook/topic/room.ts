import { clockAt } from '#kernel/time.ts'
import type { ActContext, AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
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

/** Members in the room who take part in the item, the chief among them. */
export function taking(context: Known): readonly string[] {
  const { record } = context
  const members = postsOf(record)
  return attendanceOf(meetingOf(context)?.record)
    .filter((one) => isIn(one) && members.includes(one.post) && !recused(record).includes(one.post))
    .map(({ post }) => post)
}

/** Of these, everybody but the chief: those who speak before him. */
export const others = (context: Known): readonly string[] =>
  taking(context).filter((post) => post !== context.record['chair'])

/** Those in the room whose view is still owed. */
export const silent = (context: Known): readonly string[] => {
  const spoke = ((context.record as TopicRecord).views ?? []).map(({ post }) => post)
  return others(context).filter((post) => !spoke.includes(post))
}

/** A4: the chief is whoever sits in the chair's post, and the person who does, in whatever post. */
export function isChief(context: ActContext): boolean {
  const { record, actor } = context
  if (actor.post === record['chair']) return true
  const seated = attendanceOf(meetingOf(context)?.record).find(({ post }) => post === record['chair'])
  return seated?.person !== undefined && seated.person === actor.person
}

/** The views of those who spoke before the chief. */
export const stancesOf = ({ views = [] }: TopicRecord): readonly Stance[] => views.map(({ stance }) => stance)

/** A view as it goes on the record: whose, when. */
export const viewOf = <S>(
  { actor, at }: Pick<ActContext, 'actor' | 'at'>,
  { stance, words }: { stance: S; words: string },
) => ({ post: actor.post, person: actor.person, stance, words, at: clockAt(at) })
