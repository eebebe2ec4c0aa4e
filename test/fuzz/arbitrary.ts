import fc from 'fast-check'
import type { JsonSchema } from '#server/openapi-schemas.ts'

/** What is typed into a field by nobody with good intentions. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '２０２６-０２-３０',
    '2026-02-30',
    '9999-12-31',
    '长'.repeat(5000),
    [],
    {},
    [[[]]],
    '__proto__',
    "'; drop table unit; --",
    '%',
    '../..',
    '=1+1',
    '{"$gt":""}',
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 2, max: 400 }).map(deep),
)

/** Arrays within arrays: a reader that recurses meets the end of its stack. */
function deep(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

/**
 * Values that a JSON Schema allows, or nearly: bounds and formats are kept, patterns are met by trying. `ids` stand where a
 * text may name something that exists.
 */
export function valuesOf(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const { type, enum: choices, const: only, anyOf, oneOf } = schema as Readonly<Record<string, unknown>>
  if (only !== undefined) return fc.constant(only)
  if (Array.isArray(choices)) return fc.constantFrom(...(choices as unknown[]))
  const either = (anyOf ?? oneOf) as JsonSchema[] | undefined
  if (either) return fc.oneof(...either.map((one) => valuesOf(one, ids)))
  switch (type) {
    case 'object':
      return objectOf(schema, ids)
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 4 } = schema as Bounds & { items?: JsonSchema }
      return fc.array(valuesOf(items, ids), {
        minLength: minItems,
        maxLength: Math.max(minItems, Math.min(maxItems, 4)),
      })
    }
    case 'string':
      return textOf(schema, ids)
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = 1000 } = schema as Bounds
      return fc.integer({ min: Math.ceil(minimum), max: Math.floor(Math.max(minimum, maximum)) })
    }
    case 'boolean':
      return fc.boolean()
    default:
      return nasty
  }
}

interface Bounds {
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

function objectOf(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = schema as {
    properties?: Record<string, JsonSchema>
    required?: string[]
    additionalProperties?: unknown
  }
  const named = Object.entries(properties)
  if (named.length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(fc.constantFrom('2029-01-01', 'a', 'b'), fc.constantFrom('元旦', 'x'), {
      maxKeys: 2,
    })
  const parts = named.map(([name, part]) => [name, valuesOf(part, ids)] as const)
  return fc.record(Object.fromEntries(parts), {
    requiredKeys: required.filter((name) => Object.hasOwn(properties, name)),
    noNullPrototype: true,
  })
}

const DAYS = ['2026-03-05', '2026-06-30', '2026-12-31', '2025-01-01', '2028-02-29']

function textOf(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<string> {
  const { format, minLength = 1, maxLength = 60 } = schema as Bounds & { format?: string }
  if (format === 'date') return fc.constantFrom(...DAYS)
  if (format === 'email') return fc.constant('a@example.gov.cn')
  const words = fc
    .array(fc.constantFrom('完成', '整治', '三月底前', '东湖小学', '由区教育局牵头', '。', 'A', '1'), {
      minLength: 1,
      maxLength: 12,
    })
    .map((parts) => parts.join('').padEnd(minLength, '字').slice(0, Math.max(minLength, maxLength)))
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, { weight: 2, arbitrary: words })
}

/** A lawful body with some of its places replaced, removed or added to. */
export function mutated(body: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.constantFrom(...placesIn(body)),
    how: fc.constantFrom('replace', 'remove', 'add'),
    value: nasty,
    key: fc.constantFrom('extra', '__proto__', 'constructor', 'toString'),
  })
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const copy: unknown = structuredClone(body)
    for (const { at, how, value, key } of changes) alter(copy, at, how, key, value)
    return copy
  })
}

function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

function alter(root: unknown, path: readonly string[], how: string, key: string, value: unknown): void {
  let holder = root
  for (const step of path.slice(0, -1)) holder = (holder as Record<string, unknown> | undefined)?.[step]
  if (typeof holder !== 'object' || holder === null) return
  const last = path.at(-1)
  if (how === 'add' || last === undefined)
    Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
  else if (how === 'remove') Reflect.deleteProperty(holder, last)
  else Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true })
}
