// Byte helpers that exist in Node and in browsers alike, so none of the journal needs Buffer.

import { done, fault, type Outcome } from './fault.ts'

const encoder = new TextEncoder()
// ignoreBOM keeps a leading byte order mark in the text, where the strict parsers then refuse it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 bytes of a text; the text must have no lone surrogates. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** The text of UTF-8 bytes, or `NOT_UTF8`. */
export function fromUtf8(bytes: Uint8Array): Outcome<string> {
  try {
    return done(decoder.decode(bytes))
  } catch {
    return fault('NOT_UTF8')
  }
}

/** Joins byte strings in order. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

/** Whether two byte strings are the same. Not constant time: everything compared here is public. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** Standard padded base64 (RFC 4648 section 4). */
export function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/**
 * Bytes of a base64 text in its one canonical spelling, or `BAD_BASE64`.
 * `atob` forgives spaces, missing padding and stray low bits; encoding again and comparing forgives nothing.
 */
export function fromBase64(text: string): Outcome<Uint8Array> {
  try {
    const binary = atob(text)
    if (btoa(binary) !== text) return fault('BAD_BASE64')
    return done(Uint8Array.from(binary, (c) => c.charCodeAt(0)))
  } catch {
    return fault('BAD_BASE64')
  }
}
