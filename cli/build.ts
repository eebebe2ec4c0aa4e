import type { Io } from './io.ts'
import { progressBar } from './progress.ts'
import { buildWeb } from './web-build.ts'

/**
 * `luoshi build`: makes the web pages ahead, for places where the service may not write to its own folder (systemd, containers).
 * `luoshi start` does it by itself elsewhere.
 *
 * @returns 0 when they are there, 1 when they could not be made, 2 for arguments nobody asked for
 */
export async function build(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length > 0) {
    io.err('用法：luoshi build')
    return 2
  }
  const progress = progressBar(io, (text) => process.stderr.write(text))
  const made = await buildWeb({ progress, signal: new AbortController().signal })
  if (made.ok) io.out('网页已经是最新的。')
  else io.err(made.because)
  return made.ok ? 0 : 1
}
