import { mkdir, rename, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readCheckpoint } from '#journal/checkpoint.ts'
import type { Db } from '../db.ts'
import { readIfThere, syncFolder } from '../durable-file.ts'
import { publicFolder } from '../log-key.ts'
import { behindSentence } from '../publish.ts'

/** A log whose database lacks what was published, and what was done about it. */
export interface OpenedLog {
  readonly name: string
  /** Size and root of the head that was published, and that is set aside now. */
  readonly published: { readonly size: number; readonly root: string }
  readonly database: { readonly size: number; readonly root: string | null }
  /** Where the head, the tiles and the reason are kept. */
  readonly keptIn: string
}

/**
 * Opens a data folder whose database has forgotten published acts, on the word of whoever answers for it. The published head and
 * its tiles are set aside with the reason: they alone prove how much is missing, and the hashes of what is.
 *
 * The log goes on under its old name. Everybody who holds the newer head sees a second history from there on, witnesses refuse to
 * sign it, and that is right so.
 *
 * @returns the logs that were opened; none when nothing is missing
 */
export async function openBehind(db: Db, dataDir: string, because: string, at: string): Promise<OpenedLog[]> {
  const { rows } = await db.query<{ tenant: string; name: string; size: number; root: string | null }>(
    `select t.tenant_id as tenant, t.name, coalesce(s.size, 0) as size, encode(s.root, 'base64') as root
     from tenant t left join log_state s on s.tenant_id = t.tenant_id order by t.tenant_id`,
  )
  const opened: OpenedLog[] = []
  for (const { tenant, name, ...database } of rows) {
    const folder = publicFolder(dataDir, tenant)
    const text = await readIfThere(join(folder, 'checkpoint'))
    const shown = text === undefined ? undefined : readCheckpoint(text)
    if (!shown?.ok || (await behindSentence(db, tenant, shown.value)) === undefined) continue
    const published = { size: shown.value.size, root: Buffer.from(shown.value.root).toString('base64') }
    const one = { name, published, database, keptIn: join(folder, `lost-${published.size}`) }
    await setAside(folder, one, { because, at })
    opened.push(one)
  }
  return opened
}

async function setAside(
  folder: string,
  one: OpenedLog,
  said: { because: string; at: string },
): Promise<void> {
  await mkdir(one.keptIn, { recursive: true })
  await writeFile(join(one.keptIn, 'reason.json'), `${JSON.stringify({ ...said, ...one }, null, 1)}\n`, {
    flush: true,
  })
  // The head last: a crash before it leaves the folder closed, and the next attempt goes on from there.
  for (const part of ['tile', 'checkpoint'])
    if (existsSync(join(folder, part))) await rename(join(folder, part), join(one.keptIn, part))
  await syncFolder(one.keptIn)
  await syncFolder(folder)
}
