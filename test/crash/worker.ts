// Run by the crash tests as a process of its own: does what it is ordered to until it is killed, or kills itself at a point.

import { randomBytes, randomUUID } from 'node:crypto'
import { addMs } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import type { StoreContext } from '#store/context.ts'
import { openDb } from '#store/db.ts'
import { forgetDistrict } from '#store/facts.ts'
import { openLog } from '#store/log-key.ts'
import { type Bench, askAgain, doDeed } from './deeds.ts'
import { watchFiles } from './files.ts'
import { live } from './life.ts'
import type { Order } from './order.ts'
import { Fuse, telling } from './points.ts'

const order = JSON.parse(process.argv[2] ?? '') as Order
const { tenant, course, notes } = order
const fuse = new Fuse()
const db = telling(openDb(order.connection, { size: 6 }), fuse)
watchFiles(order.dataDir, {
  before: (step, file) => fuse.reach(`${step} ${file}`, 'before'),
  torn: (file) => fuse.reach(`write ${file}`, 'sent'),
  after: (step, file) => fuse.reach(`${step} ${file}`, 'answered'),
})
const started = performance.now()
const context: StoreContext = {
  db,
  tenant,
  rulebook,
  clock: { now: () => addMs(order.at, Math.floor(performance.now() - started)) },
  newId: () => randomUUID(),
  newSalt: () => randomBytes(32),
}
const opened = await openLog(context, order.dataDir)
if (!opened.ok) throw new Error(opened.because)
const bench: Bench = { context, log: opened.log, notes, points: fuse }
await askAgain(bench)
if (course.kind === 'life') await live(bench, course.seed)
else {
  // What asking again has read is read once more: it has points of its own.
  forgetDistrict(context)
  fuse.arm(course.point)
  await doDeed(bench, course.deed)
  fuse.disarm()
  await db.close()
  process.stdout.write(JSON.stringify([...fuse.reached]))
}
