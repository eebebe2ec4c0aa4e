import type { Day } from '#kernel/time.ts'
import type { UnitEntry } from '#store/directory.ts'
import { headOf } from '#reading/head.ts'
import { type DirectoryUnit, type Item, readTasks } from '#reading/read.ts'
import type { ProposalJson } from '../contract/operations.ts'
import { manyWaiting } from '../files/text.ts'
import { type Problem, problem } from '../problem.ts'
import { apart } from './apart.ts'
import { dueOf } from './due.ts'

/** A district's units as the reader knows them: every spelling the directory has. */
export const unitsForReading = (units: readonly UnitEntry[]): DirectoryUnit[] =>
  units.map(({ id, name, shortName, aliases, kind, domains }) => ({
    id,
    name,
    shortNames: [shortName, ...aliases],
    kind,
    domains,
  }))

/** Longer texts are read in a thread of their own; this much takes a tenth of a second at most. */
const READ_HERE = 10_000

/** Reads a text into proposals as the confirmation page shows them, or says why it cannot be read now. */
export async function proposalsFrom(
  text: string,
  directory: DirectoryUnit[],
  date: Day | undefined,
): Promise<ProposalJson[] | Problem> {
  if (text.length <= READ_HERE) {
    return readTasks(text, { directory, ...(date === undefined ? {} : { date }) }).items.map(proposalOf)
  }
  const outcome = await apart({ kind: 'tasks', text, directory, date })
  if (outcome.ok) return outcome.value.map(proposalOf)
  return outcome.because === 'full'
    ? manyWaiting()
    : problem('TOO_LARGE', '文字太多或者太乱，没能在半分钟内读完，请分成几段再试')
}

function proposalOf(item: Item): ProposalJson {
  const {
    text,
    ordinal,
    sentence,
    span,
    lead,
    cooperate,
    responsible,
    collective,
    resolved,
    confidence,
    because,
  } = item
  const milestones = item.milestones.flatMap(({ value, words }) => {
    const { due } = dueOf(value)
    return due ? [{ what: words, due }] : []
  })
  return {
    text,
    ordinal,
    sentence,
    span: [span.from, span.to],
    lead,
    cooperate,
    responsible,
    collective,
    resolved,
    ...dueOf(item.deadline),
    milestones,
    confidence,
    because,
  }
}

const LONGEST_TITLE = 100

/** The document's title, else the file's name, else its first line. */
export function titleFrom(text: string, fileName: string | null): string {
  const first = text
    .slice(0, 4000)
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '')
  const found = headOf(text).title ?? fileName?.replace(/\.[^.]{1,8}$/, '') ?? first ?? '未命名'
  const characters = [...found]
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE - 1).join('')}…` : found
}
