import { type Verifier, asFile, growthBetween } from '../verify/verifier.ts'

/** What a keeper's browser remembers of the log between one visit and the next: its key, and the newest checkpoint that was seen. */
interface Sight {
  readonly key: string
  readonly checkpoint: string
}

/** Where sight is kept, and what the site says of its log. */
export interface Surroundings {
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>
  readonly text: (path: '/log/key' | '/log/checkpoint') => Promise<string>
  readonly growth: (older: string, newer: string) => Promise<string | null>
}

const PLACE = 'luoshi.sealing.log'

const fetched = async (path: string): Promise<string> => {
  const answer = await fetch(path)
  return answer.ok ? answer.text() : ''
}

/** The browser's own memory and this site. */
export const here: Surroundings = {
  get memory() {
    return localStorage
  },
  text: fetched,
  growth: growthBetween,
}

/** How many acts a checkpoint is over; 0 where it is none. */
const sizeOf = (checkpoint: string): number => {
  const size = checkpoint.split('\n')[1] ?? ''
  return /^[1-9]\d{0,15}$/.test(size) ? Number(size) : 0
}

function remembered(memory: Surroundings['memory']): Sight | null {
  try {
    const { key, checkpoint } = JSON.parse(memory.getItem(PLACE) ?? '{}') as Partial<Sight>
    return typeof key === 'string' && typeof checkpoint === 'string' ? { key, checkpoint } : null
  } catch {
    return null
  }
}

/** What came of holding a checkpoint against what was seen before. */
export type Held = 'first seen' | 'grown' | 'forked'

/**
 * Holds a checkpoint against the newest one this browser has seen: under the key it remembers, one of the two must have grown out of
 * the other. A log that was forked or rewritten for this keeper since then is found, witnesses or none. What holds is remembered.
 *
 * @param checkpoint absent: the newest that the site shows
 */
export async function holdAgainstSight(
  verifier: Pick<Verifier, 'verifyGrowth'>,
  checkpoint?: string,
  { memory, text, growth }: Surroundings = here,
): Promise<Held> {
  const head = checkpoint ?? (await text('/log/checkpoint'))
  const before = remembered(memory)
  if (sizeOf(head) === 0) return before === null ? 'first seen' : 'forked'
  if (before === null) {
    memory.setItem(PLACE, JSON.stringify({ key: await text('/log/key'), checkpoint: head }))
    return 'first seen'
  }
  const newer = sizeOf(head) >= sizeOf(before.checkpoint)
  const [old, young] = newer ? [before.checkpoint, head] : [head, before.checkpoint]
  const start = await growth(old, young)
  if (start === null) return 'forked'
  const { ok } = await verifier.verifyGrowth(
    asFile(old),
    new TextEncoder().encode(start + young),
    asFile(before.key),
  )
  if (!ok) return 'forked'
  if (newer) memory.setItem(PLACE, JSON.stringify({ key: before.key, checkpoint: head }))
  return 'grown'
}
