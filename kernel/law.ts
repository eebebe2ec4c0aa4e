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
  /** An instrument by the name keys have it under; undefined where the register does not know it. */
  instrument(name: string): InstrumentFacts | undefined
}

export interface InstrumentFacts {
  readonly from: Day
  /** The number of its last article, where it has any. */
  readonly articles?: number
}

/** An empty register: nothing has ended. */
export const nothingEnded: Laws = { lastDay: () => undefined, instrument: () => undefined }

/** A register out of last days by article key and instruments by name. */
export const lawsOf = (
  ended: ReadonlyMap<string, Day>,
  instruments: ReadonlyMap<string, InstrumentFacts> = new Map(),
): Laws => ({ lastDay: (key) => ended.get(key), instrument: (name) => instruments.get(name) })

/**
 * The bases a text names, as people write them into one cell.
 *
 *     refsIn('《行政强制法》第九条、第二十二条；《城市市容条例》第十四条')   // → two references
 */
export const refsIn = (text: string): ArticleRef[] =>
  [...text.matchAll(/《([^《》]+)》([^《》]*)/g)].map(([, title = '', rest = '']) => {
    const article = rest.replaceAll(/^[\s、，；。;,]+|[\s、，；。;,和及]+$/g, '')
    return { title, ...(article === '' ? {} : { article }) }
  })

/** Bases as one text, `《行政强制法》第九条；《城市市容条例》第十四条`. */
export const refsText = (refs: readonly ArticleRef[]): string =>
  refs.map(({ title, article = '' }) => `《${title.replaceAll(/[《》]/g, '')}》${article}`).join('；')

/** Why a reference cannot carry anything from a day on: unknown to the register, no such article, not yet or no longer in force. */
export function refFault(ref: ArticleRef, laws: Laws, on: Day): string | null {
  const name = titleKey(ref.title)
  const known = laws.instrument(name)
  if (!known) return `法规库里没有《${name}》`
  if (known.from > on) return `《${name}》自${known.from}起施行`
  const { articles } = known
  const numbers = articlesIn(ref.article ?? '')
  const beyond = articles === undefined ? undefined : numbers.find((n) => Number(n.split('之')[0]) > articles)
  if (beyond !== undefined) return `《${name}》没有第${beyond}条`
  const ended = endedBefore(ref, laws, on)
  return ended ? `${ended.what}施行到${ended.lastDay}为止` : null
}

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

/**
 * Whether words that name bases rest on one of some articles: `《行政强制法》第十八条`, `行政强制法第18条`. Naming an instrument as a whole is
 * resting on each of its articles; the key of an instrument stands for all of them.
 */
export function restsOn(words: string, keys: readonly string[]): boolean {
  const refs = refsIn(words)
  const cited = refs.length > 0 ? refs.flatMap(articleKeys) : undefined
  return keys.some((key) => {
    const [name = '', article] = key.split('#')
    if (cited)
      return cited.some((one) => one === key || one === name || (!article && one.startsWith(`${name}#`)))
    if (!words.includes(name)) return false
    const numbers = articlesIn(words.slice(words.indexOf(name)))
    return article === undefined || numbers.length === 0 || numbers.includes(article)
  })
}

/** Whether bases rest on one of some articles; see `restsOn`. */
export const restOn = (refs: readonly ArticleRef[], keys: readonly string[]): boolean =>
  refs.some((ref) => restsOn(`《${ref.title.replaceAll(/[《》]/g, '')}》${ref.article ?? ''}`, keys))
