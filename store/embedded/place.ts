import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { makeFolder } from './folder.ts'

/** The operating-system account the server runs as; undefined means the account of this process. */
export type Account = { uid: number; gid: number; name: string }

/** Where one embedded server keeps its things. */
export type Place = {
  /** Folder of this server: the cluster, the password, the lock of the supervisor. */
  home: string
  /** PGDATA. */
  cluster: string
  /** Folder for copies of the programs. */
  copies: string
  account: Account | undefined
}

/** Clusters of root go here when the data folder lies where no other account can reach, such as under /root. */
const COMMON = '/var/lib/luoshi'

/** `struct sockaddr_un` holds 108 bytes with the closing zero. */
const SOCKET_PATH_BYTES = 107

/**
 * Decides where the server of a data folder lives, and makes the folders.
 *
 * PostgreSQL refuses to run as root. Root therefore hands the cluster to an account without privileges, and that account
 * must be able to walk to it. When a folder on the way is closed to it (a checkout under /root, mode 700), the cluster
 * goes to /var/lib/luoshi under a random name, and the data folder keeps that name in `postgres/location`: a new data
 * folder never meets an old cluster, and a moved one still finds its own.
 *
 * @param dir the data folder, which exists
 */
export function placeFor(dir: string): Place {
  const local = join(dir, 'postgres')
  const account = process.getuid?.() === 0 ? unprivileged(existingCluster(local)) : undefined
  makeFolder(local, account ? 0o711 : 0o700)
  const home = existingCluster(local) ?? newHome(local, account)
  makeFolder(home, account ? 0o711 : 0o700)
  if (account) openTo(home)
  return { home, cluster: join(home, 'cluster'), copies: home === local ? local : COMMON, account }
}

/** Whether an account can walk to a folder, judged by modes alone; this process itself when no account is given. */
export function canReach(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true
  for (let at = folder; ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}

/**
 * A folder for the server's socket, closed to everybody else.
 *
 * Beside the cluster when the path is short and plain enough for a socket address and for the server's own list syntax,
 * otherwise under the temporary folder, named by account and cluster.
 */
export function socketFolder(place: Place): string {
  const beside = join(place.home, 'socket')
  const short = Buffer.byteLength(`${beside}/.s.PGSQL.5432.lock`) <= SOCKET_PATH_BYTES
  const folder =
    short && /^[\w./-]+$/.test(beside) ? beside : join(tmpdir(), `luoshi-${owner(place)}-${nameOf(place)}`)
  makeFolder(folder, 0o700)
  // In a temporary folder anybody could have made this name first, or made it a link to somewhere else.
  const found = lstatSync(folder)
  if (!found.isDirectory() || ![process.getuid?.() ?? 0, owner(place)].includes(found.uid)) {
    throw new Error(`socket folder ${folder} belongs to somebody else`)
  }
  chmodSync(folder, 0o700)
  give(folder, place.account)
  return folder
}

/** Hands a path to the server's account; nothing to do when the server runs as this process. */
export function give(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid)
}

function existingCluster(local: string): string | undefined {
  if (existsSync(join(local, 'cluster'))) return local
  const pointer = join(local, 'location')
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined
}

function newHome(local: string, account: Account | undefined): string {
  if (canReach(account, local)) return local
  const home = join(COMMON, randomBytes(6).toString('hex'))
  makeFolder(COMMON, 0o755)
  // The pointer first: a crash here leaves a name without a cluster, never a cluster nobody knows of.
  writeFileSync(join(local, 'location'), `${home}\n`, { mode: 0o600 })
  return home
}

/**
 * The account an existing cluster belongs to, else `luoshi`, `postgres` or `nobody`, whichever the machine has. It must
 * be listed in /etc/passwd, because initdb looks its own name up.
 */
function unprivileged(home: string | undefined): Account {
  const accounts = passwd()
  const cluster = home === undefined ? undefined : statSync(join(home, 'cluster'), { throwIfNoEntry: false })
  if (cluster && cluster.uid !== 0) {
    const found = accounts.find((account) => account.uid === cluster.uid)
    return found ?? { uid: cluster.uid, gid: cluster.gid, name: String(cluster.uid) }
  }
  for (const name of ['luoshi', 'postgres', 'nobody']) {
    const found = accounts.find((account) => account.name === name && account.uid !== 0)
    if (found) return found
  }
  return { uid: 65534, gid: 65534, name: 'nobody' }
}

function passwd(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** An existing folder may have been made under a strict umask; the server's account needs to pass through, not to read. */
function openTo(home: string): void {
  if (statSync(home).uid === process.getuid?.()) chmodSync(home, 0o711)
}

function owner(place: Place): number {
  return place.account?.uid ?? process.getuid?.() ?? 0
}

function nameOf(place: Place): string {
  const { dev, ino } = statSync(place.home)
  return `${dev.toString(36)}${ino.toString(36)}`
}
