import type { Finding } from './finding.ts'
import type { Fields } from './fields.ts'
import { type Instant, momentOf } from './time.ts'
import type { Actor, AnyRecord, Procedure, Rulebook } from './vocabulary.ts'

/**
 * 现场办理: acts that people do where the things and the party are, often with no network. They have a page for the phone: what the
 * present step needs, pictures and signatures taken and hashed there, kept on the phone until the acts can be handed in. One that sets a
 * matter up is begun there as well, and those that follow it wait behind it.
 */
export interface OnSite<A extends string> {
  /** In the order in which they follow one another. */
  readonly acts: readonly A[]
  /** Who signs there, as the papers call them. */
  readonly signers: readonly string[]
}

/** Acts on the spot that set a matter up, in their order. */
export const setsUpOnSite = ({ powers, onSite }: Procedure): readonly string[] =>
  (onSite?.acts ?? []).filter((act) => powers[act]?.when === 'nothing')

/** Whether a post begins matters on the spot: by what its unit is, and its own rank there. */
export const beginsOnSite = (
  { procedures }: Pick<Rulebook, 'procedures'>,
  { functions, level }: Pick<Actor, 'functions' | 'level'>,
): boolean =>
  Object.values(procedures).some((procedure) =>
    setsUpOnSite(procedure)
      .flatMap((act) => procedure.powers[act]?.who ?? [])
      .some((role) => {
        const seat = procedure.roles[role]?.seat
        if (seat?.kind !== 'function' || !functions.includes(seat.name)) return false
        return seat.level !== 'head' || level === 'head'
      }),
  )

/**
 * The acts on the spot that can follow one that sets a matter up, one after another, as the states lead.
 *
 *     courseAfter(seizure, 'actUrgently')   // → ['callParty', 'tell', 'hear', 'listItems', 'drawUp', 'deliver']
 */
export function courseAfter({ powers, onSite }: Procedure, setUp: string): readonly string[] {
  let state = powers[setUp]?.then
  const course: string[] = []
  for (const act of onSite?.acts ?? []) {
    const power = powers[act]
    if (power === undefined || power.when === 'nothing' || state === undefined || !power.when.includes(state))
      continue
    course.push(act)
    state = power.then ?? state
  }
  return course
}

/** The first line of what a phone notes in a form. */
const NOTED = /^现场确认：(\d{4}-\d{2}-\d{2} \d{2}:\d{2})（/u

/** When an act happened that is told of later: by the moment its form names, or as the phone noted. Undefined where it says nothing. */
export function spotMoment(fields: Fields, form: AnyRecord): Instant | undefined {
  const texts = Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'text' && typeof form[name] === 'string' ? [{ field, said: form[name] }] : [],
  )
  const moment = texts.find(({ field }) => field.moment)?.said
  const noted = texts.find(({ field }) => field.onSpot)?.said
  return momentOf(moment ?? NOTED.exec(noted ?? '')?.[1] ?? '')
}

const isNoted = (form: Fields): boolean =>
  Object.values(form).some((field) => field.kind === 'text' && field.onSpot)
const isTimed = (form: Fields): boolean =>
  Object.values(form).some((field) => field.kind === 'text' && field.moment)

/**
 * Acts done on the spot are acts there are, and each says in its form how it went on the phone. One that sets a matter up is nobody else's
 * part, and says when it happened: whatever counts from it would otherwise count from when it was handed in.
 */
export const checkOnSite = ({ procedures }: Rulebook): Finding[] =>
  Object.values(procedures).flatMap(({ id, onSite, powers }) =>
    (onSite?.acts ?? []).flatMap((act) => {
      const power = powers[act]
      const what =
        power === undefined
          ? `there is no act ${act}`
          : !isNoted(power.form)
            ? `the form of ${act} has no field for what the phone notes`
            : power.when !== 'nothing'
              ? undefined
              : power.withParent
                ? `${act} exists only as part of another act: nobody can begin with it on the spot`
                : isTimed(power.form)
                  ? undefined
                  : `${act} sets a matter up and has no field for the moment: clocks would start when it is handed in`
      return what === undefined ? [] : [{ code: 'ON_SITE_UNKNOWN', where: `${id}.${act}`, what }]
    }),
  )
