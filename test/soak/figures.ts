import { recordFigure } from '#test/figures.ts'
import type { Soak } from './run.ts'

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`

/** Says how a soak went, figure by figure. */
export function soakFigures(soak: Soak): void {
  const { minutes, actsPerSecond, seen, flatness, lateness, mergeDelay, serverSaid, unclimbed, unsealed } =
    soak
  const command = `npm run soak -- --minutes ${minutes} --acts ${actsPerSecond}`
  const [least, most] = [Math.min(...soak.load), Math.max(...soak.load)]
  const machine = `load of the machine ${least.toFixed(1)}–${most.toFixed(1)}`
  for (const { name, unit, mean, perHour, error, bound, flat } of flatness)
    console.log(
      `${flat ? 'flat' : 'RISES'} ${name}: mean ${mean.toFixed(2)} ${unit}, ${perHour.toFixed(2)} ± ${error.toFixed(2)} per hour, bound ${bound}`,
    )
  for (const line of [...seen.first, ...serverSaid]) console.log(line)
  const risen = flatness.filter(({ flat }) => !flat)
  const line = (name: string): string => {
    const found = flatness.find((one) => one.name === name)
    return found
      ? `${name} ${found.mean.toFixed(1)} ${found.unit} ${found.perHour.toFixed(2)} ± ${found.error.toFixed(2)} per hour`
      : name
  }
  recordFigure({
    id: 'd5-soak-rising',
    part: 'endurance',
    title: `Series that rise over a soak of ${minutes} minutes (line by least squares, after the warm-up)`,
    value: risen.length,
    of: { n: flatness.length, what: 'series: memory, heap, handles, connections, lags' },
    command,
    note: `${['rss', 'heap', 'fds', 'handles', 'connections'].map(line).join('; ')}; ${machine}`,
  })
  recordFigure({
    id: 'd5-soak-errors',
    part: 'endurance',
    title: 'Requests of a soak that failed',
    value: seen.errors,
    of: { n: seen.acts + seen.reads + seen.errors, what: 'requests' },
    command,
    note: `${seen.acts} acts, ${seen.reads} pages, ${seen.events} live events; the server complained ${serverSaid.length} times; ${machine}`,
  })
  const rungs = { n: lateness.n, what: 'rungs' }
  recordFigure({
    id: 'r6-lateness-normal',
    part: 'endurance',
    title: 'Lateness of rungs under a steady load: median, 99th percentile, most',
    value: `${seconds(lateness.p50)} / ${seconds(lateness.p99)} / ${seconds(lateness.max)}`,
    of: rungs,
    command,
    note: `alarms spread over the soak by the preparation; ${unclimbed} not climbed at the end; ${machine}`,
  })
  recordFigure({
    id: 'j4-merge-delay',
    part: 'proof',
    title: 'From the commit of an act to the signed checkpoint over it: median, 99th percentile, most',
    value: `${seconds(mergeDelay.p50)} / ${seconds(mergeDelay.p99)} / ${seconds(mergeDelay.max)}`,
    of: { n: mergeDelay.n, what: 'acts' },
    command,
    note: `${unsealed} not yet signed at the end; ${machine}`,
  })
}
