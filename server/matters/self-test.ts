import { CHOICES } from '#kernel/self-test.ts'
import type { Fields } from '#kernel/fields.ts'
import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { MatterPage } from '../contract/shapes.ts'

type Question = NonNullable<MatterPage['selfTest']>[number]

/**
 * The questions of a matter for somebody who may see them, with the right answers: they are compared on the reader's own screen, and
 * nothing comes back from it. Undefined where there are none.
 */
export function selfTestOf(
  { selfTest }: Procedure,
  seen: Fields,
  record: AnyRecord,
): readonly Question[] | undefined {
  if (selfTest === undefined || !Object.hasOwn(seen, selfTest.questions)) return undefined
  const rows = (record[selfTest.questions] ?? []) as readonly Readonly<Record<string, string>>[]
  return rows.map(({ ask = '', right = '', why = '', article = '', ...row }) => ({
    ask,
    choices: CHOICES.flatMap((name) => (row[name] === undefined ? [] : [{ name, text: row[name] }])),
    right,
    why,
    article,
  }))
}

/** What is told besides: the answers do not stand beneath the questions. */
export const withoutAnswers = ({ selfTest }: Procedure, seen: Fields): Fields =>
  selfTest === undefined
    ? seen
    : Object.fromEntries(Object.entries(seen).filter(([name]) => name !== selfTest.questions))
