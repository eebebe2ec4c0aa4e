import type { Field, Fields } from '#kernel/fields.ts'
import { type Day, addDays, isDay } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { DemoDistrict } from './district.ts'
import type { Random } from './random.ts'
import { WALK_KINDS } from './walk-lists.ts'

/** What a person who fills in a form has before them. */
export interface Desk {
  readonly random: Random
  readonly record: AnyRecord
  readonly today: Day
  readonly actor: Actor
  readonly district: DemoDistrict
}

/** A form as a person would fill it in: right in kind, not always in substance. */
export function plausibleForm(fields: Fields, desk: Desk, nested = false): Record<string, unknown> {
  const form: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    // Nobody types what a phone notes.
    if (field.kind === 'text' && field.onSpot) continue
    if (field.optional && desk.random.chance(0.45)) continue
    const value = plausible(field, desk, nested)
    if (value !== undefined) form[name] = value
  }
  return form
}

const LEADERS = ['p-mayor', 'p-vice-1', 'p-vice-2', 'p-vice-3', 'p-vice-4', 'p-vice-5', 'p-vice-6']

const TEXTS = [
  '按计划推进',
  '已完成',
  '请抓紧办理',
  '资料已附',
  '经核实，情况属实',
  '现场查看无异常',
  '𠮷林巷排水改造',
]

function plausible(field: Field, desk: Desk, nested: boolean): unknown {
  const { random, district, actor, today } = desk
  switch (field.kind) {
    case 'text':
      return textFor(desk).slice(0, field.max)
    case 'day':
      return addDays(dayFrom(desk), nested ? random.between(1, 4) : random.between(-1, 30))
    case 'choice':
      return random.pick(Object.keys(field.options))
    case 'unit':
      return unitFor(desk, nested)
    case 'units':
      return [...new Set([random.pick(district.units).id, random.pick(district.units).id])]
    case 'post':
      return random.pick(LEADERS)
    case 'posts':
      return [...new Set([random.pick(LEADERS), random.pick(LEADERS)])]
    case 'person':
      return random.chance(0.8) ? actor.person : random.pick(district.people).id
    case 'matter':
      return random.pick(['m-open', 'm-open', 'm-open', 'm-closed', 'm-else', 'm-walk', 'm-unknown'])
    case 'item':
      return field.fresh && random.chance(0.6)
        ? `N-${random.int(5)}`
        : itemFor(field.from?.kinds ?? WALK_KINDS, desk)
    case 'files':
      return undefined
    case 'number':
      return random.between(field.min, Math.min(field.max, field.min + 100))
    case 'flag':
      return random.chance(0.5)
    case 'rows':
      return Array.from({ length: random.between(1, 3) }, (_, n) => ({
        ...plausibleForm(field.of, { ...desk, record: {}, today: addDays(today, n) }, true),
        what: `第${n + 1}项`,
      })).map((row) => onlyDeclared(field.of, row))
    case 'group':
      return plausibleForm(field.of, desk, nested)
  }
}

/** Mostly an item of one's own unit of a kind that is asked for. */
function itemFor(kinds: readonly string[], { random, actor, district }: Desk): string {
  const unit = random.chance(0.85) ? actor.unit : random.pick(district.units).id
  return `${unit}.${random.chance(0.9) ? random.pick(kinds) : 'gone'}`
}

/** Any unit, or one that the record names: whose opinion, whose part. */
function unitFor({ random, record, district }: Desk, nested: boolean): string {
  const named = random.chance(0.3) ? idsIn(Object.values(record)) : []
  const known = named.filter((id) => district.units.some((unit) => unit.id === id))
  if (known.length > 0) return random.pick(known)
  return random.pick(nested ? district.units.filter((unit) => unit.assignable) : district.units).id
}

/** Every text in a record's values, at any depth of rows and lists. */
const idsIn = (values: readonly unknown[]): string[] =>
  values.flatMap((value) =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? idsIn(Object.values(value))
        : [],
  )

/** Days are named after today or after a day the record holds, such as the present due day. */
function dayFrom({ random, record, today }: Desk): Day {
  const days = Object.values(record).filter(
    (value): value is string => typeof value === 'string' && isDay(value),
  )
  return days.length > 0 && random.chance(0.4) ? random.pick(days) : today
}

/** Free words, or those by which a row of the record is known. */
function textFor({ random, record }: Desk): string {
  const rows = Object.values(record).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []))
  const named = rows.flatMap((row) =>
    typeof row === 'object' && row !== null && 'what' in row ? [String(row.what)] : [],
  )
  return named.length > 0 && random.chance(0.5) ? random.pick(named) : random.pick(TEXTS)
}

const onlyDeclared = (fields: Fields, row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name in fields))

const GARBAGE: readonly unknown[] = [
  null,
  0,
  -1,
  '',
  '  ',
  '\ud800',
  '\u0000',
  '字'.repeat(3000),
  '2026-02-30',
  '2026-2-3',
  '../../etc',
  [],
  [[]],
  {},
  { constructor: 'x' },
  true,
  ['u-housing', 'u-housing'],
]

/** What comes in when somebody or something is broken: wrong kinds, unknown fields, no object at all. */
export function garbledForm(fields: Fields, random: Random): unknown {
  if (random.chance(0.15)) return random.pick(GARBAGE)
  const form = Object.fromEntries(Object.keys(fields).map((name) => [name, random.pick(GARBAGE)]))
  return random.chance(0.3) ? { ...form, unknown: 1 } : form
}
