import { isOpenTo } from '#kernel/seats.ts'
import { type Day, addMs, dayAt } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { reports } from '#rulebook/reports.ts'
import type { StoreContext } from '#store/context.ts'
import { type Reader, readerFor } from '../matters/reader.ts'
import { type FigureName, type Line, type Narrowed, circularOf, linesOf } from './circular.ts'
import type { CircularIssue } from './circular-text.ts'
import { type PeriodKind, periodOf } from './period.ts'
import type { Reported } from './task-facts.ts'
import { tasksIn } from './tasks.ts'

/** The procedure a report is about: the one named, or the first that is reported on; undefined when there is none of that name. */
export function reportedAs({ rulebook }: StoreContext, asked: string | undefined): Reported | undefined {
  const id = asked ?? Object.keys(reports)[0] ?? ''
  const [procedure, spec] = [rulebook.procedures[id], Object.hasOwn(reports, id) ? reports[id] : undefined]
  return procedure && spec && { procedure, spec }
}

export interface CircularAsked {
  readonly kind: PeriodKind
  /** Any day of the period; today's when absent. */
  readonly on?: Day | undefined
}

/** Who may have the circular as a paper: those to whom every matter of it is open, and the district's leaders. A part is no circular. */
export const hasPapers = ({ procedure }: Reported, actor: Actor): boolean =>
  isOpenTo(procedure, actor) || actor.functions.includes('leadership')

interface Read {
  readonly reader: Reader
  readonly issue: CircularIssue
  readonly lines: (figure: FigureName, narrowed: Narrowed) => readonly Line[]
}

/** The circular of a period as this reader may see it, and the lines under each of its numbers. */
export async function issueFor(
  context: StoreContext,
  actor: Actor,
  reported: Reported,
  { kind, on }: CircularAsked,
): Promise<Read> {
  const reader = await readerFor(context, actor)
  const { directory } = reader.district
  const period = periodOf(kind, on ?? dayAt(reader.now))
  const ongoing = reader.now < period.end
  const until = ongoing ? reader.now : period.end
  // What happens at this very instant has happened.
  const span = { start: period.start, end: ongoing ? addMs(until, 1) : until }
  const { tasks, erased } = await tasksIn(context, actor, reported, span)
  const { title } = reported.procedure
  return {
    reader,
    issue: {
      title: reported.spec.title,
      period,
      until,
      ongoing,
      scope: isOpenTo(reported.procedure, actor) ? `全部${title}` : `您可以看到的${title}`,
      erased,
      circular: circularOf(tasks, directory, reported.spec.source.titles),
    },
    lines: (figure, narrowed) => linesOf(tasks, figure, directory, narrowed),
  }
}
