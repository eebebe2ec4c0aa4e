import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { rulebook } from '#rulebook/index.ts'
import { encodeAddCheckpoint } from '#journal/witness.ts'
import type { StoreContext } from '#store/context.ts'
import { replaceFile } from '#store/durable-file.ts'
import { type Log, openLog } from '#store/log-key.ts'
import { findTenant } from '#store/tenants.ts'
import {
  type SignedHead,
  keepAnswer,
  newestCosignatures,
  readPolicy,
  requestFor,
  showCosigned,
  signedHead,
  signedHeads,
} from '#store/witnesses.ts'
import { openExisting } from '../existing-database.ts'
import type { Io } from '../io.ts'
import { readSettings } from '../settings.ts'
import { Unusable, USAGE, type Values } from './usage.ts'

/**
 * `luoshi witness request LABEL`: the file that travels to a witness without a network: the size it saw last, the proof, and
 * the newest head, preferably one that others have cosigned.
 */
export async function request(words: readonly string[], values: Values, io: Io): Promise<number> {
  const [label, ...more] = words
  if (label === undefined || more.length > 0) throw new Unusable(USAGE)
  return withLog(io, async (context, log) => {
    const witness = log.policy?.witnesses.find((one) => one.label === label)
    if (!log.policy || !witness) throw new Unusable(`见证设置里没有“${label}”。`)
    const head = await signedHead(context.db, context.tenant)
    if (!head) throw new Unusable('日志还没有签过检查点，请稍后再试。')
    const known = (await newestCosignatures(context, log, log.policy)).get(witness.key.name)?.size ?? 0
    const old = values.old === undefined ? known : Number(values.old)
    if (!Number.isSafeInteger(old) || old < 0 || old > head.size)
      throw new Unusable(`--old 应当是 0 到 ${head.size} 之间的整数。`)
    const made = await requestFor(context, log, head, old)
    if (!made.ok) throw new Unusable(`不能作出一致性证明：${made.because}`)
    const text = encodeAddCheckpoint(made.value)
    if (values.out === undefined) io.out(text.trimEnd())
    else await replaceFile(resolve(io.cwd, values.out), text)
    return 0
  })
}

/** Heads looked through for the one a line belongs to. */
const PAGE = 500

/** `luoshi witness accept FILE`: takes in the line a witness gave, under whichever head it belongs. */
export async function accept(words: readonly string[], _: Values, io: Io): Promise<number> {
  const [path, ...more] = words
  if (path === undefined || more.length > 0) throw new Unusable(USAGE)
  const text = await readFile(resolve(io.cwd, path), 'utf8').catch(() => undefined)
  if (text === undefined) throw new Unusable(`见证文件“${path}”找不到或者打不开。`)
  const line = `${text.trim()}\n`
  return withLog(io, async (context, log) => {
    const witness = log.policy?.witnesses.find(({ key }) => line.startsWith(`— ${key.name} `))
    if (!witness) throw new Unusable('这一行不是见证设置里任何一方的见证。')
    for await (const head of newestFirst(context)) {
      const kept = await keepAnswer(context, log, witness, head, line)
      if (!kept.ok) continue
      const shown = await showCosigned(context, log)
      io.out(
        `已收下“${witness.label}”对 ${head.size} 项的见证。${shown === undefined ? '' : `现公布 ${shown} 项的检查点。`}`,
      )
      return 0
    }
    io.err(`“${witness.label}”的这一行与本日志签过的任何检查点都不符。`)
    return 1
  })
}

async function* newestFirst({ db, tenant }: StoreContext): AsyncGenerator<SignedHead> {
  for (let below: number | null = null; ;) {
    const heads: SignedHead[] = await signedHeads(db, tenant, below, PAGE)
    yield* heads
    const last = heads.at(-1)
    if (!last || heads.length < PAGE) return
    below = last.size
  }
}

/** Opens database and log of the installation for one command. */
async function withLog(io: Io, work: (context: StoreContext, log: Log) => Promise<number>): Promise<number> {
  const read = readSettings(io)
  if (!read.ok) throw new Unusable(read.because)
  const { dataDir, demo, tenant: named } = read.settings
  const opened = await openExisting(read.settings)
  if (!opened.ok) throw new Unusable(opened.because)
  try {
    const tenant = await findTenant(opened.db, demo, named)
    if (tenant === undefined) throw new Unusable('数据库里还没有地区。')
    const context: StoreContext = {
      db: opened.db,
      tenant,
      rulebook,
      clock: { now: () => new Date().toISOString() },
      newId: randomUUID,
      newSalt: () => {
        throw new Error('this command writes no act')
      },
    }
    const log = await openLog(context, dataDir)
    if (!log.ok) throw new Unusable(log.because)
    const policy = await readPolicy(dataDir, tenant, log.log)
    if (!policy.ok) throw new Unusable(policy.because)
    if (!policy.policy) throw new Unusable(`还没有见证设置，请先写 ${dataDir}/log/${tenant}.witnesses。`)
    return await work(context, { ...log.log, policy: policy.policy })
  } finally {
    await opened.close()
  }
}
