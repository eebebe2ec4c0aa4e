import { checkLedger } from './check-ledger.ts'
import { checkCoverage } from './coverage.ts'
import type { Field } from './fields.ts'
import { ERASE } from './erase.ts'
import type { Finding } from './finding.ts'
import { checkMeanings } from './meanings.ts'
import { checkRooms } from './room.ts'
import { checkOnSite } from './on-site.ts'
import { checkParties } from './party.ts'
import { checkLearning } from './learning.ts'
import { checkAmong } from './among.ts'
import { checkSelfTests } from './self-test.ts'
import { checkSteps } from './steps.ts'
import type { Day } from './time.ts'
import {
  type AnyPower,
  type Basis,
  type Norm,
  type Procedure,
  type Rulebook,
  type Seat,
  carriedBy,
  openedBy,
} from './vocabulary.ts'

/** All whole-rulebook checks, on the day the rules are to run. An empty list is a sound rulebook. */
export function checkRulebook(rulebook: Rulebook, on: Day): readonly Finding[] {
  return [
    ...Object.values(rulebook.procedures).flatMap((procedure) => [
      ...checkPaths(procedure),
      ...checkNames(procedure),
      ...checkNext(procedure),
      ...checkOpens(rulebook, procedure),
      ...checkDuties(procedure),
      ...checkSeats(procedure),
      ...checkBases(procedure, on),
      ...checkViewers(procedure),
      ...checkLedger(procedure),
    ]),
    ...checkMeanings(rulebook),
    ...checkParties(rulebook),
    ...checkSelfTests(rulebook),
    ...checkLearning(rulebook),
    ...checkAmong(rulebook),
    ...checkOnSite(rulebook),
    ...checkSteps(rulebook),
    ...checkParents(rulebook),
    ...checkCoverage(rulebook),
    ...checkRooms(rulebook),
    ...checkNorms(rulebook),
  ]
}

/** Every procedure has the act that erases; one of its own under that name could not be told from it. */
const checkNames = ({ id, powers }: Procedure): Finding[] =>
  Object.hasOwn(powers, ERASE)
    ? [{ code: 'ACT_RESERVED', where: `${id}.${ERASE}`, what: `“${ERASE}” is the name of the erasing act` }]
    : []

/** A place a matter may be in: its state, the duties surely and possibly open, the mandatory steps taken. */
interface Place {
  readonly state: string
  readonly surely: readonly string[]
  readonly maybe: readonly string[]
  readonly steps: readonly string[]
  readonly path: readonly string[]
}

const keyOf = (p: Place): string => [p.state, p.surely.join(), p.maybe.join(), p.steps.join()].join('|')

/** Every place the declarations allow, gates aside: gates only take paths away. */
export function explore(procedure: Procedure): readonly Place[] {
  const seen = new Map<string, Place>()
  const waiting: Place[] = [{ state: '', surely: [], maybe: [], steps: [], path: [] }]
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    for (const [act, power] of Object.entries(procedure.powers)) {
      if (!possible(power, place.state)) continue
      const next = step(procedure, place, act, power)
      const key = keyOf(next)
      if (seen.has(key)) continue
      seen.set(key, next)
      waiting.push(next)
    }
  }
  return [...seen.values()]
}

const possible = (power: AnyPower, state: string): boolean =>
  !power.takesBack && (power.when === 'nothing' ? state === '' : power.when.includes(state))

function step(procedure: Procedure, place: Place, act: string, power: AnyPower): Place {
  const surely = new Set(place.surely)
  const maybe = new Set(place.maybe)
  for (const [name, duty] of Object.entries(procedure.duties)) {
    const oneByOne = duty.dischargedOneByOne?.[act] !== undefined
    const closes = duty.doneBy.includes(act) || duty.endedBy?.includes(act) === true
    if (closes) surely.delete(name)
    if (closes && !oneByOne) maybe.delete(name)
    if (!duty.after.includes(act)) continue
    maybe.add(name)
    if (!duty.shares && !duty.provided) surely.add(name)
  }
  const steps = new Set(place.steps)
  if (Object.values(procedure.mandatory).some((list) => list?.flat().includes(act))) steps.add(act)
  for (const voided of power.voids ?? []) steps.delete(voided)
  return {
    state: power.then ?? place.state,
    surely: [...surely].toSorted(),
    maybe: [...maybe].toSorted(),
    steps: [...steps].toSorted(),
    path: [...place.path, act],
  }
}

function checkPaths(procedure: Procedure): Finding[] {
  const places = explore(procedure)
  const found: Finding[] = []
  const reached = new Set(places.map((p) => p.state))
  for (const [state, spec] of Object.entries(procedure.states)) {
    const where = `${procedure.id}.${state}`
    if (!reached.has(state))
      found.push({ code: 'STATE_UNREACHABLE', where, what: `no act leads to ${state}` })
    const exits = Object.values(procedure.powers).some(
      (p) => possible(p, state) && p.then !== undefined && p.then !== state,
    )
    if (!spec.final && !exits) found.push({ code: 'DEAD_END', where, what: `no act leads out of ${state}` })
  }
  for (const place of places) {
    const where = `${procedure.id}.${place.state}`
    const after = `after ${place.path.join(' → ')}`
    const final = procedure.states[place.state]?.final === true
    if (!final && place.surely.length === 0)
      found.push({ code: 'NOBODY_OWES', where, what: `nobody owes anything ${after}` })
    if (!final) continue
    for (const duty of place.maybe)
      found.push({ code: 'DUTY_LEFT_OPEN', where, what: `${duty} may stay open ${after}` })
    const missed = (procedure.mandatory[place.state] ?? [])
      .map((step) => [step].flat())
      .filter((acts) => !acts.some((act) => place.steps.includes(act)))
    for (const acts of missed)
      found.push({ code: 'STEP_AVOIDED', where, what: `${acts.join(' or ')} is avoided ${after}` })
  }
  return firstOfEach(found)
}

/** An act said to follow at once must be possible wherever its forerunner leads, with nothing to fill in. */
const checkNext = ({ id, powers }: Procedure): Finding[] =>
  Object.entries(powers).flatMap(([act, { next, then, when }]): Finding[] => {
    if (next === undefined) return []
    const power = powers[next]
    const after = then === undefined ? when : [then]
    const follows = power && after !== 'nothing' && after.every((state) => possible(power, state))
    if (follows && Object.values(power.form).every((field) => field.optional)) return []
    const what = `${next} cannot follow at once: it is not possible then, or something must be filled in`
    return [{ code: 'NEXT_IMPOSSIBLE', where: `${id}.${act}`, what }]
  })

/** What opens a matter must name its procedure and acts; what opens one or draws a number cannot be taken back as if it had not. */
const checkOpens = (rulebook: Rulebook, { id, powers }: Procedure): Finding[] =>
  Object.entries(powers).flatMap(([act, power]): Finding[] => {
    const where = `${id}.${act}`
    const found: Finding[] = []
    const opens = openedBy(power)
    for (const { procedure, acts } of opens) {
      const child = rulebook.procedures[procedure]
      if (child?.powers[acts[0] ?? '']?.when !== 'nothing')
        found.push({ code: 'OPENS_UNKNOWN', where, what: `${procedure} has no such act that sets it up` })
      for (const name of acts)
        if (child && !(name in child.powers))
          found.push({ code: 'OPENS_UNKNOWN', where, what: `${procedure} has no act ${name}` })
    }
    const carries = carriedBy(power)
    for (const { procedure, act: name } of carries) {
      const when = rulebook.procedures[procedure]?.powers[name]?.when
      if (when === undefined || when === 'nothing')
        found.push({ code: 'CARRIES_UNKNOWN', where, what: `${procedure} has no act ${name} that goes on` })
    }
    if (power.revocable && (opens.length > 0 || carries.length > 0 || power.draws))
      found.push({
        code: 'NUMBER_LOST',
        where,
        what: 'taken back it would leave a gap in a series or a matter alone',
      })
    return found
  })

/** What is set up only with the act of another matter is opened by one, or it would never be there. */
const checkParents = (rulebook: Rulebook): Finding[] => {
  const opened = new Set(
    Object.values(rulebook.procedures).flatMap(({ powers }) =>
      Object.values(powers).flatMap((power) =>
        openedBy(power).map((one) => `${one.procedure}.${one.acts[0]}`),
      ),
    ),
  )
  return Object.values(rulebook.procedures).flatMap(({ id, powers }) =>
    Object.entries(powers)
      .filter(
        ([act, { withParent, when }]) => withParent && (when !== 'nothing' || !opened.has(`${id}.${act}`)),
      )
      .map(([act]) => ({
        code: 'NO_PARENT_OPENS',
        where: `${id}.${act}`,
        what: 'is said to come with a parent, and sets nothing up or is opened by none',
      })),
  )
}

/** One finding per code and place: the shortest path speaks for all. */
function firstOfEach(found: readonly Finding[]): Finding[] {
  const shortest = new Map<string, Finding>()
  for (const finding of found) {
    const key = `${finding.code} ${finding.where}`
    const known = shortest.get(key)
    if (!known || finding.what.length < known.what.length) shortest.set(key, finding)
  }
  return [...shortest.values()]
}

function checkDuties(procedure: Procedure): Finding[] {
  const places = explore(procedure)
  return Object.entries(procedure.duties).flatMap(([name, duty]): Finding[] => {
    const open = places.filter((p) => p.maybe.includes(name))
    const dischargeable = open.every((place) =>
      reaches(procedure, place.state, new Set([...duty.doneBy, ...(duty.endedBy ?? [])])),
    )
    if (open.length > 0 && dischargeable) return []
    const what = open.length === 0 ? 'never opens' : 'cannot be discharged from every state it is open in'
    return [{ code: 'DUTY_UNDISCHARGEABLE', where: `${procedure.id}.${name}`, what: `${name} ${what}` }]
  })
}

/** Whether one of some acts can be done from a state or one it leads to. */
function reaches(procedure: Procedure, from: string, acts: ReadonlySet<string>): boolean {
  const seen = new Set([from])
  const waiting = [from]
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const [act, power] of Object.entries(procedure.powers)) {
      if (!possible(power, state)) continue
      if (acts.has(act)) return true
      const next = power.then ?? state
      if (!seen.has(next)) waiting.push(next)
      seen.add(next)
    }
  }
  return false
}

const HOLDS_UNITS = new Set(['unit', 'units', 'rows'])
const HOLDS_POSTS = new Set(['post', 'posts', 'rows'])

function fits(seat: Seat, procedure: Procedure): boolean {
  if (seat.kind === 'function') return true
  const field: Field | undefined = procedure.record[seat.of]
  if (!field) return false
  if (seat.kind === 'person') return field.kind === 'person' && procedure.record[seat.in]?.kind === 'unit'
  return (seat.kind === 'post' ? HOLDS_POSTS : HOLDS_UNITS).has(field.kind)
}

const checkSeats = (procedure: Procedure): Finding[] =>
  Object.entries(procedure.roles)
    .filter(([, role]) => !fits(role.seat, procedure))
    .map(([name]) => ({
      code: 'SEAT_UNKNOWN',
      where: `${procedure.id}.${name}`,
      what: `no record field seats ${name}`,
    }))

function checkBases(procedure: Procedure, on: Day): Finding[] {
  const all: [string, readonly Basis[]][] = [
    [procedure.id, procedure.basis],
    ...Object.entries(procedure.powers).map(([n, p]): [string, readonly Basis[]] => [
      `${procedure.id}.${n}`,
      p.basis,
    ]),
    ...Object.entries(procedure.duties).map(([n, d]): [string, readonly Basis[]] => [
      `${procedure.id}.${n}`,
      d.basis,
    ]),
    ...Object.values(procedure.powers).flatMap((p) =>
      (p.gates ?? []).map((g): [string, readonly Basis[]] => [`gate:${g.name}`, g.basis]),
    ),
  ]
  return all.flatMap(([where, bases]): Finding[] => {
    if (bases.length === 0) return [{ code: 'BASIS_MISSING', where, what: 'stands on no basis' }]
    return bases
      .filter((b) => on < b.from || (b.to !== undefined && on > b.to))
      .map((b) => ({
        code: 'BASIS_NOT_IN_FORCE',
        where,
        what: `${b.title} ${b.article ?? ''} is not in force on ${on}`,
      }))
  })
}

const checkViewers = (procedure: Procedure): Finding[] =>
  Object.entries(procedure.record).flatMap(([name, field]): Finding[] => {
    const { seenBy, recalled } = field
    const known = seenBy === 'all' || (Array.isArray(seenBy) && seenBy.every((r) => r in procedure.roles))
    const kept =
      recalled === undefined ||
      (Object.hasOwn(procedure.record, recalled.once) && recalled.keptBy.every((r) => r in procedure.roles))
    return known && kept
      ? []
      : [{ code: 'FIELD_WITHOUT_VIEWERS', where: `${procedure.id}.${name}`, what: 'says not who may see it' }]
  })

/** What enforces each norm according to the declarations: `gate:…`, `duty:…`, `watch:…`, `power:…`. */
export function enforcement(rulebook: Rulebook): ReadonlyMap<string, ReadonlySet<string>> {
  const by = new Map<string, Set<string>>()
  const add = (norm: string, what: string) => by.set(norm, (by.get(norm) ?? new Set()).add(what))
  for (const procedure of Object.values(rulebook.procedures)) {
    for (const [name, power] of Object.entries(procedure.powers)) {
      for (const norm of power.norms ?? []) add(norm, `power:${procedure.id}.${name}`)
      for (const gate of power.gates ?? []) add(gate.norm, `gate:${gate.name}`)
    }
    for (const [name, duty] of Object.entries(procedure.duties)) {
      for (const norm of duty.norms) add(norm, `duty:${procedure.id}.${name}`)
    }
    for (const [name, watch] of Object.entries(procedure.watches))
      add(watch.norm, `watch:${procedure.id}.${name}`)
  }
  add('I2', 'kernel:DELEGATION_EXCEEDED')
  return by
}

function checkNorms(rulebook: Rulebook): Finding[] {
  const real = enforcement(rulebook)
  const findings: Finding[] = []
  for (const [id, norm] of Object.entries(rulebook.norms) as [string, Norm][]) {
    const listed = new Set(norm.enforcedBy)
    const declared = real.get(id) ?? new Set<string>()
    for (const what of listed) {
      if (!declared.has(what))
        findings.push({ code: 'NORM_UNSUPPORTED', where: id, what: `${what} does not declare ${id}` })
    }
    for (const what of declared) {
      if (!listed.has(what))
        findings.push({ code: 'NORM_UNLISTED', where: id, what: `${what} declares ${id} and is not listed` })
    }
  }
  for (const id of real.keys()) {
    if (!(id in rulebook.norms))
      findings.push({ code: 'NORM_UNLISTED', where: id, what: `${id} is not in the list of norms` })
  }
  return findings
}
