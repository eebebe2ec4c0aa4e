import { z } from 'zod'
import { actDone } from './contract/act-operations.ts'
import { problem, refusal } from './contract/operation.ts'
import * as shapes from './contract/shapes.ts'

export type JsonSchema = Record<string, unknown>

/** Schemas that have a name of their own in the document. */
const NAMED: ReadonlyMap<z.ZodType, string> = new Map([
  [problem, 'Problem'],
  [refusal, 'Refusal'],
  [actDone, 'ActDone'],
  ...Object.entries(shapes).map(([name, schema]) => [schema, capital(name)] as [z.ZodType, string]),
])

function capital(name: string): string {
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`
}

/** A schema with the name it gets where another one uses it too. */
export type Offered = readonly [name: string, schema: z.ZodType]

/** JSON Schemas of an operation's parts and of the components they refer to, made from zod in one go. */
export interface SchemaBook {
  readonly components: Readonly<Record<string, JsonSchema>>
  of(schema: z.ZodType): JsonSchema
}

/**
 * Translates schemas to JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. `input` for what comes in, `output` for answers:
 * a client must bear fields it does not know, so answers are left open.
 */
export function schemaBook(io: 'input' | 'output', offered: readonly Offered[]): SchemaBook {
  const registry = z.registry<{ id: string }>()
  const names = new Map(io === 'output' ? NAMED : [])
  for (const [name, schema] of offered)
    if (!names.has(schema)) names.set(schema, name.split('.').map(capital).join(''))
  for (const [schema, name] of names) registry.add(schema, { id: name })
  const made = z.toJSONSchema(registry, {
    io,
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      delete jsonSchema.$schema
      if (io === 'output') delete jsonSchema.additionalProperties
      // Bounds of every JavaScript integer say nothing about the field.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  }).schemas as Record<string, JsonSchema>
  for (const schema of Object.values(made)) {
    delete schema['$id']
    delete schema['$schema']
  }
  const text = JSON.stringify(made)
  const whole = new Set(offered.flatMap(([, schema]) => NAMED.get(schema) ?? []))
  const isShared = (name: string): boolean =>
    whole.has(name) || text.includes(`"#/components/schemas/${name}"`)
  const shared = Object.keys(made).filter((name) => name === 'Problem' || isShared(name))
  const components = Object.fromEntries(shared.toSorted().map((name) => [name, made[name] ?? {}]))
  return {
    components,
    of: (schema) => {
      const name = names.get(schema) ?? ''
      return Object.hasOwn(components, name) ? { $ref: `#/components/schemas/${name}` } : (made[name] ?? {})
    },
  }
}
