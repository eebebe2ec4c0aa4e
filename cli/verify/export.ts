import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { startAudit } from '#journal/auditor.ts'
import { bundlePath, bundlesOf, decodeBundle } from '#journal/bundles.ts'
import { type Checkpoint, openCheckpoint } from '#journal/checkpoint.ts'
import type { Io } from '../io.ts'
import { type Judged, Unusable, bytesOf, said, textOf } from './files.ts'
import { type Trust, checkpointPolicyOf, leafLogOf, treeHashOf } from './trust.ts'

/**
 * Judges an export: every leaf read from its entry bundle, the tree built from them alone, its root compared with the
 * checkpoint in the folder and with every checkpoint that was saved earlier. Trusts nothing but the keys of the policy.
 *
 * @param saved files of checkpoints obtained at other times, from a witness or an earlier visit
 * @throws Unusable
 */
export async function judgeExport(
  folder: string,
  saved: readonly string[],
  trust: Trust,
  io: Pick<Io, 'cwd'>,
): Promise<Judged> {
  const at = resolve(io.cwd, folder)
  const policy = checkpointPolicyOf(trust)
  const heads: Checkpoint[] = []
  for (const path of [join(at, 'checkpoint'), ...saved]) {
    const opened = openCheckpoint(textOf(await bytesOf(path, '检查点', io)), policy)
    if (!opened.ok) return refused(`检查点“${path}”不能核验：${opened.because}`)
    heads.push(opened.value)
  }
  const size = heads[0]?.size ?? 0
  const later = heads.find((head) => head.size > size)
  if (later) return refused(`导出只有 ${size} 项，而另存的检查点有 ${later.size} 项：导出缺了末尾。`)
  const audit = startAudit(treeHashOf(trust), leafLogOf(trust), heads)
  for (const bundle of bundlesOf(size)) {
    const path = bundlePath(bundle)
    const bytes = await readFile(join(at, path)).catch(() => undefined)
    if (!bytes) throw new Unusable(`导出里缺少 ${path}，请向出具单位索取完整的导出。`)
    const leaves = decodeBundle(bytes, bundle.width)
    if (!leaves.ok) return refused(`${path}：${leaves.because}`)
    for (const leaf of leaves.value) audit.leaf(leaf)
  }
  const found = audit.found()
  const json = {
    ok: found === 0,
    origin: policy.log.name,
    size,
    checkpoints: heads.length,
    found,
    findings: audit.findings,
  }
  if (found > 0) return { holds: false, lines: bad(found, audit.findings), json }
  return {
    holds: true,
    lines: [
      `核验通过：${size} 项日志叶与${heads.length === 1 ? '检查点' : `${heads.length} 个检查点`}相符，每件事项的步骤首尾相接。`,
      `  日志　　　${said(policy.log.name)}`,
    ],
    json,
  }
}

const refused = (because: string): Judged => ({
  holds: false,
  lines: [`核验不通过：${said(because)}`],
  json: { ok: false, because },
})

const bad = (found: number, findings: readonly { about: string; because: string }[]): string[] => [
  `核验不通过：发现 ${found} 处不符。`,
  ...findings.map(({ about, because }) => `  ${said(about)}：${said(because)}。`),
  ...(found > findings.length ? [`  另有 ${found - findings.length} 处未列出。`] : []),
]
