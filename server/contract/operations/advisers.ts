import { z } from 'zod'
import { day, op } from '../operation.ts'
import { matterRef } from '../shapes.ts'

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
          asked: z.number(),
          answered: z.number(),
          inHand: z.number(),
          left: z.number(),
          /** Working days from being asked to the written opinion. */
          median: z.number().nullable(),
          longest: z.number().nullable(),
          /** Opinions with which the office agreed, of those on which it has judged. */
          taken: z.object({ n: z.number(), of: z.number() }),
        }),
      ),
    }),
  }),
}
