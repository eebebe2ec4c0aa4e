import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds of a step and digits of a code, as every authenticator assumes. */
const STEP_SECONDS = 30
const DIGITS = 6

/** HOTP of a counter (RFC 4226): the code an authenticator shows during that step. */
export function codeAt(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step of a time in milliseconds (RFC 6238). */
export const stepAt = (ms: number): number => Math.floor(ms / 1000 / STEP_SECONDS)

/**
 * The step for which a code is right, or null: the present one, the one before and the one after, since clocks differ, but none
 * up to `lastStep`: a code that was accepted is spent, and so is every earlier one.
 */
export function matchingStep(secret: Uint8Array, code: string, ms: number, lastStep: number): number | null {
  const now = stepAt(ms)
  const found = [now, now - 1, now + 1].find(
    (step) => step > lastStep && timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code)),
  )
  return found ?? null
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 (RFC 4648) without padding: how secrets are typed. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.replaceAll(/.{1,5}/g, (five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '')
}

/** What the QR code of an enrolment says. */
export const otpauthUri = (secret: Uint8Array, issuer: string, account: string): string =>
  `otpauth://totp/${encodeURIComponent(`${issuer}:${account}`)}?${new URLSearchParams({
    secret: base32(secret),
    issuer,
  }).toString()}`
