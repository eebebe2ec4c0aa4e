import type { Io } from './io.ts'
import { type StartContext, type Step, start } from './start.ts'
import { buildWeb } from './web-build.ts'

/** `luoshi start` with everything it starts. Parts are loaded when their turn comes, so that a refused start is quick. */
export const fullStart = (argv: readonly string[], io: Io): Promise<number> =>
  start(argv, io, {
    ensureDemo: makeDemo,
    buildWeb,
    listen: async (context) => (await import('./serve.ts')).listen(context),
  })

async function makeDemo({ db, progress, settings, signal }: StartContext): Promise<Step> {
  const [{ ensureDemo }, { rulebook }, { openCabinet }] = await Promise.all([
    import('#demo/ensure.ts'),
    import('#rulebook/index.ts'),
    import('#server/files/cabinet.ts'),
  ])
  const today = new Date().toISOString()
  await ensureDemo(db, rulebook, {
    now: today,
    signal,
    cabinet: await openCabinet(settings.dataDir),
    onProgress: (share, what) => progress(share, 1, what),
  })
  return { ok: true }
}
