import type { Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { Scenario } from './scenario.ts'

/**
 * What a scenario names that the rulebook does not have: a procedure, a state or a field of a matter that stands, a parameter. A typing
 * error would otherwise try nothing, and nobody would know.
 *
 * @returns a sentence each; empty where everything is there
 */
export function faultsAgainst(
  rulebook: Rulebook,
  { procedure, matters, tenant }: Scenario,
): readonly string[] {
  const known = Object.keys(rulebook.procedures).join('、')
  const unknown = (name: string) => `没有规程“${name}”。现有：${known}`
  return [
    ...(rulebook.procedures[procedure] ? [] : [`procedure：${unknown(procedure)}`]),
    ...Object.entries(matters).flatMap(([name, matter]) => {
      const of = rulebook.procedures[matter.procedure]
      return of
        ? standingFaults(`matters.${name}`, of, matter)
        : [`matters.${name}：${unknown(matter.procedure)}`]
    }),
    ...parameterFaults(rulebook, tenant.parameters),
  ]
}

function standingFaults(
  where: string,
  { title, states, record }: Procedure,
  { state, record: said }: Scenario['matters'][string],
): readonly string[] {
  const fields = Object.keys(said).filter((name) => !Object.hasOwn(record, name))
  return [
    ...(Object.hasOwn(states, state)
      ? []
      : [`${where}.state：${title}没有状态“${state}”，可以写：${Object.keys(states).join('、')}`]),
    ...(fields.length > 0 ? [`${where}.record：${title}的记录没有${fields.join('、')}`] : []),
  ]
}

function parameterFaults(
  rulebook: Rulebook,
  parameters: Scenario['tenant']['parameters'],
): readonly string[] {
  return Object.entries(parameters).flatMap(([key, value]) => {
    const [id = '', name = ''] = key.split('.')
    const of = rulebook.procedures[id]
    const own = of ? parametersOf(of) : []
    const hint = of ? `${of.title}的参数有：${own.join('、')}` : '写成 规程.参数'
    if (!of || !own.includes(name)) return [`tenant.parameters.${key}：没有这个参数，${hint}`]
    const { least, most } = boundsOf(of, name)
    if (value >= least && value <= most) return []
    const top = Number.isFinite(most) ? `至${most}` : '以上'
    return [`tenant.parameters.${key}：${value}不在可以设定的范围${least}${top}内；法定的期限只可缩短`]
  })
}

/** What a tenant may set a number to. */
function boundsOf(
  { terms, settings = {} }: Procedure,
  name: string,
): { readonly least: number; readonly most: number } {
  const term = terms[name]
  const fixed = term !== undefined && term.kind !== 'until' && term.fixed ? term.length : undefined
  return settings[name] ?? { least: 1, most: fixed ?? Number.POSITIVE_INFINITY }
}

/** The names of what a tenant may set of a procedure: the lengths of its counted terms, its own numbers. */
const parametersOf = ({ terms, settings }: Procedure): readonly string[] => [
  ...Object.keys(terms).filter((name) => terms[name]?.kind !== 'until'),
  ...Object.keys(settings ?? {}),
]
