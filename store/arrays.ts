import type { Instant } from '#kernel/time.ts'

// Columns of many rows as one parameter each, in the binary form that PostgreSQL reads arrays in (array_recv): an element is its
// length and its bytes. The text form has every quote, backslash and byte escaped by one side and undone by the other.

/** Writes one element at a place of the buffer, which has room for it; gives the place after it. */
interface Element<T> {
  readonly oid: number
  /** The most bytes one element can take. */
  readonly most: (value: T) => number
  readonly write: (to: Buffer, at: number, value: T) => number
}

type Column<T> = (values: readonly (T | null)[]) => Buffer

let room = Buffer.allocUnsafeSlow(65_536)

/** Head of an array of one dimension: dimensions, whether it has nulls, type, length, first index. */
const HEAD = 20
const NULL_LENGTH = -1

const columnOf =
  <T>({ oid, most, write }: Element<T>): Column<T> =>
  (values) => {
    const needed = values.reduce((sum, value) => sum + 4 + (value === null ? 0 : most(value)), HEAD)
    if (needed > room.length) room = Buffer.allocUnsafeSlow(needed * 2)
    let at = HEAD
    for (const value of values) {
      const end = value === null ? at + 4 : write(room, at + 4, value)
      room.writeInt32BE(value === null ? NULL_LENGTH : end - at - 4, at)
      at = end
    }
    room.writeInt32BE(values.length === 0 ? 0 : 1, 0)
    room.writeInt32BE(values.includes(null) ? 1 : 0, 4)
    room.writeInt32BE(oid, 8)
    room.writeInt32BE(values.length, 12)
    room.writeInt32BE(1, 16)
    // An empty array has no dimension to describe.
    return Buffer.from(room.subarray(0, values.length === 0 ? 12 : at))
  }

/** UTF-8 takes three bytes at most for each UTF-16 unit. */
const mostBytes = (text: string): number => text.length * 3

/** A `text[]` parameter. */
export const texts: Column<string> = columnOf<string>({
  oid: 25,
  most: mostBytes,
  write: (to, at, text) => at + to.write(text, at),
})

const JSONB_VERSION = 1

/** A `jsonb[]` parameter of JSON texts. */
export const jsons: Column<string> = columnOf<string>({
  oid: 3802,
  most: (text) => 1 + mostBytes(text),
  write: (to, at, text) => {
    to[at] = JSONB_VERSION
    return at + 1 + to.write(text, at + 1)
  },
})

/** An `int4[]` parameter. */
export const integers: Column<number> = columnOf<number>({
  oid: 23,
  most: () => 4,
  write: (to, at, value) => to.writeInt32BE(value, at),
})

/** A `bytea[]` parameter. */
export const byteses: Column<Uint8Array> = columnOf<Uint8Array>({
  oid: 17,
  most: (bytes) => bytes.length,
  write: (to, at, bytes) => {
    to.set(bytes, at)
    return at + bytes.length
  },
})

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = 946_684_800_000

/** A `timestamptz[]` parameter. */
export const instants: Column<Instant> = columnOf<Instant>({
  oid: 1184,
  most: () => 8,
  write: (to, at, instant) => to.writeBigInt64BE(BigInt(Date.parse(instant) - EPOCH_MS) * 1_000n, at),
})
