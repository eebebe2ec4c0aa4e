import type { Proposal } from './session.ts'
import type { Values } from '../../ui/act-form/values.ts'

/** Below this the reader itself asks for a second look. */
const LOW = 0.6

/** What a person should look at before confirming, a sentence each. */
export function flagsOf(proposal: Proposal, values: Values): readonly string[] {
  const { lead, cooperate, responsible, collective, resolved, due, dueWords, confidence, because } = proposal
  const named = [...new Set([...lead, ...cooperate, ...responsible])]
  const unknown = named.filter((name) => !collective.includes(name) && resolved[name] === undefined)
  const flags: string[] = []
  if (confidence < LOW) flags.push(`把握不大：${because}`)
  if (unknown.length > 0) flags.push(`名录里没有${quoted(unknown)}，请自己选单位`)
  if (collective.length > 0) flags.push(`${quoted(collective)}不是一个单位，请逐个选入或者按类别选入`)
  if (lead.length > 1) flags.push(`原文有${lead.length}个牵头单位，已把第一个作为牵头、其余列入配合，请核对`)
  if (lead.length === 0 && responsible.length > 1) flags.push('原文只写责任单位，暂以第一个为牵头，请核对')
  if (due === null && !values['due']) {
    flags.push(dueWords ? `原文时限是“${dueWords}”，请定到某一天` : '原文没有写时限，请定一个')
  } else if (due !== null && dueWords !== null && values['due'] === due) {
    flags.push(`原文时限是“${dueWords}”，已取最后一天`)
  }
  return flags
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join('、')

/** True where the reader is unsure enough that the card says so on its outside. */
export const isUnsure = (proposal: Proposal): boolean => proposal.confidence < LOW
