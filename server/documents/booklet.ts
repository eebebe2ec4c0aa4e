import type { Gongwen } from '#kernel/gongwen.ts'
import { isOpenTo } from '#kernel/seats.ts'
import { type Day, addDays, endOf, inWords } from '#kernel/time.ts'
import type { Actor, AnyRecord, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import { readInstruction } from '#reading/instruction.ts'
import type { z } from 'zod'
import type { StoreContext } from '#store/context.ts'
import { mattersActedOn } from '#store/queries/instructions.ts'
import type { RecordedRow } from '#store/queries/parts.ts'
import type { documents } from '../contract/operations/documents.ts'
import type { Download } from '../contract/register.ts'
import { todayOf } from '../matters/ledger-view.ts'
import { matterRef } from '../matters/matter-ref.ts'
import { type Reader, procedureIn, readerFor, withNames } from '../matters/reader.ts'
import { type Ids, noIds } from '../matters/texts.ts'
import { type Problem, problem } from '../problem.ts'
import { renderGongwen } from '../papers/render-gongwen.ts'
import { type Sheet, writeWorkbook } from '../workbook/workbook.ts'
import { type Given, isHolding, leaderText } from './given.ts'
import { doers } from './judging.ts'
import { DOCX, XLSX } from '../contract/media.ts'

/** Documents in one booklet; a leader's year has fewer. */
const MOST = 2_000

export type Booklet = z.infer<(typeof documents)['booklet']['ok']>
type Line = Booklet['lines'][number]

export interface BookletAsked {
  readonly leader?: string | undefined
  readonly from: Day
  readonly to: Day
}

/** The acts by which leaders instruct: those whose form has a field judged as an instruction. */
const instructionKinds = ({ procedures }: Rulebook): string[] =>
  Object.values(procedures).flatMap(({ id, powers, asking }) =>
    Object.entries(powers)
      .filter(([, { form }]) => asking && Object.values(form).some((f) => f.kind === 'text' && f.judged))
      .map(([act]) => `${id}.${act}`),
  )

/** 批示办理情况 of a period: each instruction that stands on the record, with what came of it (C6). */
export async function bookletOf(context: StoreContext, actor: Actor, asked: BookletAsked): Promise<Booklet> {
  const plain = await readerFor(context, actor)
  const rows = await mattersActedOn(context, actor, {
    kinds: instructionKinds(context.rulebook),
    from: endOf(addDays(asked.from, -1)),
    to: endOf(asked.to),
    post: asked.leader,
    limit: MOST,
  })
  const ids = noIds()
  for (const row of rows) collect(procedureIn(plain, row.procedure), row, ids)
  const reader = await withNames(context, plain, ids)
  const lines = rows.flatMap((row) => linesOf(reader, row, asked))
  const figures = figuresOf(reader, rows, lines)
  return { leaders: leadersOf(reader), lines, figures, downloads: mayTake(context.rulebook, actor) }
}

/**
 * What somebody may take along: the whole booklet who may open every document anyway, a leader what he himself instructed. Others
 * see on the page what they may see, which is no district's booklet.
 */
function mayTake({ procedures }: Rulebook, actor: Actor): Booklet['downloads'] {
  const instructing = Object.values(procedures).filter(({ asking }) => asking !== undefined)
  if (instructing.every((procedure) => isOpenTo(procedure, actor))) return 'all'
  return actor.functions.includes('leadership') ? 'own' : 'none'
}

/** The question a download answers: what was asked, a leader's own, or the problem of who may take none along. */
export function takenAlong(context: StoreContext, actor: Actor, asked: BookletAsked): BookletAsked | Problem {
  const may = mayTake(context.rulebook, actor)
  if (may === 'none')
    return problem('FORBIDDEN', '批示办理情况由政府办、督查室和批示领导本人导出；您可以在页面上查看您经办的')
  return may === 'own' ? { ...asked, leader: actor.post } : asked
}

function collect(procedure: Procedure, row: RecordedRow, ids: Ids): void {
  for (const task of tasksOf(procedure, row)) ids.matters.add(task)
  for (const { enteredBy } of rowsIn<Given>(row.record, procedure.asking?.instructions))
    if (enteredBy) ids.people.add(enteredBy)
}

const rowsIn = <Row>(record: AnyRecord, field: string | undefined): readonly Row[] =>
  field !== undefined && Array.isArray(record[field]) ? (record[field] as Row[]) : []

const tasksOf = ({ asking }: Procedure, { record }: RecordedRow): string[] =>
  rowsIn<{ task: string }>(record, asking?.tasks).map(({ task }) => task)

function linesOf(reader: Reader, row: RecordedRow, { leader, from, to }: BookletAsked): Line[] {
  const procedure = procedureIn(reader, row.procedure)
  const tasks = tasksOf(procedure, row)
  const seen = tasks.flatMap((task) => reader.names.matters.get(task) ?? [])
  return rowsIn<Given>(row.record, procedure.asking?.instructions)
    .filter(
      (given) =>
        isHolding(given) &&
        given.on >= from &&
        given.on <= to &&
        (leader === undefined || given.leader === leader),
    )
    .map((given) => ({
      matter: matterRef(reader, row),
      on: given.on,
      leader: leaderText(given, reader),
      words: given.words,
      asks: asksOf(given.words, row.title, given.on),
      standing: standingOf(procedure, row),
      tasks: seen.map((task) => matterRef(reader, task)),
      hidden: tasks.length - seen.length,
    }))
}

function asksOf(words: string, title: string, on: Day): string {
  const read = readInstruction(words, { on: title, date: on })
  const who = doers(read).join('、')
  return `${who ? `${who}：` : ''}${read.what ?? words}`
}

/** What is said of the handling, after the state it has reached. */
function standingOf(procedure: Procedure, { state, record }: RecordedRow): string {
  const texts = (procedure.asking?.standing ?? []).map((field): unknown => record[field])
  const said = texts.findLast((value) => typeof value === 'string')
  const title = procedure.states[state]?.title ?? state
  return typeof said === 'string' ? `${title}：${said}` : title
}

/** Leaders of the district's government, to choose from. */
const leadersOf = ({ district: { directory } }: Reader): Booklet['leaders'] =>
  directory.withFunction('leadership').flatMap((unit) =>
    directory.postsOf(unit).flatMap(({ id, holders }) => {
      const [holder] = holders
      return holder ? [{ post: id, title: directory.postTitle(id), name: holder.name }] : []
    }),
  )

function figuresOf(reader: Reader, rows: readonly RecordedRow[], lines: readonly Line[]): Booklet['figures'] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const isSettled = ({ matter }: Line): boolean =>
    procedureIn(reader, matter.procedure).asking?.settled.includes(matter.state) === true
  const settled = lines.filter(isSettled).length
  const late = lines.filter(({ matter }) => byId.get(matter.id)?.flags.includes('lapsed')).length
  return { given: lines.length, settled, underway: lines.length - settled, late }
}

const period = ({ from, to }: BookletAsked): string => `${inWords(from)}至${inWords(to)}`

/** The booklet as a paper a municipal assessor can take along. */
export async function bookletPaper(
  context: StoreContext,
  actor: Actor,
  asked: BookletAsked,
  district: string,
): Promise<Download> {
  const { lines, figures } = await bookletOf(context, actor, asked)
  const today = todayOf(await readerFor(context, actor))
  const office = `${district}人民政府办公室`
  const paper: Gongwen = {
    format: 'document',
    issuer: office,
    title: `区领导批示办理情况\n（${period(asked)}）`,
    body: [
      {
        kind: 'paragraph',
        text: `${period(asked)}，区领导批示${figures.given}件，已办结${figures.settled}件，办理中${figures.underway}件，其中超过办理时限的${figures.late}件。`,
      },
      {
        kind: 'table',
        columns: [
          { title: '日期', width: 2 },
          { title: '文件', width: 4 },
          { title: '批示', width: 5 },
          { title: '办理情况', width: 5 },
        ],
        rows: lines.map((line) => [
          inWords(line.on),
          `${line.matter.title}（${line.matter.number}）`,
          `${line.words}（${line.leader}）`,
          wholeStanding(line),
        ]),
      },
    ],
    signed: { by: office, on: today },
  }
  const body = await renderGongwen(paper)
  return { body, media: DOCX, name: `批示办理情况${asked.from}至${asked.to}.docx`, size: body.length }
}

const wholeStanding = ({ standing, tasks }: Line): string =>
  [
    standing,
    ...tasks.map(
      (task) =>
        `${task.number}${task.title}：${task.stateTitle}${task.light.text ? `，${task.light.text}` : ''}`,
    ),
  ].join('\n')

/** The booklet as a workbook, one instruction a row. */
export async function bookletSheet(
  context: StoreContext,
  actor: Actor,
  asked: BookletAsked,
): Promise<Download> {
  const { lines } = await bookletOf(context, actor, asked)
  const sheet: Sheet = {
    name: '批示办理情况',
    landscape: true,
    columns: [
      { title: '批示日期', width: 14 },
      { title: '批示领导', width: 16 },
      { title: '收文编号', width: 16 },
      { title: '文件', width: 36, wrap: true },
      { title: '批示', width: 40, wrap: true },
      { title: '要求', width: 36, wrap: true },
      { title: '办理情况', width: 40, wrap: true },
      { title: '立项事项', width: 30, wrap: true },
    ],
    rows: lines.map((line) => [
      inWords(line.on),
      line.leader,
      line.matter.number,
      line.matter.title,
      line.words,
      line.asks,
      line.standing,
      line.tasks.map((task) => `${task.number}：${task.stateTitle}`).join('\n'),
    ]),
    notes: [
      [
        '口径',
        `${period(asked)}内作出、现在仍有效的批示；取回的、领导声明不是本人批示的不计；代录的注明代录人。`,
      ],
    ],
  }
  const body = await writeWorkbook([sheet])
  return { body, media: XLSX, name: `批示办理情况${asked.from}至${asked.to}.xlsx`, size: body.length }
}
