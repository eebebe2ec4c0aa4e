import type { CoverageRow } from '#kernel/coverage.ts'
import { 决策条例, 工作规则 } from '../laws.ts'
import { held } from '../preparation/covered.ts'

/** Every rule on looking into things before a draft is made, with what enforces it. */
export const coverage: readonly CoverageRow[] = [
  held(
    'step',
    决策条例(12),
    '在广泛深入开展调查研究的基础上拟订决策草案',
    'power:open',
    'gate:researchFromParent',
    'power:visit',
    'duty:survey',
  ),
  held(
    'step',
    工作规则('决策前调研'),
    '调研有第一手记录：看到什么、谁去的、何时何地',
    'power:visit',
    'gate:visitHappened',
    'field:visits',
    'paper:report',
  ),
  held(
    'step',
    工作规则('决策前调研'),
    '调研报告由主要负责人审定，退回的补充后再报',
    'power:conclude',
    'gate:returnAnswered',
    'power:sendBack',
    'power:close',
    'duty:review',
  ),
]
