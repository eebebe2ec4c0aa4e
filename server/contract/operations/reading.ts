import { z } from 'zod'
import { day, id, op } from '../operation.ts'
import { fileRef } from '../shapes.ts'

export const proposal = z.object({
  text: z.string(),
  ordinal: z.string().nullable(),
  sentence: z.string(),
  span: z.tuple([z.number(), z.number()]),
  lead: z.array(z.string()),
  cooperate: z.array(z.string()),
  responsible: z.array(z.string()),
  collective: z.array(z.string()),
  /** Unit id by the name as written, where the directory knows it. */
  resolved: z.record(z.string(), id),
  due: day.nullable(),
  dueWords: z.string().nullable(),
  milestones: z.array(z.object({ what: z.string(), due: day })),
  confidence: z.number(),
  because: z.string(),
})
export type ProposalJson = z.infer<typeof proposal>

const readingOk = z.object({
  title: z.string(),
  text: z.string(),
  file: fileRef.nullable(),
  proposals: z.array(proposal),
})

export const reading = {
  text: op({
    method: 'POST',
    path: '/api/readings',
    summary: '粘贴公文文字，提出任务建议',
    permission: 'staff',
    largest: 4_000_000,
    body: z.strictObject({
      text: z.string().min(1, '请粘贴文字').max(400_000, '最多40万字'),
      date: day.optional(),
    }),
    ok: readingOk,
  }),
  file: op({
    method: 'POST',
    path: '/api/readings/file',
    summary: '上传公文（.docx、.xlsx、.pdf、.txt），提出任务建议',
    permission: 'staff',
    upload: true,
    ok: readingOk,
  }),
} as const
