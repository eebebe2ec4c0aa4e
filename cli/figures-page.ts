import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const PARTS = {
  proof: 'Proof',
  endurance: 'Endurance',
  security: 'Security',
  speed: 'Speed and scale',
} as const
export type FigurePart = keyof typeof PARTS

/** A figure as whoever measured it tells it. */
export interface Figure {
  /** Name of its file: lower case, digits and hyphens, e.g. `r1-acknowledged-acts-lost`. */
  readonly id: string
  readonly part: FigurePart
  /** What was counted or measured, in English. */
  readonly title: string
  /** A bare number, or a number with its unit or ratio. */
  readonly value: number | string
  /** Out of how many of what; a zero without it is refused. */
  readonly of?: { readonly n: number; readonly what: string }
  /** What a stranger types to get the figure again. */
  readonly command: string
  readonly note?: string
}

/** The figure as `docs/figures/<id>.json` holds it. */
export interface StoredFigure extends Figure {
  /** The day of the run, UTC. */
  readonly on: string
  /** Short hash; a plus says that the measured code differed from it. */
  readonly commit: string
  readonly machine: string
  /** Load average of one minute when the figure was taken. */
  readonly load: number
}

/** Figures of a folder, by file name. @returns an empty list where the folder is not there */
export function storedFigures(folder: string): StoredFigure[] {
  let names: string[] = []
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
  return names.toSorted().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as StoredFigure)
}

/** The page of all figures, by part; every zero with the bound it allows. */
export function figuresPage(figures: readonly StoredFigure[]): string {
  return `# Figures

Made by \`npx luoshi docs --write\` from \`docs/figures/\`, which the commands below write when \`LUOSHI_FIGURES=1\` is set. Each figure
names what it is out of, its day, its commit and how to get it again. Zero failures in n independent trials allow a rate of up to about
3/n (95 %); that bound stands beside every zero. A plus behind a commit: the code differed from it. Load is the machine's average over a
minute when the figure was taken; both cores busy is 2.
${(Object.keys(PARTS) as FigurePart[]).map((part) => section(part, figures)).join('')}`
}

function section(part: FigurePart, figures: readonly StoredFigure[]): string {
  const own = figures.filter((figure) => figure.part === part)
  if (own.length === 0) return ''
  return `
## ${PARTS[part]}

| what | figure | out of | day | commit | load | command |
|---|---|---|---|---|---|---|
${own.map(row).join('\n')}
${notes(own)}`
}

function row({ title, value, of, on, commit, load, command }: StoredFigure): string {
  const outOf = of === undefined ? '' : `${of.n.toLocaleString('en')} ${of.what}${bound(value, of.n)}`
  const cells = [title, shown(value), outOf, on, `\`${commit}\``, load, `\`${command}\``]
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
}

const shown = (value: number | string): string =>
  typeof value === 'number' ? value.toLocaleString('en') : value

const bound = (value: number | string, n: number): string =>
  Number(value) === 0 ? ` (≤ ${((3 / n) * 100).toPrecision(2)} %)` : ''

function notes(figures: readonly StoredFigure[]): string {
  const noted = figures.filter(({ note }) => note !== undefined)
  return noted.length === 0 ? '' : `\n${noted.map(({ title, note }) => `- ${title}: ${note}`).join('\n')}\n`
}
