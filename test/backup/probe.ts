// Run by the crash tests of backup and restore as a process of its own: ends itself at a step, or goes through and lists the steps.

import { takeBackup } from '#store/backup/take.ts'
import type { TakeOptions } from '#store/backup/take.ts'
import { restoreBackup } from '#store/backup/restore.ts'
import { Archiver, type ArchiverOptions } from '#store/backup/archive.ts'
import { Fuse } from '../crash/points.ts'

/** What to do, and the point to die at. */
export type Order = { readonly point: string | null } & (
  | { readonly kind: 'backup'; readonly options: Omit<TakeOptions, 'now' | 'reached'> }
  | { readonly kind: 'archive'; readonly options: Omit<ArchiverOptions, 'now' | 'reached'> }
  | { readonly kind: 'restore'; readonly options: { readonly from: string; readonly to: string } }
)

const order = JSON.parse(process.argv[2] ?? '') as Order
const fuse = new Fuse()
fuse.arm(order.point)
const now = (): string => new Date().toISOString()

/** One of many files or segments is like another: the first two of each kind are points. */
const kindOf = (step: string): string =>
  step.replace(/^(cluster|data|access)\/.*/, 'a file of $1').replace(/^[0-9A-F]{24} /, 'a segment ')
const reached = (step: string): void => fuse.reach(kindOf(step), 'answered')

async function run(): Promise<{ ok: boolean; because?: string }> {
  if (order.kind === 'backup') return takeBackup({ ...order.options, now, reached })
  if (order.kind === 'restore')
    return restoreBackup({ ...order.options, durability: 'scratch', reached, inspect: async () => undefined })
  const archiver = new Archiver({ ...order.options, now, reached })
  await archiver.round(true)
  await archiver.close()
  return { ok: true }
}

const outcome = await run()
fuse.disarm()
if (!outcome.ok) throw new Error(outcome.because)
process.stdout.write(JSON.stringify([...fuse.reached]))
