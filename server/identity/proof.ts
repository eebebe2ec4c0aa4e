import { createHash, randomBytes } from 'node:crypto'
import { encode } from 'uqr'
import {
  beginSecondFactor,
  confirmSecondFactor,
  putRecoveryCodes,
  readSecondFactor,
  takeStep,
  useRecoveryCode,
} from '#store/second-factor.ts'
import type { StoreContext } from '#store/context.ts'
import type { Services } from '../services.ts'
import { base32, matchingStep, otpauthUri } from './totp.ts'

/** Bytes of a secret: as many as SHA-1 has, as RFC 4226 recommends. */
const SECRET_BYTES = 20
const CODES = 10

const boundTo = ({ tenant }: StoreContext, person: string): string => `totp/${tenant}/${person}`

/** Begins to set a device up: a fresh secret, to be scanned or typed; null where one is in use already. */
export async function enrolment({ context, secrets, district }: Services, person: string, login: string) {
  const secret = randomBytes(SECRET_BYTES)
  const sealed = secrets.seal(secret, boundTo(context, person))
  if (!(await beginSecondFactor(context, person, sealed, context.clock.now()))) return null
  const uri = otpauthUri(secret, `${district}落实`, login)
  const { size: side, data } = encode(uri, { border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return { secret: base32(secret), uri, qr: { side, path } }
}

/** The step for which a code of the person's device is right now, or null. */
async function rightStep(
  { context, secrets }: Services,
  person: string,
  code: string,
  confirmed: boolean,
): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null
  const found = await readSecondFactor(context, person)
  if (!found || (found.confirmedAt !== null) !== confirmed) return null
  const secret = secrets.open(found.secret, boundTo(context, person))
  return secret && matchingStep(secret, code, Date.parse(context.clock.now()), found.lastStep)
}

/** Puts the device into use by its first right code, within the transaction of `within`; the recovery codes, or null. */
export async function confirm(
  services: Services,
  within: StoreContext,
  person: string,
  code: string,
): Promise<readonly string[] | null> {
  const step = await rightStep(services, person, code, false)
  if (step === null || !(await takeStep(within, within.db, person, step))) return null
  await confirmSecondFactor(within, within.db, person, within.clock.now())
  return newRecoveryCodes(within, person)
}

/** Ten codes, each good once for when the device is lost; kept as hashes. */
export async function newRecoveryCodes(within: StoreContext, person: string): Promise<readonly string[]> {
  const codes = Array.from({ length: CODES }, () => base32(randomBytes(10)).replaceAll(/.{4}(?=.)/g, '$&-'))
  await putRecoveryCodes(within, within.db, person, codes.map(codeHash))
  return codes
}

/** Whether a code of the person's device, or one of their recovery codes, is right; either is then spent. */
export async function provesSecond(services: Services, person: string, code: string): Promise<boolean> {
  const { context } = services
  const step = await rightStep(services, person, code, true)
  if (step !== null) return takeStep(context, context.db, person, step)
  const letters = code.toUpperCase().replaceAll(/[\s-]/g, '')
  if (!/^[A-Z2-7]{16}$/.test(letters)) return false
  const factor = await readSecondFactor(context, person)
  return factor?.confirmedAt
    ? useRecoveryCode(context, person, codeHash(letters), context.clock.now())
    : false
}

const codeHash = (code: string): Buffer => createHash('sha256').update(code.replaceAll('-', '')).digest()
