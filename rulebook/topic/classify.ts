import { type Kind, classes, kinds } from './record.ts'

/** One line of a body's 集体决策事项清单. */
export interface Listed {
  readonly kind: string
  readonly measure: string
  readonly threshold?: number
  readonly basis: string
}

/** What an item is measured by; a sum counts together with what was linked to it. */
export interface Measured {
  readonly kind: Kind
  readonly sum?: number | undefined
  readonly area?: number | undefined
  readonly people?: number | undefined
}

export interface Classified {
  readonly class: keyof typeof classes
  /** A Chinese sentence: by which line of the list, with the numbers. */
  readonly reason: string
}

const MEASURES = { sum: ['金额', '万元'], area: ['面积', '亩'], people: ['影响人数', '人'] } as const
type Measure = keyof typeof MEASURES

const isMeasure = (name: string): name is Measure => Object.hasOwn(MEASURES, name)

/**
 * A1: whether an item is one that the body must decide, by the body's own list. A line without a measure makes every item of its
 * kind major; one with a measure those that reach the threshold.
 *
 *     classify({ kind: 'fund', sum: 500 }, [{ kind: 'fund', measure: 'sum', threshold: 300, basis: '…' }])   // → major
 */
export function classify(item: Measured, list: readonly Listed[]): Classified {
  const lines = list.filter(({ kind }) => kind === item.kind)
  for (const line of lines) {
    const said = reached(item, line)
    if (said) return { class: 'major', reason: `${kinds[item.kind]}：${said}（${line.basis}）` }
  }
  const reason =
    lines.length === 0
      ? `集体决策事项清单没有列“${kinds[item.kind]}”`
      : `${kinds[item.kind]}：没有达到清单列明的标准`
  return { class: 'ordinary', reason }
}

/** Why a line of the list takes an item in; undefined where it does not. */
function reached(item: Measured, { measure, threshold = 0 }: Listed): string | undefined {
  if (!isMeasure(measure)) return '不论数额，由集体决定'
  const value = item[measure]
  const [what, unit] = MEASURES[measure]
  return value !== undefined && value >= threshold
    ? `${what}${value}${unit}，达到${threshold}${unit}`
    : undefined
}
