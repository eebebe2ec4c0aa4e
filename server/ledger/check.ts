import { setImmediate as breathe } from 'node:timers/promises'
import { blank } from '#kernel/matter.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { procedureWith } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import type { Channel } from '#store/leaf.ts'
import { decide, prepare } from '#store/prepared.ts'
import { unstored } from '#store/stored.ts'

/** What would be refused of many forms. */
export interface Refused {
  /** Place among the forms. */
  readonly at: number
  readonly message: string
  readonly fields: Record<string, string>
}

const EVERY = 50

/**
 * Tries an act that sets a matter up on each form, as setting it up would, and writes nothing. Undefined when there is no such
 * act.
 */
export async function checkForms(
  context: StoreContext,
  actor: Actor,
  channel: Channel,
  named: { readonly procedure: string; readonly act: string },
  forms: readonly unknown[],
): Promise<Refused[] | undefined> {
  const procedure = procedureWith(context, named)
  if (procedure?.powers[named.act]?.when !== 'nothing') return undefined
  const district = await districtOf(context)
  const refused: Refused[] = []
  for (const [at, form] of forms.entries()) {
    // Others are served in between: the kernel takes microseconds for a form, not for all of them.
    if (at % EVERY === 0) await breathe()
    const empty = unstored(blank(context.newId(), procedure.id, procedure.version))
    const request = { ...named, form, actor, channel, key: 'check' }
    const decided = decide(context, await prepare(context, request, empty, district))
    if (decided.kind === 'refused') refused.push({ at, ...said(decided.refusals) })
  }
  return refused
}

const said = (refusals: readonly Refusal[]): Pick<Refused, 'message' | 'fields'> => ({
  message: refusals
    .map(({ message, remedy }) => (remedy === undefined ? message : `${message}（${remedy}）`))
    .join('；'),
  fields: Object.assign({}, ...refusals.map(({ fields }) => fields ?? {})) as Record<string, string>,
})
