import { createHash, randomInt } from 'node:crypto'

/** No letters and figures that are taken for each other when they are read out or copied from paper. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 16

/** A new code of 79 bits in groups of four, `K7M2-…`, as it stands on a paper. */
export function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '')
  return letters.join('').replaceAll(/.{4}(?=.)/g, '$&-')
}

/** What is kept of a code, however it was typed: without its strokes, in small letters, with blanks. */
export const codeHash = (code: string): Uint8Array =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
    .digest()
