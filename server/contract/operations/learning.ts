import { z } from 'zod'
import { licenceLacks } from '#kernel/lists.ts'
import { day, id, op } from '../operation.ts'
import { matterRef } from '../shapes.ts'

/** 我的学法: a person's own hours, exams and card. No other operation says them of a person, and this one of nobody else. */
export const learning = {
  mine: op({
    method: 'GET',
    path: '/api/me/learning',
    summary: '我的学法：本人岗位的学时、年度考试、资格考试和执法证',
    permission: 'staff',
    ok: z.object({
      plans: z.array(
        z.object({
          ...matterRef.shape,
          /** The year still runs. */
          open: z.boolean(),
          /** Posts of this person that the plan is for. */
          posts: z.array(z.string()),
          /** Hours of the year: due, held by the courses entered, and left. */
          due: z.number(),
          held: z.number(),
          left: z.number(),
          until: z.string(),
          examBy: day.nullable(),
          /** When this person's post sat the exam of the year. */
          satOn: day.nullable(),
          /** Why hours or exam are left out, as the unit gave it. */
          excused: z.string().nullable(),
          subjects: z.array(
            z.object({
              subject: z.string(),
              basis: z.string(),
              hours: z.number(),
              held: z.number(),
              material: id.nullable(),
            }),
          ),
          courses: z.array(z.object({ subject: z.string(), on: day, hours: z.number(), form: z.string() })),
        }),
      ),
      exams: z.array(
        z.object({
          ...matterRef.shape,
          says: z.array(z.object({ title: z.string(), text: z.string() })),
        }),
      ),
      /** The card for enforcing the law, while there is one, and why it does not cover what the unit does today; null: it does. */
      licence: z
        .object({
          number: z.string(),
          unitName: z.string(),
          from: day,
          until: day,
          lacks: z.enum(licenceLacks).nullable(),
        })
        .nullable(),
    }),
  }),
}
