import type { Party } from '../enforcement/party.ts'
import { type Penalty, type PenaltyKind, type PenaltyRecord, penaltyKinds } from './record.ts'
import { setting } from './settings.ts'

/** What of a penalty is money or worth money. */
export const amountOf = (penalties: readonly Penalty[], kind: PenaltyKind): number =>
  penalties.reduce((sum, one) => sum + (one.kind === kind ? (one.amount ?? 0) : 0), 0)

export const penaltyText = ({ kind, amount, words }: Penalty): string =>
  `${penaltyKinds[kind]}${amount === undefined ? '' : `${amount}元`}${words ? `（${words}）` : ''}`

export const penaltiesText = (penalties: readonly Penalty[] = []): string =>
  penalties.map(penaltyText).join('；')

/**
 * What goes beyond other penalties: kinds they do not have, or more of one. Empty when nothing does.
 *
 *     beyond([{ kind: 'fine', amount: 500 }], [{ kind: 'fine', amount: 300 }])   // → ['罚款500元，多于300元']
 */
export function beyond(penalties: readonly Penalty[], than: readonly Penalty[]): readonly string[] {
  const kinds = new Set(than.map(({ kind }) => kind))
  return [...new Set(penalties.map(({ kind }) => kind))].flatMap((kind) => {
    if (!kinds.has(kind)) return [`${penaltyKinds[kind]}没有告知过`]
    const [now, before] = [amountOf(penalties, kind), amountOf(than, kind)]
    return now > before ? [`${penaltyKinds[kind]}${now}元，多于${before}元`] : []
  })
}

/** 处罚法 63(三)(四): heavy whatever the sum. */
const HEAVY: readonly PenaltyKind[] = ['downgrade', 'revoke', 'stop', 'close', 'ban']

/** 处罚法 63: whether the party may ask for a hearing. What is larger is the tenant's own number. */
export function hearingDue(
  penalties: readonly Penalty[],
  { party }: { readonly party?: Party },
  context: { readonly parameters: Readonly<Record<string, number>> },
): boolean {
  const person = party?.kind === 'person'
  const fine = setting(person ? 'finePerson' : 'fineFirm', context)
  const taken = setting(person ? 'takenPerson' : 'takenFirm', context)
  return (
    penalties.some(({ kind }) => HEAVY.includes(kind)) ||
    amountOf(penalties, 'fine') >= fine ||
    amountOf(penalties, 'gains') >= taken ||
    amountOf(penalties, 'goods') >= taken
  )
}

/** 处罚法 58: whether the decision needs the review of its legality. */
export const reviewDue = (record: PenaltyRecord): boolean =>
  record.publicInterest === true ||
  record.hard === true ||
  record.reviewLaw === true ||
  record.hearingHeldOn !== undefined

/** 处罚法 57(2): complex or grave. */
export const discussionDue = ({ grave }: PenaltyRecord): boolean => grave === true

/** Whether a person investigated the case, now or before somebody took it over. */
export const investigated = (
  { officers = [], investigators = [] }: PenaltyRecord,
  person: string | undefined,
): boolean => [...officers, ...investigators].some((one) => one.person === person)

/** Those who investigated, with others who did too. */
export function withInvestigators(
  { investigators = [] }: PenaltyRecord,
  more: readonly { readonly person: string }[],
): readonly { readonly person: string }[] {
  const persons = new Set([...investigators, ...more].map(({ person }) => person))
  return [...persons].map((person) => ({ person }))
}
