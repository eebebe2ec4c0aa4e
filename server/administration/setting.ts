import type { Administration } from '#store/administrators.ts'
import type { ParameterRow } from '#store/administration.ts'

/** A number or a switch that a district sets, declared once: the page, its bounds and what it is read as come from this. */
export interface Setting {
  readonly title: string
  readonly kind: 'number' | 'switch'
  readonly unit: string
  readonly usual: number
  readonly least: number
  readonly most: number
  readonly note: string
}

/** A whole number of something. */
export const count = (
  title: string,
  unit: string,
  [least, usual, most]: readonly [least: number, usual: number, most: number],
  note: string,
): Setting => ({ title, kind: 'number', unit, usual, least, most, note })

/** On or off; kept as 1 or 0. */
export const onOff = (title: string, usual: boolean, note: string): Setting => ({
  title,
  kind: 'switch',
  unit: '',
  usual: usual ? 1 : 0,
  least: 0,
  most: 1,
  note,
})

/** One line of the page of parameters. */
export interface Parameter {
  readonly name: string
  readonly title: string
  readonly kind: Setting['kind']
  readonly unit: string
  readonly usual: number
  readonly value: number
  readonly note: string | null
  readonly least: number
  readonly most: number
  /** Whose it is to set. */
  readonly by: Administration
}

/** Settings as the page shows them, with what the district set. */
export function shownSettings(
  settings: Readonly<Record<string, Setting>>,
  set: readonly ParameterRow[],
  by: Administration,
): Parameter[] {
  return Object.entries(settings).map(([name, setting]) => {
    const own = set.find((row) => row.name === name)
    return { ...setting, name, value: own?.value ?? setting.usual, note: own?.reason ?? setting.note, by }
  })
}
