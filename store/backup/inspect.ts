import { join } from 'node:path'
import { openCheckpoint } from '#journal/checkpoint.ts'
import { ed25519Verifier } from '#journal/node-crypto.ts'
import type { NoteVerifier } from '#journal/note.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { type Audit, audit } from '../audit.ts'
import type { StoreContext } from '../context.ts'
import type { Db } from '../db.ts'
import { readIfThere } from '../durable-file.ts'
import { readPublicKey } from '../key-text.ts'
import { publicFolder } from '../log-key.ts'
import { behindSentence, republish } from '../publish.ts'
import type { Manifest } from './manifest.ts'

/** What was found out about one district of a restored database. */
export interface Inspected {
  readonly name: string
  /** Size and root of the newest signed head in the database. */
  readonly size: number
  readonly root: string
  /** Size of the newest head known outside the database: what was published, as far as the backup and the archive have it. */
  readonly published: number
  /** Sentences about what does not hold. A database that is only behind has none here: see `behind`. */
  readonly faults: readonly string[]
  /** Set when acts are missing that are under a published head; a service then refuses to write. */
  readonly behind: string | null
  /** Null when there is no log yet, or none that could be read: then it is among the faults. */
  readonly audit: Audit | null
}

/**
 * Audits every district of a restored database and holds its roots against what is known of them elsewhere: the heads in the
 * backup's manifest, and the published head under the log's own signature. Where nothing is missing, the tiles are written anew.
 */
export async function inspectRestored(
  { db, dataDir, rulebook }: { db: Db; dataDir: string; rulebook: Rulebook },
  logs: Manifest['logs'],
): Promise<Inspected[]> {
  const { rows } = await db.query<{ tenant: string; name: string; origin: string }>(
    'select tenant_id as tenant, name, log_origin as origin from tenant order by tenant_id',
  )
  const found: Inspected[] = []
  for (const row of rows) {
    const known = logs.find(({ tenant }) => tenant === row.tenant)
    found.push(await inspectTenant(db, row, { dataDir, rulebook, known }))
  }
  return found
}

interface Beside {
  readonly dataDir: string
  readonly rulebook: Rulebook
  readonly known: Manifest['logs'][number] | undefined
}

async function inspectTenant(
  db: Db,
  { tenant, name, origin }: { tenant: string; name: string; origin: string },
  { dataDir, rulebook, known }: Beside,
): Promise<Inspected> {
  const folder = publicFolder(dataDir, tenant)
  const faults: string[] = []
  const head = await headOf(db, tenant)
  if (known !== undefined) {
    const root = await rootAt(db, tenant, known.size)
    if (root !== known.root.replaceAll(/\s/g, ''))
      faults.push(`库里没有备份清单所记的 ${known.size} 项的检查点，或者树根不同`)
  }
  const keyText = await readIfThere(join(folder, 'key'))
  // A district that was never served has no log yet.
  if (keyText === undefined && head.root === '')
    return { name, ...head, published: 0, faults, behind: null, audit: null }
  const key = readPublicKey(keyText ?? '')
  if (!key.ok || key.key.name !== origin) {
    faults.push(`备份里没有这本日志的公钥 ${join(folder, 'key')}，或者公钥不属于它`)
    return { name, ...head, published: 0, faults, behind: null, audit: null }
  }
  const verifier = ed25519Verifier(key.key.name, key.key.key)
  const text = await readIfThere(join(folder, 'checkpoint'))
  const shown = text === undefined ? undefined : openCheckpoint(text, { log: verifier })
  if (shown?.ok === false) faults.push(`已公布的检查点不能核验：${shown.because}`)
  const published = shown?.ok ? shown.value : undefined
  const behind = published ? ((await behindSentence(db, tenant, published)) ?? null) : null
  if (behind === null && published) faults.push(...(await tilesAnew(db, tenant, folder, verifier)))
  const whole = behind === null && published
  const result = await audit({ db, tenant, rulebook }, verifier, { most: 5, ...(whole ? { folder } : {}) })
  return { name, ...head, published: published?.size ?? 0, faults, behind, audit: result }
}

const HEAD = `
select size, encode(root, 'base64') as root from checkpoint where tenant_id = $1 order by size desc limit 1`

async function headOf(db: Db, tenant: string): Promise<{ size: number; root: string }> {
  const { rows } = await db.query<{ size: number; root: string }>(HEAD, [tenant])
  return rows[0] ?? { size: 0, root: '' }
}

async function rootAt(db: Db, tenant: string, size: number): Promise<string | undefined> {
  const { rows } = await db.query<{ root: string }>(
    "select encode(root, 'base64') as root from checkpoint where tenant_id = $1 and size = $2",
    [tenant, size],
  )
  return rows[0]?.root
}

/** The tiles between the backup and the end of the archive are in neither; they follow from the leaves. */
async function tilesAnew(db: Db, tenant: string, folder: string, verifier: NoteVerifier): Promise<string[]> {
  const context = { db, tenant } as StoreContext
  const outcome = await republish(context, {
    origin: verifier.name,
    verifier,
    folder,
    signer: noSigner(verifier),
  })
  return outcome.ok ? [] : [outcome.alarm.because]
}

/** Putting a log's files back needs no key, and a restore has none. */
const noSigner = (verifier: NoteVerifier) => ({
  ...verifier,
  sign: () => {
    throw new Error('nothing is signed while restoring')
  },
})
