// The browser tests: one server with a fresh demo district, one browser, the stories one after another. Arguments go to vitest,
// so that one story can be run alone: `node test/e2e/run.ts 03`. The last line is the total.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Places, withDistrict } from './district.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const CONFIG = join(ROOT, 'test/e2e/vitest.config.ts')

interface Total {
  readonly passed: number
  readonly failed: number
}

async function stories(places: Places): Promise<Total> {
  const result = join(places.E2E_WORK, 'vitest.json')
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${result}`]
  const code = await vitest(['run', '--config', CONFIG, ...reporters, ...process.argv.slice(2)], places)
  if (!existsSync(result)) return { passed: 0, failed: 1 }
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(result, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
  }
  // A story that cannot be loaded has no test to count, yet the run fails.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

function vitest(argv: readonly string[], places: Places): Promise<number | null> {
  const child = spawn(process.execPath, [VITEST, ...argv], {
    cwd: ROOT,
    env: { ...process.env, ...places },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve) => void child.once('exit', resolve))
}

const total = await withDistrict(stories).catch((error: unknown): Total => {
  console.error(error)
  return { passed: 0, failed: 1 }
})
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
