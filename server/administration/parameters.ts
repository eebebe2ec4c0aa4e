import { termsOf } from '#kernel/duties.ts'
import type { Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { ParameterRow } from '#store/administration.ts'
import { reminderFault, reminderParameters } from '../reminders/parameters.ts'
import { IDENTITY_SETTINGS } from '../identity/settings.ts'
import { REASON_SETTINGS } from '../bodies/settings.ts'
import { smsParameters } from '../sms/retention.ts'
import { type Parameter, shownSettings } from './setting.ts'

const SHORTEST = 1
const LONGEST = 365

const UNITS = { workdays: '工作日', days: '日', hours: '小时' } as const

/**
 * Everything a district may set: its terms, when it reminds people, how long it keeps short messages, by what a view counts as one's
 * own, how people log in.
 */
export const parametersOf = (rulebook: Rulebook, set: readonly ParameterRow[]): Parameter[] => [
  ...[
    ...termParameters(rulebook, set),
    ...settingParameters(rulebook, set),
    ...reminderParameters(set),
    ...smsParameters(set),
  ].map((parameter): Parameter => ({ ...parameter, kind: 'number', by: 'system' })),
  ...shownSettings(REASON_SETTINGS, set, 'system'),
  ...shownSettings(IDENTITY_SETTINGS, set, 'security'),
]

/** What is wrong with a value, or null. */
export function valueFault({ name, kind, least, most }: Parameter, value: number): string | null {
  if (kind === 'switch' && value !== 0 && value !== 1) return '请选开启或者不开启'
  if (value < least || value > most) return `请填${least}至${most}之间的整数`
  return reminderFault(name, value)
}

/**
 * The counted terms of every procedure, under the name the kernel looks them up by. A term that only a gate reads is listed once
 * its note says in Chinese what it is.
 */
function termParameters(rulebook: Rulebook, set: readonly ParameterRow[]): Omit<Parameter, 'kind' | 'by'>[] {
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
          least: SHORTEST,
          most: term.fixed ? term.length : LONGEST,
        },
      ]
    }),
  )
}

/** The other numbers that gates read: how many are many, which share is enough. */
function settingParameters(rulebook: Rulebook, set: readonly ParameterRow[]) {
  const own = new Map(set.map((row) => [row.name, row]))
  return Object.values(rulebook.procedures).flatMap(({ id, title, settings = {} }) =>
    Object.entries(settings).map(([name, setting]) => {
      const row = own.get(`${id}.${name}`)
      return {
        ...setting,
        name: `${id}.${name}`,
        title: `${title}：${setting.title}`,
        value: row?.value ?? setting.usual,
        note: row?.reason ?? setting.note,
      }
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
