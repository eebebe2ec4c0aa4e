import type { ActContext, Gate, MatterFacts } from '#kernel/vocabulary.ts'

type Most = Pick<Gate, 'name' | 'code' | 'basis' | 'title' | 'refuses'>

/** B5: a gate of a statute's own steps; about the matter, answered before the form is filled, unless it says otherwise. */
export const lawful = (spec: Most & Partial<Gate>): Gate => ({
  norm: 'B5',
  about: 'matter',
  reads: 'record',
  ...spec,
})

/** The expropriation a household belongs to, as it stands now. */
export const projectOf = ({ record, matters }: ActContext): MatterFacts | undefined =>
  matters[String(record['project'])]
