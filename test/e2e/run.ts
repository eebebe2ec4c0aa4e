// The browser tests: one server with a fresh demo district, one browser, the stories one after another; beside them, in a second
// process, those that leave the district as it is. Arguments go to vitest, so that one story can be run alone:
// `node test/e2e/run.ts 03`. The last lines name what failed, and the last one is the total.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Places, withDistrict } from './district.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const CONFIG = join(ROOT, 'test/e2e/vitest.config.ts')

interface Total {
  readonly passed: number
  readonly failed: number
  /** What failed, by file and name. */
  readonly names: readonly string[]
}

const nothing = (why: string): Total => ({ passed: 0, failed: 1, names: [why] })

interface Result {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

async function stories(places: Places): Promise<Total> {
  const [a, b] = await Promise.all([part('in order', places), part('beside', places)])
  const total = { passed: a.passed + b.passed, failed: a.failed + b.failed, names: [...a.names, ...b.names] }
  return total.passed + total.failed > 0 ? total : nothing('there is no such story')
}

/** Runs one of the two parts. What the one beside prints comes in one piece when it is over. */
async function part(which: 'in order' | 'beside', places: Places): Promise<Total> {
  const result = join(places.E2E_WORK, `vitest ${which}.json`)
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${result}`]
  const argv = ['run', '--config', CONFIG, '--passWithNoTests', ...reporters, ...process.argv.slice(2)]
  const code = await vitest(argv, { ...places, E2E_PART: which }, which === 'beside')
  if (!existsSync(result)) return nothing(`the stories ${which} told nothing`)
  const told = JSON.parse(readFileSync(result, 'utf8')) as Result
  const { numPassedTests: passed, numFailedTests: failed } = told
  // A story that cannot be loaded has no test to count, yet the run fails.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, names: namesOfFailed(told) }
}

const namesOfFailed = ({ testResults }: Result): string[] =>
  testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      const file = relative(ROOT, name)
      return failed.length === 0 ? [file] : failed.map(({ fullName }) => `${file}: ${fullName}`)
    })

function vitest(argv: readonly string[], env: NodeJS.ProcessEnv, atOnce: boolean): Promise<number | null> {
  const out = atOnce ? 'pipe' : 'inherit'
  const child = spawn(process.execPath, [VITEST, ...argv], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', out, out],
  })
  const printed: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk))
  return new Promise((resolve) => {
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(printed))
      resolve(code)
    })
  })
}

const { passed, failed, names } = await withDistrict(stories).catch((error: unknown): Total => {
  console.error(error)
  return nothing('the district or its browser')
})
for (const name of names) console.log(`failed: ${name}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
