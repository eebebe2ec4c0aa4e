import { type Available, available } from '#kernel/available.ts'
import type { Field, Fields } from '#kernel/fields.ts'
import { kindOf, notLive, powerKinds } from '#kernel/lists.ts'
import { blank } from '#kernel/matter.ts'
import { courseAfter, setsUpOnSite } from '#kernel/on-site.ts'
import { termOf } from '#kernel/duties.ts'
import { basisText } from '#kernel/reading-copy.ts'
import { refusal } from '#kernel/refusal.ts'
import { dayAt } from '#kernel/time.ts'
import type { Actor, AnyRecord, Gate, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { childFacts } from '#store/facts.ts'
import { todo } from '#store/queries/inbox.ts'
import { itemsListed } from '#store/queries/items.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import type { OnSitePage, OnSiteStarts, SpotActJson } from '../contract/operations/on-site.ts'
import type { AvailableAct } from '../contract/shapes.ts'
import { notLiveText } from '../lists/words.ts'
import { actJson, actsOf, factsOf } from './acts-of.ts'
import { papersOf } from './papers-of.ts'
import { type Reader, procedureIn, readerFor, withNames } from './reader.ts'
import { fieldsSeen, recordSeen } from './seen.ts'
import { stepsFor } from './steps.ts'
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
    stepsFor(context, procedure, matter),
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
      const act = own.get(name)
      return act?.mine ? spotActs(procedure, reader, act, seen) : []
    }),
    papers: papersOf(procedure, seen).map(({ name, title }) => ({
      title,
      url: `/api/matters/${id}/papers/${name}`,
    })),
  }
}

/**
 * What a phone has to hold so that a matter can be begun without a network: each act on the spot of this person's that sets one up, with
 * those that can follow it there, and the items they can be done under.
 */
export async function onSiteStartsFor(context: StoreContext, actor: Actor): Promise<OnSiteStarts> {
  const reader = await readerFor(context, actor)
  const starts = Object.values(context.rulebook.procedures).flatMap((procedure) => {
    const setUps = new Set(setsUpOnSite(procedure))
    if (setUps.size === 0) return []
    const nothingYet = blank('new', procedure.id, procedure.version)
    return available(reader.rulebook, nothingYet, actor, factsOf(reader), reader.now)
      .filter(({ act, mine }) => mine && setUps.has(act))
      .map((act) => startOf(procedure, reader, act))
  })
  const [matters, items] = await Promise.all([
    mattersToVisit(context, actor),
    starts.length === 0 ? [] : itemsHeld(context, reader),
  ])
  return { now: reader.now, starts, matters, items }
}

/** Duties that are looked through for matters to visit, and pages that are taken along: what a day's round may hold. */
const MOST_DUTIES = 60
const MOST_VISITS = 12

/** Matters in which this person owes something and can do something on the spot now. */
async function mattersToVisit(context: StoreContext, actor: Actor): Promise<OnSitePage[]> {
  const { rows } = await todo(context, actor, { scope: 'mine', limit: MOST_DUTIES })
  const ids = rows.filter((row) => actsOnSite(context.rulebook, row)).map(({ id }) => id)
  const pages = await Promise.all(
    [...new Set(ids)].slice(0, MOST_VISITS).map((id) => onSitePageFor(context, actor, id)),
  )
  return pages.flatMap((page) =>
    page?.acts.some(({ refusals }) => refusals.length === 0) === true ? [page] : [],
  )
}

/** Whether some act on the spot can be done in the state a matter is in. */
function actsOnSite(
  { procedures }: Rulebook,
  { procedure, state }: { readonly procedure: string; readonly state: string },
): boolean {
  const { onSite, powers = {} } = procedures[procedure] ?? {}
  return (onSite?.acts ?? []).some((act) => {
    const when = powers[act]?.when
    return when !== undefined && when !== 'nothing' && when.includes(state)
  })
}

function startOf(procedure: Procedure, reader: Reader, act: Available): OnSiteStarts['starts'][number] {
  const course = courseAfter(procedure, act.act)
  const before = refusal('WRONG_STATE', `还没有“${act.may}”`, { remedy: `请先办“${act.may}”` })
  const acts = [
    ...spotActs(procedure, reader, actJson(act), {}),
    ...course.flatMap((name) => spotActs(procedure, reader, following(procedure, name, before), {})),
  ]
  const names = new Set([act.act, ...course])
  return {
    procedure: { id: procedure.id, title: procedure.title },
    number: '',
    title: '',
    stateTitle: '',
    ver: 0,
    signers: [...(procedure.onSite?.signers ?? [])],
    // What the spot itself is evidence of; the rest depends on a record that is not there yet.
    steps: Object.entries(procedure.steps ?? {}).flatMap(([name, { title, basis, by, in: elsewhere }]) => {
      const here = elsewhere === undefined ? by.filter((one) => names.has(one)) : []
      return here.length === 0
        ? []
        : [{ name, title, status: 'waiting' as const, basis: basis.map(basisText), acts: [...here] }]
    }),
    acts,
    papers: [],
  }
}

/** An act that comes after one that is not done yet: closed, and said by what. */
function following({ powers }: Procedure, act: string, before: Available['refusals'][number]): AvailableAct {
  const power = powers[act]
  return actJson({
    act,
    may: power?.may ?? act,
    form: power?.form ?? {},
    weight: power?.weight ?? 'plain',
    solemn: power?.solemn === true,
    takesBack: false,
    mine: true,
    enters: false,
    refusals: [before],
  })
}

function spotActs(
  procedure: Procedure,
  reader: Reader,
  act: AvailableAct,
  seen: AnyRecord,
): readonly SpotActJson[] {
  const power = procedure.powers[act.act]
  if (power === undefined) return []
  return [
    {
      ...act,
      setsUp: power.when === 'nothing',
      stays: power.when !== 'nothing' && power.then === undefined,
      given: givenBy(power.form, procedure.record, seen),
      shared: sharedWith(power.form, procedure.record),
      needs: needsOf(power.gates),
      clocks: clocksOf(procedure, act.act, power.form, reader),
    },
  ]
}

/** Fields of a form that stand on record under the same name and are of one kind. */
const sharedWith = (form: Fields, record: Fields): string[] =>
  Object.entries(form).flatMap(([name, { kind }]) =>
    kind !== 'files' && (record[name] as Field | undefined)?.kind === kind ? [name] : [],
  )

/** Nobody is asked twice: what stands on record already. */
const givenBy = (form: Fields, record: Fields, seen: AnyRecord): AnyRecord =>
  Object.fromEntries(
    sharedWith(form, record).flatMap((name) =>
      seen[name] === undefined ? [] : [[name, seen[name] as unknown]],
    ),
  )

const needsOf = (gates: readonly Gate[] = []) =>
  gates.map(({ title, code, reads, basis }) => ({
    title,
    code,
    reads,
    basis: basis.map(basisText),
  }))

/** Terms in hours that an act starts with the moment its form names. */
function clocksOf(
  procedure: Procedure,
  act: string,
  form: Fields,
  { district: { parameters } }: Reader,
): SpotActJson['clocks'] {
  const moments = new Set(
    Object.entries(form).flatMap(([name, field]) => (field.kind === 'text' && field.moment ? [name] : [])),
  )
  return Object.values(procedure.duties).flatMap(({ must, after, within, doneBy }) => {
    const term = typeof within === 'string' ? termOf(procedure, within, parameters) : undefined
    return after.includes(act) && term?.kind === 'hours' && moments.has(term.since ?? '')
      ? [{ must, hours: term.length, doneBy: [...doneBy] }]
      : []
  })
}

/** More than any unit holds; a phone has room for them. */
const MOST_ITEMS = 1000

async function itemsHeld(
  context: StoreContext,
  { actor, district: { laws }, now }: Reader,
): Promise<OnSiteStarts['items']> {
  const on = dayAt(now)
  const held = await itemsListed(context, on, { unit: actor.unit }, { limit: MOST_ITEMS })
  return held.map(({ item }) => {
    const kind = kindOf(item)
    const dead = notLive(item, laws, on)
    return {
      id: item.id,
      title: item.title,
      list: item.list,
      kind: kind ?? null,
      kindTitle: kind ? powerKinds[kind] : null,
      notLive: dead && notLiveText(dead),
    }
  })
}
