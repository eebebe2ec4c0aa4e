/** What a check of the whole rulebook found wrong: a code, where, and a sentence for the author of the rule. */
export interface Finding {
  readonly code:
    | 'STATE_UNREACHABLE'
    | 'DEAD_END'
    | 'NOBODY_OWES'
    | 'DUTY_LEFT_OPEN'
    | 'STEP_AVOIDED'
    | 'STEP_UNKNOWN'
    | 'STEP_UNSHOWN'
    | 'PARTY_UNKNOWN'
    | 'COVERAGE_UNSOUND'
    | 'KEY_UNFIT'
    | 'NEXT_IMPOSSIBLE'
    | 'OPENS_UNKNOWN'
    | 'CARRIES_UNKNOWN'
    | 'NO_PARENT_OPENS'
    | 'NUMBER_LOST'
    | 'DUTY_UNDISCHARGEABLE'
    | 'SEAT_UNKNOWN'
    | 'BASIS_NOT_IN_FORCE'
    | 'BASIS_MISSING'
    | 'FIELD_WITHOUT_VIEWERS'
    | 'COLUMN_FILLS_NOTHING'
    | 'COLUMN_CHANGES_NOTHING'
    | 'HEADING_TWICE'
    | 'LEDGER_UNTITLED'
    | 'MEANING_SPLIT'
    | 'ACT_RESERVED'
    | 'NORM_UNLISTED'
    | 'NORM_UNSUPPORTED'
  readonly where: string
  readonly what: string
}
