/** The sheet that carries long choice lists; very hidden, and skipped when a workbook is read back. */
export const optionsSheetName = '_选项'

const longest = 31
const fullWidth: Record<string, string> = {
  '[': '［',
  ']': '］',
  ':': '：',
  '*': '＊',
  '?': '？',
  '/': '／',
  '\\': '＼',
  "'": '’',
}

/**
 * A sheet name that Excel accepts and that `taken` does not hold yet; adds it to `taken`.
 * Forbidden characters become their full-width form, long names are cut, repeated names get a number.
 */
export function uniqueSheetName(wanted: string, taken: Set<string>): string {
  // oxlint-disable-next-line no-control-regex
  const plain = wanted.toWellFormed().replaceAll(/[\u0000-\u001f]/g, ' ')
  const base = plain.replaceAll(/[[\]:*?/\\']/g, (character) => fullWidth[character] ?? ' ').trim() || '表'
  for (let copy = 1; ; copy++) {
    const suffix = copy === 1 ? '' : `（${copy}）`
    const name =
      Array.from(base)
        .slice(0, longest - suffix.length - astral(base))
        .join('') + suffix
    const key = name.toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}

// Excel counts UTF-16 units; a character beyond the basic plane takes two.
function astral(text: string): number {
  return text.length - Array.from(text).length
}
