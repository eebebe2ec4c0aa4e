import { maySee } from '#kernel/seats.ts'
import type { Actor, MatterFacts, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { childrenOf, standingAs } from '#store/facts.ts'
import { type Stored, loadMatters } from '#store/stored.ts'

/** Sealed opinions on one line of an agenda that were not read out yet: how far their round is, and how many of how many are in. */
export interface SealedNow {
  readonly order: number
  readonly state: string
  readonly in: number
  readonly of: number
  /** Who may know of it: who may see the item. */
  readonly seenBy: (actor: Actor) => boolean
}

export interface SealingNow {
  readonly lines: readonly SealedNow[]
  /** The rounds and the sheets: an act on one shows where it changes a number, and otherwise not even that it happened. */
  readonly matters: ReadonlySet<string>
}

interface Line {
  readonly order: number
  readonly matter: string
}

interface Sheet {
  readonly sheet: string
}

type Facts = Readonly<Record<string, MatterFacts>>

/** How many sealed opinions are in on the items of an agenda. Whose they are is not even looked at: their state alone is counted. */
export async function sealingNow(context: StoreContext, agenda: readonly Line[]): Promise<SealingNow> {
  if (agenda.length === 0) return { lines: [], matters: new Set() }
  const { rulebook, db, tenant } = context
  const items = await loadMatters(
    db,
    tenant,
    agenda.map(({ matter }) => matter),
  )
  const procedureOf = ({ matter }: Stored): Procedure | undefined => rulebook.procedures[matter.procedure]
  const named = items.flatMap((item) => {
    const procedure = procedureOf(item)
    return procedure ? childrenOf(procedure, item.matter.record) : []
  })
  const beside = await standingAs(context, named)
  const rounds = Object.entries(beside).filter(
    ([, { procedure }]) => rulebook.procedures[procedure]?.unsealing !== undefined,
  )
  const sheetsOf = ({ procedure, record }: MatterFacts): readonly string[] => {
    const field = rulebook.procedures[procedure]?.unsealing?.sheets
    return ((field === undefined ? [] : (record[field] ?? [])) as readonly Sheet[]).map(({ sheet }) => sheet)
  }
  const sheets = await standingAs(
    context,
    rounds.flatMap(([, round]) => sheetsOf(round)),
  )
  const isIn = (round: MatterFacts) => (sheet: string) =>
    sheets[sheet]?.state === rulebook.procedures[round.procedure]?.unsealing?.sealed
  const lines = agenda.flatMap(({ order, matter }): SealedNow[] => {
    const item = items.find((one) => one.matter.id === matter)
    const procedure = item && procedureOf(item)
    if (!item || !procedure?.deliberation) return []
    const mine = namedIn(procedure, item, beside)
    const said = procedure.deliberation.of(item.matter.record, mine).sealed
    const round = Object.values(mine).find((one) => rulebook.procedures[one.procedure]?.unsealing)
    if (!said || !round) return []
    const seenBy = (actor: Actor) => maySee(procedure, item.parties, actor)
    return [{ ...said, order, in: sheetsOf(round).filter(isIn(round)).length, seenBy }]
  })
  return { lines, matters: new Set([...rounds.map(([id]) => id), ...Object.keys(sheets)]) }
}

const namedIn = (procedure: Procedure, { matter }: Stored, beside: Facts): Facts =>
  Object.fromEntries(
    childrenOf(procedure, matter.record).flatMap((id) => {
      const facts = beside[id]
      return facts ? [[id, facts] as const] : []
    }),
  )

/** What a page shows of it, as one text: the same text, and nothing is sent. */
export const signatureOf = ({ lines }: SealingNow): string =>
  JSON.stringify(lines.map(({ order, state, in: n, of }) => [order, state, n, of]))
