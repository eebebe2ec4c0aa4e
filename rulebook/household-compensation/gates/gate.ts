import type { ActContext, MatterFacts } from '#kernel/vocabulary.ts'
import { gateWith } from '../../gate.ts'

/** B5: a gate of a statute's own steps; about the matter, answered before the form is filled, unless it says otherwise. */
export const lawful = gateWith({ norm: 'B5' })

/** The expropriation a household belongs to, as it stands now. */
export const projectOf = ({ record, matters }: ActContext): MatterFacts | undefined =>
  matters[String(record['project'])]
