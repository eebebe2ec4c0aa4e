import { expect, test } from 'vitest'
import type { GrowthVerdict } from '../../../journal/verify.mjs'
import { type Surroundings, holdAgainstSight } from './log-sight.ts'

const checkpoint = (size: number, root = 'r'): string =>
  `example/log\n${size}\n${root}${size}\n\n— example/log sig\n`

/** A site that shows one log, and a browser in front of it. Growth holds between checkpoints of one history. */
function browser() {
  const kept = new Map<string, string>()
  let shown = checkpoint(5)
  const asked: string[] = []
  const around: Surroundings = {
    memory: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
    },
    text: async (path) => (path === '/log/key' ? 'key-of-the-log' : shown),
    growth: async (older, newer) => `old ${older.split('\n')[1]}\n${newer.split('\n')[1]}\n\n`,
  }
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
  const verifier = {
    verifyGrowth: async (older: Uint8Array, growth: Uint8Array, key: Uint8Array): Promise<GrowthVerdict> => {
      asked.push(decode(key).trim())
      const [from, to] = [decode(older), decode(growth)].map((text) => (text.includes('fork') ? 'fork' : 'r'))
      return from === to
        ? { ok: true, origin: 'example/log', from: 1, size: 2, witnesses: [] }
        : { ok: false, because: '新检查点不是由旧的增长而来。' }
    },
  }
  return { around, verifier, asked, kept, show: (text: string) => (shown = text) }
}

test('a browser remembers the log from the first visit on, and follows it as it grows', async () => {
  const { around, verifier, asked, kept } = browser()
  expect(await holdAgainstSight(verifier, undefined, around)).toBe('first seen')
  expect(await holdAgainstSight(verifier, checkpoint(9), around)).toBe('grown')
  expect([...kept.values()].join()).toContain('\\n9\\n')
  // Held under the key that was seen first, whatever the site shows now.
  expect(asked).toEqual(['key-of-the-log'])
})

test('an older checkpoint of the same log holds, and takes nothing back', async () => {
  const { around, verifier, kept, show } = browser()
  show(checkpoint(12))
  await holdAgainstSight(verifier, undefined, around)
  expect(await holdAgainstSight(verifier, checkpoint(7), around)).toBe('grown')
  expect([...kept.values()].join()).toContain('\\n12\\n')
})

test('a fork, a log that does not prove its growth, and one that is suddenly empty are told', async () => {
  const { around, verifier, kept } = browser()
  await holdAgainstSight(verifier, undefined, around)
  const before = [...kept.values()].join()
  expect(await holdAgainstSight(verifier, checkpoint(9, 'fork'), around)).toBe('forked')
  expect(await holdAgainstSight(verifier, checkpoint(9), { ...around, growth: async () => null })).toBe(
    'forked',
  )
  expect(await holdAgainstSight(verifier, '', around)).toBe('forked')
  expect([...kept.values()].join()).toBe(before)
})

test('what stands in the memory is no reason to fail', async () => {
  const { around, verifier, kept } = browser()
  kept.set('luoshi.sealing.log', '{')
  expect(await holdAgainstSight(verifier, undefined, around)).toBe('first seen')
})
