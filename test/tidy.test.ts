import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
  .split('\n')
  .filter((f) => f && existsSync(f))
const code = tracked.filter((f) => /\.(ts|tsx|mjs|css|sql)$/.test(f))
const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '')
const read = (file: string) => readFileSync(file, 'utf8')

/** A file may be longer when its first lines say why. */
const REASON = /\/\/ Long on purpose: /

test('no file over 400 lines without a reason in it', () => {
  const long = code.filter(
    (f) => read(f).split('\n').length > 400 && !REASON.test(read(f)) && !f.includes('.gen.'),
  )
  expect(long).toEqual([])
})

test('every path named in a document is there', () => {
  const documents = tracked.filter((f) => f.endsWith('.md'))
  const roots = /^(kernel|rulebook|reading|journal|store|server|web|cli|demo|bench|test|docs|bin)\//
  const missing = documents.flatMap((document) =>
    [...read(document).matchAll(/[`(]([\w.-]+(?:\/[\w.<>-]+)+\/?|[A-Z]+[\w.-]*\.md)[`)]/g)]
      .map((match) => match[1] as string)
      .filter((path) => (roots.test(path) || path.endsWith('.md')) && !path.includes('<'))
      .filter(
        (path) => !existsSync(path) && !existsSync(new URL(path, `file://${process.cwd()}/${document}`)),
      )
      .map((path) => `${document}: ${path}`),
  )
  expect(missing).toEqual([])
})

test('no one is watched: no activity, score, ranking or place is stored or asked for', () => {
  const columns =
    /^\s*(points|score|streak|online_seconds|checkin|check_in|last_active|latitude|longitude)\s/im
  const asking = /navigator\.geolocation|leaderboard/i
  const sql = code.filter((f) => f.endsWith('.sql'))
  const screens = code.filter((f) => /^(server|web)\//.test(f))
  expect(sql.filter((f) => columns.test(read(f)))).toEqual([])
  expect(screens.filter((f) => asking.test(read(f)))).toEqual([])
})

test('outside the rulebook nobody names a procedure', () => {
  const naming = code.filter(
    (f) =>
      /^(kernel|reading|journal|store|server)\//.test(f) &&
      !f.endsWith('.test.ts') &&
      /supervised-task/.test(withoutComments(read(f))),
  )
  expect(naming).toEqual([])
})

test('nothing is left for later', () => {
  const marked = code.filter((f) => !f.startsWith('test/tidy') && /\b(TODO|FIXME|XXX)\b/.test(read(f)))
  expect(marked).toEqual([])
})

test('durability is never traded away', () => {
  const loose = code.filter(
    (f) =>
      /synchronous_commit\s*(=|to)\s*'?off/i.test(read(f)) &&
      !f.startsWith('test/') &&
      !f.startsWith('store/embedded/'),
  )
  expect(loose).toEqual([])
})

test('the lockfile names every platform package, or npm ci refuses it where one of them is not carried', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: object }>
  }
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})
