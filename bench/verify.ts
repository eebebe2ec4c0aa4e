// `npm run bench:verify -- <data folder>`: exports the log of a district and checks the export with nothing but the log's key, as an
// auditor does: every leaf is hashed, the tree built from them, each matter's acts followed. Both run as the commands anybody has.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { recordFigure } from '#test/figures.ts'

const LUOSHI = fileURLToPath(new URL('../bin/luoshi.mjs', import.meta.url))

/** Runs a command of ours to its end. */
function run(folder: string, args: readonly string[]): { seconds: number; out: string } {
  const from = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [LUOSHI, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LUOSHI_DATA: folder },
  })
  if (status !== 0) throw new Error(`${args[0]}: ${stdout}${stderr}`)
  return { seconds: (performance.now() - from) / 1_000, out: stdout }
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('a data folder whose service runs is needed')
const out = mkdtempSync(join(tmpdir(), 'luoshi-export-'))
try {
  const exported = join(out, 'log')
  const written = run(folder, ['export-log', exported])
  const key = readdirSync(exported).find((name) => name.startsWith('key')) ?? 'key'
  const verified = run(folder, ['verify', '--export', exported, '--key', join(exported, key), '--json'])
  const { size, found } = JSON.parse(verified.out) as { size: number; found: number }
  process.stderr.write(
    `${size} leaves: ${written.seconds.toFixed(1)} s out, ${verified.seconds.toFixed(1)} s checked\n`,
  )
  recordFigure({
    id: 's-verify-export',
    part: 'speed',
    title: 'Findings in the export of a log, every leaf checked against the signed head',
    value: String(found),
    of: { n: size, what: 'leaves' },
    command: 'npm run bench:verify -- <data folder>',
    note: `${(size / verified.seconds / 1_000).toFixed(0)} thousand leaves a second (${verified.seconds.toFixed(1)} s in all), written out in ${written.seconds.toFixed(1)} s; load ${loadavg()[0]?.toFixed(1)}`,
  })
} finally {
  rmSync(out, { recursive: true, force: true })
}
