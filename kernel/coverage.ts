import type { Finding } from './finding.ts'
import type { Basis, Procedure, Rulebook } from './vocabulary.ts'

/**
 * 对照: one rule of the law a procedure executes, and what of the declaration enforces it, `gate:twoOfficers`, `power:deliver`,
 * `duty:decide`, `step:told`, `term:holding`, `paper:decision`, `field:items`, `state:held`; or why nothing here can.
 */
export interface CoverageRow {
  readonly rule: string
  readonly kind: CoverageKind
  readonly basis: Basis
  readonly by?: readonly string[]
  readonly why?: string
}

export type CoverageKind = keyof typeof COVERAGE_KINDS

/** What kind of rule it is, in the order of the page. */
export const COVERAGE_KINDS = {
  actor: '主体',
  step: '步骤',
  limit: '期限',
  right: '权利',
  ban: '禁止',
  consequence: '后果',
} as const

/** `第十八条第（一）项` and `第18条` are of one article. */
const articleOf = ({ article = '' }: Basis): string =>
  /第[\d一二三四五六七八九十百]+条/u.exec(article)?.[0] ?? article

/** Everything of a procedure that a row can name, with the bases on which it stands, where it has some. */
function declared(procedure: Procedure): ReadonlyMap<string, readonly Basis[] | null> {
  const { powers, duties, steps = {}, watches, terms, papers, record, states, roles, flags = {} } = procedure
  const based = (what: string, all: Readonly<Record<string, { readonly basis: readonly Basis[] }>>) =>
    Object.entries(all).map(([name, { basis }]) => [`${what}:${name}`, basis] as const)
  const bare = (what: string, all: object) =>
    Object.keys(all).map((name) => [`${what}:${name}`, null] as const)
  const gates = Object.values(powers).flatMap((power) => power.gates ?? [])
  return new Map<string, readonly Basis[] | null>([
    ...based('power', powers),
    ...based('duty', duties),
    ...based('step', steps),
    ...based('watch', watches),
    ...gates.map(({ name, basis }) => [`gate:${name}`, basis] as const),
    ...bare('term', terms),
    ...bare('paper', papers),
    ...bare('field', record),
    ...bare('state', states),
    ...bare('role', roles),
    ...bare('flag', flags),
  ])
}

/**
 * A row names what there is, and at least one of it stands on the row's own article; a row that names nothing says why. And what
 * refuses, is owed or must have happened in a procedure that lists its law stands in some row: nothing is enforced without a rule.
 */
export const checkCoverage = ({ procedures }: Rulebook): Finding[] =>
  Object.values(procedures).flatMap((procedure) => {
    const { id, coverage } = procedure
    if (coverage === undefined) return []
    const known = declared(procedure)
    const named = new Set(coverage.flatMap(({ by = [] }) => by))
    const unnamed = [...known.keys()].filter((one) => /^(gate|duty|step):/u.test(one) && !named.has(one))
    return [
      ...coverage.flatMap((row, n) =>
        faultsOf(row, known).map((what) => unsound(`${id} row ${n + 1}`, what)),
      ),
      ...unnamed.map((one) => unsound(`${id}.${one}`, 'enforces something and no row of the law names it')),
    ]
  })

const unsound = (where: string, what: string): Finding => ({ code: 'COVERAGE_UNSOUND', where, what })

function faultsOf({ rule, basis, by = [], why }: CoverageRow, known: ReturnType<typeof declared>): string[] {
  if (by.length === 0) return why === undefined ? [`“${rule}” is neither enforced nor said why not`] : []
  const unknown = by.filter((one) => !known.has(one)).map((one) => `there is no ${one}`)
  const bases = by.flatMap((one) => known.get(one) ?? [])
  const stands = bases.some((one) => one.title === basis.title && articleOf(one) === articleOf(basis))
  return bases.length > 0 && !stands
    ? [...unknown, `nothing that enforces “${rule}” stands on ${basis.title} ${basis.article ?? ''}`]
    : unknown
}
