import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { COMPILED } from '../compiled.ts'
import type { Order } from './probe.ts'

const PROBE = fileURLToPath(new URL('./probe.ts', import.meta.url))

/** How a probe ended: killed at its point, or by itself with the points it came by. */
export interface Ended {
  readonly killed: boolean
  readonly points: readonly string[]
  readonly err: string
}

/** Steps of a backup, of archiving and of a restore after which the process can end, in order. */
export const POINTS: Readonly<Record<Order['kind'], readonly string[]>> = {
  backup: [
    'drafts cleared #1',
    'a file of data #1',
    'a file of data #2',
    'heads copied #1',
    'backup begun #1',
    'a file of cluster #1',
    'a file of cluster #2',
    'cluster copied #1',
    'backup ended #1',

    'a segment before rename #1',
    'log copied #1',
    'data copied #1',
    'read back #1',
    'manifest written #1',
    'renamed #1',
    'noted #1',
    'set aside #1',
  ],
  archive: [
    'a segment before rename #1',
    'a segment kept #1',
    'a segment released #1',
    'a segment before rename #2',
    'a segment kept #2',
    'a segment released #2',
  ],
  restore: [
    'backup verified #1',
    'claimed #1',
    'data copied #1',
    'cluster copied #1',
    'log staged #1',
    'recovery set up #1',
    'replayed #1',
    'recovered #1',
    'recovery settings removed #1',
    'inspected #1',
    'mark removed #1',
  ],
}

/** Runs an order in a process of its own, which kills itself at the order's point. */
export function run(order: Order): Promise<Ended> {
  const point = order.point === null ? null : `${order.point} answered`
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED }
  const child = spawn(process.execPath, [PROBE, JSON.stringify({ ...order, point })], { env })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise((resolve) =>
    child.on('close', (_, signal) => {
      const points = out === '' ? [] : (JSON.parse(out) as string[])
      resolve({
        killed: signal === 'SIGKILL',
        points: points.map((one) => one.replace(/ answered$/, '')),
        err,
      })
    }),
  )
}
