import { readFileSync, readdirSync } from 'node:fs'

/** One look at the service. Bytes, counts, seconds. */
export interface Sample {
  /** Seconds since the soak began. */
  readonly t: number
  readonly rss: number
  readonly heap: number
  readonly external: number
  readonly fds: number
  readonly handles: number
  readonly connections: number
  readonly poolWaiting: number
  readonly databaseRss: number
  readonly eventLoopLag: number
  readonly sweepLag: number
  readonly unsigned: number
  readonly pending: number
  readonly outbox: number
}

/** Reads the service's metrics and what the system says of its database. */
export async function sample(metrics: string, pid: number, t: number): Promise<Sample> {
  const text = await (await fetch(metrics)).text()
  const sum = (name: string): number =>
    [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+-]+)$`, 'gm'))].reduce(
      (all, [, n]) => all + Number(n),
      0,
    )
  const database = familyOf(postmasterOf(pid))
  return {
    t,
    rss: sum('process_resident_memory_bytes'),
    heap: sum('nodejs_heap_size_used_bytes'),
    external: sum('nodejs_external_memory_bytes'),
    fds: sum('process_open_fds'),
    handles: sum('nodejs_active_handles_total'),
    connections: sum(String.raw`luoshi_pool_connections\{state="(?:idle|busy)"\}`),
    poolWaiting: sum(String.raw`luoshi_pool_connections\{state="waiting"\}`),
    databaseRss: database.reduce((all, one) => all + privateOf(one), 0),
    eventLoopLag: sum('nodejs_eventloop_lag_p99_seconds'),
    sweepLag: sum('luoshi_sweep_lag_seconds'),
    unsigned: sum('luoshi_journal_unsigned_seconds'),
    pending: sum('luoshi_journal_pending'),
    outbox: sum('luoshi_outbox_depth'),
  }
}

interface Process {
  readonly pid: number
  readonly parent: number
  readonly name: string
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8')
      const end = text.lastIndexOf(')')
      return [
        {
          pid: Number(name),
          parent: Number(text.slice(end + 4).split(' ')[0]),
          name: text.slice(text.indexOf('(') + 1, end),
        },
      ]
    } catch {
      return []
    }
  })
}

const postmasterOf = (pid: number): number =>
  processes().find((one) => one.parent === pid && one.name.startsWith('postgres'))?.pid ?? 0

const familyOf = (pid: number): number[] =>
  pid === 0
    ? []
    : [
        pid,
        ...processes()
          .filter((one) => one.parent === pid)
          .map((one) => one.pid),
      ]

/** Memory of a process that it shares with no other, in bytes: shared buffers would be counted once per backend. */
function privateOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1_024
  } catch {
    return 0
  }
}
