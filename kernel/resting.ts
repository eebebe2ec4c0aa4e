import { restOn, restsOn } from './law.ts'
import type { Day } from './time.ts'
import type { AnyRecord, Basis, Procedure, Resting, Rulebook } from './vocabulary.ts'

/** Every text in a value, at any depth of rows. */
const wordsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(wordsIn)
      : []

/** Whether a matter’s record, where its procedure says that it names bases, rests on one of some articles, by their keys. */
export const recordRestsOn = ({ cites }: Procedure, record: AnyRecord, keys: readonly string[]): boolean =>
  cites?.fields.some((field) => wordsIn(record[field]).some((words) => restsOn(words, keys))) === true

/** Procedures in force that name one of the articles anywhere among their bases; `unit` answers for them. */
export const proceduresRestingOn = (
  { procedures }: Rulebook,
  unit: string,
  keys: readonly string[],
  on: Day,
): Resting[] =>
  Object.values(procedures)
    .filter((procedure) => procedure.from <= on && restOn(basesOf(procedure), keys))
    .map(({ id, title, version }) => ({ what: 'procedure', id, unit, title: `${title}（第${version}版）` }))

/** All bases a procedure is built on: its own, of its powers with their gates, of its duties and watches. */
export const basesOf = ({ basis, powers, duties, watches }: Procedure): readonly Basis[] => [
  ...basis,
  ...Object.values(powers).flatMap((power) => [
    ...power.basis,
    ...(power.gates ?? []).flatMap((gate) => gate.basis),
  ]),
  ...Object.values(duties).flatMap((duty) => duty.basis),
  ...Object.values(watches).flatMap((watch) => watch.basis),
]
