import { numeral } from '#kernel/law.ts'

const HEAD =
  /^\s*第([零〇一二两三四五六七八九十百千\d]+)条(?:之([一二三四五六七八九十\d]+))?(?=[\s　]|$|[：:])[\s　：:]*/

/**
 * Takes the text of an instrument apart by its own numbering: a line that begins with 第…条 begins an article; chapters and what stands
 * before the first one belong to none. An article that comes twice keeps its first text: the second is a table of contents read late.
 */
export function splitArticles(text: string): { no: string; text: string }[] {
  const articles = new Map<string, string[]>()
  let lines: string[] | undefined
  for (const line of text.split(/\r?\n/)) {
    const head = HEAD.exec(line)
    if (head) {
      const [whole, first = '', sub] = head
      const no = `${numeral(first) ?? first}${sub === undefined ? '' : `之${numeral(sub) ?? sub}`}`
      const rest = line.slice(whole.length).trim()
      lines = articles.has(no) ? undefined : []
      if (lines) articles.set(no, lines)
      if (rest !== '') lines?.push(rest)
    } else if (/^\s*第[一二三四五六七八九十百]+[编章节]/.test(line)) lines = undefined
    else if (line.trim() !== '') lines?.push(line.trim())
  }
  return [...articles].map(([no, said]) => ({ no, text: said.join('\n') }))
}
