import { clockAt, addDays } from '#kernel/time.ts'
import type { ActContext, AnyRecord } from '#kernel/vocabulary.ts'
import type { Level, RoundRecord } from '../opinions/record.ts'
import type { Stance, TopicRecord } from './record.ts'
import { meetingOf, recused, taking } from './room.ts'

type Context = Pick<ActContext<TopicRecord, AnyRecord>, 'record' | 'form' | 'matters' | 'matterId' | 'today'>

const LEVELS: readonly unknown[] = ['strict', 'standard']

/** How a meeting gathers written opinions: as the rules of its body say; a meeting called before they said anything gathers none. */
const ruleOf = (meeting: AnyRecord | undefined): Level | undefined =>
  LEVELS.includes(meeting?.['sealing']) ? (meeting?.['sealing'] as Level) : undefined

/** The level at which opinions on this item are gathered as it is placed: for what is major, unless the body gathers none. */
export const levelFor = ({ record, form, matters }: Context): Level | undefined =>
  record.class === 'major' ? ruleOf(matters[String(form['meeting'])]?.record) : undefined

/** Whether the rules of the meeting ask for sealed opinions on this item. */
export const isDue = ({ record, matters }: Pick<ActContext, 'record' | 'matters'>): boolean =>
  record['class'] === 'major' && ruleOf(meetingOf({ record, matters })?.record) !== undefined

/** The form of a round on this item: everybody but the chief and who withdrew, until the day before the meeting. Empty for no round. */
export function asked({ record, form, matters, matterId, today }: Context, level: unknown): AnyRecord[][] {
  const id = String(form['meeting'] ?? record.meeting)
  const meeting = (matters[id]?.record ?? {}) as TopicRecord & { readonly heldOn?: string }
  const { chair, recorder, members = [], heldOn } = meeting
  const expected = [...members]
    .toSorted((a, b) => a.order - b.order)
    .map(({ post }) => post)
    .filter((post) => post !== chair && !recused(record).includes(post))
  if (level === undefined || heldOn === undefined || expected.length === 0) return []
  const eve = addDays(heldOn, -1)
  return [
    [
      {
        topic: matterId,
        title: record.title,
        meeting: id,
        meetingOn: heldOn,
        level,
        chair,
        recorder,
        expected,
        until: eve < today ? today : eve,
      },
    ],
  ]
}

/** The round of an item, as it stands now. */
export const roundOf = ({ record, matters }: Pick<ActContext, 'record' | 'matters'>) =>
  record['round'] === undefined ? undefined : matters[String(record['round'])]

/**
 * What was sealed comes on the record of the item: of who is in the room as his view, of who is away as an opinion and no vote.
 * What did not open as it was committed to is not there: its author says it in the room.
 */
export function fromEnvelopes(context: ActContext<TopicRecord>) {
  const { views = [], revealedAt }: RoundRecord = roundOf(context)?.record ?? {}
  const here = taking(context)
  const spoke = (context.record.views ?? []).map(({ post }) => post)
  const at = revealedAt ?? clockAt(context.at)
  const said = views.flatMap(({ post, person, stance, words, defect }) =>
    defect !== undefined ||
    stance === undefined ||
    spoke.includes(post) ||
    recused(context.record).includes(post)
      ? []
      : [{ post, person, stance: stance as Stance, words: words ?? '', at }],
  )
  const mine = said.filter(({ post }) => here.includes(post))
  return {
    views: [...(context.record.views ?? []), ...mine],
    written: [
      ...(context.record.written ?? []),
      ...said
        .filter(({ post }) => !here.includes(post))
        .map(({ post, person, words }) => ({ post, person, words, at })),
    ],
    readOut: mine.map(({ post }) => post),
  }
}
