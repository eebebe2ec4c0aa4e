import type { Day } from './time.ts'

/** An article of an instrument, or the whole instrument, as a basis or an item of a list names it. */
export interface ArticleRef {
  /** With or without 《》 and 中华人民共和国. */
  readonly title: string
  /** 第十八条 or 第18条; several in one text; words where the instrument has no numbered articles. Absent: the instrument. */
  readonly article?: string
}

/** 法规库: which instruments and articles the district's register says have ended. What it does not know of has not. */
export interface Laws {
  /** The last day in force of what an article key names; undefined while no end is known. */
  lastDay(key: string): Day | undefined
}

/** A register in which nothing has ended. */
export const nothingEnded: Laws = { lastDay: () => undefined }

/** A register out of the last days it knows, by article key. */
export const lawsOf = (ended: ReadonlyMap<string, Day>): Laws => ({ lastDay: (key) => ended.get(key) })

/** The name of an instrument as keys have it: without 《》, the name of the state, and the year in brackets. */
export const titleKey = (title: string): string =>
  title
    .replaceAll(/[《》\s]/g, '')
    .replace(/^中华人民共和国/, '')
    .replace(/[（(〔][^（(〔]*[）)〕]$/, '')

const DIGITS = '零一二三四五六七八九'
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** 一百零三 → 103, 18 → 18; undefined where it is no number. */
export function numeral(words: string): number | undefined {
  if (/^\d+$/.test(words)) return Number(words)
  let [sum, digit] = [0, 0]
  for (const sign of words.replaceAll('〇', '零').replaceAll('两', '二')) {
    const unit = UNITS[sign]
    const value = DIGITS.indexOf(sign)
    if (unit === undefined && value < 0) return undefined
    if (unit === undefined) digit = value
    else {
      sum += (digit === 0 ? 1 : digit) * unit
      digit = 0
    }
  }
  return words === '' ? undefined : sum + digit
}

const NUMBER = '[零〇一二两三四五六七八九十百千\\d]+'
const ARTICLES = new RegExp(
  `第?(${NUMBER})条(?:之(${NUMBER}))?(?:\\s*(?:至|到|[-—－~～])\\s*第?(${NUMBER})条)?`,
  'g',
)
/** More articles than one basis names: a range that is longer is a slip. */
const LONGEST = 200

/**
 * The articles a text names, as numbers: a range gives each.
 *
 *     articlesIn('第十八条、第二十一条至第二十三条')   // → ['18', '21', '22', '23']
 */
export function articlesIn(text: string): string[] {
  const found = [...text.matchAll(ARTICLES)].flatMap(([, first = '', sub, last]): string[] => {
    const from = numeral(first)
    if (from === undefined) return []
    if (sub !== undefined) return [`${from}之${numeral(sub) ?? sub}`]
    const to = last === undefined ? from : (numeral(last) ?? from)
    const length = Math.min(Math.max(to - from, 0), LONGEST)
    return Array.from({ length: length + 1 }, (_, n) => String(from + n))
  })
  return [...new Set(found)]
}

/**
 * The keys by which the register knows what a reference names: one for each article, or the instrument's own.
 *
 *     articleKeys({ title: '《中华人民共和国行政强制法》', article: '第十八条' })   // → ['行政强制法#18']
 */
export function articleKeys({ title, article }: ArticleRef): string[] {
  const name = titleKey(title)
  if (article === undefined || article.trim() === '') return [name]
  const numbers = articlesIn(article)
  return numbers.length > 0 ? numbers.map((n) => `${name}#${n}`) : [`${name}#${article.trim()}`]
}

/** What of a reference is out of force on a day: as people write it, and its last day. */
export interface Ended {
  readonly what: string
  readonly lastDay: Day
}

interface Keyed {
  readonly name: string
  readonly keys: readonly string[]
}

/** Keys of a reference, worked out once: the gates of every act on every page stand on the same few hundred. */
const keyed = new WeakMap<ArticleRef, Keyed>()

function keyedOnce(ref: ArticleRef): Keyed {
  const known = keyed.get(ref)
  if (known !== undefined) return known
  const found = { name: titleKey(ref.title), keys: articleKeys(ref) }
  keyed.set(ref, found)
  return found
}

/** What a reference names that has ended before a day; undefined while all of it is in force. */
export function endedBefore(ref: ArticleRef, laws: Laws, on: Day): Ended | undefined {
  const { name, keys } = keyedOnce(ref)
  const whole = laws.lastDay(name)
  if (whole !== undefined && whole < on) return { what: `《${name}》`, lastDay: whole }
  for (const key of keys) {
    const lastDay = laws.lastDay(key)
    if (lastDay !== undefined && lastDay < on) return { what: writtenOut(key), lastDay }
  }
  return undefined
}

/** 行政强制法#18 → 《行政强制法》第18条. */
export function writtenOut(key: string): string {
  const [name = '', article] = key.split('#')
  if (article === undefined) return `《${name}》`
  return `《${name}》${/^\d/.test(article) ? `第${article.replace('之', '条之')}${article.includes('之') ? '' : '条'}` : article}`
}

/** Whether nothing of several bases is left in force: a rule that stood on them no longer does. */
export const isBaseless = (
  bases: readonly (ArticleRef & { readonly to?: Day })[],
  laws: Laws,
  on: Day,
): boolean =>
  bases.length > 0 &&
  bases.every(
    (basis) => (basis.to !== undefined && basis.to < on) || endedBefore(basis, laws, on) !== undefined,
  )
