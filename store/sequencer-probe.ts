// Run by the crash test as a process of its own: one pass, killed by itself at a named point.

import type { PoolConfig } from 'pg'
import { StillClock, testContext } from '#test/factories.ts'
import { openDb } from './db.ts'
import { openLog } from './log-key.ts'
import { sequence } from './sequencer.ts'

/** What the test hands over. */
export interface ProbeOrder {
  readonly connection: PoolConfig
  readonly dataDir: string
  readonly at: string
  readonly point: string
}

const order = JSON.parse(process.argv[2] ?? '') as ProbeOrder
const context = testContext(openDb(order.connection, { size: 2 }), new StillClock(order.at))
const opened = await openLog(context, order.dataDir)
if (!opened.ok) throw new Error(opened.because)
await sequence(context, opened.log, {
  reached: (point) => {
    if (point === order.point) process.kill(process.pid, 'SIGKILL')
  },
})
