import { type Day, dayAt } from '#kernel/time.ts'
import type { StoreContext } from '#store/context.ts'
import { type AdministratorRow, readAdministrators } from '#store/administrators.ts'
import type { Queryable } from '#store/db.ts'
import {
  type UnitEntry,
  addAppointments,
  endAppointments,
  lockDirectory,
  putPeople,
  putPosts,
  putUnits,
  readDirectory,
  readPeople,
  readUnitNames,
} from '#store/directory.ts'
import { forgetDistrict } from '#store/facts.ts'
import { sameAdministrators, separationFault, vacantOf } from '../identity/administrators.ts'
import { readWorkbook } from '../workbook/workbook.ts'
import { markedWorkbook } from './marked.ts'
import { type PostPlan, planPosts } from './plan-posts.ts'
import { type Before, linkUnits, planUnits } from './plan-units.ts'
import { type SheetError, type SheetRow, readRows } from './read-sheets.ts'
import {
  POST_COLUMNS,
  POST_SHEET,
  type PostColumn,
  UNIT_COLUMNS,
  UNIT_SHEET,
  type UnitColumn,
} from './sheets.ts'

/** How an import went; with errors nothing was written, and `marked` is the same workbook with them in it, in base64. */
export interface Imported {
  readonly ok: boolean
  readonly units: number
  readonly posts: number
  readonly people: number
  readonly errors: readonly { sheet: string; row: number; message: string }[]
  readonly marked: string | null
}

type SheetRows = { name: string; rows: (string | null)[][] }

interface Drafts {
  readonly units: readonly SheetRow<UnitColumn>[]
  readonly posts: readonly SheetRow<PostColumn>[]
}

/** Thrown inside the transaction so that nothing of an import with faults stays. */
class Faulty extends Error {
  readonly errors: readonly SheetError[]

  constructor(errors: readonly SheetError[]) {
    super('the sheet has faults')
    this.errors = errors
  }
}

/**
 * Imports the sheets 单位 and 岗位人员, either or both: all of it or nothing.
 *
 * @returns counts of what was written, or the faults; a string when the file is no workbook that can be read
 */
export async function importDirectory(context: StoreContext, bytes: Uint8Array): Promise<Imported | string> {
  const book = await readWorkbook(bytes)
  if (!book.ok) return book.because
  const drafts = draftsOf(book.sheets)
  if ('errors' in drafts) return faulty(book.sheets, drafts.errors)
  try {
    const counts = await context.db.tx((tx) => write(tx, context, drafts))
    forgetDistrict(context)
    return { ok: true, ...counts, errors: [], marked: null }
  } catch (error) {
    if (!(error instanceof Faulty)) throw error
    return faulty(book.sheets, error.errors)
  }
}

async function faulty(sheets: readonly SheetRows[], errors: readonly SheetError[]): Promise<Imported> {
  const marked = Buffer.from(await markedWorkbook(sheets, errors)).toString('base64')
  const said = errors.map(({ sheet, row, column, message }) => ({
    sheet,
    row,
    message: column ? `${column}：${message}` : message,
  }))
  return { ok: false, units: 0, posts: 0, people: 0, errors: said, marked }
}

function draftsOf(sheets: readonly SheetRows[]): Drafts | { errors: readonly SheetError[] } {
  const [unitSheet, postSheet] = [UNIT_SHEET, POST_SHEET].map((name) => sheets.find((s) => s.name === name))
  if (!unitSheet && !postSheet) {
    return {
      errors: [
        {
          sheet: UNIT_SHEET,
          row: 1,
          message: `没有找到工作表“${UNIT_SHEET}”或者“${POST_SHEET}”，请用导出的名录修改后导入`,
        },
      ],
    }
  }
  const units = unitSheet ? readRows(unitSheet, UNIT_COLUMNS, ['name']) : NONE
  const posts = postSheet ? readRows(postSheet, POST_COLUMNS, ['unit', 'title', 'level', 'name']) : NONE
  const errors = [units, posts].flatMap((part) => (part.ok ? [] : part.errors))
  return units.ok && posts.ok ? { units: units.rows, posts: posts.rows } : { errors }
}

const NONE = { ok: true, rows: [] } as const

async function write(
  tx: Queryable,
  context: StoreContext,
  drafts: Drafts,
): Promise<Pick<Imported, 'units' | 'posts' | 'people'>> {
  const { tenant, newId } = context
  await lockDirectory(tx, tenant)
  const today = dayAt(context.clock.now())
  const [administrators, entries, people, unitNames] = await Promise.all([
    readAdministrators(tx, tenant, today),
    readDirectory(tx, tenant, today),
    readPeople(tx, tenant),
    readUnitNames(tx, tenant),
  ])
  const before: Before = { ...entries, unitNames }

  const unitPlan = planUnits(drafts.units, before, newId)
  const named = joined(
    before.units,
    unitPlan.units.map((u) => u.entry),
  )
  const posts = planPosts(drafts.posts, { before, people, units: named, today, newId })
  const after = { units: named as readonly UnitEntry[], posts: joined(before.posts, posts.posts) }
  const linked = linkUnits(unitPlan, before, after)
  const errors = [...unitPlan.errors, ...posts.errors, ...linked.errors]
  if (errors.length > 0) throw new Faulty(errors)

  await putUnits(tx, tenant, linked.units)
  await putPosts(tx, tenant, posts.posts)
  await putPeople(tx, tenant, posts.people)
  await seat(tx, tenant, posts)
  await keepAdministrators(tx, tenant, today, administrators)
  return { units: linked.units.length, posts: posts.posts.length, people: posts.people.length }
}

async function seat(tx: Queryable, tenant: string, { ended, begun }: PostPlan): Promise<void> {
  for (const [from, ends] of Map.groupBy(ended, (e) => e.from)) {
    const ids = ends.map((e) => e.id)
    await endAppointments(tx, tenant, ids, from)
  }
  await addAppointments(tx, tenant, begun)
}

/** An import never makes one person two of the three, leaves nobody who could import again, or goes past 安全管理员. */
async function keepAdministrators(
  tx: Queryable,
  tenant: string,
  today: Day,
  before: readonly AdministratorRow[],
): Promise<void> {
  const fault = await separationFault(tx, tenant, today, before)
  if (fault) throw new Faulty([{ sheet: POST_SHEET, row: 1, message: fault }])
  if (vacantOf(before, today).includes('security')) return
  if (sameAdministrators(before, await readAdministrators(tx, tenant, today))) return
  const message =
    '这张表会改变管理员岗位或者在任的管理员，这由安全管理员在“管理—三员”里办，请把相关的行恢复原样'
  throw new Faulty([{ sheet: POST_SHEET, row: 1, message }])
}

/** One list by id, the later entries in place of the earlier. */
function joined<A extends { id: string }, B extends { id: string }>(
  before: readonly A[],
  planned: readonly B[],
): readonly (A | B)[] {
  const byId = new Map<string, A | B>(before.map((entry) => [entry.id, entry]))
  for (const entry of planned) byId.set(entry.id, entry)
  return [...byId.values()]
}
