// SM2 signatures (GB/T 32918.2-2016, default signer id) for `verify.mjs`, which lies beside this file:
//   node sm2.mjs POLICY RECEIPT        or        node sm2.mjs POLICY OLDER-CHECKPOINT GROWTH
// Plain arithmetic on public values; not for signing, which must not leak its time.
import { kinds, run, sm3 } from './verify.mjs'

// The curve of GB/T 32918.5-2017: field, order, coefficients, base point.
const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const A = P - 3n
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const G = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
]

const mod = (x) => ((x % P) + P) % P
const number = (bytes) => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
const bytes32 = (x) => Uint8Array.from({ length: 32 }, (_, i) => Number((x >> BigInt(248 - 8 * i)) & 255n))
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]))

/** Inverse of x modulo P, by Euclid's algorithm; x is not a multiple of P. */
function inverse(x) {
  let [a, b, u, v] = [mod(x), P, 1n, 0n]
  while (a > 1n) [a, b, u, v] = [b % a, a, v - (b / a) * u, u]
  return mod(u)
}

/** Sum of two points; `undefined` is the point at infinity. */
function plus(p, q) {
  if (!p || !q) return p ?? q
  const [[x1, y1], [x2, y2]] = [p, q]
  if (x1 === x2 && mod(y1 + y2) === 0n) return undefined
  const slope = x1 === x2 ? (3n * x1 * x1 + A) * inverse(2n * y1) : (y2 - y1) * inverse(x2 - x1)
  const x = mod(slope * slope - x1 - x2)
  return [x, mod(slope * (x1 - x) - y1)]
}

function times(k, p) {
  let sum
  for (let [rest, power] = [k, p]; rest > 0n; [rest, power] = [rest / 2n, plus(power, power)])
    if (rest % 2n === 1n) sum = plus(sum, power)
  return sum
}

const onCurve = ([x, y]) => x < P && y < P && mod(y * y - x * x * x - A * x - B) === 0n

/** Whether `signature` (r ‖ s, 64 bytes) is the key's (x ‖ y, 64 bytes) over the message. */
export function checkSm2(key, message, signature) {
  if (key.length !== 64 || signature.length !== 64) return false
  const point = [number(key.slice(0, 32)), number(key.slice(32))]
  const [r, s] = [number(signature.slice(0, 32)), number(signature.slice(32))]
  if (!onCurve(point) || r < 1n || r >= N || s < 1n || s >= N) return false
  const id = join([0, 128], new TextEncoder().encode('1234567812345678'))
  const signer = sm3(join(id, ...[A, B, ...G].map(bytes32), key))
  const t = (r + s) % N
  const at = t > 0n && plus(times(s, G), times(t, point))
  return Boolean(at) && (number(sm3(join(signer, message))) + at[0]) % N === r
}

for (const kind of kinds) if (kind.digest === sm3) kind.check = checkSm2

if (globalThis.process?.argv[1] && process.argv[1] === import.meta.filename) await run()
