import { expect, test } from 'vitest'
import type { Proposal } from './session.ts'
import { piecesOf } from './source-text.tsx'

const over = (from: number, to: number): Proposal => ({ span: [from, to] }) as unknown as Proposal

test('the text is cut at the proposals and stays whole', () => {
  const text = '前言。一、甲。二、乙。结语。'
  const pieces = piecesOf(text, [over(3, 7), over(7, 11)])
  expect(pieces.map(({ text: part, at }) => [part, at])).toEqual([
    ['前言。', null],
    ['一、甲。', 0],
    ['二、乙。', 1],
    ['结语。', null],
  ])
})

test('a part belongs to the innermost proposal, whose number stands once', () => {
  const pieces = piecesOf('0123456789', [over(0, 10), over(3, 6)])
  expect(pieces.map(({ text, at, first }) => [text, at, first])).toEqual([
    ['012', 0, true],
    ['345', 1, true],
    ['6789', 0, false],
  ])
})

test('spans outside the text are drawn in', () => {
  expect(piecesOf('abc', [over(1, 99)]).map(({ text }) => text)).toEqual(['a', 'bc'])
  expect(piecesOf('', [])).toEqual([])
})
