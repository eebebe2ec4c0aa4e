import type { Procedure, Rulebook } from '#kernel/vocabulary.ts'

// Names that mean the same in every procedure that uses them. A list over all procedures finds what it is about by these, and
// by nothing else: a procedure without such a flag, act or duty is simply not in it.

/** Flag of what stands still until somebody else helps. */
export const STUCK = 'stuck'

/** Act of looking at it on the spot. */
const CHECK = 'check'

/** Duty of answering a letter of supervision: opened by the acts that send one, discharged by those that answer it. */
const LETTER = 'answerLetter'

const kindsOf = ({ id }: Procedure, acts: readonly string[]): string[] => acts.map((act) => `${id}.${act}`)

/** Journal kinds of on-site checks. */
export const checkKinds = ({ procedures }: Rulebook): string[] =>
  Object.values(procedures).flatMap((procedure) =>
    Object.hasOwn(procedure.powers, CHECK) ? kindsOf(procedure, [CHECK]) : [],
  )

/** Letters of supervision: the duties of answering them, and the journal kinds that send and answer. */
export function letters({ procedures }: Rulebook) {
  const found = Object.values(procedures).flatMap((procedure) => {
    const duty = Object.hasOwn(procedure.duties, LETTER) ? procedure.duties[LETTER] : undefined
    return duty ? [{ procedure, duty }] : []
  })
  return {
    duties: found.map(({ procedure }) => `${procedure.id}.${LETTER}`),
    sent: found.flatMap(({ procedure, duty }) => kindsOf(procedure, duty.after)),
    answered: found.flatMap(({ procedure, duty }) => kindsOf(procedure, duty.doneBy)),
  }
}
