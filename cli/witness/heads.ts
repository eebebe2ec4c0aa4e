import { createHash } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readCheckpoint } from '#journal/checkpoint.ts'
import type { Hash } from '#journal/hash.ts'
import type { Seen } from '#journal/witness.ts'
import { createFile, readIfThere } from '#store/durable-file.ts'

/** The last head a witness cosigned of one log, as its files hold it. */
export interface Kept {
  /** Number of the file; 0 before the first. */
  readonly n: number
  readonly seen: Seen
  /** Unix seconds of that cosignature: a clock behind it must not sign. */
  readonly time: number
  /** The checkpoint, verbatim; null before the first. */
  readonly checkpoint: string | null
}

const NAME = /^\d{15}$/
const nameOf = (n: number): string => String(n).padStart(15, '0')
/** How often a reader may find its file replaced before it reads it. */
const TRIES = 100

/** Origins are no file names; their hashes are. */
export const fileNameOf = (origin: string): string =>
  createHash('sha256').update(origin).digest('hex').slice(0, 32)

const headsFolder = (folder: string, origin: string): string => join(folder, 'heads', fileNameOf(origin))

/** Reads the last head. @throws when the file does not hold one: the witness must not go on without its memory */
export async function readKept(folder: string, origin: string, hash: Hash): Promise<Kept> {
  const heads = headsFolder(folder, origin)
  await mkdir(heads, { recursive: true, mode: 0o700 })
  for (let turn = 0; turn < TRIES; turn++) {
    const n = await newest(heads)
    if (n === 0) return { n, seen: { size: 0, root: hash.emptyRoot() }, time: 0, checkpoint: null }
    const text = await readIfThere(join(heads, nameOf(n)))
    // A newer one was kept meanwhile and this one removed.
    if (text === undefined) continue
    return keptOf(n, text, join(heads, nameOf(n)))
  }
  throw new Error(`the heads in ${heads} do not hold still`)
}

function keptOf(n: number, text: string, path: string): Kept {
  const parts = /^time (0|[1-9][0-9]{0,15})\n([^]*)$/.exec(text)
  const head = parts && readCheckpoint(parts[2] ?? '')
  if (!parts || !head?.ok) throw new Error(`${path} holds no head`)
  const { size, root } = head.value
  return { n, seen: { size, root }, time: Number(parts[1]), checkpoint: parts[2] ?? '' }
}

async function newest(heads: string): Promise<number> {
  const names = (await readdir(heads)).filter((name) => NAME.test(name)).toSorted()
  return Number(names.at(-1) ?? 0)
}

/**
 * Keeps the next head, if the one it was judged against is still the last: the store half of check-and-store. Files are
 * numbered and made by `link`, which never replaces: of two that were judged against the same head only one gets the next
 * number, whichever processes they run in.
 *
 * @returns false when another head was kept meanwhile; nothing was changed then
 */
export async function keepNext(
  folder: string,
  origin: string,
  before: Kept,
  { time, checkpoint }: { readonly time: number; readonly checkpoint: string },
): Promise<boolean> {
  const heads = headsFolder(folder, origin)
  const n = before.n + 1
  const path = join(heads, nameOf(n))
  // A crash before the link leaves a temporary file that nobody reads; after it, a head that was kept and not yet answered.
  if (!(await createFile(path, `time ${time}\n${checkpoint}`, 0o600))) return false
  // Files far behind are removed below. Whoever slept through that gets a free number that is no longer the next one.
  if ((await newest(heads)) !== n) {
    await rm(path, { force: true })
    return false
  }
  await rm(join(heads, nameOf(n - 2)), { force: true })
  return true
}
