import { type ActContext, MOST_OPENED, type Resting } from '#kernel/vocabulary.ts'
import type { InstrumentChange, InstrumentRecord } from './record.ts'

/** What each unit holds that rests on the changed articles; units in a fixed order. */
export function holdersIn(resting: readonly Resting[]): readonly (readonly [string, readonly Resting[]])[] {
  return [...Map.groupBy(resting, ({ unit }) => unit)].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Units that are still to be told of a change, and what each holds. */
function untold({ record, resting }: Pick<ActContext<InstrumentRecord>, 'record' | 'resting'>, no: number) {
  const told = new Set(record.reviews?.filter((one) => one.no === no).map(({ unit }) => unit))
  return holdersIn(resting).filter(([unit]) => !told.has(unit))
}

type Telling = Pick<ActContext<InstrumentRecord>, 'record' | 'resting' | 'fresh'>

/** What telling the next units of a change does to the record: as many as one act may open reviews for. */
export function told(context: Telling, no: number): Pick<InstrumentRecord, 'reviews' | 'waiting'> {
  const units = untold(context, no)
  return {
    reviews: [
      ...(context.record.reviews ?? []),
      ...units.slice(0, MOST_OPENED).map(([unit], n) => ({ no, unit, review: context.fresh[n] ?? '' })),
    ],
    waiting: Math.max(units.length - MOST_OPENED, 0),
  }
}

/** The forms by which the reviews are opened, in the same order. */
export const reviewsOf = (
  context: Telling & Pick<ActContext<InstrumentRecord>, 'matterId'>,
  change: InstrumentChange,
  title: string,
) =>
  untold(context, change.no)
    .slice(0, MOST_OPENED)
    .map(([unit, rests]) => [
      {
        instrument: context.matterId,
        unit,
        kind: change.kind,
        law: context.record.title,
        ...(change.articles ? { articles: change.articles } : {}),
        from: change.from,
        by: change.by,
        ...(change.what ? { what: change.what } : {}),
        title,
        rests: rests.map(({ what, id, title: named }) => ({
          what,
          title: named,
          ...(what === 'item' ? { item: id } : what === 'matter' ? { about: id } : { code: id }),
        })),
      },
    ])
