import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { journalsIn } from '#store/queries/report.ts'
import { type Reported, type Span, type TaskFacts, factsOf } from './task-facts.ts'

export interface TasksRead {
  readonly tasks: readonly TaskFacts[]
  /** Matters whose record was erased by law: they cannot be told about. */
  readonly erased: number
}

/** The facts of every matter that a report on a span is about, as far as this reader may see them, in the order they were opened. */
export async function tasksIn(
  context: StoreContext,
  actor: Actor,
  reported: Reported,
  span: Span,
): Promise<TasksRead> {
  const tasks: TaskFacts[] = []
  let erased = 0
  for await (const journals of journalsIn(context, actor, reported.procedure.id, span)) {
    for (const { id, entries } of journals) {
      const facts = entries && factsOf(reported, id, entries, span)
      if (facts) tasks.push(facts)
      if (!entries) erased++
    }
  }
  return { tasks, erased }
}
