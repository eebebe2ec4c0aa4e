import type { AtDatabase, OverHttp, Spread } from './measure.ts'

/** What was measured of a district. */
export interface Measured {
  /** Of the database: what it keeps in its own memory of the machine's. */
  readonly buffers: string
  readonly matters: number
  readonly entries: number
  /** Nanoseconds of a read from memory, before and after: how fast the machine was. */
  readonly memory: readonly [before: number, after: number]
  readonly database: readonly AtDatabase[]
  readonly http: readonly OverHttp[]
}

/** When and on what it was measured. */
export interface Circumstances {
  readonly commit: string
  readonly on: string
  readonly looks: number
}

/** Goals of a screen at the 95th percentile, milliseconds. */
const GOALS = { database: 10, http: 25 }

const cell = (spread: Spread | undefined, goal?: number): string => {
  if (!spread) return ''
  const text = `${spread.p50.toFixed(1)} / ${spread.p95.toFixed(1)}`
  return goal !== undefined && spread.p95 > goal ? `**${text}**` : text
}

/** The page a run leaves behind: every screen of every district, and how it grew from the smaller to the larger. */
export function scalePage(all: readonly Measured[], { commit, on, looks }: Circumstances): string {
  const [large, small] = all
  const district = ({ matters, entries }: Measured): string =>
    `${matters.toLocaleString('en')} matters and ${entries.toLocaleString('en')} entries`
  const table = (one: Measured): string => {
    const over = (screen: string, clients: number): Spread | undefined =>
      one.http.find((row) => row.screen === screen && row.clients === clients)?.times
    const rows = one.database.map(
      ({ screen, statement, whole, statements }) =>
        `| ${screen} | ${statements} | ${cell(statement, GOALS.database)} | ${cell(whole)} | ${cell(over(screen, 1), GOALS.http)} | ${cell(over(screen, 8))} |`,
    )
    return `## ${district(one)}

A read at a random place of memory took ${one.memory.map((ns) => ns.toFixed(0)).join(' ns before and ')} ns after.

| screen | statements | dearest statement | all statements | HTTP, 1 at once | HTTP, 8 at once |
|---|---|---|---|---|---|
${rows.join('\n')}
`
  }
  const growth =
    large && small
      ? `
## Growth from ${small.matters.toLocaleString('en')} to ${large.matters.toLocaleString('en')} matters

All statements of a screen, p50: ${large.database
          .map(({ screen, whole }) => {
            const before = small.database.find((row) => row.screen === screen)?.whole.p50
            return before === undefined ? screen : `${screen} ${(whole.p50 / before).toFixed(1)} ×`
          })
          .join('; ')}.
`
      : ''
  return `# Every screen in a large district

Written by \`npm run bench:scale -- <data folder> [<smaller data folder>]\` with \`LUOSHI_FIGURES=1\`; commit ${commit}, ${on}, two cores,
${looks} looks a screen. Milliseconds, p50 / p95; **bold** is beyond the goal (p95 of ${GOALS.database} ms for the dearest statement, of ${GOALS.http} ms over HTTP for one who
asks alone). Eight who ask at once share one process and the cores of the database, whose \`shared_buffers\` are ${large?.buffers ?? 'unknown'}. How it is
measured: [README](README.md).

${all.map(table).join('\n')}${growth}`
}
