// What somebody said of his own in a view: without the formulas of agreement, and held against what was said before.

/** Formulas of agreement, and of mere disagreement: whoever says nothing else gives no reason. */
const FORMULAS = [
  /(?:没有?|无)(?:什么|其他|别的|不同|补充)*意见/gu,
  /(?:我|本人)?(?:表示)?(?:完全|原则上?|一致)?不?(?:同意(?!见)|赞成|赞同|支持|拥护)(?:(?:上述|以上|前面|刚才|各位|大家|这个|该|本|此|按)[^，。；]{0,8})?(?:的?(?:意见|方案|汇报|议题|安排|做法|决定|发言))?/gu,
  /按(?:照)?(?:规定|程序|要求|方案|计划|议程|会议(?:决定|精神))?(?:抓紧|认真|尽快)?(?:办理?|推进|执行|落实|实施)/gu,
  /(?:不再|没有)补充|就(?:这样|这么)(?:定|办)|照办|可以/gu,
] as const

/**
 * The characters of a view that are no formula of agreement, without punctuation and spaces.
 *
 *     ownWords('同意，按程序推进。')            // → ''
 *     ownWords('同意。资金建议分两年安排')      // → '资金建议分两年安排'
 */
export function ownWords(view: string): string {
  const text = view.normalize('NFKC')
  return FORMULAS.reduce((left, formula) => left.replaceAll(formula, ' '), text).replaceAll(
    /[^\p{L}\p{N}]/gu,
    '',
  )
}

/** Neighbouring characters, each pair once. */
function pairs(text: string): ReadonlySet<string> {
  const characters = [...text]
  return new Set(characters.slice(1).map((character, n) => `${characters[n]}${character}`))
}

/**
 * How much of what is said was said before, in whole percent: the share of the later text's pairs of neighbouring characters that the
 * earlier one has as well. Whoever repeats and adds is less alike than whoever only repeats; a text of one character is like nothing.
 */
export function alikeTo(later: string, earlier: string): number {
  const [own, before] = [pairs(later), pairs(earlier)]
  if (own.size === 0) return 0
  const shared = [...own].filter((pair) => before.has(pair)).length
  return Math.round((shared * 100) / own.size)
}
