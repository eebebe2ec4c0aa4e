const DEEPEST = 24

/**
 * Text that no table and no document can keep: half of a surrogate pair, or NUL. Looked for in all of an input, keys
 * included, before any schema sees it, because PostgreSQL would answer with an error of its own. Nesting is bounded too.
 *
 * @returns null when all is usable, else the faulty places with a sentence each
 */
export function unusableText(input: unknown): { fields: Record<string, string> } | null {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next
    if (depth > DEEPEST) return { fields: { _: `内容嵌套超过${DEEPEST}层` } }
    if (typeof value === 'string' && !isUsable(value))
      return { fields: { [path || '_']: '含有不可用的字符，请删除后重填' } }
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (!isUsable(key)) return { fields: { [path || '_']: '字段名含有不可用的字符' } }
      open.push({ value: inner, path: path ? `${path}.${key}` : key, depth: depth + 1 })
    }
  }
  return null
}

const isUsable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000')
