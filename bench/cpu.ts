import { readFileSync, readdirSync } from 'node:fs'

/** Linux counts a process's CPU time in ticks of 10 ms. */
const TICK_US = 10_000

interface Stat {
  readonly parent: number
  readonly own: number
  /** Of children that have ended and been waited for. */
  readonly reaped: number
}

function stat(pid: number | 'self'): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the command, may hold spaces and brackets; what follows its last bracket starts with field 3.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (n: number) => Number(fields[n - 3])
    return { parent: at(4), own: (at(14) + at(15)) * TICK_US, reaped: (at(16) + at(17)) * TICK_US }
  } catch {
    return undefined
  }
}

/** CPU microseconds a process has used so far. */
export const cpuOf = (pid: number): number => stat(pid)?.own ?? 0

/** CPU microseconds of this process's children that have ended. */
export const cpuOfEnded = (): number => stat('self')?.reaped ?? 0

/** The process that started this one. */
export const parentOf = (pid: number): number => stat(pid)?.parent ?? 0

/** CPU microseconds of a process and all its children, ended ones included: a postmaster with its backends. */
export function cpuOfFamily(pid: number): number {
  const children = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (stat(Number(name)) ?? []) : [],
  )
  const living = children.filter((child) => child.parent === pid).reduce((sum, child) => sum + child.own, 0)
  const self = stat(pid)
  return living + (self ? self.own + self.reaped : 0)
}

/** Resident set of a process and its highest so far, in bytes. */
export function residentOf(pid: number): { now: number; highest: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)
  return { now: kib('VmRSS') * 1_024, highest: kib('VmHWM') * 1_024 }
}

/** CPU microseconds of all threads of this process while `work` ran: collecting garbage counts, waiting for a core does not. */
export async function cpuWhile(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
