/** A fresh key for one opening of a form. `crypto.randomUUID` is missing on plain-HTTP intranets, random bytes are not. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
