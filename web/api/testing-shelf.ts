import type { Shelf } from './shelf.ts'

/** The page is lost. */
export class Cut extends Error {}

/** A shelf in memory; `fails` says before each change whether the page is lost then, and whether just before or just after it. */
export function memoryShelf(fails: () => 'before' | 'after' | null = () => null) {
  const held = new Map<string, unknown>()
  const shelf: Shelf = {
    read: async <T>(key: string) => structuredClone(held.get(key)) as T | undefined,
    all: async <T>(prefix: string) =>
      [...held]
        .filter(([key]) => key.startsWith(prefix))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, value]) => structuredClone(value) as T),
    change: async (put, drop = []) => {
      const when = fails()
      if (when === 'before') throw new Cut()
      for (const key of drop) held.delete(key)
      for (const [key, value] of Object.entries(put)) held.set(key, structuredClone(value))
      if (when === 'after') throw new Cut()
    },
  }
  return { shelf, held }
}
