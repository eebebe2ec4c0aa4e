// `npm test`: every check of the repository, one after the other, under any Node from 20.19 on. All stages run whatever
// the earlier ones said; the last line is the total, and the exit code is 1 when anything failed.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NO_NODE24, node24 } from '../bin/node24.mjs'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const RESULT = join(ROOT, 'var/test/vitest.json')
// The tools' own first line asks for `node`: Node 24 lies first on their path.
const ENV = { ...process.env, PATH: join(ROOT, 'node_modules/.bin') + delimiter + process.env.PATH }

/** Stages and tests that failed. */
const broken = []

const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 })

/** In this order; a stage whose file is not there fails, so that a moved file cannot pass for a green run. */
const STAGES = [
  { name: 'types', run: () => check('tsc', '-p', 'tsconfig.json', '--singleThreaded') },
  {
    name: 'types of the web',
    needs: 'web/tsconfig.json',
    run: () => check('tsc', '-p', 'web/tsconfig.json', '--singleThreaded'),
  },
  { name: 'lint', run: () => check('oxlint', '--type-aware', '--deny-warnings') },
  { name: 'format', run: () => check('oxfmt', '--check', '.') },
  { name: 'known holes of dependencies', run: audit },
  { name: 'tests', run: unitTests },
  { name: 'browser tests', needs: 'test/e2e/run.ts', run: browserTests },
]

async function check(command, ...argv) {
  return one((await run(command, argv)).code === 0)
}

async function unitTests() {
  mkdirSync(join(ROOT, 'var/test'), { recursive: true })
  rmSync(RESULT, { force: true })
  const argv = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULT}`]
  const { code } = await run('vitest', argv)
  if (!existsSync(RESULT)) return one(false)
  const {
    numPassedTests: passed,
    numFailedTests: failed,
    testResults,
  } = JSON.parse(readFileSync(RESULT, 'utf8'))
  broken.push(...namesOfFailed(testResults))
  // A file that cannot be loaded has no test to count, yet the run fails.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/** Failed tests and files that cannot be loaded, as the last lines name them: whoever reads a run from its end need not look for them. */
const namesOfFailed = (files) =>
  files
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      const file = relative(ROOT, name)
      return failed.length === 0 ? [file] : failed.map(({ fullName }) => `${file}: ${fullName}`)
    })

/**
 * Asks the registry for known holes in what is shipped. A registry that answers no such question (mirrors inside closed networks do
 * not) leaves it unasked, and says so: nothing is counted then, neither for nor against.
 */
async function audit() {
  const { code, text } = await run(
    'npm',
    ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'],
    { silent: true },
  )
  let report = {}
  try {
    report = JSON.parse(text)
  } catch {
    // No JSON: the question did not get through.
  }
  if (report.metadata === undefined) {
    console.log('not asked: the registry answers no audit')
    return { passed: 0, failed: 0 }
  }
  const holes = Object.keys(report.vulnerabilities ?? {})
  console.log(holes.length === 0 ? 'none known' : `known holes in: ${holes.join(', ')}`)
  return one(code === 0)
}

/** The browser tests print a total of the same form as ours. */
async function browserTests() {
  const { code, text } = await run('node', ['test/e2e/run.ts'])
  const total = [...text.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1)
  if (total === undefined) return one(false)
  const [passed, failed] = [Number(total[1]), Number(total[2])]
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/** Runs a command, shows what it prints, and returns its exit code and its standard output. */
function run(command, argv, { silent = false } = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', 'pipe', silent ? 'ignore' : 'inherit']
    const child = spawn(command, argv, { cwd: ROOT, env: ENV, stdio })
    let text = ''
    child.stdout.on('data', (chunk) => {
      if (!silent) process.stdout.write(chunk)
      text += chunk
    })
    child.on('error', (error) => {
      console.error(error.message)
      resolve({ code: 1, text })
    })
    child.on('close', (code) => resolve({ code: code ?? 1, text }))
  })
}

async function main() {
  if (node24() === undefined) {
    console.error(NO_NODE24)
    return one(false)
  }
  const total = { passed: 0, failed: 0 }
  for (const stage of STAGES) {
    console.log(`\n== ${stage.name}`)
    const missing = stage.needs !== undefined && !existsSync(join(ROOT, stage.needs))
    if (missing) console.error(`${stage.needs} is not there`)
    const { passed, failed } = missing ? one(false) : await stage.run()
    total.passed += passed
    total.failed += failed
    if (failed > 0) broken.push(stage.name)
  }
  console.log(broken.length > 0 ? `\nfailed:\n${broken.join('\n')}` : '')
  return total
}

const { passed, failed } = await main()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
