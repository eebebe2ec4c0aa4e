/** A run of a text as it changed: the same in both, gone from the older one, new in the later one. */
export interface Run {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** From this many characters on a changed passage is shown as replaced whole: a table of every pair would be slow to fill. */
const MOST = 800

/**
 * What changed from one text to another, by characters as people count them.
 *
 *     changes('同意安排资金', '同意分两年安排资金')   // same 同意, new 分两年, same 安排资金
 */
export function changes(before: string, after: string): readonly Run[] {
  const [a, b] = [[...before], [...after]]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++
  const [gone, fresh] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  return joined([
    { kind: 'same', text: a.slice(0, head).join('') },
    ...(gone.length > MOST || fresh.length > MOST ? replaced(gone, fresh) : between(gone, fresh)),
    { kind: 'same', text: a.slice(a.length - tail).join('') },
  ])
}

const replaced = (gone: readonly string[], fresh: readonly string[]): Run[] => [
  { kind: 'gone', text: gone.join('') },
  { kind: 'new', text: fresh.join('') },
]

/** By the longest common subsequence. */
function between(a: readonly string[], b: readonly string[]): Run[] {
  const wide = b.length + 1
  const length = new Uint16Array((a.length + 1) * wide)
  const at = (i: number, j: number): number => length[i * wide + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * wide + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const runs: Run[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      runs.push({ kind: 'same', text: a[i] ?? '' })
      i++
      j++
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      runs.push({ kind: 'gone', text: a[i++] ?? '' })
    else runs.push({ kind: 'new', text: b[j++] ?? '' })
  }
  return runs
}

function joined(runs: readonly Run[]): readonly Run[] {
  const out: { kind: Run['kind']; text: string }[] = []
  for (const { kind, text } of runs) {
    const last = out.at(-1)
    if (text === '') continue
    if (last?.kind === kind) last.text += text
    else out.push({ kind, text })
  }
  return out
}
