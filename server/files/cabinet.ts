import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Bytes that arrived, not yet accepted: hashed on the way in, lying in a file of their own. */
export interface Arrived {
  readonly sha256: Buffer
  readonly size: number
  readonly path: string
}

/** Where attachments lie: `files/ab/cd…` by the SHA-256 of the content, `files/arriving` for what is still coming in. */
export interface Cabinet {
  /** Writes a stream down while hashing it, synced to disk. Throws what the stream throws, leaving nothing behind. */
  take(stream: Readable): Promise<Arrived>
  /** Puts accepted bytes in their place; the same content twice is stored once. */
  keep(arrived: Arrived): Promise<void>
  /** Forgets bytes that were not accepted. */
  drop(arrived: Arrived): Promise<void>
  read(sha256: Uint8Array): Promise<Buffer>
  stream(sha256: Uint8Array): Readable
  /** Removes a content for good; nothing when it is gone already. */
  erase(sha256: Uint8Array): Promise<void>
}

/** What lies longer in `arriving` belongs to a process that died. */
const ABANDONED_MS = 3_600_000

/** Opens the cabinet of a data folder, clearing away what died on its way in. */
export async function openCabinet(dataDir: string): Promise<Cabinet> {
  const root = join(dataDir, 'files')
  const arriving = join(root, 'arriving')
  await mkdir(arriving, { recursive: true })
  await sweep(arriving)
  const placeOf = (sha256: Uint8Array): string => {
    const hex = Buffer.from(sha256).toString('hex')
    return join(root, hex.slice(0, 2), hex.slice(2))
  }
  return {
    take: (stream) => take(stream, join(arriving, randomUUID())),
    keep: (arrived) => keep(arrived, placeOf(arrived.sha256)),
    drop: (arrived) => rm(arrived.path, { force: true }),
    read: (sha256) => readFile(placeOf(sha256)),
    stream: (sha256) => createReadStream(placeOf(sha256)),
    erase: async (sha256) => {
      const place = placeOf(sha256)
      await rm(place, { force: true })
      if (await exists(dirname(place))) await syncFolder(dirname(place))
    },
  }
}

async function take(stream: Readable, path: string): Promise<Arrived> {
  const hash = createHash('sha256')
  let size = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  try {
    await pipeline(stream, count, createWriteStream(path, { mode: 0o600, flush: true }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { sha256: hash.digest(), size, path }
}

async function keep(arrived: Arrived, place: string): Promise<void> {
  if (await exists(place)) return rm(arrived.path, { force: true })
  await mkdir(dirname(place), { recursive: true })
  // A crash before the rename leaves an abandoned arrival, after it a content no row names: never a row without content.
  await rename(arrived.path, place)
  await syncFolder(dirname(place))
  await syncFolder(dirname(dirname(place)))
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** The new name itself must survive a power cut, not only the bytes. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function sweep(arriving: string): Promise<void> {
  const oldest = Date.now() - ABANDONED_MS
  for (const name of await readdir(arriving)) {
    const path = join(arriving, name)
    const { mtimeMs } = await stat(path)
    if (mtimeMs < oldest) await rm(path, { force: true })
  }
}
