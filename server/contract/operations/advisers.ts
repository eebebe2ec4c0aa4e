import { z } from 'zod'
import { day, id, op } from '../operation.ts'
import { matterRef } from '../shapes.ts'

/** Workload, response times and use of one adviser. */
const figures = {
  asked: z.number(),
  answered: z.number(),
  inHand: z.number(),
  left: z.number(),
  /** Working days from being asked to the written opinion. */
  median: z.number().nullable(),
  longest: z.number().nullable(),
  /** Opinions with which the office agreed, of those on which it has judged. */
  taken: z.object({ n: z.number(), of: z.number() }),
}

/** 法律顾问名册: who may be asked, and how the advice of each is asked for, given and used. */
export const advisers = {
  list: op({
    method: 'GET',
    path: '/api/advisers',
    summary: '法律顾问名册：利害关系、承办、答复时间和采纳情况',
    permission: 'staff',
    ok: z.object({
      /** Counted from this day on. */
      since: day,
      advisers: z.array(
        z.object({
          ...matterRef.shape,
          kind: z.string(),
          from: z.string(),
          until: day.nullable(),
          engaged: z.boolean(),
          /** Units, firms and persons with whom a conflict stands. */
          conflicts: z.array(z.string()),
          ...figures,
        }),
      ),
    }),
  }),
  mine: op({
    method: 'GET',
    path: '/api/me/advising',
    summary: '我的法律顾问工作：本人承办、答复时间和采纳情况',
    permission: 'staff',
    ok: z.object({
      since: day,
      /** Entries of the register that are this person's; none for whoever is no adviser. */
      entries: z.array(
        z.object({
          id,
          title: z.string(),
          number: z.string(),
          stateTitle: z.string(),
          until: day.nullable(),
          ...figures,
        }),
      ),
    }),
  }),
}
