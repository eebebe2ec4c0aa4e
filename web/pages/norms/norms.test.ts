import { expect, test } from 'vitest'
import { type Enforcer, type Norm, bitesText, byLetter, didSince, placeOf } from './norms.ts'

const enforcer = (kind: string, name: string, title = ''): Enforcer => ({ kind, name, title })
const norm = (id: string, enforcedBy: readonly Enforcer[], bites: readonly string[] = []): Norm => ({
  id,
  title: '',
  statement: '',
  bites: [...bites],
  enforcedBy: [...enforcedBy],
  figures: { refused: 0, lapsed: 0, owed: 0 },
  watches: [],
})
const duty = enforcer('职责', 'task.finish', '按期办结')
const gate = enforcer('闸', 'fedBack', '反馈齐备')

test('duties and powers stand under their own anchors', () => {
  expect(placeOf(duty, norm('C2', []), [])).toEqual({ procedure: 'task', hash: 'duty-finish' })
  expect(placeOf(enforcer('职权', 'task.assign'), norm('C2', []), [])).toEqual({
    procedure: 'task',
    hash: 'power-assign',
  })
})

test('a gate is looked up where the same norm, or else the rulebook, names a procedure', () => {
  expect(placeOf(gate, norm('C2', [gate, duty]), [])).toEqual({ procedure: 'task', hash: 'gate-反馈齐备' })
  expect(placeOf(gate, norm('C2', [gate]), [norm('C3', [duty])])?.procedure).toBe('task')
  expect(placeOf(gate, norm('C2', [gate]), [])).toBeNull()
})

test('watches and the kernel have no article', () => {
  expect(placeOf(enforcer('监测', 'task.returns'), norm('C8', []), [])).toBeNull()
  expect(placeOf(enforcer('kernel', 'DELEGATION_EXCEEDED'), norm('I2', []), [])).toBeNull()
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
