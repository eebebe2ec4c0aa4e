import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeAt } from '#store/item-codes.ts'
import { type Reading, readSms } from './grammar.ts'

const CODES = new Set(['A4', 'C5', 'K8', 'AD5'])

/** `going A4 words`: reply, code or -, words. */
const short = (reading: Reading): string => {
  if (reading.kind === 'unknown') return `unknown ${reading.code}`
  const { code, words } = reading
  return `${reading.kind === 'answer' ? reading.reply : 'words'} ${code ?? '-'}${words && ` ${words}`}`
}

describe('what is an answer', () => {
  test.each([
    ['1', 'going -'],
    ['2 缺用地指标', 'stuck - 缺用地指标'],
    ['2缺用地指标', 'stuck - 缺用地指标'],
    ['3 已交付使用', 'done - 已交付使用'],
    ['２　缺用地指标', 'stuck - 缺用地指标'],
    ['②缺用地指标', 'stuck - 缺用地指标'],
    [' 3。', 'done -'],
    ['3，已交付。', 'done - 已交付。'],
    ['1.正在招标', 'going - 正在招标'],
    ['(2) 资金未到位', 'stuck - 资金未到位'],
    ['【3】已验收', 'done - 已验收'],
    ['A4 2 缺地', 'stuck A4 缺地'],
    ['a4 2 缺地', 'stuck A4 缺地'],
    ['Ａ４　２　缺地', 'stuck A4 缺地'],
    ['A42缺地', 'stuck A4 缺地'],
    ['A4：2，缺地', 'stuck A4 缺地'],
    ['【A4】2 缺地', 'stuck A4 缺地'],
    ['编号A4 2 缺地', 'stuck A4 缺地'],
    ['2 A4 缺地', 'stuck A4 缺地'],
    ['2A4缺地', 'stuck A4 缺地'],
    ['2 ad5 缺地', 'stuck AD5 缺地'],
    ['2 缺地 A4', 'stuck A4 缺地'],
    ['2 缺地（A4）', 'stuck A4 缺地'],
    ['3 K8地块已交地', 'done K8 地块已交地'],
    ['回复2 缺地', 'stuck - 缺地'],
    ['回2', 'stuck -'],
    ['1\n正在招标\n下周开标', 'going - 正在招标 下周开标'],
    ['\u200b2\u200b 缺\u0000地', 'stuck - 缺地'],
    ['在办', 'going -'],
    ['正在办理，已开工', 'going - 已开工'],
    ['卡住了：部门意见不一致', 'stuck - 部门意见不一致'],
    ['A4 卡住了 缺地', 'stuck A4 缺地'],
    ['办完了', 'done -'],
    ['已办结。材料已报', 'done - 材料已报'],
    ['已完成', 'done -'],
    ['办完了 A4', 'done A4'],
    ['1 已到位3个亿', 'going - 已到位3个亿'],
  ])('%j is %s', (text, wanted) => expect(short(readSms(text, CODES))).toBe(wanted))
})

describe('what is none', () => {
  test.each([
    ['', 'words -'],
    ['收到', 'words - 收到'],
    ['谢谢', 'words - 谢谢'],
    ['3天内办完', 'words - 3天内办完'],
    ['2个部门意见不一', 'words - 2个部门意见不一'],
    ['1月底前完成', 'words - 1月底前完成'],
    ['12', 'words - 12'],
    ['13800000000', 'words - 13800000000'],
    ['3.5公里已铺设', 'words - 3.5公里已铺设'],
    ['2026年办', 'words - 2026年办'],
    ['10:30开会', 'words - 10:30开会'],
    ['2-3户未签约', 'words - 2-3户未签约'],
    ['3?', 'words - 3?'],
    ['3？是什么意思', 'words - 3？是什么意思'],
    ['办完了吗', 'words - 办完了吗'],
    ['办完了？', 'words - 办完了？'],
    ['办完了一半', 'words - 办完了一半'],
    ['没有办完', 'words - 没有办完'],
    ['在办公室开会', 'words - 在办公室开会'],
    ['卡住的问题已经解决', 'words - 卡住的问题已经解决'],
    ['4 其他', 'words - 4 其他'],
    ['A4 请问联系谁', 'words A4 请问联系谁'],
    ['A4', 'words A4'],
    ['P9 请问联系谁', 'words - P9 请问联系谁'],
  ])('%j is %s', (text, wanted) => expect(short(readSms(text, CODES))).toBe(wanted))
})

describe('a code this person has not', () => {
  test.each([
    ['P9 2 缺地', 'unknown P9'],
    ['2 P9 缺地', 'unknown P9'],
    ['3 P9', 'unknown P9'],
    // Grown together with what follows it is a word of theirs.
    ['3 P9地块已交地', 'done - P9地块已交地'],
    ['3 GB4标准已印发', 'done - GB4标准已印发'],
  ])('%j is %s', (text, wanted) => expect(short(readSms(text, CODES))).toBe(wanted))
})

const code = fc.integer({ min: 0, max: 1_835 }).map(codeAt)
const reply = fc.constantFrom(['1', 'going'], ['2', 'stuck'], ['3', 'done'])
const gap = fc.constantFrom(' ', '　', '，', ',', '：', '、', ' - ', '\n')
const words = fc
  .array(fc.constantFrom(...'缺用地指标资金未到账已报请协调办理开工验收'), { minLength: 1, maxLength: 30 })
  .map((all) => all.join(''))
const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))

test('code, answer and words are found in any order, width and case', () => {
  fc.assert(
    fc.property(
      code,
      reply,
      gap,
      words,
      fc.constantFrom('before', 'after', 'last'),
      fc.boolean(),
      fc.boolean(),
      (item, [digit, meant], between, said, order, isWide, isSmall) => {
        const head = isSmall ? item.toLowerCase() : item
        const parts = { before: [head, digit, said], after: [digit, head, said], last: [digit, said, head] }[
          order
        ]
        const message = parts.join(between)
        const read = readSms(isWide ? wide(message) : message, new Set([item]))
        expect(read).toEqual({ kind: 'answer', reply: meant, code: item, words: said })
      },
    ),
  )
})

test('code and answer may be grown together', () => {
  fc.assert(
    fc.property(code, reply, words, fc.boolean(), (item, [digit, meant], said, first) => {
      const read = readSms(first ? `${item}${digit}${said}` : `${digit}${item}${said}`, new Set([item]))
      expect(read).toEqual({ kind: 'answer', reply: meant, code: item, words: said })
    }),
  )
})

test('any text at all is read: never a throw, only known codes, words only from the text itself', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'123A4aC5 ,，。?？缺地\u200b\ud800') }),
  )
  fc.assert(
    fc.property(any, (text) => {
      const read = readSms(text, CODES)
      const isKnown = read.code === null || CODES.has(read.code)
      expect(isKnown).toBe(read.kind !== 'unknown')
      if (read.kind === 'unknown') return
      expect(read.words.isWellFormed()).toBe(true)
      expect(read.words.length).toBeLessThanOrEqual(text.length)
      expect([...read.words].filter((c) => c === '\u200b' || c === '\u0000')).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})
