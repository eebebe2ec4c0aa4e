import { termsOf } from '#kernel/duties.ts'
import type { Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { ParameterRow } from '#store/administration.ts'

export interface Parameter {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly usual: number
  readonly value: number
  readonly note: string | null
}

const UNITS = { workdays: '工作日', days: '日', hours: '小时' } as const

/**
 * What a district may set: the counted terms of every procedure, under the name the kernel looks them up by. A term that only a
 * gate reads is listed once its note says in Chinese what it is.
 */
export function parametersOf(rulebook: Rulebook, set: readonly ParameterRow[]): Parameter[] {
  const own = new Map(set.map((row) => [row.name, row]))
  return Object.values(rulebook.procedures).flatMap((procedure) =>
    Object.entries(procedure.terms).flatMap(([name, term]) => {
      const said = term.kind === 'until' ? undefined : titleOf(procedure, name)
      if (term.kind === 'until' || said === undefined) return []
      const key = `${procedure.id}.${name}`
      const row = own.get(key)
      return [
        {
          name: key,
          title: `${procedure.title}：${said}`,
          unit: UNITS[term.kind],
          usual: term.length,
          value: row?.value ?? term.length,
          note: row?.reason ?? term.note ?? null,
        },
      ]
    }),
  )
}

/** A term is known by the duties that run on it; one that only a gate reads, by its note. */
function titleOf({ terms, duties }: Procedure, name: string): string | undefined {
  const owed = Object.values(duties).filter((duty) => termsOf(duty.within).includes(name))
  const term = terms[name]
  const note = term && 'note' in term ? term.note : undefined
  if (owed.length === 0) return note
  const musts = [...new Set(owed.map((duty) => duty.must))].join('；')
  // Where one duty has several terms, the note tells them apart.
  return note && owed.some((duty) => typeof duty.within !== 'string') ? `${musts}（${note}）` : musts
}
