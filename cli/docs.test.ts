import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { madePages } from './docs.ts'
import { figuresPage } from './figures-page.ts'

test.each(Object.entries(madePages()))('%s is what it is made from', (path, page) => {
  expect(readFileSync(path, 'utf8'), 'run: npx luoshi docs --write').toBe(page)
})

test('a zero stands with its bound, and a note below its table', () => {
  const page = figuresPage([
    {
      id: 'r1',
      part: 'endurance',
      title: 'Acknowledged acts lost',
      value: 0,
      of: { n: 500, what: 'kills' },
      command: 'npm run test:crash',
      note: 'on one machine',
      on: '2026-11-22',
      commit: 'abc',
      machine: '2 cores',
      load: 1.5,
    },
  ])
  expect(page).toContain('| Acknowledged acts lost | 0 | 500 kills (≤ 0.60 %) |')
  expect(page).toContain('- Acknowledged acts lost: on one machine')
})
