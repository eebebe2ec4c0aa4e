import * as f from '#kernel/fields.ts'
import type { FormOf } from '#kernel/fields.ts'
import type { Day } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'

/** 口头反馈 (C9): what somebody said and somebody else entered. It counts at once; whoever said it confirms it or takes it back. */
export const spoken = {
  what: f.text('口头反馈', { max: 40 }),
  words: f.text('内容', { max: 2000 }),
  by: f.person('反馈人'),
  enteredBy: f.person('代录人'),
  on: f.day('日期'),
  confirmed: f.day('本人确认日期', { optional: true }),
}

export type Spoken = FormOf<typeof spoken>

interface Heard {
  readonly record: { readonly spoken?: readonly Spoken[] }
  readonly actor: Actor
  readonly enteredBy?: Actor
  readonly today: Day
}

/** The record's oral feedback with this act's, where it was entered for the person who said it; else undefined: as it was. */
export const heard = (
  { record, actor, enteredBy, today }: Heard,
  what: string,
  words: string,
): readonly Spoken[] | undefined =>
  enteredBy && [
    ...(record.spoken ?? []),
    { what, words, by: actor.person, enteredBy: enteredBy.person, on: today },
  ]

/** Still to be confirmed by a person. */
export const unconfirmed = (record: Heard['record'], person: string): readonly Spoken[] =>
  (record.spoken ?? []).filter(({ by, confirmed }) => by === person && confirmed === undefined)

/** All that this person said stands confirmed. */
export const confirmedBy = ({ record, actor, today }: Heard): readonly Spoken[] =>
  (record.spoken ?? []).map((one) =>
    one.by === actor.person && one.confirmed === undefined ? { ...one, confirmed: today } : one,
  )
