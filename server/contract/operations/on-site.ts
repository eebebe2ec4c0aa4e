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

/** An act on the spot, open or closed, with what a phone needs to know of it. */
const spotAct = z.object({
  ...availableAct.shape,
  /** It sets the matter up. */
  setsUp: z.boolean(),
  /** It leaves the matter in its state and may be done more than once. */
  stays: z.boolean(),
  /** What the form begins with: what stands on record already. */
  given: z.record(z.string(), z.any()),
  /** Fields of the form that are on record under the same name: what an act before it says of them stands here too. */
  shared: z.array(z.string()),
  /** The gates it has to pass; those that read the form are asked when it is handed in. */
  needs: z.array(
    z.object({
      title: z.string(),
      code: z.string(),
      reads: z.enum(['record', 'form']),
      basis: z.array(z.string()),
    }),
  ),
  /** What is owed within so many hours of the moment of this act, whenever it is handed in, and which acts discharge it. */
  clocks: z.array(z.object({ must: z.string(), hours: z.number(), doneBy: z.array(z.string()) })),
})
export type SpotActJson = z.infer<typeof spotAct>

export const onSitePage = z.object({
  id,
  procedure: z.object({ id: z.string(), title: z.string() }),
  number: z.string(),
  title: z.string(),
  stateTitle: z.string(),
  /** 0 of a matter that is still to be set up. */
  ver: z.number(),
  /** When it was read, by the server's clock: the phone's own is set right by it. */
  now: instant,
  /** Who signs on the spot, as the papers call them. */
  signers: z.array(z.string()),
  steps: z.array(onSiteStep),
  /** This person's acts on the spot in their order, open or closed. */
  acts: z.array(spotAct),
  papers: z.array(z.object({ title: z.string(), url: z.string() })),
})
export type OnSitePage = z.infer<typeof onSitePage>

export const onSiteStarts = z.object({
  now: instant,
  /** One for each act that sets a matter up on the spot: it comes first among the acts, those that can follow it after it. */
  starts: z.array(onSitePage.omit({ id: true, now: true })),
  /** Matters of this person's in which something is to be done on the spot now, what is due next first: taken along unasked. */
  matters: z.array(onSitePage),
  /** Items of the lists that the unit holds, for forms that name one. */
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      list: z.string(),
      kind: z.string().nullable(),
      kindTitle: z.string().nullable(),
      notLive: z.string().nullable(),
    }),
  ),
})
export type OnSiteStarts = z.infer<typeof onSiteStarts>

export const onSite = {
  starts: op({
    method: 'GET',
    path: '/api/on-site/starts',
    summary: '现场办理：可以当场立案办起的行为和后续各步，供手机带到现场',
    permission: 'staff',
    ok: onSiteStarts,
  }),
  page: op({
    method: 'GET',
    path: '/api/matters/{id}/on-site',
    summary: '现场办理：步骤、各步需要什么、表单，供手机带到现场',
    permission: 'staff',
    ok: onSitePage,
  }),
} as const
