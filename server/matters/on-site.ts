import type { Field, Fields } from '#kernel/fields.ts'
import { basisText } from '#kernel/reading-copy.ts'
import { type StepFound, type ToldBeside, matterFieldsOf, stepsOf } from '#kernel/steps.ts'
import type { Actor, AnyRecord, Gate, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { childFacts } from '#store/facts.ts'
import { happenedIn } from '#store/queries/happened.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import type { OnSitePage } from '../contract/operations/on-site.ts'
import { actsOf } from './acts-of.ts'
import { papersOf } from './papers-of.ts'
import { procedureIn, readerFor, withNames } from './reader.ts'
import { fieldsSeen, recordSeen } from './seen.ts'
import { collectIds, noIds } from './texts.ts'

/**
 * What a phone has to hold before it leaves the network: the steps and how they stand, what each act on the spot needs, its form and
 * what that begins with. Null for a matter that is not there, that this person may not see, or that has no such acts.
 */
export async function onSitePageFor(
  context: StoreContext,
  actor: Actor,
  id: string,
): Promise<OnSitePage | null> {
  const stored = await visibleMatter(context, actor, id)
  if (!stored) return null
  const { matter } = stored
  const plain = await readerFor(context, actor)
  const procedure = procedureIn(plain, matter.procedure)
  const { onSite } = procedure
  if (onSite === undefined) return null
  const ids = noIds()
  collectIds(procedure.record, matter.record, ids)
  const [reader, children, steps] = await Promise.all([
    withNames(context, plain, ids),
    childFacts(context, actor, procedure, matter.record),
    stepsFor(context, procedure, id, matter.record),
  ])
  const own = new Map(actsOf(reader, procedure, matter, children, 'own').map((act) => [act.act, act]))
  const seen = recordSeen(
    fieldsSeen(procedure, matter.record, actor, reader.district.directory),
    matter.record,
  )
  return {
    id,
    procedure: { id: procedure.id, title: procedure.title },
    number: String(matter.record['number'] ?? ''),
    title: String(matter.record[procedure.titled] ?? ''),
    stateTitle: procedure.states[matter.state ?? '']?.title ?? '',
    ver: matter.ver,
    now: reader.now,
    signers: [...onSite.signers],
    steps: steps.map(({ name, title, status, basis }) => ({
      name,
      title,
      status,
      basis: basis.map(basisText),
      acts: (procedure.steps?.[name]?.by ?? []).filter((act) => onSite.acts.includes(act)),
    })),
    acts: onSite.acts.flatMap((name) => {
      const [act, power] = [own.get(name), procedure.powers[name]]
      if (act === undefined || !act.mine || power === undefined) return []
      const given = givenBy(power.form, procedure.record, seen)
      return [{ ...act, stays: power.then === undefined, given, needs: needsOf(power.gates) }]
    }),
    papers: papersOf(procedure, seen).map(({ name, title }) => ({
      title,
      url: `/api/matters/${id}/papers/${name}`,
    })),
  }
}

/** Nobody is asked twice: what stands on record under the name of a field of the form, where both are of one kind. */
const givenBy = (form: Fields, record: Fields, seen: AnyRecord): AnyRecord =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, { kind }]) =>
      kind !== 'files' && seen[name] !== undefined && (record[name] as Field).kind === kind
        ? [[name, seen[name] as unknown]]
        : [],
    ),
  )

const needsOf = (gates: readonly Gate[] = []) =>
  gates.map(({ title, code, reads, basis }) => ({
    title,
    code,
    reads,
    basis: basis.map(basisText),
  }))

async function stepsFor(
  context: StoreContext,
  procedure: Procedure,
  id: string,
  record: AnyRecord,
): Promise<readonly StepFound[]> {
  if (matterFieldsOf(procedure).length > 0)
    throw new Error(`${procedure.id}: steps that look into other matters have no place on a phone yet`)
  const beside: Readonly<Record<string, ToldBeside>> = {}
  const entries = (await happenedIn(context, [id])).get(id) ?? []
  return stepsOf(context.rulebook, procedure, { id, record, entries }, beside)
}
