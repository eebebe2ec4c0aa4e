import { z } from 'zod'
import { zodOf } from '#kernel/fields.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { type Operation, id, op } from './operation.ts'
import { receipt } from './shapes.ts'

/** Answer of every act: where the matter stands now and the receipt of the entry. */
export const actDone = z.object({
  id: z.string(),
  number: z.string(),
  ver: z.number(),
  state: z.string(),
  receipt,
})
export type ActDone = z.infer<typeof actDone>

export interface ActBody {
  readonly form: unknown
  readonly ver?: number | undefined
  /** 代录: whose act it is that the caller enters. */
  readonly for?: { readonly person: string; readonly post: string } | undefined
}

/** The operation of one act: its body, form included, is known only from the rulebook. */
export interface ActOperation extends Operation {
  readonly permission: 'staff'
  readonly body: z.ZodType<ActBody>
  readonly ok: typeof actDone
}

/**
 * The operations of a rulebook: one per act, with its own form. `ver` is the version of the matter the person saw; once another
 * act of a person has been done since, the request is refused as stale before anything is decided. Without `ver` it is decided
 * on the matter as it stands. What the system did alone makes no form stale.
 * The `Idempotency-Key` header makes the same request twice one act.
 */
export function actOperations(rulebook: Rulebook): Record<string, ActOperation> {
  const made: Record<string, ActOperation> = {}
  for (const procedure of Object.values(rulebook.procedures)) {
    for (const [act, power] of Object.entries(procedure.powers)) {
      const name = `${procedure.id}.${act}`
      const setsUp = power.when === 'nothing'
      made[name] = op({
        method: 'POST',
        path: setsUp ? `/api/matters/acts/${name}` : `/api/matters/{id}/acts/${name}`,
        summary: `${procedure.title}：${power.may}`,
        permission: 'staff',
        body: z.strictObject({
          form: zodOf(power.form),
          ...(setsUp ? {} : { ver: z.number().int().min(1).optional() }),
          ...(power.entered ? { for: z.strictObject({ person: id, post: id }).optional() } : {}),
        }) as unknown as z.ZodType<ActBody>,
        ok: actDone,
      })
    }
  }
  return made
}
