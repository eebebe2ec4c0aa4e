import { createContext, useContext } from 'react'
import { sha256Hex } from '../../api/hex.ts'
import { newKey } from '../../api/key.ts'
import type { Field, Fields } from '../../api/shapes.ts'
import { type Path, type Values, formOf, isBlank, pathText } from '../../ui/act-form/values.ts'
import type { Taken } from './outbox.ts'
import { withoutPlace } from './without-place.ts'

/** Why nothing can be taken here, as a sentence; null where it can. */
export const incapable = (): string | null =>
  window.isSecureContext
    ? null
    : '浏览器只在 https 网址下提供哈希和离线功能，本页现在不能用。请改用 https 网址，或者请管理员配置证书。'

const OFFSET_MS = 8 * 3_600_000

/** A time as papers write it, `2026-03-05 21:40`: the wall clock in Beijing. */
export const clockText = (ms: number): string =>
  new Date(ms + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

/** The moment as people write it, `2026-03-05 21:40`, in milliseconds; undefined where it names none. */
function momentOf(written: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(written)) return undefined
  const ms = Date.parse(`${written.replace(' ', 'T')}:00+08:00`)
  // A day that there is not rolls over in some browsers.
  return Number.isNaN(ms) || clockText(ms) !== written ? undefined : ms
}

/** The moment a form names, in milliseconds; undefined where it names none. */
export function momentIn(fields: Fields, form: Record<string, unknown>): number | undefined {
  const name = Object.entries(fields).find(([, field]) => field.kind === 'text' && field.moment)?.[0]
  const said = name === undefined ? undefined : form[name]
  return typeof said === 'string' ? momentOf(said) : undefined
}

/** A picture as it will be handed in, without place, with its hash. Null for what is no whole JPEG or PNG. */
export async function taken(
  picture: Blob,
  name: string,
  at: string,
): Promise<readonly [Taken, Uint8Array<ArrayBuffer>] | null> {
  const clean = withoutPlace(new Uint8Array(await picture.arrayBuffer()))
  if (!clean) return null
  const { bytes, media } = clean
  const hash = await sha256Hex(bytes)
  const ending = media === 'image/png' ? 'png' : 'jpg'
  return [{ id: newKey(), name: `${name}.${ending}`, media, size: bytes.length, hash, at }, bytes]
}

/** What a form notes of the spot: when it was confirmed there, and each thing taken with its hash, moment and name. */
export const noteOf = (at: string, all: readonly Taken[]): string =>
  [`现场确认：${at}（手机记录）`, ...all.map(({ hash, at: when, name }) => `${hash}  ${when}  ${name}`)].join(
    '\n',
  )

/** Which of what was taken a form still names. */
export function usedIn(values: Values, all: readonly Taken[]): readonly Taken[] {
  const text = JSON.stringify(values)
  return all.filter(({ id }) => text.includes(id))
}

/** The form as it will be handed in, with what the phone notes in it: when it was, and what was taken. */
export function confirmedForm(
  fields: Fields,
  values: Values,
  at: string,
  used: readonly Taken[],
): Record<string, unknown> {
  const form = formOf(fields, values)
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'text') continue
    if (field.onSpot) form[name] = noteOf(at, used)
    else if (field.moment) form[name] ??= at
  }
  return form
}

/** What is on record as a form holds it while it is being filled in: numbers as typed. */
export function asTyped(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(asTyped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asTyped(one)]))
}

/**
 * What must be filled in and is not, and what cannot be as it stands, by the path of the field: told on the spot, not when the network is
 * back. `now` is the server's clock.
 */
export function faultsIn(
  fields: Fields,
  values: Values,
  now: number,
  path: Path = [],
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    const [here, value] = [[...path, name], values[name]]
    if (field.optional && isBlank(value)) continue
    if (field.kind === 'group') Object.assign(found, faultsIn(field.of, (value ?? {}) as Values, now, here))
    else if (field.kind === 'rows') {
      const rows = (value ?? []) as readonly Values[]
      if (rows.length === 0) found[pathText(here)] = `请填写${field.title}，至少一行`
      for (const [n, row] of rows.entries()) Object.assign(found, faultsIn(field.of, row, now, [...here, n]))
    } else if (field.kind !== 'flag' && isBlank(value)) {
      found[pathText(here)] = `${field.kind === 'choice' ? '请选择' : '请填写'}${field.title}`
    } else {
      const fault = faultOf(field, value, now)
      if (fault !== null) found[pathText(here)] = fault
    }
  }
  return found
}

function faultOf(field: Field, value: unknown, now: number): string | null {
  if (typeof value !== 'string') return null
  if (field.kind === 'number') {
    const n = Number(value)
    return Number.isInteger(n) && n >= field.min && n <= field.max
      ? null
      : `${field.title}应当是${field.min}到${field.max}的整数`
  }
  if (field.kind !== 'text') return null
  if (!field.optional && value.trim() === '') return `请填写${field.title}`
  if (Array.from(value).length > field.max) return `${field.title}最多${field.max}字`
  if (!field.moment) return null
  const moment = momentOf(value.trim())
  if (moment === undefined) return `${field.title}请写成 2026-03-05 21:40 这样，或者不填`
  return moment > now ? `${field.title}还没有到，请填写实际时间` : null
}

/** What the controls of one form need to take something on the spot. */
export interface Taking {
  readonly all: readonly Taken[]
  readonly signers: readonly string[]
  /** @returns why it was not kept, as a sentence; null once it lies on this phone */
  readonly take: (path: Path, picture: Blob, name: string) => Promise<string | null>
  readonly drop: (path: Path, id: string) => void
}
export const TakingContext = createContext<Taking | null>(null)

export function useTaking(): Taking {
  const taking = useContext(TakingContext)
  if (!taking) throw new Error('something is taken outside a form of the spot')
  return taking
}
