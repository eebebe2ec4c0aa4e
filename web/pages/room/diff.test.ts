import { expect, test } from 'vitest'
import { changes } from './diff.ts'

const said = (before: string, after: string): string =>
  changes(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`))
    .join('')

test('what changed is marked, what stayed is not', () => {
  expect(said('同意安排资金', '同意分两年安排资金')).toBe('同意[+分两年]安排资金')
  expect(said('同意安排资金800万元', '原则同意安排资金600万元')).toBe('[+原则]同意安排资金[-8][+6]00万元')
  expect(said('', '同意')).toBe('[+同意]')
  expect(said('同意', '')).toBe('[-同意]')
  expect(said('同意', '同意')).toBe('同意')
  expect(said('𠮷祥', '𠮷利')).toBe('𠮷[-祥][+利]')
  expect(said('甲'.repeat(900), '乙'.repeat(900))).toBe(`[-${'甲'.repeat(900)}][+${'乙'.repeat(900)}]`)
})

test('both texts can be read out of the changes, seed 2026', () => {
  // A small generator of its own: what web tests import is the web and the contract.
  let state = 2026
  const below = (n: number): number => (state = (state * 48_271) % 2_147_483_647) % n
  const characters = [...'同意安排资金，。']
  const text = (): string =>
    Array.from({ length: below(30) }, () => characters[below(characters.length)]).join('')
  for (let n = 0; n < 300; n++) {
    const [before, after] = [text(), text()]
    const runs = changes(before, after)
    const without = (gone: string): string =>
      runs
        .filter(({ kind }) => kind !== gone)
        .map((run) => run.text)
        .join('')
    expect(without('new')).toBe(before)
    expect(without('gone')).toBe(after)
  }
})
