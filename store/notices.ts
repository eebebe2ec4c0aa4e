import type { StoreContext } from './context.ts'

/** Whom an act told, and what. */
export interface NoticeRow {
  readonly matter: string
  readonly seq: number
  /** Who acted; null for the system. */
  readonly by: string | null
  readonly unit: string
  readonly post: string | null
  readonly person: string | null
  readonly text: string
}

/** The notices of some acts, each named by its matter and number. */
export async function noticesOf(
  { db, tenant }: StoreContext,
  acts: readonly { readonly matter: string; readonly seq: number }[],
): Promise<readonly NoticeRow[]> {
  const { rows } = await db.query<NoticeRow>(
    `select n.matter_id as matter, n.seq, j.person_id as by, n.unit_id as unit, n.post_id as post, n.person_id as person, n.text
     from unnest($2::text[], $3::int[]) as a(matter, seq)
     join notice n on n.tenant_id = $1 and n.matter_id = a.matter and n.seq = a.seq
     join journal j on j.tenant_id = $1 and j.matter_id = a.matter and j.seq = a.seq
     order by n.matter_id, n.seq, n.n`,
    [tenant, acts.map((act) => act.matter), acts.map((act) => act.seq)],
  )
  return rows
}
