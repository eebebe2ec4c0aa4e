import { confirmClock, openHold } from '#store/clock-watch.ts'
import { newId } from '#store/new-id.ts'
import { newSalt } from '#store/new-salt.ts'
import { findTenant } from '#store/tenants.ts'
import { openExisting } from './existing-database.ts'
import type { Io } from './io.ts'
import { readSettings } from './settings.ts'

const USAGE =
  '用法：luoshi clock（看时钟是否叫停了到期处置），luoshi clock confirm 姓名（核对系统时间无误后恢复）。'

/**
 * `luoshi clock`: whether a clock that jumped stops firing; `luoshi clock confirm <who>`: a person has looked and says that it is
 * right. Who said so stands in the trail.
 *
 * @returns 0 while nothing is stopped or once it is confirmed, 1 while it is stopped, 2 for arguments
 */
export async function clock(argv: readonly string[], io: Io): Promise<number> {
  const [action, who, ...rest] = argv
  const confirms = action === 'confirm' && who !== undefined && who.trim() !== '' && rest.length === 0
  if (action !== undefined && !confirms) {
    io.err(USAGE)
    return 2
  }
  const read = readSettings(io)
  if (!read.ok) {
    io.err(read.because)
    return 1
  }
  const existing = await openExisting(read.settings)
  if (!existing.ok) {
    io.err(existing.because)
    return 1
  }
  const { db } = existing
  try {
    const tenant = await findTenant(db, false)
    const hold = tenant === undefined ? undefined : await openHold({ db, tenant })
    if (tenant === undefined || !hold) {
      io.out('时钟正常，到期处置没有被叫停。')
      return 0
    }
    if (!confirms) {
      io.err(hold.because)
      return 1
    }
    const now = (): string => new Date().toISOString()
    const context = { db, tenant, clock: { now }, newId, newSalt }
    await confirmClock(context, who.trim())
    io.out(`已由${who.trim()}确认时钟无误，到期处置恢复。`)
    return 0
  } finally {
    await existing.close()
  }
}
