import type { Temper } from './district.ts'
import type { Random } from './random.ts'
import type { Rest, Turns } from './story.ts'

/** Shares of matters that meet something, by the temper of who carries them. */
interface Odds {
  readonly decline: number
  readonly stuck: number
  readonly extension: number
  readonly rework: number
}

const ODDS: Readonly<Record<Temper, Odds>> = {
  prompt: { decline: 0.03, stuck: 0.07, extension: 0.04, rework: 0.05 },
  thorough: { decline: 0.05, stuck: 0.14, extension: 0.1, rework: 0.02 },
  late: { decline: 0.12, stuck: 0.1, extension: 0.3, rework: 0.15 },
  evasive: { decline: 0.6, stuck: 0.2, extension: 0.25, rework: 0.35 },
  silent: { decline: 0.12, stuck: 0.02, extension: 0.06, rework: 0.2 },
}

/** What lies ahead of one matter; where it rests on the last evening decides part of it. */
export function turnsFor(temper: Temper, rests: Rest | undefined, random: Random): Turns {
  return rests === undefined ? freely(temper, random) : towards(rests, random)
}

function freely(temper: Temper, random: Random): Turns {
  const odds = ODDS[temper]
  const ending = random.weighted({ none: 90, suspend: 3, cancel: 3, merge: 3, reopen: 3 })
  const decline = random.chance(odds.decline) ? declining(temper, random) : undefined
  return {
    ...(random.chance(0.05)
      ? {
          flaw: random.pick(['office leads', 'superior leads', 'no date', 'past day', 'no time', 'no words']),
        }
      : {}),
    ...(decline ? { decline } : {}),
    ...(decline === 'denied' && random.chance(0.6) ? { declineAgain: true } : {}),
    ...(random.chance(odds.stuck) ? { stuck: random.weighted({ help: 60, escalate: 25, unstick: 15 }) } : {}),
    ...(random.chance(odds.extension) ? { extension: extending(temper, random) } : {}),
    ...(random.chance(0.22) ? { parts: true } : {}),
    ...(random.chance(0.3) ? { milestones: true } : {}),
    reworks: random.chance(odds.rework) ? (random.chance(0.2) ? 2 : 1) : 0,
    ...(random.chance(0.25) ? { check: true } : {}),
    ...(random.chance(0.07) ? { addCooperating: true } : {}),
    ...(ending === 'suspend' ? { suspend: random.weighted({ resume: 4, cancel: 1 }) } : {}),
    ...(ending === 'cancel' ? { cancel: true } : {}),
    ...(ending === 'merge' ? { merge: true } : {}),
    ...(ending === 'reopen' ? { reopen: true } : {}),
    ...(random.chance(0.07) ? { slip: random.pick(SLIPS) } : {}),
    ...(random.chance(0.08) ? { oversteps: random.pick(OVERSTEPS) } : {}),
  }
}

const SLIPS = [
  'assign',
  'signFor',
  'decline',
  'reportStuck',
  'applyExtension',
  'reportDone',
  'reportDone',
  'sumUp',
  'assess',
] as const
const OVERSTEPS = [
  'doer strikes off',
  'strikes off early',
  'stranger reports',
  'takes back late',
  'asks itself',
] as const

function declining(temper: Temper, random: Random): NonNullable<Turns['decline']> {
  if (temper === 'silent' || temper === 'late') return random.weighted({ late: 3, denied: 1, upheld: 1 })
  return temper === 'evasive'
    ? random.weighted({ denied: 6, upheld: 2, late: 2 })
    : random.weighted({ denied: 1, upheld: 3 })
}

function extending(temper: Temper, random: Random): NonNullable<Turns['extension']> {
  return temper === 'late' || temper === 'evasive'
    ? random.weighted({ granted: 4, denied: 3, late: 4, backwards: 1 })
    : random.weighted({ granted: 5, denied: 2, backwards: 1 })
}

function towards(rests: Rest, random: Random): Turns {
  const plain: Turns = {
    reworks: 0,
    ...(random.chance(0.3) ? { milestones: true } : {}),
    ...(random.chance(0.25) ? { check: true } : {}),
  }
  if (rests === 'declining') return { reworks: 0, decline: 'denied' }
  if (rests === 'stuck') return { ...plain, stuck: 'help' }
  if (rests === 'escalated') return { ...plain, stuck: 'escalate' }
  if (rests === 'suspended') return { ...plain, suspend: 'resume' }
  if (rests === 'underway' && random.chance(0.3)) return { ...plain, parts: true, extension: 'granted' }
  return plain
}
