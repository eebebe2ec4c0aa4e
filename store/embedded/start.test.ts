import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDb } from '../db.ts'
import { type Embedded, startEmbedded } from './start.ts'

const dir = mkdtempSync(join(tmpdir(), 'luoshi-start-'))
// The server may run as an account of its own, which has to get here.
chmodSync(dir, 0o755)
let running: Embedded | undefined
afterAll(async () => {
  await running?.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function started(): Promise<Embedded> {
  const server = await startEmbedded({ dir })
  if (!server.ok) throw new Error(server.because)
  running = server
  return server
}

async function shown(server: Embedded, setting: string): Promise<string | undefined> {
  const db = openDb(server.admin, { size: 1 })
  try {
    const { rows } = await db.query<{ value: string }>('select current_setting($1) as value', [setting])
    return rows[0]?.value
  } finally {
    await db.close()
  }
}

test('what was in memory is noted when the server stops, and the next start is told to read it in', async () => {
  const server = await started()
  const cluster = await shown(server, 'data_directory')
  const noted = join(cluster ?? '', 'autoprewarm.blocks')
  await server.stop()
  running = undefined
  expect(existsSync(noted)).toBe(true)
  expect(await shown(await started(), 'shared_preload_libraries')).toBe('pg_prewarm')
}, 60_000)
