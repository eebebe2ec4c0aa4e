import type { Procedure } from '#kernel/vocabulary.ts'
import { registerOf } from './ledger-view.ts'

/** What lists need to know of a procedure to name what is in them. */
export function procedureLine(procedure: Procedure) {
  const { id, title, states, flags = {}, powers, duties } = procedure
  const acts = Object.entries(powers).map(([act, { may }]) => [`${id}.${act}`, may] as const)
  const rungs = Object.entries(duties).flatMap(([name, { must, ladder }]) =>
    ladder.map((rung) => [`${id}.${name}.${rung.name}`, `${rung.title}：${must}`] as const),
  )
  return {
    id,
    title,
    register: registerOf(procedure),
    states: Object.entries(states).map(([name, state]) => ({ name, title: state.title })),
    flags: Object.entries(flags).map(([name, flag]) => ({ name, title: flag.title })),
    kinds: Object.fromEntries([...acts, ...rungs]),
    duties: Object.fromEntries(Object.entries(duties).map(([name, { must }]) => [`${id}.${name}`, must])),
  }
}
