import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B3: [
    'power:exam.enrol',
    'gate:examCandidateWorksThere',
    'power:exam.seat',
    'gate:examDayAhead',
    'power:exam.mark',
    'gate:examWasHeld',
    'gate:examMarksFit',
    'power:exam.askRecheck',
    'gate:examRecheckInTime',
    'power:exam.settle',
    'gate:examRecheckedByAnother',
    'power:exam.withdraw',
    'duty:exam.seat',
    'duty:exam.mark',
    'duty:exam.settle',
  ],
}
