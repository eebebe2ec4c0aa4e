/** A bracket in a paragraph: `from` at its opening sign, `to` after its closing sign. */
export interface Bracket {
  from: number
  to: number
  inner: string
}

const MAX_INNER = 600

/**
 * Finds outermost brackets, mixed signs allowed. A bracket that is never closed runs to the end of the
 * sentence when it opens with a responsibility label (the closing sign was lost), else it is ignored.
 */
export function bracketsIn(text: string): Bracket[] {
  const out: Bracket[] = []
  let depth = 0
  let open = -1
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '（' || char === '〔') {
      if (depth === 0) open = i
      depth++
    } else if ((char === '）' || char === '〕') && depth > 0) {
      depth--
      if (depth === 0) out.push({ from: open, to: i + 1, inner: text.slice(open + 1, i) })
    }
    if (depth > 0 && i - open > MAX_INNER) {
      depth = 0
      i = open
    }
  }
  if (depth > 0) {
    const rest = text.slice(open + 1)
    const end = /。/.exec(rest)?.index ?? rest.length
    if (/^(?:牵头|责任|配合|主办|承办|协办)[^，。；]{0,8}[：为]/.test(rest)) {
      out.push({ from: open, to: open + 1 + end, inner: rest.slice(0, end) })
    } else
      out.push(
        ...bracketsIn(rest).map((one) => ({ ...one, from: one.from + open + 1, to: one.to + open + 1 })),
      )
  }
  return out
}
