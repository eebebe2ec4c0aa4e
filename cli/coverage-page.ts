import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { COVERAGE_KINDS, type CoverageRow } from '#kernel/coverage.ts'
import { basisText } from '#kernel/reading-copy.ts'
import type { Procedure, Rulebook } from '#kernel/vocabulary.ts'

/** The files of the rulebook, by path in the repository. */
export type Sources = Readonly<Record<string, string>>

/** Every declaration of the rulebook, tests and stories left out. */
export function rulebookSources(project: string): Sources {
  const paths = readdirSync(join(project, 'rulebook'), { recursive: true, encoding: 'utf8' })
    .map((path) => `rulebook/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !/(\.test|\/cases|\/coverage)\.ts$/u.test(path))
  return Object.fromEntries(paths.toSorted().map((path) => [path, readFileSync(join(project, path), 'utf8')]))
}

/** Where a declaration stands: its file in the procedure's folder, the line its list begins with, and its indentation there. */
const PLACES: Readonly<Record<string, { file: string; list: RegExp; indent: string }>> = {
  power: { file: 'procedure', list: /^ {2}powers: \{/u, indent: '    ' },
  duty: { file: 'procedure', list: /^ {2}duties: \{/u, indent: '    ' },
  term: { file: 'procedure', list: /^ {2}terms: \{/u, indent: '    ' },
  state: { file: 'procedure', list: /^ {2}states: \{/u, indent: '    ' },
  role: { file: 'procedure', list: /^ {2}roles: \{/u, indent: '    ' },
  watch: { file: 'procedure', list: /^ {2}watches: \{/u, indent: '    ' },
  flag: { file: 'procedure', list: /^ {2}flags: \{/u, indent: '    ' },
  step: { file: 'steps', list: /^export const steps/u, indent: '  ' },
  paper: { file: 'papers', list: /^export const papers/u, indent: '  ' },
  field: { file: 'record', list: /^export const record/u, indent: '  ' },
}

/**
 * File and line of what a row names; null where it stands in no file of its own.
 *
 *     lineOf(sources, 'seizure', 'power:deliver')   // → 'rulebook/seizure/procedure.ts#L318'
 */
export function lineOf(sources: Sources, id: string, named: string): string | null {
  const [kind = '', name = ''] = named.split(':')
  if (kind === 'gate') return gateLine(sources, id, name)
  const place = PLACES[kind]
  if (place === undefined) return null
  const path = `rulebook/${id}/${place.file}.ts`
  const lines = (sources[path] ?? '').split('\n')
  const from = lines.findIndex((line) => place.list.test(line))
  const at = lines.findIndex((line, n) => n > from && line.startsWith(`${place.indent}${name}: `))
  return from === -1 || at === -1 ? besides(sources, id, name) : `${path}#L${at + 1}`
}

/** What a procedure keeps in a file of its own, such as the terms of its clock. */
function besides(sources: Sources, id: string, name: string): string | null {
  for (const [path, text] of Object.entries(sources)) {
    if (!path.startsWith(`rulebook/${id}/`)) continue
    const at = text.split('\n').findIndex((line) => line.trimStart().startsWith(`${name}: `))
    if (at !== -1) return `${path}#L${at + 1}`
  }
  return null
}

/** A gate stands where its name is given, among the gates of its procedure or of one that lends them: whole, or made of a part. */
function gateLine(sources: Sources, id: string, name: string): string | null {
  const suffixes = [...name.matchAll(/[A-Z]/gu)].map(({ index }) => `}${name.slice(index)}\``)
  const paths = Object.keys(sources)
    .filter((path) => !path.endsWith('/enforces.ts'))
    .toSorted((a, b) => Number(b.startsWith(`rulebook/${id}/`)) - Number(a.startsWith(`rulebook/${id}/`)))
  for (const wanted of [`'${name}'`, ...suffixes]) {
    for (const path of paths) {
      const at = (sources[path] as string).split('\n').findIndex((line) => line.includes(wanted))
      if (at !== -1) return `${path}#L${at + 1}`
    }
  }
  return null
}

const NOTE = '<!-- Generated from the rulebook by `luoshi docs --write`; do not edit. -->'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function page({ id, title, basis }: Procedure, coverage: readonly CoverageRow[], sources: Sources): string {
  const link = (named: string): string => {
    const line = lineOf(sources, id, named)
    return line === null ? `\`${named}\`` : `[\`${named}\`](../../${line})`
  }
  const row = ({ rule, kind, basis: own, by = [], why = '' }: CoverageRow, n: number): string =>
    `| ${[
      String(n + 1),
      COVERAGE_KINDS[kind],
      cell(rule),
      basisText(own),
      by.map(link).join(' '),
      cell(why),
    ].join(' | ')} |`
  const enforced = coverage.filter(({ by = [] }) => by.length > 0).length
  return `${NOTE}

# ${title}规程与法条对照（${id}）

依据：${basis.map(basisText).join('、')}。共${coverage.length}条，由规程执行${enforced}条，不能由规程执行的${coverage.length - enforced}条写明原因。

| # | 性质 | 法条要求 | 依据 | 由什么执行 | 不能执行的原因 |
| --- | --- | --- | --- | --- | --- |
${coverage.map(row).join('\n')}
`
}

/** The pages that map each rule of a procedure's law to the lines that enforce it, by path in the repository. */
export const coveragePages = (rulebook: Rulebook, sources: Sources): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.values(rulebook.procedures).flatMap((procedure) =>
      procedure.coverage === undefined
        ? []
        : [[`docs/reference/coverage-${procedure.id}.md`, page(procedure, procedure.coverage, sources)]],
    ),
  )
