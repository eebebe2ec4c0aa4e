import { apply, procedureOf } from '#kernel/apply.ts'
import type { Instant } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import { idsOf, namesIn } from '#store/form-names.ts'
import { type Sample, samplesOf } from '../matrix/samples.ts'
import { smallFacts } from '../small-district.ts'

/** Two acts, each of them lawful on the same matter as it stands. */
export interface Pair {
  readonly name: string
  /** The matter both are done on. */
  readonly on: Sample
  readonly acts: readonly [Sample, Sample]
}

/** Every pair of acts of every procedure, an act with itself included, for which some story has a matter where both are lawful. */
export async function pairsOf(now: Instant): Promise<readonly Pair[]> {
  const pairs = new Map<string, Pair>()
  for (const procedure of Object.values(rulebook.procedures)) {
    const samples = (await samplesOf(rulebook, procedure)).filter(standsAlone)
    const going = samples.filter(({ matter }) => matter.ver > 0)
    // Stories begin alike and people do the same thing the same way: each matter and each way of an act is looked at once.
    const grounds = oneOfEach(going, ({ matter }) => JSON.stringify(matter))
    const ways = oneOfEach(going, ({ act, form, by, enteredBy }) =>
      JSON.stringify([act, form, by, enteredBy]),
    )
    for (const on of grounds) {
      const lawful = oneOfEach(
        ways.filter((one) => isLawful(one, on, now)),
        ({ act }) => act,
      )
      for (const [i, a] of lawful.entries())
        for (const b of lawful.slice(i)) {
          const name = `${procedure.id}: ${[a.act, b.act].toSorted().join(' × ')}`
          if (!pairs.has(name)) pairs.set(name, { name, on, acts: [a, b] })
        }
    }
  }
  return [...pairs.values()]
}

/** The first of those that have a mark in common. */
const oneOfEach = (samples: readonly Sample[], mark: (one: Sample) => string): readonly Sample[] => [
  ...new Map(samples.toReversed().map((one) => [mark(one), one])).values(),
]

/** Names no other matter and no file, which a database with nothing else in it would not have. */
function standsAlone({ procedure, act, matter, form }: Sample): boolean {
  const { record, powers } = procedureOf(rulebook, procedure)
  const names = [...namesIn(record, matter.record), ...namesIn(powers[act]?.form ?? {}, form)]
  return idsOf(names, 'matter').length + idsOf(names, 'files').length === 0
}

function isLawful({ act, form, by, enteredBy, matters }: Sample, on: Sample, now: Instant): boolean {
  const attempt = { act, form, actor: by, ...(enteredBy ? { enteredBy } : {}) }
  return apply(rulebook, on.matter, attempt, { ...smallFacts, matters }, now).kind === 'done'
}
