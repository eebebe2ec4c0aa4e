import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { routesText } from '../web/api/generate.ts'

test('the browser’s route table is the one the contract makes', () => {
  const committed = readFileSync(new URL('../web/api/routes.gen.ts', import.meta.url), 'utf8')
  expect(committed, 'run `node web/api/generate.ts`').toBe(routesText())
})
