import type { PowerKind, Target } from '#kernel/lists.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { licensed, underItem } from '../lists/gates.ts'
import type { Officer, Party } from './party.ts'

/** Whom a case touches, as items of lists say it; an organisation that is no firm is nobody in particular. */
function targetOf({ form, record }: ActContext): Target | undefined {
  const { kind }: Partial<Party> = (form['party'] ?? record['party'] ?? {}) as Partial<Party>
  return kind === 'person' || kind === 'firm' ? kind : undefined
}

const organ = ({ record, actor }: ActContext): string => record['unit'] ?? actor.unit

const personsIn = (of: Readonly<Record<string, unknown>>): readonly string[] => [
  ...new Set(((of['officers'] as readonly Officer[] | undefined) ?? []).map(({ person }) => person)),
]

/** B4, D3: the organ has the power, on its list, on that day; named as the case begins, and asked for again where it is decided. */
export const underPower = (kind: PowerKind) => ({
  begun: underItem('item', { kinds: [kind], lists: ['powers'], in: 'form', by: organ, on: targetOf }),
  decided: underItem('item', { kinds: [kind], lists: ['powers'], by: organ, on: targetOf }),
})

/** B3: every officer of the case has a licence that covers it, on the day: those of the form, or those of the record. */
export const withLicence = (kind: PowerKind): Readonly<Record<'named' | 'onCase', Gate>> => ({
  named: licensed([kind], { officers: ({ form }) => personsIn(form), reads: 'form' }),
  onCase: licensed([kind], { officers: ({ record }) => personsIn(record) }),
})
