import type { Finding } from './finding.ts'
import type { Procedure, Rulebook } from './vocabulary.ts'

/**
 * 自测: questions of a matter that whoever sees it may try himself on. `questions` names record rows of `ask`, up to four choices `a` to
 * `d`, `right` (one of them), `why` and `article`. They are tried on the reader's own screen: what was chosen is sent nowhere and kept
 * nowhere, so nothing can come to rest on it.
 */
export interface SelfTest<F extends string> {
  readonly questions: F
}

export const CHOICES = ['a', 'b', 'c', 'd'] as const

const ASKED = ['ask', 'a', 'b', 'right', 'why', 'article']

/** What a procedure says can be tried must be there to be asked. */
export const checkSelfTests = ({ procedures }: Rulebook): Finding[] =>
  Object.values(procedures).flatMap(({ id, selfTest, record }: Procedure) => {
    if (selfTest === undefined) return []
    const field = record[selfTest.questions]
    const columns = field?.kind === 'rows' ? field.of : {}
    return ASKED.filter((name) => !Object.hasOwn(columns, name)).map((name) => ({
      code: 'SELF_TEST_UNSOUND',
      where: `${id}.${selfTest.questions}`,
      what: `has no column ${name}`,
    }))
  })
