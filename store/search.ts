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

/** What search reads of a matter: its number and the record fields the procedure names, line by line, as they were written. */
export function searchedLines(procedure: Procedure, record: AnyRecord): string {
  const parts = [record['number'], ...procedure.searched.map((name): unknown => record[name])]
  return parts.filter((part) => typeof part === 'string').join('\n')
}

/**
 * How one word is searched: by its tokens, and where there are several of them also by the word as a whole, for its tokens may
 * stand apart. What has neither letter nor digit is looked for in every title.
 */
export type Search =
  | { readonly by: 'tokens'; readonly query: string; readonly whole?: string }
  | { readonly by: 'like'; readonly pattern: string }

/** Words beyond these are ignored: nobody remembers more of a title. */
const MOST_WORDS = 5

/**
 * Turns what a person typed into searches that must all match, one per word. Nothing typed is special: wildcards are escaped,
 * tokens quoted.
 *
 *     searchesFor('督查 河堤修缮')   // → [{ by: 'tokens', query: `'督查'` }, { by: 'tokens', query: `'河堤' & '堤修' & '修缮'`, whole: '河堤修缮' }]
 */
export function searchesFor(typed: string): Search[] {
  const words = normalise(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.slice(0, MOST_WORDS).map(searchFor)
}

// Trigrams would be fewer, but under most locales PostgreSQL takes no Chinese character for a letter and makes none of them.
function searchFor(word: string): Search {
  const runs = [...word.matchAll(RUN)].map(([run]) => run)
  if (runs.length === 0) return { by: 'like', pattern: `%${word.replaceAll(/[\\%_]/g, '\\$&')}%` }
  const query = runs.map(tokenQuery).join(' & ')
  return Array.from(word).length <= 2 ? { by: 'tokens', query } : { by: 'tokens', query, whole: word }
}

const quoted = (token: string): string => `'${token}'`

/** Every bigram of a run; a single character begins some token wherever it stands. */
function tokenQuery(run: string): string {
  const characters = Array.from(run)
  const bigrams = characters.slice(1).map((next, n) => quoted(`${characters[n]}${next}`))
  return bigrams.length === 0 ? `${quoted(run)}:*` : [...new Set(bigrams)].join(' & ')
}
