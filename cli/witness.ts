import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ed25519PublicKey, ed25519Signer, hashes, verifierOf } from '#journal/node-crypto.ts'
import { noteTypes } from '#journal/note.ts'
import { decodeVkey, hashNameOf } from '#journal/vkey.ts'
import type { WatchedLog } from '#journal/witness.ts'
import { createFile, fileCode, readIfThere } from '#store/durable-file.ts'
import { privateKeyText, publicKeyText, readPrivateKey, readPublicKey } from '#store/key-text.ts'
import type { Io } from './io.ts'
import { type Witness, answer } from './witness/answer.ts'
import { fileNameOf } from './witness/heads.ts'
import { type Values, Unusable, USAGE } from './witness/usage.ts'
import { witnessServer } from './witness/serve.ts'

/**
 * `luoshi witness`: both sides of witnessing a log. On the witness's own machine `new-key`, `watch`, `serve` and, without a
 * network, `answer`; on the log's machine `request` and `accept`. See docs/witnesses.md.
 *
 * @returns 0 when it was done, 1 when the witness refuses to cosign or a line is not good, 2 when the command was not understood
 */
export async function witness(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = parsed(argv)
    const [name = '', ...rest] = positionals
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
    if (!action) throw new Unusable(USAGE)
    return await action(rest, values, io)
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    io.err(error.message)
    return 2
  }
}

type Action = (words: readonly string[], values: Values, io: Io) => Promise<number>

const ACTIONS: Readonly<Record<string, Action>> = {
  'new-key': newKey,
  watch,
  serve,
  answer: answerFile,
  // Loaded only when called for: the witness's machine needs no database.
  request: async (...given) => (await import('./witness/of-log.ts')).request(...given),
  accept: async (...given) => (await import('./witness/of-log.ts')).accept(...given),
}

function parsed(argv: readonly string[]): { values: Values; positionals: string[] } {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { folder: text, host: text, port: text, old: text, out: text },
    })
  } catch {
    throw new Unusable(`参数有误。${USAGE}`)
  }
}

const folderOf = ({ folder }: Values, { cwd }: Io): string => resolve(cwd, folder ?? 'luoshi-witness')
const keyFile = (folder: string): string => join(folder, 'witness.key')
const logsFolder = (folder: string): string => join(folder, 'logs')

/** `luoshi witness new-key NAME`: makes the witness's key, once, and prints the public one. */
async function newKey(words: readonly string[], values: Values, io: Io): Promise<number> {
  const [name, ...more] = words
  if (name === undefined || more.length > 0 || !/^[!-*,-~]{1,200}$/.test(name))
    throw new Unusable(`请给见证方起一个名称，形如 jiwei.example.gov.cn/witness。${USAGE}`)
  const folder = folderOf(values, io)
  const seed = randomBytes(32)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const text = privateKeyText({ name, key: seed, use: 'ed25519Cosignature' })
  if (!(await createFile(keyFile(folder), text, 0o600)))
    throw new Unusable(`${keyFile(folder)} 已经有了。密钥只造一次；要换密钥，请换一个文件夹。`)
  io.out(publicKeyText({ name, key: ed25519PublicKey(seed), use: 'ed25519Cosignature' }).trimEnd())
  return 0
}

/** `luoshi witness watch KEYFILE`: from now on this witness knows the log of that public key. */
async function watch(words: readonly string[], values: Values, io: Io): Promise<number> {
  const [path, ...more] = words
  if (path === undefined || more.length > 0) throw new Unusable(`请指定日志的公钥文件。${USAGE}`)
  const text = await textOf(path, '公钥文件', io)
  const read = readPublicKey(text)
  if (!read.ok) throw new Unusable(`公钥文件“${path}”读不懂：${read.because}。`)
  const folder = folderOf(values, io)
  const known = (await readLogs(folder)).get(read.key.name)
  if (known) {
    const same = Buffer.from(known.verifier.keyId).equals(verifierOf(must(text)).keyId)
    if (!same) throw new Unusable(`已经在见证日志“${read.key.name}”的另一把密钥，不能再加一把。`)
    io.out(`已经在见证日志“${read.key.name}”。`)
    return 0
  }
  await mkdir(logsFolder(folder), { recursive: true, mode: 0o700 })
  const file = join(logsFolder(folder), fileNameOf(read.key.name))
  await createFile(file, text, 0o600)
  io.out(`开始见证日志“${read.key.name}”。`)
  return 0
}

const must = (text: string) => {
  const key = decodeVkey(hashes, text.trim())
  if (!key.ok) throw new Unusable(key.because)
  return key.value
}

async function readLogs(folder: string): Promise<Map<string, WatchedLog>> {
  const logs = new Map<string, WatchedLog>()
  for (const name of await namesIn(logsFolder(folder))) {
    const key = must(await readFile(join(logsFolder(folder), name), 'utf8'))
    logs.set(key.name, { verifier: verifierOf(key), hash: hashes[hashNameOf(key.kind)] })
  }
  return logs
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.endsWith('.tmp'))
  } catch (error) {
    if (fileCode(error) === 'ENOENT') return []
    throw error
  }
}

/** The witness of a folder, and its public key as text. */
async function openWitness(values: Values, io: Io): Promise<{ witness: Witness; key: string }> {
  const folder = folderOf(values, io)
  const text = await readIfThere(keyFile(folder))
  if (text === undefined)
    throw new Unusable(`${folder} 里没有见证密钥，请先用 luoshi witness new-key 造一把。`)
  const read = readPrivateKey(text, 'ed25519Cosignature')
  if (!read.ok) throw new Unusable(`见证密钥 ${keyFile(folder)} 读不懂：${read.because}。`)
  const logs = await readLogs(folder)
  if (logs.size === 0) throw new Unusable(`还没有要见证的日志，请先用 luoshi witness watch 公钥文件 加一本。`)
  const { name, key: seed } = read.key
  const signer = ed25519Signer(name, seed, noteTypes.ed25519Cosignature)
  const key = publicKeyText({ name, key: ed25519PublicKey(seed), use: 'ed25519Cosignature' }).trimEnd()
  return { witness: { signer, logs, folder, now: () => Math.floor(Date.now() / 1_000) }, key }
}

/** `luoshi witness serve`: answers logs over HTTP until it is stopped. */
async function serve(words: readonly string[], values: Values, io: Io): Promise<number> {
  if (words.length > 0) throw new Unusable(USAGE)
  const port = Number(values.port ?? 8070)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Unusable('端口应当是 0 到 65535 的整数。')
  const { witness: one, key } = await openWitness(values, io)
  const server = witnessServer(one, key, io.out)
  const host = values.host ?? '127.0.0.1'
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new Unusable(`${host}:${port} 不能监听（${fileCode(error) ?? '未知原因'}）。`)
  }
  const bound = server.address()
  io.out(`见证公钥 ${key}`)
  io.out(`见证服务 http://${host}:${typeof bound === 'object' && bound ? bound.port : port}`)
  const stop = (): void => void server.close()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await once(server, 'close')
  return 0
}

/** `luoshi witness answer FILE`: without a network; prints the one line that travels back. */
async function answerFile(words: readonly string[], values: Values, io: Io): Promise<number> {
  const [path, ...more] = words
  if (path === undefined || more.length > 0) throw new Unusable(`请指定请求文件。${USAGE}`)
  const { witness: one } = await openWitness(values, io)
  const given = await answer(one, await textOf(path, '请求文件', io))
  if (given.ok) {
    io.out(given.line.trimEnd())
    return 0
  }
  io.err(given.because)
  if (given.status === 409) io.err(`请日志一方以 --old ${given.size} 重新出具请求。`)
  return 1
}

async function textOf(path: string, what: string, { cwd }: Io): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), 'utf8')
  } catch {
    throw new Unusable(`${what}“${path}”找不到或者打不开，请检查路径和权限。`)
  }
}
