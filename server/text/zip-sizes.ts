import { inflateRawSync } from 'node:zlib'

/** What a zip's central directory declares, and whether its content keeps to it. */
export interface ZipFacts {
  /** Sum of declared sizes after unpacking, in bytes. */
  unpacked: number
  encrypted: boolean
  names: string[]
  entries: ZipEntry[]
}

interface ZipEntry {
  packed: number
  unpacked: number
  deflated: boolean
  headerAt: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50

/**
 * Reads the central directory of a zip, before anything is unpacked. Null when there is none or it is
 * inconsistent. Zip64 counts as broken: no office document within our limits needs it.
 */
export function zipFacts(bytes: Uint8Array): ZipFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end < 0) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const facts: ZipFacts = { unpacked: 0, encrypted: false, names: [], entries: [] }
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return null
    const entry = {
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      deflated: view.getUint16(at + 10, true) === 8,
      headerAt: view.getUint32(at + 42, true),
    }
    if (entry.unpacked === 0xffffffff || entry.headerAt + 30 > bytes.length) return null
    facts.entries.push(entry)
    facts.unpacked += entry.unpacked
    if ((view.getUint16(at + 8, true) & 1) === 1) facts.encrypted = true
    const nameLength = view.getUint16(at + 28, true)
    facts.names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)))
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return facts
}

/** False when an entry unpacks to more than its directory says: a bomb that lies about its size. */
export function keepsItsWord(bytes: Uint8Array, facts: ZipFacts): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return facts.entries.every((entry) => {
    if (!entry.deflated) return entry.unpacked === entry.packed
    const from =
      entry.headerAt +
      30 +
      view.getUint16(entry.headerAt + 26, true) +
      view.getUint16(entry.headerAt + 28, true)
    try {
      const out = inflateRawSync(bytes.subarray(from, from + entry.packed), {
        maxOutputLength: Math.max(1, entry.unpacked),
      })
      return out.length === entry.unpacked
    } catch {
      return false
    }
  })
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END) return at
  return -1
}
