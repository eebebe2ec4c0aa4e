import { isBaseless } from '#kernel/law.ts'
import { dayAt, startOf } from '#kernel/time.ts'
import type { Gate, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { type NormFigures, normFigures } from '#store/queries/norms.ts'
import { dutiesUnder } from './norm-duties.ts'

/** 规范 with what enforces each and what it has come to this year. Counts alone: no person, no unit. */
export async function normsPage(context: StoreContext) {
  const { rulebook, clock } = context
  const procedures = Object.values(rulebook.procedures)
  const watches = procedures.flatMap((procedure) => Object.values(procedure.watches))
  const kinds = [...new Set(watches.flatMap((watch) => [...watch.counts, ...watch.outOf]))]
  const today = dayAt(clock.now())
  const since = `${today.slice(0, 4)}-01-01`
  const [figures, { laws }] = await Promise.all([
    normFigures(context, kinds, startOf(since)),
    districtOf(context),
  ])
  const isOver = ({ basis }: Gate): boolean => isBaseless(basis, laws, today)
  return {
    since,
    norms: Object.entries(rulebook.norms).map(([id, { title, statement, bites, enforcedBy }]) => ({
      id,
      title,
      statement,
      bites: [...bites],
      enforcedBy: enforcedBy.map((name) => enforcer(rulebook, name, isOver)),
      figures: figuresFor(procedures, id, figures),
      watches: watches
        .filter((watch) => watch.norm === id)
        .map((watch) => ({
          title: watch.title,
          n: sum(figures.acts, watch.counts),
          kinds: [...watch.counts],
          of: sum(figures.acts, watch.outOf),
          ofKinds: [...watch.outOf],
        })),
    })),
  }
}

const sum = (counts: ReadonlyMap<string, number>, names: readonly string[]): number =>
  names.reduce((total, name) => total + (counts.get(name) ?? 0), 0)

function figuresFor(procedures: readonly Procedure[], norm: string, figures: NormFigures) {
  const duties = procedures.flatMap((procedure) =>
    dutiesUnder(procedure, norm).map((name) => `${procedure.id}.${name}`),
  )
  return {
    refused: figures.refused.get(norm) ?? 0,
    lapsed: sum(figures.lapsed, duties),
    owed: sum(figures.owed, duties),
  }
}

const KINDS: Readonly<Record<string, string>> = { gate: '闸', duty: '职责', watch: '监测', power: '职权' }

/** `gate:fedBack`, `duty:supervised-task.finish` … with the title people know it by. */
function enforcer({ procedures }: Rulebook, entry: string, isOver: (gate: Gate) => boolean) {
  const [kind = '', name = ''] = entry.split(':')
  const gate = kind === 'gate' ? gateOf(procedures, name) : undefined
  const over = gate && isOver(gate) ? '（依据的条文已失效，不再适用）' : ''
  const procedure = placeOf(procedures, kind, name)
  return {
    kind: KINDS[kind] ?? kind,
    name,
    title: `${titleOf(procedures, kind, name) ?? name}${over}`,
    ...(procedure === undefined ? {} : { procedure }),
  }
}

const hasGate = ({ powers }: Procedure, name: string): boolean =>
  Object.values(powers).some(({ gates }) => gates?.some((gate) => gate.name === name))

/** The procedure in whose reading copy an enforcer stands: its own, or the first with such a gate. */
function placeOf(procedures: Rulebook['procedures'], kind: string, name: string): string | undefined {
  if (kind === 'gate') return Object.values(procedures).find((procedure) => hasGate(procedure, name))?.id
  const own = name.slice(0, Math.max(0, name.indexOf('.')))
  return Object.hasOwn(procedures, own) ? own : undefined
}

const gateOf = (procedures: Rulebook['procedures'], name: string): Gate | undefined =>
  Object.values(procedures)
    .flatMap((procedure) => Object.values(procedure.powers).flatMap((power) => power.gates ?? []))
    .find((gate) => gate.name === name)

function titleOf(procedures: Rulebook['procedures'], kind: string, name: string): string | undefined {
  if (kind === 'gate') return gateOf(procedures, name)?.title
  const dot = name.indexOf('.')
  const [procedure, own] = [procedures[name.slice(0, dot)], name.slice(dot + 1)]
  if (kind === 'duty') return procedure?.duties[own]?.must
  return kind === 'watch' ? procedure?.watches[own]?.title : procedure?.powers[own]?.may
}
