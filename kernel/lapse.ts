import { type Done, type Facts, type Notice, type Refused, procedureOf } from './apply.ts'
import { nextAlarm } from './duties.ts'
import { type Duty, type Entry, type Holder, type Matter, evolve } from './matter.ts'
import { refusal } from './refusal.ts'
import { keyOf, partiesOf } from './seats.ts'
import { type Instant, inWords, lastDayBefore } from './time.ts'
import type { Directory, Procedure, Rulebook, Rung } from './vocabulary.ts'

/**
 * Climbs the next rung of a duty's ladder: an act of the system, recorded like any other, once per rung and never early. A
 * duty that lapses stays owed; only its discharge or an act with authority closes it.
 */
export function lapse(
  rulebook: Rulebook,
  matter: Matter,
  no: number,
  facts: Facts,
  now: Instant,
): Done | Refused {
  const procedure = procedureOf(rulebook, matter.procedure)
  const duty = matter.duties.find((d) => d.no === no)
  if (!duty) return { kind: 'refused', refusals: [refusal('DUTY_CLOSED', `第${no}项职责已经了结`)] }
  const spec = procedure.duties[duty.name]
  const rung = spec?.ladder[duty.rung]
  if (!spec || !rung || duty.alarmAt === null || now < duty.alarmAt) {
    return { kind: 'refused', refusals: [refusal('NOT_DUE', `“${spec?.must ?? duty.name}”未到处置时点`)] }
  }
  const climbed: Duty = {
    ...duty,
    ...(rung.name === 'lapse' ? { lapsedAt: now } : {}),
    ...nextAlarm(spec.ladder, duty.rung + 1, duty.dueAt, now),
  }
  const entry: Entry = {
    kind: `${procedure.id}.${duty.name}.${rung.name}`,
    seq: matter.ver + 1,
    at: now,
    by: null,
    form: { duty: no, due: duty.dueAt },
    effects: { to: matter.state, set: {}, opened: [], closed: [], changed: [climbed] },
  }
  const after = evolve(matter, entry)
  return {
    kind: 'done',
    entry,
    matter: after,
    parties: partiesOf(procedure, after, facts.directory),
    notices: noticesOf(procedure, matter, duty, rung, facts.directory),
    children: [],
    drawn: {},
  }
}

function noticesOf(
  procedure: Procedure,
  matter: Matter,
  duty: Duty,
  rung: Rung,
  directory: Directory,
): Notice[] {
  const must = procedure.duties[duty.name]?.must ?? ''
  const title = String(matter.record[procedure.titled] ?? '')
  const text = `${rung.title}：${must}（${inWords(lastDayBefore(duty.dueAt))}止）——${title}`
  return toldBy(rung, duty, directory).map((to) => ({
    to,
    kind: keyOf(to) === keyOf(duty.holder) ? 'duty' : 'read',
    text,
  }))
}

function toldBy(rung: Rung, duty: Duty, directory: Directory): Holder[] {
  const unit = directory.unit(duty.holder.unit)
  switch (rung.tells) {
    case 'holder':
      return [duty.holder]
    case 'head':
      return [unit?.headPost ? { unit: duty.holder.unit, post: unit.headPost } : { unit: duty.holder.unit }]
    case 'leader': {
      const at = unit?.leaderPost && directory.unitOfPost(unit.leaderPost)
      return unit?.leaderPost && at ? [{ unit: at, post: unit.leaderPost }] : []
    }
    case 'creditor':
      return duty.creditor ? [duty.creditor] : []
  }
}
