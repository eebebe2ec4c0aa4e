import { defineConfig } from 'vitest/config'
import { COMPILED } from './test/compiled.ts'

// Threads and processes that the code under test starts: twenty readers at once load the reader twenty times.
process.env['NODE_COMPILE_CACHE'] ??= COMPILED

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
  },
})
