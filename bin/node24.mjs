import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const OLDEST = 24

/** Whether this process runs on a Node that reads our TypeScript as it is. */
export function runsNode24() {
  return Number(process.versions.node.split('.')[0]) >= OLDEST
}

/**
 * Path of a Node 24: this one if it is, otherwise the binary installed with our dependencies (no install script makes it,
 * so it is there after `npm ci --ignore-scripts` too).
 *
 * @returns {string | undefined} undefined when neither is there
 */
export function node24() {
  if (runsNode24()) return process.execPath
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `node-${process.platform}-${process.arch}/package.json`,
    )
    const binary = join(dirname(manifest), 'bin', 'node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

/** What to tell a person whose machine has neither. */
export const NO_NODE24 = `落实需要 Node 24，当前是 ${process.version}，随附的也没有找到；请运行 npm ci（不要加 --omit=optional），或者自行安装 Node 24。`
