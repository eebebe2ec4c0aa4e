import { type Trouble, troublesOf } from '#server/health.ts'
import { lastBackup } from '#store/backup/last.ts'
import type { BeatKind } from '#store/beat.ts'
import type { Db } from '#store/db.ts'
import { type Instant, msBetween } from '#kernel/time.ts'
import { readVitals } from '#store/vitals.ts'

/** What the watcher looks at. */
export interface Watched {
  readonly db: Db
  readonly tenant: string
  /** Where the notes of the last backup lie, and how many hours old it may be; null: backups are somebody else's. */
  readonly backup: { readonly dataDir: string; readonly hours: number } | null
}

const WORKERS: Readonly<Record<BeatKind, string>> = {
  sweep: '到期处置',
  sequence: '日志签署',
  outbox: '消息外发',
}

/** One look: everything that is amiss now. A database that does not answer is the trouble, not an error. */
export async function look(watched: Watched, now: Instant): Promise<Trouble[]> {
  return [...(await service(watched, now)), ...(await backups(watched, now))]
}

async function service({ db, tenant }: Watched, now: Instant): Promise<Trouble[]> {
  try {
    const vitals = await readVitals({ db, tenant }, now)
    const kinds = Object.entries(WORKERS) as [BeatKind, string][]
    // To whoever looks from outside, a worker that never began is as silent as one that died.
    const never = kinds
      .filter(([kind]) => !vitals.silentMs.has(kind))
      .map(([kind, title]) => ({ code: `SILENT_${kind.toUpperCase()}`, says: `${title}从来没有动静` }))
    return [...troublesOf(vitals), ...never]
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    return [{ code: 'DATABASE', says: `数据库没有应答（${because.slice(0, 200)}）` }]
  }
}

async function backups({ backup }: Watched, now: Instant): Promise<Trouble[]> {
  if (!backup) return []
  const last = await lastBackup(backup.dataDir)
  if (!last) return [{ code: 'BACKUP', says: '从来没有一次成功的备份' }]
  const found: Trouble[] = []
  const hours = msBetween(last.endedAt, now) / 3_600_000
  if (hours > backup.hours)
    found.push({
      code: 'BACKUP',
      says: `最近一次成功的备份已过去${Math.floor(hours)}小时，超过${backup.hours}小时的限度`,
    })
  if (last.archive?.trouble) found.push({ code: 'ARCHIVE', says: `归档异常：${last.archive.trouble}` })
  return found
}
