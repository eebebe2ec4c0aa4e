import type { Db } from './db.ts'

/**
 * Tries a database.
 *
 * @returns undefined when it answers, otherwise one Chinese sentence about what to correct
 */
export async function connectSentence(db: Db): Promise<string | undefined> {
  try {
    await db.query('select 1')
    return undefined
  } catch (error) {
    return sentence(error)
  }
}

/** Settings without which a confirmed act could be gone after a loss of power, and what each would lose. */
const PROMISED: Readonly<Record<string, { readonly good: readonly string[]; readonly loses: string }>> = {
  fsync: { good: ['on'], loses: '断电后数据库可能整个损坏' },
  full_page_writes: { good: ['on'], loses: '断电后写了一半的数据页无法修复' },
  // `local` waits for this server's disk; the rest wait for a standby's as well.
  synchronous_commit: {
    good: ['on', 'local', 'remote_write', 'remote_apply'],
    loses: '已经确认的办理可能在断电后消失',
  },
}

/** A setting that carries a promise, as this session has it. */
export interface PromisedSetting {
  readonly name: string
  readonly value: string
  readonly kept: boolean
}

/** The settings that carry the promise that a confirmed act stays, for the start and for health pages. */
export async function promisedSettings({ query }: Pick<Db, 'query'>): Promise<readonly PromisedSetting[]> {
  const { rows } = await query<{ name: string; value: string }>(
    'select name, setting as value from pg_settings where name = any($1::text[]) order by name',
    [Object.keys(PROMISED)],
  )
  return rows.map(({ name, value }) => ({ name, value, kept: PROMISED[name]?.good.includes(value) === true }))
}

/**
 * Asks whether the server keeps what it confirms.
 *
 * @returns undefined when it does, otherwise one Chinese sentence; nothing may then be confirmed to anybody
 */
export async function promiseSentence(db: Pick<Db, 'query'>): Promise<string | undefined> {
  const broken = (await promisedSettings(db)).find(({ kept }) => !kept)
  if (broken === undefined) return undefined
  const { name, value } = broken
  const advice = `请在 postgresql.conf（随附的数据库是 local.conf）里把它改为 on，重新加载后再启动`
  return `数据库的 ${name} 现在是 ${value}，${PROMISED[name]?.loses}，落实不在这样的设置上启动；${advice}。`
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: '那个地址上没有数据库在接受连接，请检查主机和端口，并确认数据库已启动',
  ENOTFOUND: '找不到那个主机，请检查主机名',
  EAI_AGAIN: '暂时查不到那个主机，请检查主机名和网络',
  ENOENT: '那个套接字不存在，请检查路径，并确认数据库已启动',
  EHOSTUNREACH: '网络到不了那个主机，请检查地址和网络',
  ENETUNREACH: '网络到不了那个主机，请检查地址和网络',
  ETIMEDOUT: '连接超时，请检查地址、端口和防火墙',
  '28P01': '用户名或者口令不对，请改正',
  '28000': '服务器不允许这个用户从这里登录，请检查 pg_hba.conf 或者用户名',
  '3D000': '那个库不存在，请先建库或者改正库名',
  '42501': '这个用户没有足够的权限，请授权或者换一个用户',
  '53300': '服务器的连接数已满，请调大 max_connections 或者关掉一些连接',
  '57P03': '服务器还在启动或者恢复，请稍后再试',
}

function sentence(error: unknown): string {
  const reason = codes(error)
    .map((code) => REASONS[code])
    .find((text) => text !== undefined)
  const message = error instanceof Error ? error.message : String(error)
  const said =
    reason ?? (/timeout/i.test(message) ? REASONS.ETIMEDOUT : `服务器说：${message}，请检查 DATABASE_URL`)
  return `连不上 DATABASE_URL 指定的数据库：${said}。`
}

/** A host with several addresses fails with one error per address inside. */
function codes(error: unknown): string[] {
  const all = error instanceof AggregateError ? [error, ...error.errors] : [error]
  return all.map((one) => (one instanceof Error && 'code' in one ? String(one.code) : ''))
}
