import { createReadStream, openSync, closeSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'

/** A mark in every spelling that a program might keep it in: as it is, as UTF-16, as hex of a bytes column, and as base64 at each of three offsets. */
export function spellingsOf(mark: string): readonly Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(mark)]).toString('base64')
    // The first and the last characters also hold bits of what stands beside the mark.
    return text.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + mark.length) * 4) / 3))
  })
  return [
    Buffer.from(mark),
    Buffer.from(mark, 'utf16le'),
    Buffer.from(Buffer.from(mark).toString('hex')),
    ...base64.map((text) => Buffer.from(text)),
  ]
}

/** What is looked for: each name stands for a mark in all its spellings. */
export type Needles<Name extends string> = Readonly<Record<Name, readonly Buffer[]>>

/** How many bytes of how many files or memory regions were read, and in which of them each mark stands. */
export interface Found<Name extends string> {
  readonly read: number
  readonly bytes: number
  readonly in: Readonly<Record<Name, readonly string[]>>
}

const PIECE = 4 * 2 ** 20
const EMPTY = Buffer.alloc(PIECE)

/** Looks through bytes that come in pieces; a mark that lies across two pieces is seen. */
class Lookout<Name extends string> {
  readonly seen = new Set<Name>()
  bytes = 0
  readonly #needles: [Name, readonly Buffer[]][]
  readonly #overlap: number
  #tail: Buffer = Buffer.alloc(0)

  constructor(needles: Needles<Name>) {
    this.#needles = Object.entries(needles) as [Name, readonly Buffer[]][]
    this.#overlap =
      Math.max(...this.#needles.flatMap(([, spelled]) => spelled.map(({ length }) => length))) - 1
  }

  look(piece: Buffer): void {
    this.bytes += piece.length
    // Memory that was never touched and log that is not written yet hold nothing, and there is much of both.
    if (piece.length <= EMPTY.length && piece.equals(EMPTY.subarray(0, piece.length))) {
      this.#tail = Buffer.alloc(0)
      return
    }
    const whole = Buffer.concat([this.#tail, piece])
    for (const [name, spelled] of this.#needles)
      if (!this.seen.has(name) && spelled.some((one) => whole.includes(one))) this.seen.add(name)
    this.#tail = whole.subarray(Math.max(0, whole.length - this.#overlap))
  }
}

class Tally<Name extends string> {
  #read = 0
  #bytes = 0
  readonly #in: Record<Name, string[]>

  constructor(needles: Needles<Name>) {
    this.#in = Object.fromEntries(Object.keys(needles).map((name) => [name, []])) as unknown as Record<
      Name,
      string[]
    >
  }

  add(where: string, { seen, bytes }: Lookout<Name>): void {
    this.#read++
    this.#bytes += bytes
    for (const name of seen) this.#in[name].push(where)
  }

  get found(): Found<Name> {
    return { read: this.#read, bytes: this.#bytes, in: this.#in }
  }
}

/** Looks through every file of some files and folders; what was packed by gzip, as the archive of the log is, is unpacked first. */
export async function searchFiles<Name extends string>(
  places: readonly string[],
  needles: Needles<Name>,
): Promise<Found<Name>> {
  const tally = new Tally(needles)
  for (const path of places.flatMap(filesOf)) {
    const lookout = new Lookout(needles)
    const file = createReadStream(path, { highWaterMark: PIECE })
    try {
      for await (const piece of path.endsWith('.gz') ? file.pipe(createGunzip()) : file)
        lookout.look(piece as Buffer)
    } catch (error) {
      // A running server takes files away between the listing and the reading.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    tally.add(path, lookout)
  }
  return tally.found
}

function filesOf(place: string): string[] {
  const found = statSync(place, { throwIfNoEntry: false })
  if (found?.isFile()) return [place]
  if (!found?.isDirectory()) return []
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => join(place, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
}

/** Looks through the memory of processes as the kernel shows it (`/proc/…/mem`): freed memory that nobody has overwritten included. */
export function searchMemory<Name extends string>(
  pids: readonly number[],
  needles: Needles<Name>,
): Found<Name> {
  const tally = new Tally(needles)
  // What processes share is the same bytes in each.
  const shared = new Set<string>()
  for (const pid of pids) {
    const memory = opened(`/proc/${pid}/mem`)
    if (memory === null) continue
    for (const { from, to, title, isShared } of regionsOf(pid)) {
      const id = `${from}-${title}`
      if (isShared && shared.has(id)) continue
      if (isShared) shared.add(id)
      const lookout = new Lookout(needles)
      for (let at = from; at < to; at += PIECE) {
        const piece = Buffer.alloc(Math.min(PIECE, to - at))
        const length = readAt(memory, piece, at)
        if (length > 0) lookout.look(piece.subarray(0, length))
      }
      tally.add(`process ${pid} ${title}`, lookout)
    }
    closeSync(memory)
  }
  return tally.found
}

const opened = (path: string): number | null => {
  try {
    return openSync(path, 'r')
  } catch {
    // A backend that ended meanwhile.
    return null
  }
}

const readAt = (file: number, into: Buffer, at: number): number => {
  try {
    return readSync(file, into, 0, into.length, at)
  } catch {
    // Reserved and never touched, or given back meanwhile.
    return 0
  }
}

interface Region {
  readonly from: number
  readonly to: number
  readonly title: string
  readonly isShared: boolean
}

function regionsOf(pid: number): Region[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from = '', to = '', mode = '', title = ''] =
        /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)$/.exec(line) ?? []
      // What is only executed or mapped from a program's file holds nothing of ours.
      if (!mode.startsWith('rw') || /^\[v(var|sys|dso)/.test(title)) return []
      return [
        {
          from: parseInt(from, 16),
          to: parseInt(to, 16),
          title: title || 'anonymous',
          isShared: mode[3] === 's',
        },
      ]
    })
}
