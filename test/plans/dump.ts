// `node test/plans/dump.ts <data folder> [<times>]`: keeps what the planner knows of a large district for `plans.test.ts`, of one so
// many times as large where that is said: tables grow, what stands in their columns stays alike. Nobody else may run the folder.
import { writeFileSync } from 'node:fs'
import { openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { type Size, readStatistics } from './statistics.ts'

const [folder = '', times = '1'] = process.argv.slice(2)
const server = await startEmbedded({ dir: folder })
if (!server.ok) throw new Error(server.because)
// The catalogue tells nobody but a superuser what stands in tables behind row security.
const db = openDb({ ...server.admin, database: 'luoshi' }, { size: 1, statementTimeout: 0 })
const { sizes, columns } = await readStatistics(db)
await db.close()
await server.stop()
/** What a district has a few hundred of however many its matters are. */
const FEW = 2_000
const statistics = { sizes: sizes.map((size) => (size.tuples > FEW ? larger(size) : size)), columns }
const lines = (list: readonly unknown[]): string =>
  list.map((one) => `    ${JSON.stringify(one)}`).join(',\n')
writeFileSync(
  new URL('statistics.json', import.meta.url),
  `{\n  "sizes": [\n${lines(statistics.sizes)}\n  ],\n  "columns": [\n${lines(statistics.columns)}\n  ]\n}\n`,
)

function larger({ pages, tuples, visible, ...size }: Size): Size {
  const n = Number(times)
  return { ...size, pages: pages * n, tuples: tuples * n, visible: visible * n }
}
