// `npm run figures:proof`: the whole audit of the installation at LUOSHI_DATA, with its rate and its differences, and the length of
// the verifier. A demo district will do: `LUOSHI_DATA=/some/folder LUOSHI_DEMO=1 npm start` once, then this.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ed25519Verifier } from '#journal/node-crypto.ts'
import { rulebook } from '#rulebook/index.ts'
import { audit } from '#store/audit.ts'
import { readPublicKey } from '#store/key-text.ts'
import { publicFolder } from '#store/log-key.ts'
import { openExisting } from '../../cli/existing-database.ts'
import { processIo } from '../../cli/io.ts'
import { readSettings } from '../../cli/settings.ts'
import { recordFigure } from '../figures.ts'

const COMMAND = 'LUOSHI_DATA=<a demo district> LUOSHI_FIGURES=1 npm run figures:proof'

const text = readFileSync(new URL('../../journal/verify.mjs', import.meta.url), 'utf8')
  .split('\n')
  .slice(0, -1)
recordFigure({
  id: 'j3-verifier-lines',
  part: 'proof',
  title:
    'Lines of the verifier: one file that imports nothing, with SHA-256, Ed25519, SM3, k of n witnesses and growth',
  value: text.length,
  command: 'wc -l journal/verify.mjs',
  note: `${text.filter((line) => !/^\s*(?:\/\/|\/\*\*)/.test(line)).length} of them code; SM2 signatures stand in journal/sm2.mjs.`,
})

const read = readSettings(processIo())
if (!read.ok) throw new Error(read.because)
const opened = await openExisting(read.settings)
if (!opened.ok) throw new Error(opened.because)
try {
  const { rows } = await opened.db.query<{ tenant: string }>('select tenant_id as tenant from tenant limit 1')
  const tenant = rows[0]?.tenant ?? ''
  const { dataDir } = read.settings
  const folder = publicFolder(dataDir, tenant)
  const key = readPublicKey(readFileSync(join(folder, 'key'), 'utf8'))
  if (!key.ok) throw new Error(key.because)
  const verifier = ed25519Verifier(key.key.name, key.key.key)
  const start = performance.now()
  const files = join(dataDir, 'files')
  const found = await audit({ db: opened.db, tenant, rulebook }, verifier, { folder, files })
  const seconds = (performance.now() - start) / 1_000
  for (const finding of found.findings.slice(0, 10)) console.log(finding)
  recordFigure({
    id: 'j6-audit-differences',
    part: 'proof',
    title:
      'Differences found by the whole audit: leaves made again, bodies, projections by replay, tiles, heads, attachments',
    value: found.found,
    of: { n: found.acts, what: `acts of ${found.matters} matters under ${found.checkpoints} signed heads` },
    command: COMMAND,
  })
  recordFigure({
    id: 'j6-audit-rate',
    part: 'proof',
    title: 'Rate of the whole audit',
    value: `${Math.round(found.acts / seconds)} acts/s`,
    of: { n: found.acts, what: 'acts of a demo district' },
    command: COMMAND,
  })
} finally {
  await opened.close()
}
