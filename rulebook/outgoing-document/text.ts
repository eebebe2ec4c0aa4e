import type { Block } from '#kernel/gongwen.ts'
import { type Genre, genres } from './record.ts'

/** The four series of headings, 一、 （一） 1. （1）, each with how it is put right where it was typed in another width. */
const HEADINGS: readonly { level: 1 | 2 | 3 | 4; begins: RegExp; put: (number: string) => string }[] = [
  { level: 1, begins: /^([一二三四五六七八九十百]{1,4})[、，,.．]\s*/u, put: (n) => `${n}、` },
  { level: 2, begins: /^[（(]([一二三四五六七八九十百]{1,4})[）)]\s*[、]?\s*/u, put: (n) => `（${n}）` },
  { level: 3, begins: /^([0-9０-９]{1,3})[.．、](?![0-9０-９])\s*/u, put: (n) => `${halfWidth(n)}.` },
  { level: 4, begins: /^[（(]([0-9０-９]{1,3})[）)]\s*[、]?\s*/u, put: (n) => `（${halfWidth(n)}）` },
]

const halfWidth = (digits: string): string => digits.normalize('NFKC')

/** A heading is short and no sentence; a numbered line with more in it is a paragraph that begins with its number. */
const LONGEST_HEADING = 60
const SENTENCE = /[。；！？;!?]./u
const ENDS_SENTENCE = /[。；！？;!?]$/u

/**
 * The body of a document from plain text, a line per heading or paragraph: headings are known by their own numbers, whose width
 * is put right; blank lines and typed indents go, for the layout has its own.
 *
 *     blocksOf('一、总体要求\n坚持问题导向。')   // → [heading 1 一、总体要求, paragraph 坚持问题导向。]
 */
export const blocksOf = (text: string): Block[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/gu, ''))
    .filter((line) => line !== '')
    .map(blockOf)

/** The text as the record keeps it and pages show it: indented as on paper, numbers of headings put right, no blank lines. */
export const tidied = (text: string): string =>
  blocksOf(text)
    .map((block) => ('text' in block ? `　　${block.text}` : ''))
    .join('\n')

function blockOf(line: string): Block {
  for (const { level, begins, put } of HEADINGS) {
    const found = begins.exec(line)
    if (!found) continue
    const words = line.slice(found[0].length)
    const whole = `${put(found[1] ?? '')}${words}`
    return words !== '' && isHeading(words, level)
      ? { kind: 'heading', level, text: whole }
      : { kind: 'paragraph', text: whole }
  }
  return { kind: 'paragraph', text: line }
}

const isHeading = (words: string, level: number): boolean =>
  [...words].length <= LONGEST_HEADING &&
  !SENTENCE.test(words) &&
  // 1. and （1） often number whole sentences.
  (level <= 2 || !ENDS_SENTENCE.test(words))

/** How many characters a text has as the rule on length counts them: everything but space. */
export const lengthOf = (text: string): number => [...text.replace(/\s/gu, '')].length

/** 关于…的通知（试行） names 通知; an order may say 命令 or 令. */
export function namesGenre(title: string, genre: Genre): boolean {
  const bare = title.replace(/\s/gu, '').replace(/[（(][^（()）]*[）)]$/u, '')
  const words = genre === 'order' ? ['命令', '令'] : [genres[genre]]
  return words.some((word) => bare.endsWith(word))
}

/** The lines of a field that takes one name per line, without numbers somebody typed before them. */
export const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/^(附件\s*\d{0,2}\s*[：:]\s*)?(\d{1,2}[.．、]\s*)?/u, ''))
    .filter((line) => line !== '')
