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

const PAIR_OF_DIGITS = /^[0-9]{2}$/

/**
 * Of some tokens the words that a table keeps in the order of lists: pairs of characters. Those of two digits are left out, for every
 * number of a matter is made of them: each stands in so many matters that a list is soon filled by looking at one after another.
 */
export const wordsOf = (tokens: readonly string[]): string[] =>
  tokens.filter((token) => Array.from(token).length === 2 && !PAIR_OF_DIGITS.test(token))

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
  | {
      readonly by: 'tokens'
      readonly query: string
      readonly whole?: string
      /** Of its tokens those kept in the order of lists; none of a number, whose digits stand everywhere and together once. */
      readonly words: readonly string[]
    }
  | { readonly by: 'like'; readonly pattern: string }

/** Words beyond these are ignored: nobody remembers more of a title. */
const MOST_WORDS = 5

/**
 * Turns what a person typed into searches that must all match, one per word. Nothing typed is special: wildcards are escaped,
 * tokens quoted.
 *
 *     searchesFor('督查 修缮1')
 *     // → [{ by: 'tokens', query: `'督查'`, words: ['督查'] }, { by: 'tokens', query: `'修缮' & '缮1'`, words: ['修缮', '缮1'], whole: '修缮1' }]
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
  const words = NUMBER.test(word) ? [] : wordsOf([...new Set(runs.flatMap(pairsOf))])
  return { by: 'tokens', query, words, ...(Array.from(word).length <= 2 ? {} : { whole: word }) }
}

/** Three digits in a row are a number, or its beginning. */
const NUMBER = /[0-9]{3}/

function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((next, n) => `${characters[n]}${next}`)
}

const quoted = (token: string): string => `'${token}'`

/** Every bigram of a run; a single character begins some token wherever it stands. */
function tokenQuery(run: string): string {
  const bigrams = pairsOf(run).map(quoted)
  return bigrams.length === 0 ? `${quoted(run)}:*` : [...new Set(bigrams)].join(' & ')
}
