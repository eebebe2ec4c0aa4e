const longestLine = 20
const words = new Intl.Segmenter('zh', { granularity: 'word' })
const mayNotStart = /^[的了和与及、，。；：》）〉」』”’]/
const mayNotEnd = /[《（〈「『“‘、]$/

/**
 * The lines of a title: the writer's own breaks when there are any, otherwise as few lines as hold it, broken
 * between words and as even as the words allow (GB/T 9704-2012, 7.3.1: 词意完整、排列对称、长短适宜).
 */
export function titleLines(title: string): string[] {
  const own = title
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (own.length > 1) return own
  const whole = own[0] ?? ''
  const length = Array.from(whole).length
  return balance(whole, Math.ceil(length / longestLine))
}

function balance(text: string, count: number): string[] {
  if (count <= 1) return [text]
  const target = Array.from(text).length / count
  const cut = bestBreak(text, target)
  if (cut === undefined) return [text]
  return [text.slice(0, cut), ...balance(text.slice(cut), count - 1)]
}

function bestBreak(text: string, target: number): number | undefined {
  let best: { at: number; distance: number } | undefined
  for (const { index } of words.segment(text)) {
    const [before, after] = [text.slice(0, index), text.slice(index)]
    const length = Array.from(before).length
    if (length === 0 || length > longestLine || mayNotStart.test(after) || mayNotEnd.test(before)) continue
    const distance = Math.abs(length - target)
    if (!best || distance < best.distance) best = { at: index, distance }
  }
  return best?.at
}
