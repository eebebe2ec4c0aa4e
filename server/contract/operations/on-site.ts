import { z } from 'zod'
import { id, instant, op } from '../operation.ts'
import { availableAct } from '../shapes.ts'

/** A step of the procedure and how it stands; `acts` are those on the spot that are its evidence. */
const onSiteStep = z.object({
  name: z.string(),
  title: z.string(),
  status: z.enum(['done', 'waiting', 'missing']),
  basis: z.array(z.string()),
  acts: z.array(z.string()),
})

export const onSitePage = z.object({
  id,
  procedure: z.object({ id: z.string(), title: z.string() }),
  number: z.string(),
  title: z.string(),
  stateTitle: z.string(),
  ver: z.number(),
  /** When it was read, by the server's clock: the phone's own is set right by it. */
  now: instant,
  /** Who signs on the spot, as the papers call them. */
  signers: z.array(z.string()),
  steps: z.array(onSiteStep),
  /** This person's acts on the spot in their order, open or closed. */
  acts: z.array(
    z.object({
      ...availableAct.shape,
      /** It leaves the matter in its state and may be done more than once. */
      stays: z.boolean(),
      /** What the form begins with: what stands on record already. */
      given: z.record(z.string(), z.any()),
      /** The gates it has to pass; those that read the form are asked when it is handed in. */
      needs: z.array(
        z.object({
          title: z.string(),
          code: z.string(),
          reads: z.enum(['record', 'form']),
          basis: z.array(z.string()),
        }),
      ),
    }),
  ),
  papers: z.array(z.object({ title: z.string(), url: z.string() })),
})
export type OnSitePage = z.infer<typeof onSitePage>

export const onSite = {
  page: op({
    method: 'GET',
    path: '/api/matters/{id}/on-site',
    summary: '现场办理：步骤、各步需要什么、表单，供手机带到现场',
    permission: 'staff',
    ok: onSitePage,
  }),
} as const
