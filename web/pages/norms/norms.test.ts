import { expect, test } from 'vitest'
import { type Enforcer, type Norm, bitesText, byLetter, didSince, placeOf } from './norms.ts'

const enforcer = (kind: string, name: string, title = '', procedure?: string): Enforcer => ({
  kind,
  name,
  title,
  ...(procedure === undefined ? {} : { procedure }),
})
const norm = (id: string, enforcedBy: readonly Enforcer[], bites: readonly string[] = []): Norm => ({
  id,
  title: '',
  statement: '',
  bites: [...bites],
  enforcedBy: [...enforcedBy],
  figures: { refused: 0, lapsed: 0, owed: 0 },
  watches: [],
})

test('duties, powers and gates stand under their own anchors, each in its own procedure', () => {
  expect(placeOf(enforcer('职责', 'task.finish', '按期办结', 'task'))).toEqual({
    procedure: 'task',
    hash: 'duty-finish',
  })
  expect(placeOf(enforcer('职权', 'paper.sign', '签发', 'paper'))).toEqual({
    procedure: 'paper',
    hash: 'power-sign',
  })
  expect(placeOf(enforcer('闸', 'fedBack', '反馈齐备', 'paper'))).toEqual({
    procedure: 'paper',
    hash: 'gate-反馈齐备',
  })
})

test('what stands in no reading copy has no place, nor have watches', () => {
  expect(placeOf(enforcer('闸', 'fedBack', '反馈齐备'))).toBeNull()
  expect(placeOf(enforcer('监测', 'task.returns', '', 'task'))).toBeNull()
  expect(placeOf(enforcer('kernel', 'DELEGATION_EXCEEDED'))).toBeNull()
})

test('norms by letter, and how they bite in words', () => {
  const norms = [norm('A1', []), norm('A2', []), norm('C11', [])]
  expect([...byLetter(norms)].map(([letter, all]) => [letter, all.length])).toEqual([
    ['A', 2],
    ['C', 1],
  ])
  expect(bitesText(norm('A1', [], ['gate', 'odd']))).toBe('不合规定的办不了；odd')
})

test('a watch opens the matters with any of its acts in the time it counts', () => {
  expect(didSince(['task.decline', 'task.finish.lapse'], '2026-01-01')).toEqual({
    did: 'task.decline,task.finish.lapse',
    didFrom: '2026-01-01',
  })
})
