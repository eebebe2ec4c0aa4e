import type { Case, Detector } from './case.ts'

const from = (first: number, by: Detector[], ...attacks: string[]): Case[] =>
  attacks.map((attack, i) => ({ id: `T${String(first + i).padStart(2, '0')}`, attack, by }))

/** The tamper cases, each with who must find it. */
export const cases: readonly Case[] = [
  ...from(1, ['F'], 'body edited', 'salt edited', 'bodies and salts exchanged', 'attachment replaced'),
  ...from(5, ['F'], 'projection edited', 'column of the journal edited', 'projection row added or removed'),
  ...from(8, ['F'], 'leaf edited'),
  ...from(9, ['F', 'V'], 'leaf and stored hash edited'),
  ...from(10, ['C'], 'leaf, hashes and root rewritten and signed with the real key'),
  ...from(11, ['F', 'C'], 'act deleted in the middle'),
  ...from(12, ['C'], 'last act deleted'),
  ...from(13, ['F', 'C'], 'whole matter deleted'),
  ...from(14, ['C', 'G'], 'tail cut back to an older consistent state'),
  ...from(15, ['C', 'F'], 'back-dated act inserted', 'two acts exchanged', 'act doubled'),
  ...from(18, ['V', 'F'], 'act moved to another matter', 'act of another log', 'act given to another person'),
  ...from(21, ['V', 'F'], 'way it came in raised'),
  ...from(22, ['F'], 'place in the queue deleted'),
  ...from(23, ['P', 'F'], 'act and its place in the queue deleted'),
  ...from(24, ['X'], 'UPDATE as the application', 'DELETE as the application', 'TRUNCATE as the application'),
  ...from(27, ['V', 'C'], 'hash in a tile of leaves flipped', 'hash in an upper tile flipped'),
  ...from(29, ['V', 'C'], 'partial tile missing', 'tile of another log'),
  ...from(31, ['R'], 'bit flipped between hashing and storing'),
  ...from(
    32,
    ['C'],
    'second root for one size',
    'smaller head shown',
    'fork shown to one auditor',
    'head frozen',
  ),
  ...from(36, ['V'], 'origin changed', 'unknown key', 'revoked key after a rotation'),
  ...from(39, ['V'], 'line of a witness removed', 'one witness twice'),
  ...from(41, ['V'], 'leading zero', 'CRLF', 'extension line', 'trailing bytes', 'non-canonical base64'),
  ...from(46, ['V'], 'wrong index or size', 'path truncated, extended, reversed or empty', 'other leaf'),
  ...from(49, ['V'], 'node passed as a leaf', 'root of the other hash'),
  ...from(51, ['F'], 'clock set back, or an act held back'),
  ...from(52, ['G', 'C'], 'old backup restored and written on', 'second instance with the same key'),
  ...from(54, ['G', 'C'], 'promoted replica that lacks the tail'),
  ...from(55, ['F'], 'body erased without an act of erasure', 'act of erasure whose body is still there'),
]
