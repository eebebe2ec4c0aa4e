import { base64, utf8 } from '#journal/bytes.ts'
import type { HashName } from '#journal/hash.ts'
import { decodeLeaf, encodeLeaf, type Leaf } from '#journal/leaf.ts'
import { decodeProof } from '#journal/proof.ts'
import { must } from '#journal/testing.ts'
import { LOG_SEED, WITNESSES, leafNo, testLog, vkeyText, type TestLog } from '#journal/testing-log.ts'
import { growTiles, tileNodes, tilePath, type FilledTile, type Tile } from '#journal/tiles.ts'
import { consistencyProof, inclusionProof } from '#journal/tree.ts'
import { encodeProof } from '#journal/proof.ts'
import { verifyGrowth, verifyReceipt } from '#journal/verify.mjs'
import type { Detector, TextTry } from './case.ts'

const SIZE = 300
const AT = 41
const OLD = 290
const leaves = Array.from({ length: SIZE }, (_, i) => leafNo(i))

const logs = new Map<HashName, TestLog>()
/** The honest log of a suite. */
function honest(suite: HashName): TestLog {
  const known = logs.get(suite) ?? testLog(suite, leaves)
  logs.set(suite, known)
  return known
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Whether the verifier takes the honest receipt after a change of its text. */
const taken =
  (change: (text: string, log: TestLog) => string | Promise<string>, quorum = 0) =>
  async (suite: HashName): Promise<boolean> => {
    const log = honest(suite)
    const text = textOf(await log.receipt(AT, SIZE, { witnesses: quorum }))
    return (await verifyReceipt(utf8(await change(text, log)), log.policy(quorum))).ok
  }

const onReceipt = (
  id: string,
  what: string,
  change: (text: string, log: TestLog) => string | Promise<string>,
  quorum = 0,
): TextTry => ({ id, what, by: 'V', passes: taken(change, quorum), twin: taken((text) => text, quorum) })

const withLeaf = (change: Partial<Leaf>) => (text: string) => {
  const leaf = leaves[AT] ?? new Uint8Array()
  const other = must(encodeLeaf({ ...must(decodeLeaf(leaf)), ...change }))
  return text.replace(base64(leaf), base64(other))
}
const withBytes = (bytes: Uint8Array) => (text: string) =>
  text.replace(base64(leaves[AT] ?? new Uint8Array()), base64(bytes))

/** Whether somebody who saved the head of `OLD` leaves takes what another log of the same key shows him. */
const grown =
  (shown: (suite: HashName) => TestLog, from = OLD, to = SIZE) =>
  async (suite: HashName) => {
    const log = honest(suite)
    const saved = utf8(await log.checkpoint(from))
    const growth = await shown(suite).growth(Math.min(from, to), to)
    const asked = utf8(textOf(growth).replace(/^old \d+/, `old ${from}`))
    return (await verifyGrowth(saved, asked, log.policy())).ok
  }
const onGrowth = (
  id: string,
  what: string,
  shown: (all: readonly Uint8Array[]) => Uint8Array[],
  to = SIZE,
): TextTry => ({
  id,
  what,
  by: 'C',
  passes: grown((suite) => testLog(suite, shown(leaves)), OLD, to),
  twin: grown(honest),
})

/** Tiles of a log as its folder shows them, by path. */
function tilesOf(log: TestLog): Map<string, FilledTile> {
  const tiles = must(growTiles(log.hash, 0, () => undefined, log.leaves.map(log.hash.leafHash)))
  return new Map(tiles.map((tile) => [tilePath(tile), tile]))
}

type Spoil = (tiles: Map<string, FilledTile>, suite: HashName) => void

/** Whether anybody who makes proofs out of the tiles is given one that holds: a receipt (V), or a growth (C). */
const fromTiles = (by: 'V' | 'C', spoil: Spoil) => async (suite: HashName) => {
  const log = honest(suite)
  const tiles = tilesOf(log)
  spoil(tiles, suite)
  const read = tileNodes(log.hash, SIZE, (tile: Tile) => tiles.get(tilePath(tile))?.bytes)
  if (by === 'V') {
    // Its path leads through the tile of the first 256 leaves and through the partial one.
    const path = inclusionProof(log.hash, read, SIZE - 1, SIZE)
    const leaf = leaves[SIZE - 1] ?? new Uint8Array()
    const parts = path.ok && {
      leaf,
      index: SIZE - 1,
      hashes: path.value,
      checkpoint: await log.checkpoint(SIZE),
    }
    return parts !== false && (await verifyReceipt(must(encodeProof(parts)), log.policy())).ok
  }
  const path = consistencyProof(log.hash, read, OLD, SIZE)
  if (!path.ok) return false
  const lines = path.value.map((hash) => `${base64(hash)}\n`).join('')
  const growth = utf8(`old ${OLD}\n${lines}\n${await log.checkpoint(SIZE)}`)
  return (await verifyGrowth(utf8(await log.checkpoint(OLD)), growth, log.policy())).ok
}
const onTiles = (id: string, what: string, spoil: Spoil): TextTry[] =>
  (['V', 'C'] as const).map((by) => ({
    id,
    what: `${what}, ${by === 'V' ? 'receipt' : 'growth'}`,
    by,
    passes: fromTiles(by, spoil),
    twin: fromTiles(by, () => undefined),
  }))

const flipped =
  (path: string, at: number): Spoil =>
  (tiles) => {
    const tile = tiles.get(path)
    if (!tile) throw new Error(`no tile ${path}`)
    tiles.set(path, { ...tile, bytes: tile.bytes.with(at, (tile.bytes[at] ?? 0) ^ 1) })
  }

const low = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const pathLines = (text: string): string[] => text.split('\n\n')[0]?.split('\n').slice(3) ?? []
const withPath = (change: (lines: string[]) => string[]) => (text: string) => {
  const lines = pathLines(text)
  return text.replace(`index ${AT}\n${lines.join('\n')}`, [`index ${AT}`, ...change(lines)].join('\n'))
}

/** Another key under the name of the log; who trusts it takes the receipts it signs. */
const elsewhere = (what: string, id: string, passes: TextTry['passes'], by: Detector = 'V'): TextTry => ({
  id,
  what,
  by,
  passes,
  twin: taken((text) => text),
})

/** Tampering with what a log hands out, in either suite. */
export const textTries: readonly TextTry[] = [
  onReceipt('T09', 'leaf of a receipt', withLeaf({ via: 'sms' })),
  onGrowth('T10', 'a leaf rewritten, signed with the real key', (all) => all.with(7, leafNo(900))),
  onGrowth('T11', 'an act deleted in the middle', (all) => [...all.toSpliced(7, 1), leafNo(900)]),
  onGrowth('T12', 'the last act deleted', (all) => all.slice(0, OLD - 1), OLD - 1),
  onGrowth('T13', 'a few acts deleted', (all) => [...all.toSpliced(100, 5), ...leaves.slice(0, 5)]),
  onGrowth('T14', 'the tail cut back', (all) => all.slice(0, 200), 200),
  onGrowth('T15', 'an act inserted', (all) => all.toSpliced(7, 0, leafNo(900)).slice(0, SIZE)),
  onGrowth('T16', 'two acts exchanged', (all) => all.with(3, leafNo(4)).with(4, leafNo(3))),
  onGrowth('T17', 'an act doubled', (all) => all.toSpliced(7, 0, leafNo(7)).slice(0, SIZE)),
  onReceipt('T18', 'matter of a receipt', withLeaf({ matter: 'm:1' })),
  onReceipt('T19', 'log of a receipt', withLeaf({ log: 'luoshi.example.gov.cn/log/330108' })),
  onReceipt('T20', 'person of a receipt', withLeaf({ actor: 'p:1' })),
  onReceipt('T21', 'way in of a receipt', withLeaf({ auth: 'signature' })),
  ...onTiles('T27', 'a hash among the leaves', flipped('tile/0/001.p/44', 5)),
  ...onTiles('T28', 'a hash above the leaves', flipped('tile/1/000.p/1', 5)),
  ...onTiles('T29', 'a partial tile', (tiles) => tiles.delete('tile/0/001.p/44')),
  ...onTiles('T30', 'a tile of another log', (tiles, suite) => {
    const path = 'tile/0/001.p/44'
    const other = tilesOf(testLog(suite, leaves.toReversed())).get(path)
    if (other) tiles.set(path, other)
  }),
  elsewhere(
    'second root for one size',
    'T32',
    async (suite) => {
      const log = honest(suite)
      const fork = testLog(suite, leaves.with(7, leafNo(900)))
      const other = await fork.growth(SIZE, SIZE)
      return (await verifyGrowth(utf8(await log.checkpoint(SIZE)), other, log.policy())).ok
    },
    'C',
  ),
  { ...onGrowth('T33', 'a smaller head', (all) => all.slice(0, OLD - 10), OLD - 10) },
  elsewhere(
    'two auditors compare what they were shown',
    'T34',
    async (suite) => {
      const log = honest(suite)
      const fork = testLog(suite, [
        ...leaves.slice(0, OLD),
        ...Array.from({ length: 10 }, (_, i) => leafNo(900 + i)),
      ])
      const [one, other] = [utf8(await log.checkpoint(SIZE - 2)), await fork.growth(SIZE - 2, SIZE)]
      return (await verifyGrowth(one, other, log.policy())).ok
    },
    'C',
  ),
  onReceipt('T36', 'origin', (text, log) => text.replaceAll(`\n${log.origin}\n`, `\n${log.origin}/2027\n`)),
  elsewhere('signed for another origin', 'T36', async (suite) => {
    const log = honest(suite)
    const receipt = await log.receipt(AT, SIZE, { origin: `${log.origin}/2027` })
    return (await verifyReceipt(receipt, log.policy())).ok
  }),
  elsewhere('signed by a stranger', 'T37', async (suite) => {
    const log = honest(suite)
    return (await verifyReceipt(await log.receipt(AT, SIZE, { logSeed: 77 }), log.policy())).ok
  }),
  elsewhere('the old key, where only the new one is trusted', 'T38', async (suite) => {
    const log = honest(suite)
    const renewed = utf8(`log ${vkeyText(suite, log.origin, LOG_SEED + 1, false)}\nquorum none\n`)
    return (await verifyReceipt(await log.receipt(AT, SIZE), renewed)).ok
  }),
  onReceipt('T39', 'line of a witness', (text) => text.replace(new RegExp(`— ${WITNESSES[1]}.*\n`), ''), 2),
  onReceipt(
    'T40',
    'one witness twice',
    (text) => {
      const line = new RegExp(`— ${WITNESSES[0]}.*\n`).exec(text)?.[0] ?? ''
      return text.replace(new RegExp(`— ${WITNESSES[1]}.*\n`), line)
    },
    2,
  ),
  onReceipt('T41', 'leading zero of the index', (text) => text.replace('index ', 'index 0')),
  onReceipt('T41', 'leading zero of the size', (text) => text.replace(`\n${SIZE}\n`, `\n0${SIZE}\n`)),
  onReceipt('T42', 'CRLF', (text) => text.replaceAll('\n', '\r\n')),
  onReceipt('T43', 'line after the root', (text) => text.replace('\n\n— ', '\nmore\n\n— ')),
  onReceipt('T44', 'bytes at the end', (text) => `${text}x`),
  onReceipt('T44', 'empty line at the end', (text) => `${text}\n`),
  onReceipt('T45', 'stray low bit', (text) => {
    const line = pathLines(text)[0] ?? ''
    const next = low[low.indexOf(line.at(-2) ?? '') + 1] ?? ''
    return text.replace(line, `${line.slice(0, -2)}${next}=`)
  }),
  onReceipt('T46', 'index', (text) => text.replace(`index ${AT}`, `index ${AT + 1}`)),
  onReceipt('T46', 'size', (text) => text.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`)),
  onReceipt(
    'T47',
    'truncated',
    withPath((lines) => lines.slice(1)),
  ),
  onReceipt(
    'T47',
    'extended',
    withPath((lines) => [lines[0] ?? '', ...lines]),
  ),
  onReceipt(
    'T47',
    'reversed',
    withPath((lines) => lines.toReversed()),
  ),
  onReceipt('T47', 'empty', (text) => text.replace(`${pathLines(text).join('\n')}\n`, '')),
  onReceipt('T48', 'leaf of the next act', withBytes(leafNo(AT + 1))),
  onReceipt('T49', 'the two hashes under the first node', (text, log) => {
    const [first, second] = must(decodeProof(utf8(text))).hashes
    return withBytes(log.hash.nodeHash(first ?? new Uint8Array(), second ?? new Uint8Array()))(text)
  }),
  elsewhere('root of the other tree', 'T50', async (suite) => {
    const other = honest(suite === 'sm3' ? 'sha256' : 'sm3')
    const root = Buffer.from((await other.checkpoint(SIZE)).split('\n')[2] ?? '', 'base64')
    const log = honest(suite)
    return (await verifyReceipt(await log.receipt(AT, SIZE, { root: new Uint8Array(root) }), log.policy())).ok
  }),
]
