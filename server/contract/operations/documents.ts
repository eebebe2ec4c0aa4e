import { z } from 'zod'
import { day, id, op } from '../operation.ts'
import { fileRef, matterRef } from '../shapes.ts'
import { proposal } from './reading.ts'
import { DOCX, XLSX } from '../media.ts'

/** What became of a sentence that asks for something. */
const fate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arranged'), matters: z.array(matterRef), hidden: z.number() }),
  z.object({ kind: z.literal('setAside'), reason: z.string() }),
  z.object({ kind: z.literal('open') }),
])

const instructionLine = z.object({
  matter: matterRef,
  on: day,
  /** With who entered it for him, where somebody did. */
  leader: z.string(),
  words: z.string(),
  /** What the reading makes of it: who, what, by when. */
  asks: z.string(),
  /** Where it stands today, in words from the record. */
  standing: z.string(),
  tasks: z.array(matterRef),
  hidden: z.number(),
})

const bookletQuery = z.strictObject({
  /** The post whose instructions are asked for; absent: every leader's that this person may see. */
  leader: id.optional(),
  from: day,
  to: day,
})

export const documents = {
  asking: op({
    method: 'GET',
    path: '/api/matters/{id}/asking',
    summary: '要求与落实：来文和批示里每一句要求，现在怎样了',
    permission: 'staff',
    ok: z.object({
      /** The act that turns sentences into tasks, and the one that sets them aside. */
      arrange: z.string(),
      dismiss: z.string(),
      /** What has to come first, in words, while nothing can be arranged yet; null otherwise. */
      next: z.string().nullable(),
      sources: z.array(
        z.object({
          kind: z.enum(['file', 'instruction']),
          title: z.string(),
          file: fileRef.nullable(),
          /** Why the file could not be read. */
          trouble: z.string().nullable(),
          /** The words of an instruction that its leader has disowned: they count nowhere. */
          struck: z.string().nullable(),
          items: z.array(z.object({ ...proposal.shape, fate })),
        }),
      ),
      /** Tasks arranged from this document whose sentence stands in none of the sources. */
      others: z.array(matterRef),
    }),
  }),
  head: op({
    method: 'GET',
    path: '/api/files/{id}/head',
    summary: '公文的标题、字号、来文单位、成文日期，供登记时预填',
    permission: 'staff',
    ok: z.object({
      title: z.string().nullable(),
      number: z.string().nullable(),
      sender: z.string().nullable(),
      dated: day.nullable(),
      urgency: z.enum(['特急', '加急', '平急']).nullable(),
      secrecy: z.enum(['绝密', '机密', '秘密']).nullable(),
    }),
  }),
  seal: op({
    method: 'POST',
    path: '/api/matters/{id}/papers/{paper}/seal',
    summary: '送电子印章系统用印；没有接入的，留待线下用印',
    permission: 'staff',
    body: z.strictObject({}),
    ok: z.object({
      /** The sealed file, to be named by the act; null where it was laid out to be sealed by hand. */
      file: fileRef.nullable(),
      kept: z.string().nullable(),
    }),
  }),
  judge: op({
    method: 'POST',
    path: '/api/instructions/reading',
    summary: '批示是否具体：谁办、办什么、何时办完，缺什么',
    permission: 'staff',
    body: z.strictObject({
      text: z.string().max(2000, '最多2000字'),
      on: z.string().max(300).optional(),
    }),
    ok: z.object({
      concrete: z.boolean(),
      says: z.string(),
      who: z.array(z.string()),
      what: z.string().nullable(),
      when: z.string().nullable(),
      /** Three drafts to begin with; empty while the instruction is concrete. */
      drafts: z.array(z.string()),
    }),
  }),
  booklet: op({
    method: 'GET',
    path: '/api/booklet',
    summary: '批示办理情况：一段时间内的批示和落实',
    permission: 'staff',
    query: bookletQuery,
    ok: z.object({
      leaders: z.array(z.object({ post: id, title: z.string(), name: z.string() })),
      lines: z.array(instructionLine),
      /** What this person may take along: all there is, his own instructions, or nothing. */
      downloads: z.enum(['all', 'own', 'none']),
      figures: z.object({ given: z.number(), settled: z.number(), underway: z.number(), late: z.number() }),
    }),
  }),
  bookletPaper: op({
    method: 'GET',
    path: '/api/booklet/paper',
    summary: '批示办理情况（.docx）',
    permission: 'staff',
    query: bookletQuery,
    ok: { media: DOCX },
  }),
  bookletSheet: op({
    method: 'GET',
    path: '/api/booklet/sheet',
    summary: '批示办理情况（.xlsx）',
    permission: 'staff',
    query: bookletQuery,
    ok: { media: XLSX },
  }),
} as const
