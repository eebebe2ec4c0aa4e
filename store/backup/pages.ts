// The check sum that PostgreSQL keeps in every page of a table or index (storage/checksum_impl.h): so that a backup notices damage
// which the server itself would only meet when somebody reads the page.

export const PAGE_BYTES = 8_192
/** Pages in one file; a larger table goes on in `.1`, `.2` … */
const PAGES_PER_FILE = 131_072
const LANES = 32
const PRIME = 16_777_619

// oxfmt-ignore
const OFFSETS = new Uint32Array([
  0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c,
  0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb,
  0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4,
  0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756,
])

const RELATION = /^(?:global|base\/\d+)\/\d+(?:_(?:fsm|vm|init))?(?:\.(\d+))?$/

/** The number of a file's first page within its table, or undefined for a file that holds no pages. */
export function firstPage(path: string): number | undefined {
  const found = RELATION.exec(path)
  return found ? Number(found[1] ?? 0) * PAGES_PER_FILE : undefined
}

/**
 * The pages of a piece of a file whose check sum is wrong.
 *
 * A page that was never used is all zeros and has none. One written after the backup began may have been caught half-way; recovery
 * puts it right from the log, which holds it whole.
 *
 * @param bytes whole pages, from the page `first` on; a last piece of a page is left out
 * @param startLsn where the backup began
 * @returns offsets in `bytes`
 */
export function damagedPages(bytes: Buffer, first: number, startLsn: number): number[] {
  const damaged: number[] = []
  for (let at = 0; at + PAGE_BYTES <= bytes.length; at += PAGE_BYTES) {
    const page = bytes.subarray(at, at + PAGE_BYTES)
    const isNew = page.readUInt16LE(14) === 0
    const lsn = page.readUInt32LE(0) * 2 ** 32 + page.readUInt32LE(4)
    if (isNew || lsn >= startLsn) continue
    if (pageSum(page, first + at / PAGE_BYTES) !== page.readUInt16LE(8)) damaged.push(at)
  }
  return damaged
}

/** The check sum of one page under its number; the field of the check sum itself counts as zero. */
export function pageSum(page: Buffer, number: number): number {
  const sums = Uint32Array.from(OFFSETS)
  for (let at = 0, lane = 0; at < PAGE_BYTES; at += 4, lane = (lane + 1) % LANES) {
    // Bytes 8 and 9 are the check sum, the lower half of that word.
    const word = at === 8 ? page.readUInt32LE(8) & 0xffff0000 : page.readUInt32LE(at)
    sums[lane] = mixed(sums[lane] ?? 0, word)
  }
  for (let round = 0; round < 2; round++)
    for (let lane = 0; lane < LANES; lane++) sums[lane] = mixed(sums[lane] ?? 0, 0)
  const sum = sums.reduce((all, one) => all ^ one, 0) ^ number
  return ((sum >>> 0) % 65_535) + 1
}

function mixed(sum: number, word: number): number {
  const both = (sum ^ word) >>> 0
  return (Math.imul(both, PRIME) ^ (both >>> 17)) >>> 0
}
