import { type Day, dayAt, inWords } from '#kernel/time.ts'
import {
  ADMINISTRATIONS,
  type Administration,
  type AdministratorRow,
  readAdministrators,
} from '#store/administrators.ts'
import type { StoreContext } from '#store/context.ts'
import type { Queryable } from '#store/db.ts'
import type { SeatRow } from '#store/identity.ts'

/** What the three are called. */
export const ADMINISTRATOR: Readonly<Record<Administration, string>> = {
  system: '系统管理员',
  security: '安全管理员',
  audit: '安全审计员',
}

/**
 * Whether a seat may do what these administrators do. While a district has no 安全管理员 its 系统管理员 stands in for that one, so
 * that a district from before there were three can work on and appoint the others; nobody ever stands in for 安全审计员.
 */
export async function mayAdminister(
  context: StoreContext,
  { administers }: Pick<SeatRow, 'administers'>,
  permission: readonly Administration[],
): Promise<boolean> {
  if (administers === null) return false
  if (permission.includes(administers)) return true
  return administers === 'system' && permission.includes('security') && (await standsIn(context))
}

/** Whether nobody is 安全管理员 today. */
export async function standsIn(context: StoreContext): Promise<boolean> {
  const today = dayAt(context.clock.now())
  const seated = await readAdministrators(context.db, context.tenant, today)
  return vacantOf(seated, today).includes('security')
}

/** Which of the three nobody is on a day. */
export const vacantOf = (seated: readonly AdministratorRow[], today: Day): Administration[] =>
  ADMINISTRATIONS.filter((one) => !seated.some((row) => row.administers === one && row.from <= today))

/**
 * What of the administrators as they now are in a transaction may not stand, as a sentence, or null: somebody would be two of
 * them at once, or nobody would be 系统管理员, or 安全管理员 where there was one.
 */
export async function separationFault(
  tx: Queryable,
  tenant: string,
  today: Day,
  before: readonly AdministratorRow[],
): Promise<string | null> {
  const after = await readAdministrators(tx, tenant, today)
  const two = twoAtOnce(after)
  if (two) return two
  const [was, is] = [vacantOf(before, today), vacantOf(after, today)]
  const lost = (['system', 'security'] as const).find((one) => is.includes(one) && !was.includes(one))
  return lost ? `这样将没有人任${ADMINISTRATOR[lost]}，请先任命接任的人` : null
}

function twoAtOnce(seated: readonly AdministratorRow[]): string | null {
  for (const [, rows] of Map.groupBy(seated, (row) => row.person)) {
    for (const [n, one] of rows.entries()) {
      const other = rows.slice(n + 1).find((row) => row.administers !== one.administers && overlap(row, one))
      if (!other) continue
      const [a, b] = [ADMINISTRATOR[one.administers], ADMINISTRATOR[other.administers]]
      const from = one.from > other.from ? one.from : other.from
      return `三员应当分设：${one.name}自${inWords(from)}起将同时是${a}和${b}，请另选一人`
    }
  }
  return null
}

const overlap = (a: AdministratorRow, b: AdministratorRow): boolean =>
  (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to)

/** Whether two readings name the same administrators, for as long. */
export function sameAdministrators(
  before: readonly AdministratorRow[],
  after: readonly AdministratorRow[],
): boolean {
  const lines = (rows: readonly AdministratorRow[]): string =>
    rows
      .map((row) => [row.administers, row.post, row.person, row.as, row.from, row.to].join('/'))
      .toSorted()
      .join('\n')
  return lines(before) === lines(after)
}
