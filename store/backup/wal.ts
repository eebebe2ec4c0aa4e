import { open, readdir, readFile, rename } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { syncFolder } from '../durable-file.ts'
import { ifThere } from './copy.ts'

// Segments of PostgreSQL's write-ahead log as files: their names, their headers, and how they are kept.

/** A place in the write-ahead log, as a number; `0/3000158` as the server writes it. */
export function readLsn(text: string): number {
  const [high = '', low = ''] = text.split('/')
  return Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16)
}

/** A segment: which history it belongs to, and its number in it. */
export interface Segment {
  readonly timeline: number
  readonly number: number
}

const hex8 = (n: number): string => n.toString(16).toUpperCase().padStart(8, '0')

/** `000000010000000000000003`: timeline, then the number in two halves. */
export function segmentName({ timeline, number }: Segment, segmentBytes: number): string {
  const per = 2 ** 32 / segmentBytes
  return hex8(timeline) + hex8(Math.floor(number / per)) + hex8(number % per)
}

/** @returns undefined for a name that is no segment's, such as that of a history file or of a half-written one */
export function readSegmentName(name: string, segmentBytes: number): Segment | undefined {
  if (!/^[0-9A-F]{24}$/.test(name)) return undefined
  const [timeline = 0, high = 0, low = 0] = [0, 8, 16].map((at) =>
    Number.parseInt(name.slice(at, at + 8), 16),
  )
  return { timeline, number: high * (2 ** 32 / segmentBytes) + low }
}

/** Numbers of the segments that hold what lies between two places; the second is just behind the last byte. */
export function segmentsBetween(from: number, to: number, segmentBytes: number): number[] {
  const [first, last] = [Math.floor(from / segmentBytes), Math.floor((to - 1) / segmentBytes)]
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

const HISTORY = /^[0-9A-F]{8}\.history$/

/** Names in a folder of kept segments, without their ending. */
export async function keptNames(
  folder: string,
  segmentBytes: number,
): Promise<{ segments: Map<string, Segment>; histories: string[] }> {
  const segments = new Map<string, Segment>()
  const histories: string[] = []
  for (const file of (await ifThere(() => readdir(folder))) ?? []) {
    if (!file.endsWith('.gz')) continue
    const name = file.slice(0, -'.gz'.length)
    const segment = readSegmentName(name, segmentBytes)
    if (segment) segments.set(name, segment)
    else if (HISTORY.test(name)) histories.push(name)
  }
  return { segments, histories }
}

/** Names of the history files in a server's own folder. */
export const historyNames = async (walFolder: string): Promise<string[]> =>
  (await readdir(walFolder)).filter((name) => HISTORY.test(name))

/** What the first page of a segment says of it. */
const LONG_HEADER = 0x0002

/**
 * Whether bytes are the segment they are called: size, timeline, place and system as their first page says.
 *
 * A recycled file still bears the pages of an older segment; taken for the new one it would end a recovery early, and silently.
 */
export function isSegment(
  bytes: Buffer,
  { timeline, number }: Segment,
  segmentBytes: number,
  systemId: string,
): boolean {
  return (
    bytes.length === segmentBytes &&
    (bytes.readUInt16LE(2) & LONG_HEADER) !== 0 &&
    // The first page of a timeline's first segment is a copy from the one before.
    bytes.readUInt32LE(4) <= timeline &&
    bytes.readUInt32LE(4) > 0 &&
    bytes.readBigUInt64LE(8) === BigInt(number) * BigInt(segmentBytes) &&
    bytes.readBigUInt64LE(24).toString() === systemId
  )
}

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Unpacks a kept file; throws when it is cut short or spoiled, which gzip's own check sum tells. */
export const readKept = async (folder: string, name: string): Promise<Buffer> =>
  unpack(await readFile(join(folder, `${name}.gz`)))

/**
 * Keeps a file of the write-ahead log: packed, synced, under its name only when whole. A segment that was cut off early is
 * mostly zeros and shrinks to a thousandth.
 *
 * @param reached told just before the file gets its name
 * @returns false when something else is kept under that name already; that is then left as it is
 */
export async function keep(
  folder: string,
  name: string,
  bytes: Buffer,
  reached: (step: string) => void = () => undefined,
): Promise<boolean> {
  const path = join(folder, `${name}.gz`)
  if (existsSync(path)) {
    const kept = await readKept(folder, name).catch(() => undefined)
    // A kept file that cannot be unpacked is none.
    if (kept !== undefined) return kept.equals(bytes)
  }
  const draft = `${path}.tmp`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(await pack(bytes, { level: 1 }))
    await file.sync()
  } finally {
    await file.close()
  }
  // A crash here leaves a draft under a name that nobody reads and the next attempt writes over.
  reached(`${name} before rename`)
  await rename(draft, path)
  await syncFolder(folder)
  return true
}
