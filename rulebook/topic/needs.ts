import type { ActContext, MatterFacts } from '#kernel/vocabulary.ts'
import type { Child } from './children.ts'
import type { TopicRecord } from './record.ts'

/** Which steps an item must have gone through before the body talks it over. */
export interface Wants extends Readonly<Record<Child, boolean>> {
  readonly adviser: boolean
}

const NOTHING: Wants = {
  adviser: false,
  research: false,
  participation: false,
  expertise: false,
  riskAssessment: false,
  fairnessReview: false,
  legalityReview: false,
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
    participation: open === true,
    expertise: professional === true,
    riskAssessment: stability === true,
    fairnessReview: business === true,
    legalityReview: major,
  }
}

/** The newest matter of a kind that the item has opened, as it stands now; nothing of it is copied into the item. */
export const childOf = (
  { record, matters }: Pick<ActContext, 'record' | 'matters'>,
  field: Child,
): MatterFacts | undefined => (record[field] === undefined ? undefined : matters[String(record[field])])
