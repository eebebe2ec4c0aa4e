import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** What the kernel says about a process: `zombie` has died but its parent has not reaped it yet. */
export type ProcessState = 'running' | 'zombie' | 'gone'

/**
 * The state of a process by id, read from /proc.
 *
 * `kill(pid, 0)` is not enough: it succeeds on a zombie, which is why PostgreSQL itself refuses to start beside the
 * lock file of a postmaster that was killed a second ago in a container with a slow process 1.
 */
export function processState(pid: number): ProcessState {
  const fields = statFields(pid)
  if (fields === undefined) return 'gone'
  return fields[0] === 'Z' || fields[0] === 'X' ? 'zombie' : 'running'
}

/** Start time of a process in clock ticks since boot, which tells a process from a later one with the same id. */
export function processStart(pid: number): string | undefined {
  // Field 22 of stat(5); `statFields` begins at field 3.
  return statFields(pid)?.[19]
}

/** Ids of the living processes whose working directory is `folder`: a postmaster and all its children stand in PGDATA. */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0 && workingDirectory(pid) === folder)
}

/** Identity of this boot of the machine, and of this container's process ids: two locks are comparable only within one. */
export function processNamespace(): string {
  return `${readOr('/proc/sys/kernel/random/boot_id', 'boot')} ${linkOr('/proc/self/ns/pid', 'pid')}`
}

/** Waits. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function statFields(pid: number): string[] | undefined {
  const stat = readOr(`/proc/${pid}/stat`, '')
  // The second field is the command in parentheses, and the command may itself hold spaces and parentheses.
  const end = stat.lastIndexOf(')')
  return end < 0 ? undefined : stat.slice(end + 2).split(' ')
}

function workingDirectory(pid: number): string {
  return linkOr(`/proc/${pid}/cwd`, '')
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return otherwise
  }
}

function linkOr(path: string, otherwise: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return otherwise
  }
}
