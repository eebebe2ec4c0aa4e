import type { Field, Fields } from '#kernel/fields.ts'
import { inWords } from '#kernel/time.ts'
import type { LedgerColumn } from '#kernel/vocabulary.ts'
import { type DirectoryUnit } from '#reading/read.ts'
import { directoryOf, isCollective, splitUnits } from '#reading/units.ts'
import { type DateRead, readDate } from './dates.ts'
import { type NamedPost, postFinder } from './people-named.ts'

/** What is wrong with a cell, or should be looked at: a `bad` row cannot be set up before it is put right. */
export interface Fault {
  readonly level: 'bad' | 'look'
  /** Path of the form field that would put it right. */
  readonly field: string | null
  /** Place of the cell in its row. */
  readonly at: number | null
  readonly message: string
}

/** A cell turned into a value of a form field. */
export interface Read {
  readonly value?: unknown
  /** The value of another field that the same cell gives: steps beside a day, further units beside the lead. */
  readonly beside?: unknown
  readonly faults: readonly Omit<Fault, 'at' | 'field'>[]
  /** Words that say more than the value and are kept with the matter. */
  readonly kept?: string
}

/** Reads cells against one district; what a cell gave is remembered, since sheets repeat themselves. */
export class CellReader {
  readonly #directory
  readonly #findPost
  readonly #year: { readonly value: number; readonly guessed: boolean }
  readonly #read = new Map<string, Read>()

  constructor(
    district: { units: readonly DirectoryUnit[]; posts: readonly NamedPost[] },
    year: { readonly value: number; readonly guessed: boolean },
  ) {
    this.#directory = directoryOf(district.units)
    this.#findPost = postFinder(district.posts)
    this.#year = year
  }

  /** The value a cell gives under a column that fills `field`. */
  value(column: LedgerColumn, field: Field, form: Fields, cell: string): Read {
    const key = `${column.name}\n${cell}`
    const known = this.#read.get(key)
    if (known) return known
    const made = this.#make(column, field, form, cell.trim())
    this.#read.set(key, made)
    return made
  }

  #make(column: LedgerColumn, field: Field, form: Fields, cell: string): Read {
    if (cell === '' || NOTHING.test(cell)) return { faults: [] }
    switch (field.kind) {
      case 'text':
        return textRead(field, cell)
      case 'day':
        return this.#day(column, form, cell)
      case 'unit':
        return this.#lead(field, cell)
      case 'units':
        return this.#units(field, cell)
      case 'post':
        return this.#post(field, cell)
      case 'choice':
        return choiceRead(field, cell)
      default:
        return { faults: [] }
    }
  }

  #day(column: LedgerColumn, form: Fields, cell: string): Read {
    const read = readDate(cell, this.#year.value)
    if (read.day === null) {
      const message = `“${clipped(cell)}”没有确定的日期，请填写${column.title}`
      return { faults: [{ level: 'bad', message }], kept: cell }
    }
    const steps = column.steps === undefined ? undefined : stepsOf(form[column.steps], read.steps)
    const guessed = read.yearTaken && this.#year.guessed
    const rough = read.rough ? [look(`“${clipped(cell)}”按${inWords(read.day)}算，请核对`)] : []
    const faults = guessed
      ? [...rough, look(`“${clipped(cell)}”没有写年份，按${this.#year.value}年算`)]
      : rough
    return {
      value: read.day,
      ...(steps ? { beside: steps } : {}),
      faults: read.steps.length > 0 ? [...faults, look(stepsSaid(read, steps !== undefined))] : faults,
      ...(read.exact ? {} : { kept: cell }),
    }
  }

  #names(cell: string): readonly string[] {
    const plain = cell
      .normalize('NFC')
      .replace(/[;；,，]/g, '、')
      .replace(/\r?\n/g, '、')
    return splitUnits(plain, this.#directory.names)
  }

  #lead(field: Field, cell: string): Read {
    const { ids, faults } = this.#resolved(field, cell)
    const [value, ...others] = ids
    const more =
      others.length > 0 ? [look(`写了${ids.length}个单位，第一个为${field.title}，其余列为配合，请核对`)] : []
    return {
      ...(value ? { value } : {}),
      ...(others.length > 0 ? { beside: others } : {}),
      faults: [...faults, ...more],
    }
  }

  #units(field: Field, cell: string): Read {
    const { ids, faults } = this.#resolved(field, cell)
    return { ...(ids.length > 0 ? { value: ids } : {}), faults }
  }

  #resolved(field: Field, cell: string): { ids: string[]; faults: Read['faults'] } {
    const ids: string[] = []
    const faults: { level: 'bad'; message: string }[] = []
    const names = this.#names(cell)
    for (const name of names) {
      const found = this.#directory.find(name)
      if (found !== undefined) ids.push(found)
      else if (isCollective(name)) {
        faults.push({
          level: 'bad',
          message: `${field.title}“${name}”是一类单位，不会自动展开，请选定具体单位`,
        })
      } else faults.push({ level: 'bad', message: `名录里没有${field.title}“${clipped(name)}”，请改选单位` })
    }
    if (names.length === 0)
      faults.push({ level: 'bad', message: `没有认出${field.title}“${clipped(cell)}”，请选择单位` })
    return { ids: [...new Set(ids)], faults }
  }

  #post(field: Field, cell: string): Read {
    const found = this.#findPost(cell) ?? this.#findPost(cell.split(/[、,，;；\n]/)[0] ?? '')
    if (found !== undefined) return { value: found, faults: [] }
    return { faults: [look(`没有认出${field.title}“${clipped(cell)}”，用整张表统一填写的`)], kept: cell }
  }
}

const NOTHING = /^(?:\/+|—+|-+|无|\\)$/

const look = (message: string) => ({ level: 'look' as const, message })

const points = (text: string): string[] => [...text]
const clipped = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return points(line).length > 30 ? `${points(line).slice(0, 29).join('')}…` : line
}

function textRead(field: Extract<Field, { kind: 'text' }>, cell: string): Read {
  const text = field.lines
    ? cell.replace(/\r\n?/g, '\n')
    : cell
        .replace(/(?<=[\u2e80-\uffef])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?=[\u2e80-\uffef])/g, '')
        .replace(/\s*[\r\n]+\s*/g, ' ')
  if (points(text).length <= field.max) return { value: text, faults: [] }
  const short = shortened(text, field.max)
  return {
    value: short,
    faults: [look(`${field.title}超过${field.max}字，全文另存，${field.title}只取“${clipped(short)}”`)],
    kept: text,
  }
}

/** A text up to its last stop that fits. */
function shortened(text: string, max: number): string {
  const head = points(text).slice(0, max).join('')
  const stop = Math.max(...['。', '；', '，'].map((mark) => head.lastIndexOf(mark)))
  return stop > max / 4 ? head.slice(0, stop) : head
}

function choiceRead(field: Extract<Field, { kind: 'choice' }>, cell: string): Read {
  const found = Object.entries(field.options).find(([, title]) => title === cell)
  if (found) return { value: found[0], faults: [] }
  return { faults: [look(`${field.title}没有“${clipped(cell)}”这一项`)], kept: cell }
}

/** Steps as rows of the field that takes them: its first text and its first day. */
function stepsOf(field: Field | undefined, steps: DateRead['steps']): Record<string, string>[] | undefined {
  if (field?.kind !== 'rows' || steps.length === 0) return undefined
  const what = Object.keys(field.of).find((name) => field.of[name]?.kind === 'text')
  const due = Object.keys(field.of).find((name) => field.of[name]?.kind === 'day')
  if (what === undefined || due === undefined) return undefined
  return steps.slice(0, field.most).map((step) => ({ [what]: step.what, [due]: step.due }))
}

function stepsSaid({ steps, day }: DateRead, taken: boolean): string {
  const last = `一格里有${steps.length + 1}个日期，取最后一个${day === null ? '' : inWords(day)}`
  return taken ? `${last}，前面的作为节点，请核对` : `${last}，请核对`
}
