import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { readDraft, writeDraft } from './draft-store.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
})

afterAll(() => vi.unstubAllGlobals())

const NAME = 'luoshi.draft.p1.m1.supervised-task.signFor'
const HOUR = 3_600_000

test('a form sent and not answered comes back under the same key', () => {
  const draft = { values: { progress: '过半' }, files: {}, sent: { key: 'k'.repeat(32), at: 0 } }
  writeDraft(NAME, draft)
  expect(readDraft(NAME, HOUR)).toEqual(draft)
})

test('a form of no fields keeps its key as well, and nothing else', () => {
  writeDraft(NAME, { values: {}, files: {}, sent: { key: 'k', at: 0 } })
  expect(readDraft(NAME, HOUR)?.sent?.key).toBe('k')
  expect(readDraft(NAME, 13 * HOUR)).toBeNull()
  writeDraft(NAME, { values: {}, files: {} })
  expect(kept.size).toBe(0)
})

test('an old key is dropped, what was typed is not', () => {
  writeDraft(NAME, { values: { progress: '过半' }, files: {}, sent: { key: 'k', at: 0 } })
  expect(readDraft(NAME, 13 * HOUR)).toEqual({ values: { progress: '过半' }, files: {} })
})

test('what is not a draft is none', () => {
  kept.set(NAME, '{')
  expect(readDraft(NAME)).toBeNull()
})
