import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Stories run in the order of their numbers: the district they share moves on from one to the next. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId))
  }
}

export default defineConfig({
  test: {
    include: ['test/e2e/stories/*.test.ts'],
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
