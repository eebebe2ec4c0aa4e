import { randomFillSync } from 'node:crypto'

const LENGTH = 32
const AT_ONCE = 128

const drawn = new Uint8Array(AT_ONCE * LENGTH)
let left = 0

/** 32 random bytes: the salt of a journal body. Drawn many at a time; what was given away is wiped here. */
export function newSalt(): Uint8Array {
  if (left === 0) {
    randomFillSync(drawn)
    left = AT_ONCE
  }
  left--
  const at = left * LENGTH
  const salt = drawn.slice(at, at + LENGTH)
  drawn.fill(0, at, at + LENGTH)
  return salt
}
