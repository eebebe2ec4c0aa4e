import type { StoreContext } from '#store/context.ts'

const NEW = `
with waiting as (delete from journal_pending where tenant_id = $1 returning act_id)
select j.idem_key, j.act_id from waiting w join journal j on j.tenant_id = $1 and j.act_id = w.act_id
where j.kind not like 'audit.%'`

/**
 * Watches the journal grow: what is new must have been asked for, and answered with success. No sequencer runs beside it, so an
 * entry waits in the sequencer's queue from its commit until it is looked at here. What the trail of administration notes is left
 * out: a refused attempt belongs into it.
 */
export class Ledger {
  /** Entries that were asked for and answered. */
  explained = 0
  readonly #context: StoreContext

  constructor(context: StoreContext) {
    this.#context = context
  }

  /** Takes what was recorded since the last look as known: the run itself did it. */
  async forgive(): Promise<void> {
    await this.#news()
  }

  /**
   * Entries since the last look that no successful request accounts for, by their keys. An act accounts for the entry under its
   * key and for those of the matters it opened; setting up several, for one entry each.
   */
  async unexplained(keys: readonly string[], operation: string): Promise<string[]> {
    const rows = await this.#news()
    const asked = rows.filter(({ idem_key: given }) =>
      keys.some((key) => given === key || given.startsWith(`${key}/`)),
    )
    const opened = asked.map(({ act_id }) => `of/${act_id}/`)
    const odd = rows.filter(
      (row) => !asked.includes(row) && !opened.some((act) => row.idem_key.startsWith(act)),
    )
    this.explained += rows.length - odd.length
    return odd.map(({ idem_key }) => `${operation}: ${idem_key}`)
  }

  async #news(): Promise<readonly { idem_key: string; act_id: string }[]> {
    const { db, tenant } = this.#context
    return (await db.query<{ idem_key: string; act_id: string }>(NEW, [tenant])).rows
  }
}
