import type { FastifyInstance } from 'fastify'
import { disclosing } from '#kernel/disclosed.ts'
import { dayAt } from '#kernel/time.ts'
import { districtOf } from '#store/facts.ts'
import { disclosedBy } from '#store/queries/disclosed.ts'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Services } from '../services.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Routes of what is published: of each matter what its procedure declares for everybody, and no id that leads further. */
export function registerDisclosed(app: FastifyInstance, services: Services): void {
  const { context, district } = services
  register(app, services, operations.disclosed, {
    list: async ({ query }) => {
      const says = new Map(disclosing(context.rulebook).map((one) => [one.procedure.id, one]))
      const under = [...says].map(([procedure, one]) => ({ procedure, field: one.says.on }))
      const { directory } = await districtOf(context)
      const { rows, next } = await disclosedBy(context, under, dayAt(context.clock.now()), query)
      const shown = rows.flatMap(({ procedure, title, record }) => {
        const one = says.get(procedure)
        if (!one) return []
        const of = (field: string | undefined) => textOf(record[field ?? ''])
        return {
          kind: one.procedure.title,
          title,
          number: of(one.says.number),
          unit: directory.unitName(of(one.says.by)),
          on: of(one.says.on),
          text: of(one.says.words),
        }
      })
      return { district, rows: shown, next }
    },
  })
}
