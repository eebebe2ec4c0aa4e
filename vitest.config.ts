import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { COMPILED } from './test/compiled.ts'

// Threads and processes that the code under test starts: twenty readers at once load the reader twenty times.
process.env['NODE_COMPILE_CACHE'] ??= COMPILED

/** Files of more than ten seconds. They begin first, so that in the end no worker waits for the other. */
const LONG = [
  'test/crash/crash.test.ts',
  'demo/ensure.test.ts',
  'test/matrix/http.test.ts',
  'test/matrix/policy.test.ts',
  'store/backup/crash.test.ts',
  'test/crash/service/service.test.ts',
  'test/hostile/hostile.test.ts',
  'cli/start.test.ts',
  'rulebook/incoming-document/cases.test.ts',
  'store/sequencer.test.ts',
  'server/log/witnessing.test.ts',
  'test/processes/processes.test.ts',
  'store/backup/backup.test.ts',
]
const moved = LONG.filter((path) => !existsSync(join(import.meta.dirname, path)))
if (moved.length > 0) throw new Error(`not where vitest.config.ts has them: ${moved.join(', ')}`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const place = LONG.indexOf(relative(import.meta.dirname, moduleId))
      return place < 0 ? LONG.length : place
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

// One PostgreSQL for the whole run (test/database.ts); every test file that needs tables takes a database of its own.
export default defineConfig({
  test: {
    include: ['{kernel,rulebook,reading,journal,store,server,web,cli,demo,bench,test}/**/*.test.ts'],
    exclude: ['node_modules/**', 'test/e2e/**'],
    // The long crash run has a server of its own, which it kills.
    globalSetup: process.env['CRASH_LONG'] === '1' ? [] : ['test/database.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A worker goes from file to file and keeps what it has loaded. Nothing is kept in modules but what is kept by its own
    // database or declaration; whoever replaces a global or a kind of signature puts it back.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
})
