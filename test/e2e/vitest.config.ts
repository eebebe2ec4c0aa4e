import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Stories run in the order of their numbers: the district they share moves on from one to the next. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId))
  }
}

/**
 * Stories that only look at the district, have one of their own, or work on matters and bodies that no other story touches: they run in a
 * second process beside all others, so that either takes about as long.
 */
const BESIDE = [
  '08-every-page',
  '09-new-district',
  '10-ledger-import',
  '17-one-paper',
  '22-first-load',
  '24-room',
  '25-body-and-certificate',
  '31-sealed-opinions',
  '32-party',
  '33-legality-review',
  '34-on-site',
  '35-list-item',
].map((name) => `test/e2e/stories/${name}.test.ts`)
const isBeside = process.env['E2E_PART'] === 'beside'

export default defineConfig({
  test: {
    include: isBeside ? BESIDE : ['test/e2e/stories/*.test.ts'],
    exclude: isBeside ? [] : BESIDE,
    sequence: { sequencer: InOrder },
    // One worker that keeps its modules: the browser and the sessions serve all stories.
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // As patient as what waits for the screen.
    expect: { poll: { timeout: 15_000 } },
  },
})
