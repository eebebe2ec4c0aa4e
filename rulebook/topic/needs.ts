import type { TopicRecord } from './record.ts'

/** Which steps an item must have gone through before the body talks it over. */
export interface Wants {
  readonly adviser: boolean
  readonly research: boolean
  readonly participation: boolean
  readonly experts: boolean
  readonly risk: boolean
  readonly fairness: boolean
  readonly legality: boolean
}

const NOTHING: Wants = {
  adviser: false,
  research: false,
  participation: false,
  experts: false,
  risk: false,
  fairness: false,
  legality: false,
}

/**
 * What an item needs by its class and what was said of it. 合法性审查 knows no exemption; the others have their condition. Items about
 * persons have a procedure of their own before they come, and what was decided in an emergency is ratified as it stands.
 */
export function wants({
  class: weight,
  kind,
  urgentOn,
  professional,
  stability,
  business,
  open,
}: TopicRecord): Wants {
  if (kind === 'personnel' || urgentOn !== undefined) return NOTHING
  const major = weight === 'major'
  return {
    adviser: major,
    research: major,
    legality: major,
    participation: open === true,
    experts: professional === true,
    risk: stability === true,
    fairness: business === true,
  }
}

/** The review of the present text, if there is one. */
export const review = ({ legality = [], version = 1 }: TopicRecord) =>
  legality.findLast((one) => one.version === version)
