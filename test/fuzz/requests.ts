import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import type { Fields } from '#kernel/fields.ts'
import { rulebook } from '#rulebook/index.ts'
import type { JsonSchema } from '#server/openapi-schemas.ts'
import { type DocumentedOperation, exampleOf, openApi } from '#server/openapi.ts'
import { fileBody, orderForm } from '#server/testing.ts'
import { mutated, nasty, valuesOf } from './arbitrary.ts'

/** Who sends what; an act says so, because only an act may write to the journal. */
export interface Hostile {
  readonly who: number
  readonly operation: string
  readonly options: InjectOptions & { readonly method: string; readonly url: string }
}

/** Logging oneself out or locking oneself out would only make the rest of the run dull; a stream never ends. */
const LEFT_OUT = new Set([
  'session.logout',
  'session.login',
  'session.password',
  'session.demoLogin',
  'desk.events',
  'administration.resetAccount',
  'session.prove',
  'session.loginSecond',
  'session.endSession',
  'session.endOtherSessions',
  'session.confirmSecondFactor',
  'session.recoveryCodes',
])

/** Operations that are tried: all that the document has, but those that would end the run. */
export const targets = Object.entries(openApi(rulebook).paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) =>
    LEFT_OUT.has(operation.operationId) ? [] : [{ path, method: method.toUpperCase(), operation }],
  ),
)

/** What names something in the district of the tests, or nothing, or nothing good. */
const KNOWN = ['edu', 'dc', 'cons', 'east', 'edu-head', 'gov-deputy', 'dc-clerk', 'ehead', 'dclerk', 'MATTER']
const ids = fc.oneof(
  { weight: 1, arbitrary: fc.constant('MATTER') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...KNOWN, 'nothing', '..', '%00', 'a'.repeat(90), '__proto__', 'constructor'),
  },
)

const QUERIES = [
  '?limit=0',
  '?cursor=%00',
  '?q=%ff',
  '?q=%E4%B8%80&q=2',
  '?sort=up',
  '?__proto__=1',
  '?cursor=bm90aGluZw',
  '?dueFrom=2026-02-30',
  '?q=%25%5F%27',
]

const schemaOf = ({ requestBody }: DocumentedOperation): JsonSchema | undefined =>
  (requestBody as { content?: Record<string, { schema?: JsonSchema }> } | undefined)?.content?.[
    'application/json'
  ]?.schema

/** Bodies that pass the schema, bodies that were lawful before somebody meddled with them, and bodies that never were. */
function bodyOf(operation: DocumentedOperation): fc.Arbitrary<unknown> {
  const schema = schemaOf(operation)
  if (!schema) return fc.constant(undefined)
  const values = valuesOf(schema, KNOWN)
  const lawful = operation['x-form'] ? [fc.constant(lawfulOf(operation))] : []
  return fc.oneof(
    { weight: 3, arbitrary: values },
    {
      weight: 4,
      arbitrary: fc
        .oneof({ weight: 1, arbitrary: values }, ...lawful.map((arbitrary) => ({ weight: 3, arbitrary })))
        .chain(mutated),
    },
    { weight: 1, arbitrary: nasty },
  )
}

/** A form as somebody in the district would fill it in: what it names is there. */
export function lawfulForm(form: Fields): unknown {
  const named = JSON.stringify(exampleOf(form)).replaceAll(
    /"(units?|posts?|persons?|matters?)-1"/g,
    (whole, kind: string) => {
      const known = THERE[kind.replace(/s$/, '')]
      return known === undefined ? whole : `"${known}"`
    },
  )
  return JSON.parse(named)
}

const lawfulOf = ({ operationId, 'x-form': form = {} }: DocumentedOperation): { form: unknown } => ({
  form: operationId === 'supervised-task.setUp' ? orderForm() : lawfulForm(form),
})

const THERE: Readonly<Record<string, string>> = {
  unit: 'edu',
  post: 'gov-deputy',
  person: 'eclerk',
  matter: 'MATTER',
}

/**
 * A request to some operation by one of `people`; `MATTER` stands for the matter in hand.
 *
 * @param people how many there are
 */
export const requests = (people: number, matter: () => string): fc.Arbitrary<Hostile> =>
  fc.constantFrom(...targets).chain(({ path, method, operation }) => {
    const upload = JSON.stringify(operation.requestBody ?? {}).includes('multipart')
    return fc
      .record({
        who: fc.nat(people - 1),
        at: fc.array(ids, { minLength: 2, maxLength: 2 }),
        query: fc.oneof(
          { weight: 3, arbitrary: fc.constant('') },
          { weight: 1, arbitrary: fc.constantFrom(...QUERIES) },
        ),
        body: upload ? fc.constant(null) : bodyOf(operation),
        bytes: fc.uint8Array({ maxLength: 200 }),
      })
      .map(({ who, at, query, body, bytes }): Hostile => {
        let n = 0
        const named = path.replaceAll(/\{\w+\}/g, () =>
          encodeURIComponent(withMatter(at[n++ % 2] ?? '', matter())),
        )
        const content = upload
          ? fileBody('附件.txt', bytes)
          : method === 'GET'
            ? {}
            : {
                payload: withMatter(JSON.stringify(body) ?? '', matter()),
                headers: { 'content-type': 'application/json' },
              }
        return {
          who,
          operation: operation.operationId,
          options: { method: method as 'GET', url: named + query, ...content },
        }
      })
  })

const withMatter = (text: string, matter: string): string => text.replaceAll('MATTER', matter)
