import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What a backup says of itself. It is written last: a folder without it is no backup. */
const Manifest = z.object({
  format: z.literal('luoshi/backup/v1'),
  /** Version of the program that took it. */
  version: z.string(),
  startedAt: z.string(),
  /** By the clock of the database: everything confirmed before it is in the backup. A restore to a point in time begins here. */
  endedAt: z.string(),
  /** Null where the database is another server's and is backed up there. */
  database: z
    .object({
      server: z.string(),
      systemId: z.string(),
      timeline: z.number().int(),
      segmentBytes: z.number().int(),
      startLsn: z.string(),
      stopLsn: z.string(),
      /** Number of the newest migration. */
      schema: z.number().int(),
    })
    .nullable(),
  /** The head of every log as the database had it signed; whoever restores must find at least this much, with this root. */
  logs: z.array(
    z.object({
      tenant: z.string(),
      name: z.string(),
      origin: z.string(),
      size: z.number().int(),
      /** Base64. */
      root: z.string(),
    }),
  ),
  withKeys: z.boolean(),
  folders: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>
export type BackedUpFile = Manifest['files'][number]

export const MANIFEST = 'manifest.json'

/** Folders inside a backup. */
export const PARTS = { cluster: 'cluster', wal: 'wal', data: 'data', access: 'access' } as const

/** The text of a manifest; its last field is the SHA-256 of all before it, so that a spoiled manifest is no manifest. */
export function manifestText(manifest: Manifest): string {
  return JSON.stringify({ ...manifest, digest: digestOf(manifest) }, null, 1)
}

/** Reads a manifest. @returns it, or a Chinese sentence about why it cannot be believed */
export function readManifest(
  text: string,
): { ok: true; manifest: Manifest } | { ok: false; because: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, because: '备份清单读不懂，可能已经损坏' }
  }
  const read = Manifest.extend({ digest: z.string() }).strict().safeParse(value)
  if (!read.success) return { ok: false, because: '备份清单的格式不对，或者由别的版本的程序写成' }
  const { digest, ...manifest } = read.data
  if (digest !== digestOf(manifest)) return { ok: false, because: '备份清单被改动过或者已经损坏' }
  return { ok: true, manifest }
}

const digestOf = (manifest: Manifest): string =>
  createHash('sha256')
    .update(JSON.stringify(Manifest.parse(manifest)))
    .digest('hex')

/** A whole backup in a folder of backups. Its name is the instant it was begun, so names order as times do. */
export interface Found {
  readonly name: string
  readonly folder: string
  readonly manifest: Manifest
}

const NAME = /^\d{8}T\d{9}Z$/

/** `2026-11-22T01:02:03.456Z` is kept under `20261122T010203456Z`. */
export const backupName = (at: string): string => at.replaceAll(/[-:.]/g, '')

/** Names that only whole backups bear, oldest first. */
export async function backupNames(folder: string): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder)).filter((name) => NAME.test(name)).toSorted() : []
}

/** The backups of a folder, oldest first; what is half or spoiled is not among them. */
export async function listBackups(folder: string): Promise<Found[]> {
  const found: Found[] = []
  for (const name of await backupNames(folder)) {
    const at = join(folder, name)
    if (!existsSync(join(at, MANIFEST))) continue
    const read = readManifest(await readFile(join(at, MANIFEST), 'utf8'))
    if (read.ok) found.push({ name, folder: at, manifest: read.manifest })
  }
  return found
}
