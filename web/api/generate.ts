import { writeFileSync } from 'node:fs'
import { operations } from '../../server/contract/operations.ts'

/** The text of `routes.gen.ts`: operation name → method and path, so the browser carries no schema library. */
export function routesText(): string {
  const lines: string[] = []
  for (const [group, entries] of Object.entries(operations)) {
    for (const [name, operation] of Object.entries(entries)) {
      lines.push(`  '${group}.${name}': ['${operation.method}', '${operation.path}'],`)
    }
  }
  return [
    '// Made by `node web/api/generate.ts` from server/contract/operations.ts; compared in test/web-routes.test.ts.',
    'export const routes = {',
    ...lines,
    '} as const',
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(new URL('routes.gen.ts', import.meta.url), routesText())
