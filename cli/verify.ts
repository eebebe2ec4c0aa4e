import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type TrustedKey, type Verdict, verifyProof } from '#journal/verify.ts'
import { addMs, dayAt, inWords } from '#kernel/time.ts'
import { readPublicKey } from '#store/key-text.ts'
import type { Io } from './io.ts'

const USAGE =
  '用法：luoshi verify 回执文件 --key 公钥文件 [--leaf 日志叶文件] [--origin 日志名称]，或者 luoshi verify --database [--key 公钥文件]'

type Wanted = {
  readonly proof: string
  readonly key: string
  readonly leaf: string | undefined
  readonly origin: string | undefined
}

/** A sentence that ends the command with exit code 2. */
class Unusable extends Error {}

/**
 * `luoshi verify`: judges a receipt with nothing but its file and the log's public key, which should come from elsewhere: an
 * official page, a printed sheet, an earlier download. Neither server nor database is asked. With `--database` instead: the
 * audit of the whole installation.
 *
 * @returns 0 when the receipt holds, 1 when it does not, 2 when the command could not be understood or a file not be read
 */
export async function verify(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = parsed(argv)
    if (values.database) return await ofDatabase(values, positionals, io)
    const wanted = wantedOf(values, positionals)
    const key = await keyOf(wanted, io)
    const proof = await bytesOf(wanted.proof, '回执文件', io)
    const leaf = wanted.leaf === undefined ? undefined : await leafOf(wanted.leaf, io)
    const verdict = await verifyProof(proof, leaf, { log: key })
    for (const line of verdict.ok ? good(verdict, key) : bad(verdict.because)) io.out(line)
    return verdict.ok ? 0 : 1
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    io.err(error.message)
    return 2
  }
}

type Values = ReturnType<typeof parsed>['values']

async function ofDatabase(values: Values, positionals: readonly string[], io: Io): Promise<number> {
  if (positionals.length > 0 || values.leaf !== undefined || values.origin !== undefined)
    throw new Unusable(`--database 只能与 --key 同用。${USAGE}`)
  const key = values.key === undefined ? undefined : await bytesOf(values.key, '公钥文件', io)
  // Loaded only now: judging a receipt needs neither database nor rulebook.
  const { verifyDatabase } = await import('./verify-database.ts')
  return verifyDatabase(key && new TextDecoder().decode(key), io)
}

function wantedOf(values: Values, positionals: readonly string[]): Wanted {
  const [proof, ...more] = positionals
  if (proof === undefined) throw new Unusable(`没有指定回执文件。${USAGE}`)
  if (more.length > 0) throw new Unusable(`一次只核验一份回执。${USAGE}`)
  if (values.key === undefined)
    throw new Unusable(`没有指定公钥文件：请从公开渠道取得日志的公钥（服务的 /log/key）。${USAGE}`)
  return { proof, key: values.key, leaf: values.leaf, origin: values.origin }
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { key: text, leaf: text, origin: text, database: { type: 'boolean' } },
    })
  } catch {
    throw new Unusable(`参数有误。${USAGE}`)
  }
}

async function bytesOf(path: string, what: string, { cwd }: Io): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, path))
  } catch {
    throw new Unusable(`${what}“${path}”找不到或者打不开，请检查路径和权限。`)
  }
}

/** A leaf never ends in a newline; editors like to add one. */
async function leafOf(path: string, io: Io): Promise<Uint8Array> {
  const bytes = await bytesOf(path, '日志叶文件', io)
  return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes
}

async function keyOf({ key, origin }: Wanted, io: Io): Promise<TrustedKey> {
  const read = readPublicKey(new TextDecoder().decode(await bytesOf(key, '公钥文件', io)))
  if (!read.ok) throw new Unusable(`公钥文件“${key}”读不懂：${read.because}。请重新取得日志的公钥。`)
  if (origin !== undefined && origin !== read.key.name)
    throw new Unusable(`公钥属于日志“${read.key.name}”，而要核验的是“${origin}”。请取得那本日志的公钥。`)
  return { name: read.key.name, publicKey: read.key.key }
}

const CHINA_MS = 8 * 3_600_000

function good({ leaf, at, index, size }: Extract<Verdict, { ok: true }>, key: TrustedKey): string[] {
  const time = `${inWords(dayAt(at))} ${addMs(at, CHINA_MS).slice(11, 19)}（北京时间）`
  const who = [leaf['for'], leaf['post'], leaf['actor']]
    .filter((id) => id !== null)
    .map(said)
    .join(' / ')
  return [
    '核验通过：这项行为确已记入日志，回执未被改动。',
    `  日志　　　${key.name}`,
    `  位置　　　第 ${index + 1} 项，检查点共 ${size} 项`,
    `  记录时间　${time}`,
    `  行为　　　${said(leaf['kind'])}（编号 ${said(leaf['act'])}）`,
    `  事项　　　${said(leaf['matter'])}，第 ${said(leaf['seq'])} 步`,
    `  办理　　　${who}（单位 / 岗位 / 人员的编号）`,
  ]
}

const bad = (because: string): string[] => [
  `核验不通过：${because}`,
  '  这份回执不能证明任何事。请确认文件完整、公钥属于这本日志；仍不通过，请向出具单位查询。',
]

/** A value out of the leaf, which is a stranger's text: nothing in it may steer the terminal. */
function said(value: unknown): string {
  return String(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
}
