import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import { json } from './db.ts'

/** A login that is not through yet: between password and code, or on its way to another provider of identity and back. */
export interface LoginStep {
  /** SHA-256 of the token that the browser holds. */
  readonly id: string
  readonly kind: 'second' | 'oidc'
  readonly person: string | null
  readonly body: Readonly<Record<string, string>>
  readonly expiresAt: Instant
}

/** Keeps a step until it is taken or runs out. Steps that ran out are cleared away with it. */
export async function keepStep({ db, tenant, clock }: StoreContext, step: LoginStep): Promise<void> {
  await db.query('delete from login_step where tenant_id = $1 and expires_at < $2', [tenant, clock.now()])
  await db.query(
    'insert into login_step (tenant_id, id, kind, person_id, body, expires_at) values ($1, $2, $3, $4, $5::jsonb, $6)',
    [tenant, step.id, step.kind, step.person, json(step.body), step.expiresAt],
  )
}

type StepRow = Pick<LoginStep, 'person' | 'body'>

/** Takes a step: whoever comes second with the same token finds nothing. */
export async function takeStepOf(
  { db, tenant, clock }: StoreContext,
  kind: LoginStep['kind'],
  id: string,
): Promise<StepRow | undefined> {
  const { rows } = await db.query<StepRow>(
    `delete from login_step where tenant_id = $1 and id = $2 and kind = $3 and expires_at > $4 returning person_id as person, body`,
    [tenant, id, kind, clock.now()],
  )
  return rows[0]
}

/** Looks at a step and counts the look; nothing once it was looked at `most` times. */
export async function tryStep(
  { db, tenant, clock }: StoreContext,
  kind: LoginStep['kind'],
  id: string,
  most: number,
): Promise<StepRow | undefined> {
  const { rows } = await db.query<StepRow>(
    `update login_step set tries = tries + 1 where tenant_id = $1 and id = $2 and kind = $3 and expires_at > $4 and tries < $5
     returning person_id as person, body`,
    [tenant, id, kind, clock.now(), most],
  )
  return rows[0]
}
