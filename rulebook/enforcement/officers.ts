import type { Basis, Gate } from '#kernel/vocabulary.ts'
import { gate } from '../gate.ts'
import type { Officer } from './party.ts'

interface Rule {
  readonly name: string
  readonly basis: readonly Basis[]
}

const named = (of: Readonly<Record<string, unknown>>): readonly Officer[] =>
  (of['officers'] as readonly Officer[] | undefined) ?? []

/** Different persons among officers. */
const personsOf = (officers: readonly Officer[]): ReadonlySet<string> =>
  new Set(officers.map(({ person }) => person))

/** B5: a measure is taken by two officers or more. */
export const twoOfficers = ({ name, basis }: Rule): Gate =>
  gate({
    name,
    code: 'TOO_FEW_OFFICERS',
    norm: 'B5',
    basis,
    title: '由两名以上执法人员实施',
    reads: 'form',
    refuses: ({ form }) => {
      const { size } = personsOf(named(form))
      return size >= 2
        ? null
        : { message: `只有${size}名执法人员，不少于两名`, remedy: '请填写两名以上持证执法人员' }
    },
  })

/** B5: only the organ's own people act for it; the power is not passed on. */
export const ownOfficers = ({ name, basis }: Rule): Gate =>
  gate({
    name,
    code: 'OFFICER_NOT_OURS',
    norm: 'B5',
    basis,
    title: '由本机关的执法人员实施',
    reads: 'form',
    refuses: ({ form, record, actor, directory }) => {
      const unit: string = record['unit'] ?? actor.unit
      const strangers = named(form).filter(({ person }) => !directory.worksIn(person, unit))
      return strangers.length === 0
        ? null
        : {
            message: `有${strangers.length}名人员不是${directory.unit(unit)?.name ?? unit}的工作人员，执法权不得委托给他们`,
            remedy: '请填写本机关具备执法资格的人员',
          }
    },
  })

/** B5: what is done on the spot is done by those who hold the case. */
export const officerActs = ({ name, basis }: Rule): Gate =>
  gate({
    name,
    code: 'NOT_ON_CASE',
    norm: 'B5',
    basis,
    title: '由本案执法人员办理',
    about: 'actor',
    refuses: ({ record, actor }) => {
      // Whoever is not of the organ at all is told that it is not his to do.
      const officers = personsOf(named(record))
      return actor.unit !== record['unit'] || officers.size === 0 || officers.has(actor.person)
        ? null
        : { message: '您不是本案的执法人员', remedy: '请由登记的执法人员办理，或者先变更执法人员' }
    },
  })
