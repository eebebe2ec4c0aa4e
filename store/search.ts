import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'

/** One spelling for stored text and query: full-width letters become plain, upper case lower. */
export const normalise = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Letters and digits of any script in a row; everything else separates. */
const RUN = /[\p{L}\p{N}]+/gu

/**
 * Bigrams of each run of characters, and each run's last character alone: a prefix search for one character finds the bigrams
 * that begin with it, and without the last one a character that only ends runs would never be found.
 *
 *     tokensOf('督查函')   // → ['督查', '查函', '函']
 */
export function tokensOf(text: string): string[] {
  const tokens = new Set<string>()
  for (const [run] of normalise(text).matchAll(RUN)) {
    const characters = Array.from(run)
    for (let i = 0; i + 1 < characters.length; i++) tokens.add(`${characters[i]}${characters[i + 1]}`)
    tokens.add(characters.at(-1) ?? '')
  }
  return [...tokens]
}

/** What search reads of a matter: its number and the record fields the procedure names, line by line. */
export function searchText(procedure: Procedure, record: AnyRecord): string {
  const parts = [record['number'], ...procedure.searched.map((name): unknown => record[name])]
  return normalise(parts.filter((part) => typeof part === 'string').join('\n'))
}

/** How a search is run: by tokens for one or two characters, by LIKE on trigrams for three and more; null asks for nothing. */
export type Search =
  | { readonly by: 'tokens'; readonly query: string }
  | { readonly by: 'like'; readonly pattern: string }

/** Turns what a person typed into a search. Nothing typed is special: wildcards are escaped, tokens quoted. */
export function searchFor(typed: string): Search | null {
  const text = normalise(typed).trim()
  const characters = Array.from(text)
  if (characters.length === 0) return null
  if (characters.length > 2) return { by: 'like', pattern: `%${text.replaceAll(/[\\%_]/g, '\\$&')}%` }
  const runs = [...text.matchAll(RUN)].map(([run]) => run)
  if (runs.length === 0) return { by: 'like', pattern: `%${text.replaceAll(/[\\%_]/g, '\\$&')}%` }
  return { by: 'tokens', query: runs.map(tokenQuery).join(' & ') }
}

const quoted = (token: string): string => `'${token.replaceAll(/['\\]/g, '$&$&')}'`
const tokenQuery = (run: string): string => (Array.from(run).length === 1 ? `${quoted(run)}:*` : quoted(run))
