import { namesSomebody, namesUnits } from './clauses.ts'
import { type Convention, conventionsOf } from './conventions.ts'
import { type Anchor, type Found, chooseDeadline, readDeadlineCell, scanDeadlines } from './deadlines.ts'
import { anchorOf, isNews, type Kind, kindOf } from './document.ts'
import type { Draft } from './draft.ts'
import { Gatherer } from './items.ts'
import { cutRunTogether } from './run-together.ts'
import { cutRuns } from './runs.ts'
import type { Breadth } from './charges.ts'
import { takeTables } from './tables.ts'
import { blocksOf } from './text.ts'
import type { DirectoryUnit, Item, Reading } from './types.ts'
import { type Directory, directoryOf, isCollective } from './units.ts'

export type { Deadline, DirectoryUnit, Item, Reading } from './types.ts'

export interface ReadOptions {
  /** The tenant's units; without them names are read from the text alone and stay unresolved. */
  directory?: readonly DirectoryUnit[]
  /** The document's day, `YYYY-MM-DD`, when known better than its text tells. */
  date?: string
}

/**
 * Reads an official text into proposed tasks, as the reading contract defines them.
 *
 * `readTasks('新建口袋公园8处。（责任单位：区城管局、各街道）')` yields one item with two responsible
 * names, one of them collective. Pure and linear in the length of the text; never throws on any text.
 */
export function readTasks(text: string, options: ReadOptions = {}): Reading {
  const blocks = cutRunTogether(blocksOf(text)).flatMap(cutRuns)
  const directory = directoryOf(options.directory ?? [])
  const known = directory.names.size > 0 ? directory.names : undefined
  const anchor = anchorOf(blocks, options.date)
  const kind = kindOf(blocks)
  const { rest, drafts: fromTables } = takeTables(blocks, known)
  let drafts = gather(rest, kind === 'plan' ? 'reports' : isNews(blocks) ? 'obliged' : 'any', known)
  // A plan without any clause assigns its tasks in sentences or, like a speech, charges people outright.
  if (kind === 'plan' && fromTables.length === 0 && drafts.every((draft) => draft.form === 'sentence')) {
    drafts = assignedIn(rest, known)
  }
  const conventions = conventionsOf(blocks, anchor, known).filter(
    (one) =>
      one.rule !== 'due' ||
      !drafts.some((draft) => draft.form === 'clause' && draft.from <= one.from && one.from < draft.to),
  )
  const named = [...drafts, ...fromTables].filter((draft) => namesSomebody(draft.clause))
  const parents = parentPaths(named)
  // A section heading that names only who oversees it is no task.
  const all = named
    .filter(
      (draft) => namesUnits(draft.clause) || !(draft.form === 'clause' && parents.has(draft.path.join('.'))),
    )
    .sort((a, b) => a.from - b.from)
  const context = { anchor, kind, conventions, directory, parents }
  const items = all.map((draft) => itemOf(text, draft, context))
  return { items, year: anchor.year, date: anchor.date, conventions: conventions.map((one) => one.words) }
}

function gather(blocks: ReturnType<typeof blocksOf>, breadth: Breadth, known?: ReadonlySet<string>): Draft[] {
  const gatherer = new Gatherer(breadth, known)
  for (const block of blocks) gatherer.add(block)
  return gatherer.finish()
}

/** Tasks of a plan without clauses: each number opens with a unit, or units are charged outright, or anything else. */
function assignedIn(rest: Parameters<typeof gather>[0], known?: ReadonlySet<string>): Draft[] {
  const any = gather(rest, 'any', known)
  const headed = any.filter(opensWithUnit)
  const assigned = gather(rest, 'assigned', known)
  if (headed.length >= 3 && headed.length > assigned.length) return headed
  return assigned.length > 0 ? assigned : any
}

/** （一）供电公司要…: a numbered paragraph whose first words are who is charged. */
const opensWithUnit = ({ ordinal, pieces, clause }: Draft): boolean => {
  const words = pieces[0]?.text.replace(/^(?:由|请)/, '') ?? ''
  const names = [...clause.lead, ...clause.responsible, ...clause.cooperate]
  return ordinal !== null && names.some((name) => words.startsWith(name))
}

interface Context {
  anchor: Anchor
  kind: Kind
  conventions: readonly Convention[]
  directory: Directory
  parents: ReadonlySet<string>
}

function itemOf(source: string, draft: Draft, context: Context): Item {
  applyConventions(draft, context.conventions)
  const text = draft.pieces
    .map((piece) => piece.raw.trim())
    .join('\n')
    .trim()
    .replace(/^[，；、：。\s]+|[（(〔[]$/g, '')
  const found = timesOf(draft, context)
  const due = context.conventions.find((one) => one.rule === 'due')
  const inheritsDue =
    found.length === 0 && due !== undefined && (draft.form !== 'sentence' || isAbove(draft, due))
  if (inheritsDue) draft.inherited.add('deadline')
  const { clause } = draft
  const names = [...clause.lead, ...clause.cooperate, ...clause.responsible]
  return {
    ordinal: draft.ordinal,
    text,
    lead: clause.lead,
    cooperate: clause.cooperate,
    responsible: clause.responsible,
    collective: clause.collective,
    leaders: clause.leaders,
    deadline: inheritsDue ? due.value : chooseDeadline(found),
    milestones: inheritsDue
      ? [{ value: due.value, words: due.dateWords }]
      : found.map(({ value, words }) => ({ value, words })),
    inherited: [...draft.inherited],
    parent: draft.form === 'clause' && context.parents.has(draft.path.join('.')),
    category: draft.category,
    span: { from: draft.from, to: draft.to },
    sentence: source.slice(draft.from, draft.to),
    confidence: clause.confidence,
    because: because(draft),
    resolved: resolve(names, context.directory),
  }
}

/** 以上工作在一个月内完成: in minutes it speaks of what its own paragraph has just asked for. */
const isAbove = (draft: Draft, due: { words: string; from: number }): boolean =>
  /^ *(?:以上|上述)/.test(due.words) && draft.to <= due.from && due.from - draft.from < 600

function because(draft: Draft): string {
  const notes = [draft.clause.because]
  if (draft.clause.lead.length === 0 && draft.clause.responsible.length === 1)
    notes.push('只列一家单位，可建议为牵头，请确认')
  if (draft.clause.collective.length > 0)
    notes.push(`“${draft.clause.collective.join('、')}”是泛称，请人工展开`)
  if (draft.inherited.size > 0) notes.push('部分内容继承自全篇约定或合并单元格')
  return `${notes.filter((note) => note !== '').join('；')}。`
}

/** The sections, by path, that have items with their own clause beneath them. */
function parentPaths(drafts: readonly Draft[]): Set<string> {
  const paths = new Set<string>()
  for (const { form, path } of drafts) {
    if (form === 'clause')
      for (let depth = 1; depth < path.length; depth++) paths.add(path.slice(0, depth).join('.'))
  }
  return paths
}

function timesOf(draft: Draft, { anchor, kind }: Context): Found[] {
  const place = kind === 'plan' && draft.form === 'clause' ? 'prose' : 'notice'
  const prose = draft.pieces.flatMap((piece) => scanDeadlines(piece.text, anchor, place))
  const labelled = draft.clause.when.flatMap((words) => readDeadlineCell(words, anchor))
  // A cell or label says when; the prose of the same item may only add milestones before it.
  if (labelled.length === 0) return prose
  const last = Math.max(...labelled.map(({ order }) => order))
  return [...prose.filter((one) => one.kind === 'point' && (last === 0 || one.order <= last)), ...labelled]
}

function applyConventions(draft: Draft, conventions: readonly Convention[]): void {
  // Conventions speak of listed tasks, not of requests in running text.
  if (draft.form === 'sentence') return
  const { clause } = draft
  for (const one of conventions) {
    if (
      one.rule === 'first-leads' &&
      draft.to > one.from &&
      clause.lead.length === 0 &&
      clause.responsible.length > 0
    ) {
      clause.lead = clause.responsible.slice(0, 1)
      const others = clause.responsible.slice(1)
      clause.responsible = one.restCooperates ? [] : others
      if (one.restCooperates) clause.cooperate = [...others, ...clause.cooperate]
    } else if (one.rule === 'responsible-leads' && clause.lead.length === 0) {
      clause.lead = clause.responsible
      clause.responsible = []
    } else if (one.rule === 'everywhere' && draft.from >= one.from && draft.from < one.until) {
      addEverywhere(draft, one.names)
    }
  }
}

function addEverywhere(draft: Draft, names: readonly string[]): void {
  const { clause } = draft
  const role = clause.lead.length > 0 && clause.responsible.length === 0 ? 'cooperate' : 'responsible'
  for (const name of names) {
    if ([...clause.lead, ...clause.cooperate, ...clause.responsible].includes(name)) continue
    clause[role].push(name)
    if (isCollective(name)) clause.collective.push(name)
    draft.inherited.add('units')
  }
}

function resolve(names: readonly string[], directory: Directory): Record<string, string> {
  const out: Record<string, string> = {}
  for (const name of names) {
    const id = directory.find(name)
    if (id !== undefined) out[name] = id
  }
  return out
}
