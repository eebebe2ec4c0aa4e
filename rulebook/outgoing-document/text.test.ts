import { describe, expect, test } from 'vitest'
import { blocksOf, lengthOf, linesOf, namesGenre } from './text.ts'

describe('blocksOf', () => {
  test('headings are known by their own numbers, of whatever width', () => {
    expect(
      blocksOf(
        '　　为做好防汛，现通知如下。\n\n一、总体要求\r\n(一)基本原则\n1．坚持预防\n（1)全面排查\n2.做好值守。',
      ),
    ).toEqual([
      { kind: 'paragraph', text: '为做好防汛，现通知如下。' },
      { kind: 'heading', level: 1, text: '一、总体要求' },
      { kind: 'heading', level: 2, text: '（一）基本原则' },
      { kind: 'heading', level: 3, text: '1.坚持预防' },
      { kind: 'heading', level: 4, text: '（1）全面排查' },
      { kind: 'paragraph', text: '2.做好值守。' },
    ])
  })

  test('a numbered line with more than a heading in it is a paragraph', () => {
    const line = '（一）加强组织领导。各单位要明确专人负责。'
    expect(blocksOf(line)).toEqual([{ kind: 'paragraph', text: line }])
  })

  test.each(['2026年工作要点', '1.5公里道路', '十年来的成绩', '一天之内办结'])('%s is no heading', (line) => {
    expect(blocksOf(line)).toEqual([{ kind: 'paragraph', text: line }])
  })

  test('nothing but space is nothing', () => {
    expect(blocksOf(' \n　\n')).toEqual([])
  })
})

test('length leaves space out and counts characters beyond the basic plane once', () => {
  expect(lengthOf(' 𠮷林\n巷　排水 ')).toBe(5)
})

test.each([
  ['关于做好防汛工作的通知', 'circular', true],
  ['关于印发管护办法的通知（试行）', 'circular', true],
  ['云汀区人民政府令', 'order', true],
  ['关于防汛工作', 'circular', false],
  ['关于请示事项的通知', 'request', false],
] as const)('%s names %s: %s', (title, genre, names) => {
  expect(namesGenre(title, genre)).toBe(names)
})

test('attachments are one per line, without the numbers somebody typed', () => {
  expect(linesOf('附件1：任务分工表\n2.联系表\n\n2026年计划')).toEqual(['任务分工表', '联系表', '2026年计划'])
})
