import { parseArgs } from 'node:util'
import type { Io } from './io.ts'
import { judgeCertificate } from './verify/certificate.ts'
import { judgeExport } from './verify/export.ts'
import { type Judged, Unusable, bytesOf, textOf } from './verify/files.ts'
import { judgeGrowth } from './verify/growth.ts'
import { judgeReceipt } from './verify/receipt.ts'
import { type Trust, trustOf } from './verify/trust.ts'

const USAGE = [
  '用法：luoshi verify 回执文件 --key 公钥或策略文件 [--leaf 日志叶文件]',
  'luoshi verify --growth 旧检查点 [新检查点] (--proof 增长证明 | --tiles 文件夹或网址) --key 公钥或策略文件',
  'luoshi verify --export 导出文件夹 [--saved 另存的检查点]… --key 公钥或策略文件',
  'luoshi verify --certificate 过程证明（.pdf 或者 .json） [--code 证明上的编码] --key 公钥或策略文件',
  'luoshi verify --database [--key 公钥文件]。各式都可加 --json、--origin 日志名称',
].join('；')

/**
 * `luoshi verify`, in five modes: a receipt; two saved checkpoints; an export; a certificate; the database in hand. The first four trust
 * nothing but the keys, which should come from elsewhere: an official page, a printed sheet, an earlier download. Neither
 * server nor database is asked.
 *
 * @returns 0 when it holds, 1 when it does not, 2 when the command could not be understood or something not be read
 */
export async function verify(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = parsed(argv)
    if (values.database) return await ofDatabase(values, positionals, io)
    const judged = await judge(values, positionals, io)
    if (values.json) io.out(JSON.stringify(judged.json))
    else for (const line of judged.lines) io.out(line)
    return judged.holds ? 0 : 1
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    io.err(error.message)
    return 2
  }
}

type Values = ReturnType<typeof parsed>['values']

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        key: text,
        origin: text,
        leaf: text,
        proof: text,
        tiles: text,
        certificate: text,
        code: text,
        saved: { type: 'string', multiple: true },
        growth: flag,
        export: flag,
        database: flag,
        json: flag,
      },
    })
  } catch {
    throw new Unusable(`参数有误。${USAGE}`)
  }
}

/** What each mode takes besides `--key`, `--origin` and `--json`. */
const TAKES = {
  receipt: ['leaf'],
  growth: ['proof', 'tiles'],
  export: ['saved'],
  certificate: ['code'],
} as const
const ALL = Object.values(TAKES).flat()

async function judge(values: Values, positionals: readonly string[], io: Io): Promise<Judged> {
  const [mode = 'receipt', another] = (['growth', 'export', 'certificate'] as const).filter(
    (name) => values[name] !== undefined && values[name] !== false,
  )
  if (another !== undefined) throw new Unusable(`一次只核验一样。${USAGE}`)
  const takes: readonly string[] = TAKES[mode]
  const stray = ALL.find((name) => values[name] !== undefined && !takes.includes(name))
  if (stray !== undefined) throw new Unusable(`--${stray} 不能用在这里。${USAGE}`)
  return modes[mode](values, positionals, io)
}

type Mode = (values: Values, positionals: readonly string[], io: Io) => Promise<Judged>

const modes: Readonly<Record<keyof typeof TAKES, Mode>> = {
  receipt: async (values, [proof, ...more], io) => {
    if (proof === undefined) throw new Unusable(`没有指定回执文件。${USAGE}`)
    if (more.length > 0) throw new Unusable(`一次只核验一份回执。${USAGE}`)
    const trust = await trusted(values, io)
    const bytes = await bytesOf(proof, '回执文件', io)
    const leaf = values.leaf === undefined ? undefined : await bytesOf(values.leaf, '日志叶文件', io)
    return judgeReceipt(bytes, leaf, trust)
  },
  growth: async (values, [older, newer, ...more], io) => {
    if (older === undefined || more.length > 0) throw new Unusable(`请给旧检查点和新检查点。${USAGE}`)
    if ((values.proof === undefined) === (values.tiles === undefined))
      throw new Unusable(`请用 --proof 或者 --tiles 指定其中一种依据。${USAGE}`)
    const evidence = values.proof === undefined ? { tiles: values.tiles ?? '' } : { proof: values.proof }
    return judgeGrowth({ older, newer }, evidence, await trusted(values, io), io)
  },
  export: async (values, [folder, ...more], io) => {
    if (folder === undefined || more.length > 0) throw new Unusable(`请指定一个导出文件夹。${USAGE}`)
    return judgeExport(folder, values.saved ?? [], await trusted(values, io), io)
  },
  certificate: async (values, stray, io) => {
    if (stray.length > 0) throw new Unusable(`一次只核验一份过程证明。${USAGE}`)
    const trust = await trusted(values, io)
    const bytes = await bytesOf(values.certificate ?? '', '过程证明', io)
    return judgeCertificate(bytes, values.code, trust)
  },
}

function trusted({ key, origin }: Values, io: Io): Promise<Trust> {
  if (key === undefined)
    throw new Unusable(`没有指定公钥文件：请从公开渠道取得日志的公钥（服务的 /log/key）。${USAGE}`)
  return trustOf(key, origin, io)
}

async function ofDatabase(values: Values, positionals: readonly string[], io: Io): Promise<number> {
  const stray =
    ALL.some((name) => values[name] !== undefined) ||
    values.growth ||
    values.export ||
    values.certificate !== undefined
  if (positionals.length > 0 || values.origin !== undefined || stray)
    throw new Unusable(`--database 只能与 --key、--json 同用。${USAGE}`)
  const key = values.key === undefined ? undefined : textOf(await bytesOf(values.key, '公钥文件', io))
  // Loaded only now: the other modes need neither database nor rulebook.
  const { verifyDatabase } = await import('./verify-database.ts')
  return verifyDatabase(key, io, { json: values.json === true })
}
