import { type Done, procedureOf } from '#kernel/apply.ts'
import { blank } from '#kernel/matter.ts'
import { NotDone } from './all-or-nothing.ts'
import { type Receipt, commit } from './commit.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import { filesNamed, idsOf, namesIn } from './form-names.ts'
import type { Prepared } from './prepared.ts'
import { type Stored, unstored } from './stored.ts'

/**
 * Commits what an act did to the matters it opened and to those it carried on, in the transaction of the act. Each bears a key of its own that hangs on the
 * opening act: nobody can take it by guessing, and the opening act's key alone decides whether the request is new.
 */
export async function commitChildren(
  tx: Queryable,
  context: StoreContext,
  ready: Prepared,
  opening: Done,
  { act }: Receipt,
): Promise<void> {
  const last = new Map<string, Stored>()
  for (const [n, done] of opening.children.entries()) {
    const { id, procedure, version } = done.matter
    const before = last.get(id) ?? ready.carried.get(id) ?? unstored(blank(id, procedure, version))
    const committed = await commit(tx, context, {
      before,
      done,
      relied: [],
      files: await filesOf(context, ready, done),
      actId: context.newId(),
      idemKey: `of/${act}/${n + 1}`,
      channel: ready.request.channel,
      log: ready.district.logOrigin,
    })
    if (!committed.ok) throw new NotDone(committed.because)
    last.set(id, committed.after)
  }
}

/** Files the opening act hands on: those it names itself, and those that hang on its matter. */
function filesOf(context: StoreContext, { request, stored }: Prepared, { matter, entry }: Done) {
  const power = procedureOf(context.rulebook, matter.procedure).powers[
    entry.kind.slice(matter.procedure.length + 1)
  ]
  const names = namesIn(power?.form ?? {}, entry.form)
  return filesNamed(context, stored.matter.id, request.enteredBy ?? request.actor, idsOf(names, 'files'))
}
