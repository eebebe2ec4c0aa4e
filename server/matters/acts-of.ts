import { type Facts, contextOf, refusalsOf } from '#kernel/apply.ts'
import { type Available, available } from '#kernel/available.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { holdersOf } from '#kernel/seats.ts'
import type { Actor, AnyPower, Procedure } from '#kernel/vocabulary.ts'
import type { Snapshot } from '#store/snapshot.ts'
import type { AvailableAct } from '../contract/shapes.ts'
import { refusalJson } from '../problem.ts'
import { sealedAt } from './places.ts'
import type { Reader } from './reader.ts'

type Speaker = NonNullable<AvailableAct['speakers']>[number]

/** What the kernel may know when it says which buttons are open. */
export const factsOf = ({ district: { directory, calendar, parameters, laws }, names }: Reader): Facts => ({
  directory,
  calendar,
  parameters,
  laws,
  matters: {},
  items: Object.fromEntries(names.items),
})

export const actJson = ({ refusals, form, ...act }: Available): AvailableAct => ({
  ...act,
  // What the server fills in nobody is asked for.
  form: Object.fromEntries(Object.entries(form).filter(([, field]) => field.given === undefined)),
  refusals: refusals.map(refusalJson),
})

/** The buttons of a matter, each with why it is closed; `children` are the matters that its record names. `own`: this person's alone. */
export function actsOf(
  reader: Reader,
  procedure: Procedure,
  matter: Matter,
  children: Facts['matters'],
  whose: 'all' | 'own' = 'all',
): AvailableAct[] {
  const facts = { ...factsOf(reader), matters: children }
  return available(reader.rulebook, matter, reader.actor, facts, reader.now, whose).map((act) => {
    const power = procedure.powers[act.act]
    const shown = act.enters && power ? entered(act, procedure, power, matter, facts, reader) : actJson(act)
    return { ...shown, ...sealedAt(procedure, act.act, matter.id) }
  })
}

/** 代录: open as long as it is open to somebody it may be entered for; what closes it to all of them says why. */
function entered(
  act: Available,
  procedure: Procedure,
  power: AnyPower,
  matter: Matter,
  facts: Facts,
  reader: Reader,
): AvailableAct {
  const all = speakersOf(power, procedure, matter, reader)
  const judged = all.map((speaker) => {
    const actor = holderIn(reader.district.directory, speaker)
    const refusals: readonly Refusal[] = actor
      ? refusalsOf(
          procedure,
          power,
          act.act,
          matter,
          contextOf(matter, actor, {}, facts, reader.now),
          'before form',
        )
      : act.refusals
    return { speaker, refusals }
  })
  const open = judged.filter(({ refusals }) => refusals.length === 0)
  const ownOpen = act.mine && act.refusals.length === 0
  const closed = act.mine || judged.length === 0 ? act.refusals : (judged[0]?.refusals ?? [])
  return {
    ...actJson({ ...act, refusals: ownOpen || open.length > 0 ? [] : closed }),
    speakers: (open.length > 0 || ownOpen ? open : judged).map(({ speaker }) => speaker),
  }
}

/** Who sits in the seats of an act: for whom it may be entered. */
function speakersOf(
  power: AnyPower,
  procedure: Procedure,
  { record }: Matter,
  { district: { directory }, actor }: Reader,
): Speaker[] {
  const posts = power.who.flatMap((name) => {
    const role = procedure.roles[name]
    const holders = role ? holdersOf(role.seat, record, directory) : []
    return holders.flatMap(({ unit, post }) => post ?? directory.postsOf(unit).map((one) => one.id))
  })
  return [...new Set(posts)].flatMap((post) =>
    directory
      .holders(post)
      .filter(({ person }) => person !== actor.person)
      .map(({ person, name }) => ({ person, name, post, title: directory.postTitle(post) })),
  )
}

/** A person in the post they sit in today, as the kernel knows an actor; null where they do not sit there. */
export function holderIn(
  directory: Snapshot,
  { person, post }: { readonly person: string; readonly post: string },
): Actor | null {
  const seat = directory.post(post)
  const holder = seat?.holders.find((one) => one.person === person)
  const unit = seat && directory.unit(seat.unit)
  if (!seat || !holder || !unit) return null
  const { functions } = unit
  return { person, post, unit: unit.id, level: seat.level, functions, as: holder.as }
}
