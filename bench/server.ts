// The server under measurement, in a process of its own: HTTP, sequencer, sweep and outbox as `luoshi start` runs them.
import { localMessages } from '#server/adapters/local-messages.ts'
import { createApp } from '#server/app.ts'
import { openServices } from '#server/services.ts'
import { openDb } from '#store/db.ts'
import { openLog } from '#store/log-key.ts'
import { startOutbox } from '#store/outbox.ts'
import { startSequencer } from '#store/sequencer.ts'
import { startSweeper } from '#store/sweep.ts'
import { benchContext } from './district.ts'

const dataDir = process.argv[2] as string
const db = openDb(JSON.parse(process.env['BENCH_DB'] ?? '{}'))
const context = benchContext(db, 'http')
const opened = await openLog(context, dataDir)
if (!opened.ok) throw new Error(opened.because)
startSequencer(context, opened.log)
startSweeper(context, { everyMs: 1_000 })
startOutbox(context, { mail: localMessages(dataDir) }, { everyMs: 2_000 })
const app = await createApp(
  await openServices({ context, mode: 'production', dataDir, logs: () => undefined }),
)
await app.listen({ host: '127.0.0.1', port: 0 })
const [bound] = app.addresses()
process.send?.(typeof bound === 'object' ? bound.port : 0)
