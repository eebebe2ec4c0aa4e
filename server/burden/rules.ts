import type { Fields } from '#kernel/fields.ts'
import type { AnyPower, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { BurdenRules } from '#store/queries/burden.ts'

/** Fields a form asks for, those of groups and of one row included; optional ones are asked for as well. */
export const fieldsAsked = (form: Fields): number =>
  Object.values(form).reduce(
    (sum, field) => sum + (field.kind === 'group' || field.kind === 'rows' ? fieldsAsked(field.of) : 1),
    0,
  )

/** An act that ends a matter by naming another one: it was asked for before (并案). */
const endsInAnother = (procedure: Procedure, { form, then }: AnyPower): boolean =>
  then !== undefined &&
  procedure.states[then]?.final === true &&
  Object.values(form).some(({ kind }) => kind === 'matter')

const known = new WeakMap<Rulebook, BurdenRules>()

/** What the figures need of the rulebook: the form that meets each duty, which duties are the main ones, how duplicates end. */
export function burdenRules(rulebook: Rulebook): BurdenRules {
  const made = known.get(rulebook)
  if (made) return made
  const procedures = Object.values(rulebook.procedures)
  const rules: BurdenRules = {
    duties: procedures.flatMap((procedure) =>
      Object.entries(procedure.duties).map(([name, { doneBy, main }]) => {
        const meets = doneBy[0] === undefined ? undefined : procedure.powers[doneBy[0]]
        const fields = meets ? fieldsAsked(meets.form) : 0
        return { procedure: procedure.id, name, fields, main: main === true }
      }),
    ),
    duplicates: procedures.flatMap((procedure) =>
      Object.entries(procedure.powers).flatMap(([act, power]) =>
        endsInAnother(procedure, power) ? [`${procedure.id}.${act}`] : [],
      ),
    ),
  }
  known.set(rulebook, rules)
  return rules
}
