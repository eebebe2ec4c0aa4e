import { randomUUID } from 'node:crypto'

/**
 * A UUIDv7 (RFC 9562): time-ordered, so that new rows land at the end of an index. Its random part is that of a UUIDv4, which
 * Node draws many at a time.
 */
export function newId(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** Sixteen bytes in the written form of a UUID. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
