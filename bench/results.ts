import { type Cost, median, percent } from './figures.ts'
import { type LedgerFigures, ledgerMissed, ledgerSection } from './ledger.ts'
import { type OpeningFigures, openingSection } from './opening.ts'
import { type ReadingFigures, readingMissed, readingSection } from './reading.ts'
import { type SmsFigures, smsMissed, smsSection } from './sms.ts'

export interface Measured {
  readonly machine: {
    readonly commit: string
    readonly on: string
    readonly cores: string
    readonly memory: number
    readonly pgbench: string
    readonly load: readonly number[]
    /** The run's own scheduling priority; below 0 it goes before other work on the machine. */
    readonly nice: number
    readonly rounds: number
    readonly seconds: number
    readonly matters: number
  }
  readonly kernel: { readonly apply: number; readonly available: number }
  readonly reading: ReadingFigures
  readonly acts: readonly { readonly clients: number; readonly rounds: readonly Round[] }[]
  readonly opening: readonly OpeningFigures[]
  readonly sms: SmsFigures
  readonly ledger: LedgerFigures
  /** Bytes resident. */
  readonly memory: { readonly started: number; readonly idle: number; readonly highest: number }
}

type Round = Readonly<Record<'peer' | 'path' | 'http', Cost>>

const GOALS = { path: 1, http: 0.5, microseconds: 50, megabytes: 250 }

/** The page that a run leaves behind. */
export function resultsPage(measured: Measured): string {
  const { machine: m, kernel, memory } = measured
  return `# Bench results

Rerun: \`npm run bench\` (about nine minutes; needs pgbench). Commit ${m.commit}, ${m.on}. How it is measured: [README](README.md).
Machine: ${m.cores}, ${gib(m.memory)} GiB; Node ${process.version}, embedded PostgreSQL 18, ${m.pgbench}. Load average of
the machine when it began and ended: ${m.load.map((n) => n.toFixed(1)).join(', ')}; the run's own nice value: ${m.nice}. fsync and synchronous_commit are on.

## Kernel

| call | CPU µs | goal |
|---|---|---|
| \`apply\`, reporting a task stuck: form, gates, duties with their terms | ${kernel.apply.toFixed(0)} | ≤ ${GOALS.microseconds} |
| \`available\`, every act of a matter under way | ${kernel.available.toFixed(0)} | ≤ ${GOALS.microseconds} |

## Acts per second

Medians of ${m.rounds} rounds of ${m.seconds} s on ${m.matters} matters; ratios are medians of the ratios within a round.

| clients | pgbench | commit path | ratio | HTTP | ratio |
|---|---|---|---|---|---|
${measured.acts.map(rateLine).join('\n')}

Goals at 8 clients: commit path ≥ ${percent(GOALS.path)}, HTTP ≥ ${percent(GOALS.http)}.

CPU µs per act, which other work on the machine moves less; in brackets pgbench's sum as a share of the side's sum, the ratio
that would be left if both kept all cores busy:

| clients | pgbench: database + program | commit path: database + Node | HTTP: database + Node + client |
|---|---|---|---|
${measured.acts.map(cpuLine).join('\n')}

${openingSection(measured.opening)}

${smsSection(measured.sms)}

${ledgerSection(measured.ledger)}

${readingSection(measured.reading)}

## Memory of the server process

| | RSS, MB | goal |
|---|---|---|
| started | ${mb(memory.started)} | ≤ ${GOALS.megabytes} |
| idle after 58 logins, each one argon2 hash of 19 MiB | ${mb(memory.idle)} | ≤ ${GOALS.megabytes} |
| highest in the whole run | ${mb(memory.highest)} | ≤ ${GOALS.megabytes} |

## Goals missed

${missed(measured).join('\n\n') || 'None.'}
`
}

const rateLine = ({ clients, rounds }: Measured['acts'][number]): string =>
  `| ${clients} | ${rate(rounds, 'peer')} | ${rate(rounds, 'path')} | ${percent(ratio(rounds, 'path'))} ` +
  `| ${rate(rounds, 'http')} | ${percent(ratio(rounds, 'http'))} |`

const cpuLine = ({ clients, rounds }: Measured['acts'][number]): string =>
  `| ${clients} | ${(['peer', 'path', 'http'] as const).map((side) => split(rounds, side)).join(' | ')} |`

function split(rounds: readonly Round[], side: keyof Round): string {
  const parts = (['database', 'program', 'client'] as const)
    .filter((part) => rounds[0]?.[side][part] !== undefined)
    .map((part) => cpu(rounds, side, part).toFixed(0))
  const share =
    side === 'peer' ? '' : ` (${percent(median(rounds.map((round) => sum(round.peer) / sum(round[side]))))})`
  return parts.join(' + ') + share
}

const sum = ({ database, program, client = 0 }: Cost): number => database + program + client

/** One paragraph per goal that this run missed, with where the time went. */
function missed({ kernel, acts, memory, sms, ledger, reading }: Measured): string[] {
  const said: string[] = []
  for (const [name, value] of Object.entries(kernel)) {
    if (value > GOALS.microseconds) said.push(`\`${name}\` takes ${value.toFixed(0)} µs.`)
  }
  const eight = acts.find(({ clients }) => clients === 8)?.rounds ?? []
  if (ratio(eight, 'path') < GOALS.path) {
    said.push(
      `Commit path at 8 clients: ${percent(ratio(eight, 'path'))}. The database needs ${cpu(eight, 'path', 'database').toFixed(0)} µs ` +
        `of CPU per act where pgbench's statements need ${cpu(eight, 'peer', 'database').toFixed(0)}; deciding, sealing and the driver ` +
        `take ${cpu(eight, 'path', 'program').toFixed(0)} µs in Node, on one thread, where pgbench's C takes ` +
        `${cpu(eight, 'peer', 'program').toFixed(0)} and decides and seals nothing. All share the same cores.`,
    )
  }
  if (ratio(eight, 'http') < GOALS.http) {
    said.push(
      `HTTP at 8 clients: ${percent(ratio(eight, 'http'))}. Per act the one server thread takes ` +
        `${cpu(eight, 'http', 'program').toFixed(0)} µs of CPU (session and seats, parsing, the commit path, and the sequencer and ` +
        `outbox that run beside it), the database ${cpu(eight, 'http', 'database').toFixed(0)}, and the sender of the requests ` +
        `${cpu(eight, 'http', 'client').toFixed(0)} on the same cores.`,
    )
  }
  if (memory.highest > GOALS.megabytes * 2 ** 20) said.push(`Memory reached ${mb(memory.highest)} MB.`)
  return [...said, ...smsMissed(sms), ...ledgerMissed(ledger), ...readingMissed(reading)]
}

const rate = (rounds: readonly Round[], side: keyof Round): string =>
  median(rounds.map((round) => round[side].rate)).toFixed(0)
const ratio = (rounds: readonly Round[], side: keyof Round): number =>
  median(rounds.map((round) => round[side].rate / round.peer.rate))
const cpu = (rounds: readonly Round[], side: keyof Round, part: 'database' | 'program' | 'client'): number =>
  median(rounds.map((round) => round[side][part] ?? 0))
const mb = (bytes: number): string => (bytes / 2 ** 20).toFixed(0)
const gib = (bytes: number): string => (bytes / 2 ** 30).toFixed(0)
