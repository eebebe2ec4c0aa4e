import { createHash } from 'node:crypto'

/** SHA-256 in base64, of UTF-8. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')

/** SHA-256 of a list of ids in its canonical text. */
export const hashOfList = (ids: readonly string[]): string => sha256(JSON.stringify(ids))

interface Keeper {
  readonly slot: string
  readonly side: string
  readonly key: string
}

/** SHA-256 of a list of keepers in its canonical text: keys in their order, no spaces. */
export const hashOfKeepers = (keepers: readonly Keeper[]): string =>
  sha256(JSON.stringify(keepers.map(({ key, side, slot }) => ({ key, side, slot }))))
