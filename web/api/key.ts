import { hexOf } from './hex.ts'

/** A fresh key for one opening of a form. `crypto.randomUUID` is missing on plain-HTTP intranets, random bytes are not. */
export const newKey = (): string => hexOf(crypto.getRandomValues(new Uint8Array(16)))
