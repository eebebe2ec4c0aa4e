import { checkRulebook } from '#kernel/check.ts'
import { dayAt, isDay } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import type { Io } from './io.ts'

/**
 * `luoshi check [--on YYYY-MM-DD]`: checks the whole rulebook as of a day, today by default.
 *
 * @returns 0 for a sound rulebook, 1 with one line per finding, 2 for wrong arguments
 */
export async function check(argv: readonly string[], io: Io): Promise<number> {
  const on = argv[0] === '--on' ? argv[1] : argv.length === 0 ? dayAt(new Date().toISOString()) : undefined
  if (on === undefined || !isDay(on)) {
    io.err('用法：luoshi check [--on 2026-03-01]')
    return 2
  }
  const findings = checkRulebook(rulebook, on)
  for (const { code, where, what } of findings) io.out(`${code}\t${where}\t${what}`)
  const procedures = Object.keys(rulebook.procedures).length
  io.out(
    findings.length === 0
      ? `规则册自洽：${procedures}个规程，依据于${on}均有效。`
      : `发现${findings.length}处问题。`,
  )
  return findings.length === 0 ? 0 : 1
}
