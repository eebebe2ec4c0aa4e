// Run by the crash test as a process of its own: the service as `luoshi start` brings it up, without building the web app.

import { processIo } from '../../../cli/io.ts'
import { listen } from '../../../cli/serve.ts'
import { start } from '../../../cli/start.ts'

process.exitCode = await start(process.argv.slice(2), processIo(), { listen })
