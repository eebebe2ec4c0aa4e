import type { Among, Field, Fields } from './fields.ts'
import type { Finding } from './finding.ts'
import type { Procedure, Rulebook } from './vocabulary.ts'

/**
 * The field of a form at a path, into groups and rows: `tasks.task` is what each row of `tasks` asks.
 *
 *     askedAt({ tasks: rows('任务', { task: matter('督办事项') }) }, 'tasks.task')   // → the matter 督办事项
 */
export function askedAt(fields: Fields, path: string): Field | undefined {
  let within: Fields = fields
  let found: Field | undefined
  for (const name of path.split('.')) {
    found = Object.hasOwn(within, name) ? within[name] : undefined
    within = found?.kind === 'group' || found?.kind === 'rows' ? found.of : {}
  }
  return found
}

/** Every field of a form that offers matters, with its path. */
function offering(fields: Fields, before = ''): readonly { readonly path: string; readonly among: Among }[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${before}${name}`
    if (field.kind === 'group' || field.kind === 'rows') return offering(field.of, `${path}.`)
    return field.kind === 'matter' && field.among ? [{ path, among: field.among }] : []
  })
}

/** What is wrong with an offer: it names what the other procedure does not have. */
function faultsOf({ procedures }: Rulebook, among: Among, of: Procedure, form: Fields): string[] {
  const other = procedures[among.procedure]
  if (other === undefined) return [`there is no ${among.procedure}`]
  const fields = [
    ...Object.keys(among.where ?? {}),
    ...(among.says ?? []),
    ...(among.same ? [among.same] : []),
  ]
  const known = (name: string): boolean => Object.hasOwn(other.record, name)
  const shared =
    among.same === undefined || Object.hasOwn(form, among.same) || Object.hasOwn(of.record, among.same)
  return [
    ...(among.states ?? [])
      .filter((state) => !Object.hasOwn(other.states, state))
      .map((state) => `${among.procedure} has no state ${state}`),
    ...fields.filter((name) => !known(name)).map((name) => `${among.procedure} keeps no ${name}`),
    ...(shared ? [] : [`neither the form nor the record has ${among.same}`]),
  ]
}

/** What a form offers must be there to be offered. */
export const checkAmong = (rulebook: Rulebook): Finding[] =>
  Object.values(rulebook.procedures).flatMap((procedure) =>
    Object.entries(procedure.powers).flatMap(([act, { form }]) =>
      offering(form).flatMap(({ path, among }) =>
        faultsOf(rulebook, among, procedure, form).map((what) => ({
          code: 'AMONG_UNSOUND',
          where: `${procedure.id}.${act} ${path}`,
          what,
        })),
      ),
    ),
  )
