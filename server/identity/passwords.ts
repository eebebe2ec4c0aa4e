import { type Argon2Parameters, argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { isCommon } from './common-passwords.ts'
import type { PasswordRules } from './settings.ts'

/** How hard a guess is: RFC 9106 parameters, memory in KiB. */
export interface PasswordCost {
  readonly memory: number
  readonly passes: number
}

/** OWASP's floor for argon2id, some 60 ms here: 19 MiB, two passes, one lane. */
export const USUAL_COST: PasswordCost = { memory: 19_456, passes: 2 }

const TAG_BYTES = 32
const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>

/**
 * Hashes a password as a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. Runs off the event loop.
 */
export async function hashPassword(password: string, cost: PasswordCost = USUAL_COST): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', {
    message: message(password),
    nonce,
    parallelism: 1,
    tagLength: TAG_BYTES,
    ...cost,
  })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=1$${unpadded(nonce)}$${unpadded(tag)}`
}

/** Whether a password is the one hashed. A string that is no PHC of ours matches nothing. */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
  const parts =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/.exec(
      phc,
    )
  if (!parts) return false
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts
  const expected = Buffer.from(tag, 'base64')
  const found = await derive('argon2id', {
    message: message(password),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected)
}

/** Whether a hash was made with other than the present parameters and is due to be made again at login. */
export const isOutdated = (phc: string, cost: PasswordCost = USUAL_COST): boolean =>
  !phc.startsWith(`$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=1$`)

// The same text typed on two systems may arrive composed or decomposed; NFKC makes them one (RFC 8265).
const message = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8')
const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

const KINDS = ['', '一', '两', '三', '四']

/** What a password must not be built on, besides what everybody uses. */
export interface PasswordAvoids {
  readonly login: string
  /** Names of the district and its units. */
  readonly words: readonly string[]
}

/**
 * What is wrong with a password a person chose, or null: long enough, of as many kinds as the district asks, not a well-known
 * one, not built on the login or on the district's own names.
 */
export async function passwordFault(
  password: string,
  { login, words }: PasswordAvoids,
  rules: Pick<PasswordRules, 'length' | 'kinds'>,
): Promise<string | null> {
  const length = [...password].length
  if (length < rules.length) return `密码至少${rules.length}个字符`
  if (length > 256) return '密码最多256个字符'
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  if (kinds < rules.kinds) return `密码应包含大写字母、小写字母、数字、符号中的${KINDS[rules.kinds]}类`
  const lower = password.toLowerCase()
  if (await isCommon(lower)) return '密码太常见，请换一个'
  if (words.some((word) => [...word].length >= 2 && lower.includes(word.toLowerCase())))
    return '密码不能包含本区或者单位的名称'
  if (login.length >= 3 && lower.includes(login.toLowerCase())) return '密码不能包含账号'
  return null
}

// No 0 O 1 l I: it is read out or written on paper once.
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const SMALL = 'abcdefghijkmnpqrstuvwxyz'
const DIGITS = '23456789'

/** A one-time first password such as `Hk7m-q4Rt-9wzE`, about 60 bits, that satisfies `passwordFault`. */
export function firstPassword(): string {
  const pick = (from: string): string => from[randomInt(from.length)] ?? ''
  const group = (): string => `${pick(LETTERS)}${pick(SMALL)}${pick(DIGITS)}${pick(LETTERS + SMALL + DIGITS)}`
  return [group(), group(), group()].join('-')
}
