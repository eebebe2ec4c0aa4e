import { flagMeaning } from '#kernel/meanings.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import type { FigureAsked } from './figures.ts'

/** The name of no flag: a list narrowed to it is empty. */
const NO_FLAG = ''

/** The flag of what stands still until somebody else helps, as the ledger is asked for it. */
export const stuckFlag = (rulebook: Rulebook): string => flagMeaning(rulebook, 'stuck') ?? NO_FLAG

/** How many of a list are stuck; nothing where no procedure knows of such. */
export function stuckFigures(rulebook: Rulebook, query: Partial<LedgerQuery> = {}): FigureAsked[] {
  const flag = stuckFlag(rulebook)
  return flag === NO_FLAG ? [] : [{ title: '卡住了', query: { ...query, flag } }]
}
