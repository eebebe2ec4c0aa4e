import { type Day, type Instant, addDays, addMs, dayAt, daysBetween } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { OfficeHours } from './calendar.ts'
import type { Temper } from './district.ts'
import { LetterPlanner } from './letters.ts'
import type { Intent, Life, Move } from './life.ts'

/** Plans what the people around one matter do next: who is prompt acts soon, who is silent lets the day pass. */
export class Planner {
  readonly #hours: OfficeHours
  readonly #lastDay: Day
  readonly #letters: LetterPlanner

  constructor(hours: OfficeHours, lastDay: Day) {
    this.#hours = hours
    this.#letters = new LetterPlanner(hours)
    this.#lastDay = hours.last(lastDay)
  }

  /** The first thing that happens: setting up, now and then with a fault that the gates find. */
  begin(life: Life): Intent[] {
    const at = life.story.opensAt
    if (!life.story.turns.flaw) return [this.#intent(life, 'setUp', at, 0)]
    return [
      this.#intent(life, 'setUpWrongly', at, null),
      this.#intent(life, 'setUp', addMs(at, 7 * 60_000), 0),
    ]
  }

  /** What follows an act that was done. `turned` when the matter took another turn by it. */
  after(life: Life, move: Move, at: Instant, turned: boolean): Intent[] {
    return [
      ...this.#slip(life, move, at),
      ...this.#aside(life, move, at),
      ...this.#letters.after(life, move, at),
      ...(turned ? this.next(life, at) : []),
    ]
  }

  /** The next main step from where the matter stands, and what goes on beside it. */
  next(life: Life, at: Instant): Intent[] {
    const { state } = life.matter ?? {}
    switch (state) {
      case 'setUp':
        return this.#fromSetUp(life, at)
      case 'assigned':
        return this.#fromAssigned(life, at)
      case 'declining':
        return this.#rests(life, 'declining') ? [] : [this.#ruling(life, at)]
      case 'underway':
        return this.#fromUnderway(life, at)
      case 'stuck':
        return this.#fromStuck(life, at)
      case 'suspended':
        return this.#rests(life, 'suspended') ? [] : [this.#fromSuspended(life, at)]
      case 'reported':
        return this.#fromReported(life, at)
      case 'verified':
        return this.#fromVerified(life, at)
      case 'summed':
        return this.#fromSummed(life, at)
      case 'assessed':
        return this.#fromAssessed(life, at)
      case 'struckOff':
        return once(life, life.story.turns.reopen, 'reopen') ? [this.#main(life, 'reopen', at, [8, 40])] : []
      case 'cancelled':
        return life.random.chance(0.2) && once(life, true, 'reinstate')
          ? [this.#main(life, 'reinstate', at, [5, 15])]
          : []
      default:
        return []
    }
  }

  #fromSetUp(life: Life, at: Instant): Intent[] {
    if (this.#rests(life, 'setUp')) return []
    if (once(life, life.story.turns.merge, 'merge')) {
      return [
        ...(life.random.chance(0.5) ? [this.#beside(life, 'mergeIntoFinished', at, [0, 0])] : []),
        this.#main(life, 'merge', at, [0, 2]),
      ]
    }
    const wait = life.random.weighted({ soon: 80, next: 14, late: 6 })
    return [this.#main(life, 'assign', at, wait === 'soon' ? [0, 0] : wait === 'next' ? [1, 1] : [2, 4])]
  }

  #fromAssigned(life: Life, at: Instant): Intent[] {
    const { turns, temper } = life.story
    if (this.#rests(life, 'assigned')) return []
    const days = brisk(life) ? ([0, 0] as const) : SIGNING[temper]
    const ruled = life.matter?.record['ruling'] !== undefined
    if (!ruled && turns.decline !== 'late' && once(life, turns.decline !== undefined, 'decline'))
      return [this.#main(life, 'decline', at, [0, 1])]
    return [
      ...(turns.decline === 'late' && once(life, true, 'decline')
        ? [this.#beside(life, 'decline', at, [3, 4])]
        : []),
      ...(ruled && once(life, turns.declineAgain, 'decline again')
        ? [this.#beside(life, 'decline', at, [0, 0])]
        : []),
      this.#main(life, 'signFor', at, days),
      ...(days[1] > 2 && life.random.chance(0.6) ? [this.#beside(life, 'urge', at, [2, 3])] : []),
    ]
  }

  #ruling(life: Life, at: Instant): Intent {
    const move = life.story.turns.decline === 'upheld' ? 'upholdDecline' : 'denyDecline'
    return this.#main(life, move, at, life.random.chance(0.15) ? [3, 5] : [0, 2])
  }

  #fromUnderway(life: Life, at: Instant): Intent[] {
    const { turns, temper } = life.story
    const due = dueOf(life)
    const intents: Intent[] = once(life, true, 'underway') ? this.#firstDays(life, at) : []
    intents.push(...this.#letters.underway(life, at, due))
    if (once(life, turns.stuck !== undefined, 'stuck')) {
      const resting = this.#rests(life, 'stuck')
        ? [0, 2]
        : this.#rests(life, 'escalated')
          ? [3, 6]
          : undefined
      const on = resting
        ? this.#hours.after(
            this.#lastDay,
            -life.random.between(resting[0] as number, resting[1] as number) || 0,
          )
        : partOf(dayAt(at), due, 0.25 + 0.5 * life.random.float())
      intents.push(this.#on(life, 'reportStuck', on, at, null))
    }
    if (turns.suspend && once(life, true, 'suspend')) {
      const on = this.#rests(life, 'suspended')
        ? this.#hours.after(this.#lastDay, -life.random.between(1, 8))
        : partOf(dayAt(at), due, 0.2 + 0.5 * life.random.float())
      intents.push(this.#on(life, 'suspend', on, at, null))
    }
    if (once(life, life.random.chance(0.02), 'changeArranger'))
      intents.push(this.#on(life, 'changeArranger', partOf(dayAt(at), due, 0.5), at, null))
    if (once(life, turns.cancel, 'cancel'))
      intents.push(
        this.#on(life, 'cancel', partOf(dayAt(at), due, 0.3 + 0.5 * life.random.float()), at, null),
      )
    const stays = (['underway', 'stuck', 'escalated', 'suspended'] as const).some((rest) =>
      this.#rests(life, rest),
    )
    if (stays) return intents
    const finishOn = laterDay(life.finishOn, this.#hours.after(dayAt(at), life.random.between(1, 3)))
    intents.push(this.#on(life, 'reportDone', finishOn, at, life.turn))
    if (finishOn > due && temper !== 'prompt' && life.random.chance(0.7))
      intents.push(this.#on(life, 'urge', this.#hours.after(due, life.random.between(2, 5)), at, null))
    return intents
  }

  /** What is laid out once, when the unit begins: reports on the way, stages, parts, partners, an extension. */
  #firstDays(life: Life, at: Instant): Intent[] {
    const { turns, temper, form } = life.story
    const [today, due] = [dayAt(at), dueOf(life)]
    const until = laterDay(life.finishOn < due ? life.finishOn : due, addDays(today, 1))
    const share = (move: Move, part: number, unit?: string): Intent =>
      this.#on(life, move, partOf(today, until, part), at, null, unit)
    const reports = life.random.between(...REPORTS[temper])
    const neglects = temper === 'silent' || temper === 'evasive' ? 0.5 : temper === 'late' ? 0.25 : 0.04
    return [
      ...Array.from({ length: reports }, (_, n) => share('reportProgress', (n + 1) / (reports + 1))),
      ...form.milestones
        .filter(() => !life.random.chance(neglects))
        .map(({ what, due: stage }) =>
          this.#on(
            life,
            'passMilestone',
            this.#hours.after(stage, life.random.between(-4, 1)),
            at,
            null,
            what,
          ),
        ),
      ...form.cooperating
        .filter(() => life.random.chance(0.82))
        .map((unit) => share('contribute', 0.3 + 0.8 * life.random.float(), unit)),
      ...(turns.parts ? [this.#beside(life, 'breakDown', at, [1, 3])] : []),
      ...this.#extending(life, at, due),
      ...(turns.check && life.random.chance(0.7)
        ? [share(life.random.chance(0.6) ? 'planCheck' : 'check', 0.6)]
        : []),
      ...(turns.addCooperating ? [share('addCooperating', 0.2)] : []),
      ...(turns.oversteps === 'stranger reports' ? [share('reportAsStranger', 0.5)] : []),
      ...(turns.oversteps === 'asks itself' ? [share('askItself', 0.4)] : []),
    ]
  }

  #extending(life: Life, at: Instant, due: Day): Intent[] {
    const { extension } = life.story.turns
    if (!extension) return []
    if (extension === 'late') {
      life.finishOn = laterDay(life.finishOn, this.#hours.after(due, 5))
      return [this.#on(life, 'applyExtension', this.#hours.after(due, life.random.between(1, 3)), at, null)]
    }
    const asked = this.#rests(life, 'underway')
      ? this.#hours.after(this.#lastDay, -life.random.between(0, 1))
      : this.#hours.after(due, -life.random.between(1, 4))
    life.finishOn = laterDay(life.finishOn, this.#hours.after(due, life.random.between(1, 8)))
    return [
      ...(extension === 'backwards' ? [this.#on(life, 'applyBackwards', asked, at, null)] : []),
      this.#on(life, 'applyExtension', asked, addMs(at, extension === 'backwards' ? 30 * 60_000 : 0), null),
    ]
  }

  #fromStuck(life: Life, at: Instant): Intent[] {
    if (this.#rests(life, 'stuck')) return []
    const escalated = life.matter?.record['escalated'] !== undefined
    if (escalated && this.#rests(life, 'escalated')) return []
    if (escalated) return [this.#main(life, 'helpFromAbove', at, life.random.chance(0.2) ? [6, 9] : [1, 4])]
    const way = life.story.turns.stuck ?? 'help'
    // Some of those who are stuck say that there is no basis: given up for that, refused; then a way is asked for.
    if (life.story.no % 3 === 1 && once(life, true, 'askPath'))
      return [
        this.#beside(life, 'cancelForNoBasis', at, [0, 0]),
        this.#beside(life, 'askPath', at, [0, 1]),
        ...this.#fromStuck(life, at),
      ]
    if (way === 'unstick') return [this.#main(life, 'unstick', at, [1, 3])]
    const days = life.random.chance(0.2) ? ([4, 8] as const) : ([0, 2] as const)
    return [this.#main(life, way === 'escalate' ? 'escalate' : 'help', at, brisk(life) ? [0, 2] : days)]
  }

  #fromSuspended(life: Life, at: Instant): Intent {
    const until = String(life.matter?.record['suspendedUntil'] ?? dayAt(at))
    const day = this.#hours.after(until, life.random.between(-4, 1))
    return this.#on(life, life.story.turns.suspend === 'cancel' ? 'cancel' : 'resume', day, at, life.turn)
  }

  #fromReported(life: Life, at: Instant): Intent[] {
    if (this.#rests(life, 'reported')) return []
    const { turns } = life.story
    const look = turns.check && once(life, true, 'check') ? [this.#beside(life, 'check', at, [0, 1])] : []
    if (life.reworksLeft > 0) {
      life.reworksLeft--
      return [...look, this.#main(life, 'returnForRework', at, [1, 4])]
    }
    return [
      ...look,
      this.#main(life, 'verify', at, brisk(life) ? [0, 1] : life.random.chance(0.1) ? [6, 9] : [1, 4]),
    ]
  }

  #fromVerified(life: Life, at: Instant): Intent[] {
    const { turns, temper } = life.story
    return [
      ...(turns.oversteps === 'strikes off early' ? [this.#beside(life, 'strikeOff', at, [0, 1])] : []),
      ...(turns.oversteps === 'takes back late' ? [this.#beside(life, 'takeBackLate', at, [0, 0])] : []),
      ...(this.#rests(life, 'verified')
        ? []
        : [this.#main(life, 'sumUp', at, brisk(life) ? [0, 1] : SUMMING[temper])]),
    ]
  }

  #fromSummed(life: Life, at: Instant): Intent[] {
    // Nothing comes of it where nobody acts in the leader's seat within bounds.
    const over = life.random.chance(0.25) ? [this.#beside(life, 'cancelAsDelegate', at, [0, 1])] : []
    if (this.#rests(life, 'summed')) return over
    if (!brisk(life) && life.random.chance(0.02) && once(life, true, 'returned by leader'))
      return [...over, this.#main(life, 'returnForRework', at, [0, 3])]
    return [
      ...over,
      this.#main(life, 'assess', at, brisk(life) ? [0, 1] : life.random.chance(0.15) ? [4, 8] : [0, 3]),
    ]
  }

  #fromAssessed(life: Life, at: Instant): Intent[] {
    return [
      ...(life.story.turns.oversteps === 'doer strikes off'
        ? [this.#beside(life, 'strikeOffOwn', at, [0, 0])]
        : []),
      ...(this.#rests(life, 'assessed')
        ? []
        : [this.#main(life, 'strikeOff', at, life.random.chance(0.08) ? [4, 6] : [0, 2])]),
    ]
  }

  /** What an act calls for without the matter taking another turn. */
  #aside(life: Life, move: Move, at: Instant): Intent[] {
    if (move === 'breakDown') return this.#parts(life, at)
    if (move === 'applyExtension' && !this.#rests(life, 'underway')) {
      const answer = life.story.turns.extension === 'denied' ? 'denyExtension' : 'grantExtension'
      return [this.#beside(life, answer, at, life.random.chance(0.12) ? [3, 4] : [0, 1])]
    }
    if (move === 'grantExtension' && life.matter?.state === 'underway') {
      const due = dueOf(life)
      life.finishOn = laterDay(life.finishOn, this.#hours.after(due, -life.random.between(0, 4)))
    }
    return []
  }

  #parts(life: Life, at: Instant): Intent[] {
    const parts: unknown = life.matter?.record['parts']
    const rows = Array.isArray(parts) ? (parts as AnyRecord[]) : []
    return rows
      .filter(() => life.random.chance(0.85))
      .map((row) => {
        const due = String(row['due'])
        const day = this.#hours.after(
          due,
          life.random.chance(0.2) ? life.random.between(1, 4) : -life.random.between(1, 5),
        )
        return this.#on(life, 'reportPart', day, at, null, String(row['unit']))
      })
  }

  /** Some minutes later the same person finds it was a mistake, unless somebody was quicker. */
  #slip(life: Life, move: Move, at: Instant): Intent[] {
    if (move !== life.story.turns.slip || !once(life, true, 'slip')) return []
    return [this.#intent(life, 'takeBack', addMs(at, life.random.between(2, 9) * 60_000), null)]
  }

  #rests(life: Life, rest: NonNullable<Life['story']['rests']>): boolean {
    return life.story.rests === rest
  }

  #main(life: Life, move: Move, at: Instant, days: readonly [number, number]): Intent {
    return this.#intent(life, move, this.#within(life, at, days), life.turn)
  }

  #beside(life: Life, move: Move, at: Instant, days: readonly [number, number]): Intent {
    return this.#intent(life, move, this.#within(life, at, days), null)
  }

  #on(life: Life, move: Move, day: Day, after: Instant, turn: number | null, unit?: string): Intent {
    const wanted = this.#hours.during(this.#hours.next(day), life.random)
    const at = wanted > after ? wanted : this.#within(life, after, [0, 1])
    return { at, life, move, turn, ...(unit === undefined ? {} : { unit }) }
  }

  #within(life: Life, at: Instant, days: readonly [number, number]): Instant {
    return this.#hours.within(at, days, life.random)
  }

  #intent(life: Life, move: Move, at: Instant, turn: number | null): Intent {
    return { at, life, move, turn }
  }
}

const SIGNING: Readonly<Record<Temper, readonly [number, number]>> = {
  prompt: [0, 1],
  thorough: [0, 1],
  late: [1, 3],
  evasive: [1, 3],
  silent: [1, 5],
}
const SUMMING: Readonly<Record<Temper, readonly [number, number]>> = {
  prompt: [0, 2],
  thorough: [1, 4],
  late: [3, 8],
  evasive: [2, 6],
  silent: [4, 9],
}
const REPORTS: Readonly<Record<Temper, readonly [number, number]>> = {
  prompt: [1, 3],
  thorough: [2, 4],
  late: [0, 1],
  evasive: [0, 1],
  silent: [0, 0],
}

/** A matter meant to wait somewhere on the last evening gets there without delay. */
const brisk = (life: Life): boolean => life.story.rests !== undefined

const dueOf = (life: Life): Day => String(life.matter?.record['due'] ?? life.story.form.due)
const laterDay = (a: Day, b: Day): Day => (a > b ? a : b)
const partOf = (from: Day, to: Day, share: number): Day =>
  addDays(from, Math.max(0, Math.round(daysBetween(from, to) * share)))

/** True the first time, where the story has it at all. */
function once(life: Life, has: boolean | undefined, name: string): boolean {
  if (!has || life.used.has(name)) return false
  life.used.add(name)
  return true
}
