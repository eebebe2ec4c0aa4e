import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { referencePages } from './reference.ts'

test.each(Object.entries(referencePages(rulebook)))('%s is what the rulebook says', (path, page) => {
  expect(readFileSync(path, 'utf8'), 'run: npx luoshi docs --write').toBe(page)
})
