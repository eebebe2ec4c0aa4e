import type { Finding } from './finding.ts'
import type { Procedure, Rulebook } from './vocabulary.ts'

/**
 * 学法: what of a procedure belongs on the page on which everybody finds his own learning, and nobody another's. All are record fields.
 *
 * Of a plan: `posts` it is for, hours `due` of each, `until` and `examBy` days, `subjects` rows of `no`, `subject`, `basis`, `hours` and
 * `material` (a matter), `courses` as they were held, rows of `of` (a subject's number), `on`, `hours`, `form`, `attended` (posts) and `struck`
 * for those entered wrongly, `sittings` of its exam, rows of `on`, `form`, `sat` (posts), `excused` rows of `post` and `reason`.
 *
 * Of an exam: `person` who sits it, and what it says to him, `says`, in this order.
 */
export type Learning<F extends string> =
  | {
      readonly of: 'plan'
      readonly posts: F
      readonly due: F
      readonly until: F
      readonly examBy: F
      readonly subjects: F
      readonly courses: F
      readonly sittings: F
      readonly excused: F
    }
  | { readonly of: 'exam'; readonly person: F; readonly says: readonly F[] }

type Of<K extends Learning<string>['of']> = Extract<Learning<string>, { of: K }>

/** Procedures of a kind that people learn by, with where each keeps what. */
export const learningIn = <const K extends Learning<string>['of']>(
  { procedures }: Rulebook,
  kind: K,
): readonly { readonly procedure: Procedure; readonly says: Of<K> }[] =>
  Object.values(procedures).flatMap((procedure) =>
    procedure.learning?.of === kind ? [{ procedure, says: procedure.learning as Of<K> }] : [],
  )

const COLUMNS = {
  subjects: ['no', 'subject', 'basis', 'hours'],
  courses: ['of', 'on', 'hours', 'form', 'attended', 'struck'],
  sittings: ['on', 'form', 'sat'],
  excused: ['post', 'reason'],
} as const

/** What a plan says it keeps must be there to be read. */
export const checkLearning = (rulebook: Rulebook): Finding[] =>
  learningIn(rulebook, 'plan').flatMap(({ procedure, says }) =>
    (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).flatMap((name) => {
      const field = procedure.record[says[name]]
      const columns = field?.kind === 'rows' ? field.of : {}
      return COLUMNS[name]
        .filter((column) => !Object.hasOwn(columns, column))
        .map((column) => ({
          code: 'LEARNING_UNSOUND',
          where: `${procedure.id}.${says[name]}`,
          what: `has no column ${column}`,
        }))
    }),
  )
