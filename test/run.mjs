// `npm test`: every check of the repository, under any Node from 20.19 on: first those that read the sources, two at a time, then
// the tests and the browser tests. All stages run whatever the earlier ones said; the last lines name what failed and the total, and
// the exit code is 1 when anything failed.
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

/** These read the sources only, most of them on one core each. A stage whose file is not there fails: a moved file passes for no green run. */
const READING = [
  { name: 'types', run: () => check('tsc', '-p', 'tsconfig.json', '--singleThreaded') },
  { name: 'known holes of dependencies', run: audit },
  { name: 'web pages', run: () => check('node', 'bin/luoshi.mjs', 'build') },
  { name: 'lint', run: () => check('oxlint', '--type-aware', '--deny-warnings') },
  {
    name: 'types of the web',
    needs: 'web/tsconfig.json',
    run: () => check('tsc', '-p', 'web/tsconfig.json', '--singleThreaded'),
  },
  { name: 'format', run: () => check('oxfmt', '--check', '.') },
]

/** These use both cores by themselves; they print as they go. */
const RUNNING = [
  { name: 'tests', run: unitTests },
  { name: 'browser tests', needs: 'test/e2e/run.ts', run: browserTests },
]

/** A tool that says by its exit code whether all is well. */
async function check(command, ...argv) {
  const { code, text } = await run(command, argv, { kept: true })
  return { ...one(code === 0), text }
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
  const { code, out } = await run(
    'npm',
    ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'],
    { kept: true },
  )
  let report = {}
  try {
    report = JSON.parse(out)
  } catch {
    // No JSON: the question did not get through.
  }
  if (report.metadata === undefined)
    return { passed: 0, failed: 0, text: 'not asked: the registry answers no audit\n' }
  const holes = Object.keys(report.vulnerabilities ?? {})
  const text = holes.length === 0 ? 'none known\n' : `known holes in: ${holes.join(', ')}\n`
  return { ...one(code === 0), text }
}

/** The browser tests name what failed, and print a total of the same form as ours. */
async function browserTests() {
  const { code, out } = await run('node', ['test/e2e/run.ts'])
  broken.push(...[...out.matchAll(/^failed: (.+)$/gm)].map(([, name]) => name))
  const total = [...out.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1)
  if (total === undefined) return one(false)
  const [passed, failed] = [Number(total[1]), Number(total[2])]
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/**
 * Runs a command, shows what it prints unless it is kept for later, and returns its exit code, its standard output (`out`), and all it
 * printed (`text`).
 */
function run(command, argv, { kept = false } = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', 'pipe', kept ? 'pipe' : 'inherit']
    const child = spawn(command, argv, { cwd: ROOT, env: ENV, stdio })
    let [out, text] = ['', '']
    child.stdout.on('data', (chunk) => {
      if (!kept) process.stdout.write(chunk)
      out += chunk
      text += chunk
    })
    child.stderr?.on('data', (chunk) => (text += chunk))
    child.on('error', (error) => {
      console.error(error.message)
      resolve({ code: 1, out, text })
    })
    child.on('close', (code) => resolve({ code: code ?? 1, out, text }))
  })
}

/** What comes of a stage. */
async function outcomeOf({ needs, run: start }) {
  if (needs === undefined || existsSync(join(ROOT, needs))) return start()
  return { ...one(false), text: `${needs} is not there\n` }
}

async function main() {
  if (node24() === undefined) {
    console.error(NO_NODE24)
    return one(false)
  }
  const total = { passed: 0, failed: 0 }
  const add = (name, { passed, failed, text = '' }) => {
    process.stdout.write(text)
    total.passed += passed
    total.failed += failed
    if (failed > 0) broken.push(name)
  }
  const waiting = [...READING]
  const lane = async () => {
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) {
      const outcome = await outcomeOf(stage)
      console.log(`\n== ${stage.name}`)
      add(stage.name, outcome)
    }
  }
  await Promise.all([lane(), lane()])
  for (const stage of RUNNING) {
    console.log(`\n== ${stage.name}`)
    add(stage.name, await outcomeOf(stage))
  }
  console.log(broken.length > 0 ? `\nfailed:\n${broken.join('\n')}` : '')
  return total
}

const { passed, failed } = await main()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
