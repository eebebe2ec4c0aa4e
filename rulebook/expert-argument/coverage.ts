import type { CoverageRow } from '#kernel/coverage.ts'
import { 决策条例 } from '../laws.ts'
import { beyond, held } from '../preparation/covered.ts'

/** Every rule of 《重大行政决策程序暂行条例》 on experts, with what enforces it. */
export const coverage: readonly CoverageRow[] = [
  held(
    'step',
    决策条例(19),
    '专业性、技术性较强的决策事项，组织专家、专业机构论证其必要性、可行性、科学性',
    'power:open',
    'gate:expertiseFromParent',
    'gate:expertsNamed',
    'gate:expertsAllHeard',
    'power:conclude',
    'duty:conclude',
    'power:close',
    'duty:review',
  ),
  held(
    'actor',
    决策条例(19),
    '专家独立开展论证，客观、公正、科学地提出意见；书面意见署名、盖章',
    'power:giveOpinion',
    'gate:expertAsked',
    'gate:expertPaperSigned',
    'gate:expertSigned',
    'gate:expertStands',
    'field:opinions',
    'paper:opinion',
  ),
  beyond(
    'ban',
    决策条例(19),
    '专家对知悉的秘密保密',
    '专家不进入系统，材料由承办单位提供，保密责任以书面约定',
  ),
  held(
    'actor',
    决策条例(20),
    '选择专家坚持专业性、代表性和中立性，注重选择持不同意见的专家',
    'power:choose',
    'gate:expertsEnough',
    'gate:dissentAnswered',
    'gate:argumentStands',
    'duty:choose',
    'field:dissent',
    'paper:report',
    'watch:replaced',
  ),
  held(
    'ban',
    决策条例(20),
    '不得选择与决策事项有直接利害关系的专家、专业机构',
    'gate:expertsApart',
    'gate:expertSpeaksApart',
    'power:replace',
  ),
  beyond('actor', 决策条例(21), '建立决策咨询论证专家库，健全诚信考核和退出机制', '专家库由省级人民政府建立'),
]
