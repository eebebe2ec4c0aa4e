import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { recordFigure } from './figures.ts'

// `docs/asvs.md` says of each requirement what shows it. Here it is held to that: all are there, and what is named is.

interface Row {
  readonly id: string
  readonly level: number
  readonly how: string
  readonly by: string
}

const rows: readonly Row[] = [
  ...readFileSync('docs/asvs.md', 'utf8').matchAll(
    /^\| (\d+\.\d+\.\d+) \| (\d) \| [^|]+ \| ([^|]+) \| (.+) \|$/gm,
  ),
].map(([, id = '', level = '', how = '', by = '']) => ({ id, level: Number(level), how, by }))

/** Requirements of OWASP ASVS 5.0.0 by chapter: at level 1, and added at level 2. */
const COUNTS: readonly (readonly [number, number])[] = [
  [8, 19],
  [4, 7],
  [8, 11],
  [2, 8],
  [4, 5],
  [13, 22],
  [6, 12],
  [4, 3],
  [4, 3],
  [5, 24],
  [3, 11],
  [3, 6],
  [1, 12],
  [2, 7],
  [3, 10],
  [0, 16],
  [0, 7],
]

test.each(COUNTS.map(([one, two], at) => ({ chapter: at + 1, one, two })))(
  'V$chapter has its requirements, each once',
  ({ chapter, one, two }) => {
    const own = rows.filter(({ id }) => id.startsWith(`${chapter}.`))
    expect(own.filter(({ level }) => level === 1)).toHaveLength(one)
    expect(own.filter(({ level }) => level === 2)).toHaveLength(two)
    expect(new Set(own.map(({ id }) => id)).size).toBe(own.length)
  },
)

test('each is shown by a test, an inspection or a reason; nothing of level 1 is open', () => {
  expect(rows.filter(({ how }) => !['test', 'seen', 'n/a', 'open'].includes(how))).toEqual([])
  expect(rows.filter(({ how, level }) => how === 'open' && level === 1)).toEqual([])
})

describe('a test that is named is there', () => {
  test.each(rows.filter(({ how }) => how === 'test'))('$id: $by', ({ by }) => {
    const [, file = '', words = ''] = /^`([^`]+)` (.+)$/.exec(by) ?? []
    expect(existsSync(file), file).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain(words)
  })
})

test('what it comes to', () => {
  const of = (how: string): number => rows.filter((row) => row.how === how).length
  recordFigure({
    id: 's8-asvs',
    part: 'security',
    title: 'ASVS 5.0 requirements of levels 1 and 2 shown by a test',
    value: of('test'),
    of: { n: rows.length, what: 'requirements' },
    command: 'npx vitest run test/asvs.test.ts',
    note: `${of('seen')} by inspection, ${of('n/a')} do not concern us, ${of('open')} open, none of them of level 1`,
  })
  expect(rows).toHaveLength(253)
})
