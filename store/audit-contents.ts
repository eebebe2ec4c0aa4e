import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { sameBytes } from '#journal/bytes.ts'
import type { Report } from './audit.ts'
import type { Queryable } from './db.ts'
import { fileCode } from './durable-file.ts'

/** Contents looked up at once. */
const CHUNK = 500

const CONTENTS = `
select f.sha256, min(m.matter_id) as matter
from matter_file m join file f on f.tenant_id = m.tenant_id and f.id = m.file_id
where m.tenant_id = $1 and f.sha256 > $2 group by f.sha256 order by f.sha256 limit $3`

/**
 * Hashes the bytes of every attachment that hangs on a matter: what lies in the data folder must be what was attached.
 *
 * @param files the folder the attachments lie in, by the SHA-256 of their content
 * @returns how many were read
 */
export async function auditContents(
  tx: Queryable,
  tenant: string,
  files: string,
  report: Report,
): Promise<number> {
  let [after, read]: [Uint8Array, number] = [new Uint8Array(), 0]
  for (;;) {
    const { rows } = await tx.query<{ sha256: Uint8Array; matter: string }>(CONTENTS, [tenant, after, CHUNK])
    for (const { sha256, matter } of rows) {
      const because = await spoiled(files, sha256)
      if (because !== undefined) report.find('file', matter, because)
      read++
    }
    const last = rows.at(-1)
    if (!last) return read
    after = last.sha256
  }
}

async function spoiled(files: string, sha256: Uint8Array): Promise<string | undefined> {
  const hex = Buffer.from(sha256).toString('hex')
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(join(files, hex.slice(0, 2), hex.slice(2))))
      hash.update(chunk as Buffer)
  } catch (error) {
    const code = fileCode(error)
    if (code === undefined) throw error
    return `附件的内容读不到（${code}）：${hex.slice(0, 16)}…`
  }
  return sameBytes(hash.digest(), sha256) ? undefined : `附件的内容被换过：${hex.slice(0, 16)}…`
}
