import { PDF, ZIP } from '../media.ts'
import { z } from 'zod'
import { cursor, day, done, id, instant, limit, op } from '../operation.ts'
import { fields, fileRef, receipt } from '../shapes.ts'

const view = z.object({ id, name: z.string(), query: z.string() })

/** 意见: something does not work, something is asked in vain or twice, something could be better. */
const suggestionKind = z.enum(['fault', 'burden', 'idea'])
const suggestionOutcome = z.enum(['done', 'planned', 'declined'])

export const desk = {
  suggestions: op({
    method: 'GET',
    path: '/api/suggestions',
    summary: '意见：大家提的和答复情况，所有用户都看得到',
    permission: 'staff',
    query: z.strictObject({ box: z.enum(['waiting', 'answered', 'mine']).default('waiting'), cursor, limit }),
    ok: z.object({
      items: z.array(
        z.object({
          id,
          kind: suggestionKind,
          text: z.string(),
          at: instant,
          /** Who said it, to the office that answers alone; and whether it was oneself. */
          by: z.string().nullable(),
          mine: z.boolean(),
          page: z.string(),
          outcome: suggestionOutcome.nullable(),
          answer: z.string().nullable(),
          answeredBy: z.string().nullable(),
          answeredAt: instant.nullable(),
        }),
      ),
      next: z.string().nullable(),
      /** Over everything said since the day; `late` has waited for more than `withinDays`. */
      figures: z.object({
        since: day,
        received: z.number(),
        answered: z.number(),
        waiting: z.number(),
        late: z.number(),
        withinDays: z.number(),
        medianDays: z.number().nullable(),
      }),
      /** This person may answer. */
      answers: z.boolean(),
    }),
  }),
  suggest: op({
    method: 'POST',
    path: '/api/suggestions',
    summary: '提意见，可以不留名',
    permission: 'staff',
    body: z.strictObject({
      kind: suggestionKind,
      text: z.string().trim().min(1, '请写下您的意见').max(1000, '最多1000字'),
      page: z.string().max(200).default(''),
      named: z.boolean(),
    }),
    ok: z.object({ id }),
  }),
  answerSuggestion: op({
    method: 'POST',
    path: '/api/suggestions/{id}/answer',
    summary: '答复意见，答复公开给所有用户',
    permission: ['system'],
    body: z.strictObject({
      outcome: suggestionOutcome,
      answer: z.string().trim().min(1, '请写明怎样处理、为什么').max(1000, '最多1000字'),
    }),
    ok: done,
  }),
  events: op({
    method: 'GET',
    path: '/api/events',
    summary:
      '实时更新（SSE）：matter 是可见事项有变化，notice 是给本岗位的提醒；带 room 的另有 room（会场有变化，内容同“会场”）和 beat（连接还在）',
    permission: 'staff',
    query: z.strictObject({ room: id.optional() }),
    ok: { media: 'text/event-stream' },
  }),
  views: op({
    method: 'GET',
    path: '/api/views',
    summary: '存的视图',
    permission: 'staff',
    ok: z.object({ views: z.array(view) }),
  }),
  saveView: op({
    method: 'POST',
    path: '/api/views',
    summary: '存一个视图',
    permission: 'staff',
    body: z.strictObject({
      name: z.string().trim().min(1, '请起个名字').max(40),
      query: z.string().max(1000),
    }),
    ok: view,
  }),
  dropView: op({
    method: 'DELETE',
    path: '/api/views/{id}',
    summary: '删一个视图',
    permission: 'staff',
    ok: done,
  }),
  upload: op({
    method: 'POST',
    path: '/api/files',
    summary: '上传附件',
    permission: 'staff',
    upload: true,
    ok: fileRef,
  }),
  download: op({
    method: 'GET',
    path: '/api/files/{id}',
    summary: '下载附件',
    permission: 'staff',
    ok: { media: 'application/octet-stream' },
  }),
  filePreview: op({
    method: 'GET',
    path: '/api/files/{id}/preview',
    summary: '预览 PDF、图片',
    permission: 'staff',
    ok: { media: 'application/octet-stream' },
  }),
  fileText: op({
    method: 'GET',
    path: '/api/files/{id}/text',
    summary: '附件的文字（.docx、.txt）',
    permission: 'staff',
    ok: z.object({ text: z.string() }),
  }),
  caseFile: op({
    method: 'GET',
    path: '/api/matters/{id}/case-file',
    summary: '卷宗（.zip）：目录、经过、文书、附件、存证证明，可以离线核验',
    permission: 'staff',
    ok: { media: ZIP },
  }),
  boundCaseFile: op({
    method: 'GET',
    path: '/api/matters/{id}/case-file.pdf',
    summary: '卷宗（.pdf）：封面、带页号的卷内目录、经过、文书、附件，存证证明附在文件里',
    permission: 'staff',
    ok: { media: PDF },
  }),
  receipt: op({
    method: 'GET',
    path: '/api/receipts/{act}',
    summary: '回执和存证证明',
    permission: 'staff',
    ok: z.object({
      receipt,
      leaf: z.string(),
      proof: z.string().nullable(),
      /** The proof in the SM twin; null where there is none, or not yet. */
      smProof: z.string().nullable(),
    }),
  }),
  erase: op({
    method: 'POST',
    path: '/api/receipts/{act}/erasure',
    summary: '依法删除一步里所写的内容和附件；行为本身、存证证明不受影响',
    permission: 'staff',
    needsFresh: true,
    body: z.strictObject({
      authority: z.string().max(400),
      reason: z.string().max(800),
    }),
    ok: z.object({ receipt }),
  }),
  norms: op({
    method: 'GET',
    path: '/api/norms',
    summary: '规范和它们的现况',
    permission: 'staff',
    ok: z.object({
      /** Watches count from this day on. */
      since: day,
      norms: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          statement: z.string(),
          bites: z.array(z.string()),
          /** `procedure` is the one in whose reading copy it stands; absent where it stands in none. */
          enforcedBy: z.array(
            z.object({
              kind: z.string(),
              name: z.string(),
              title: z.string(),
              procedure: z.string().optional(),
            }),
          ),
          figures: z.object({ refused: z.number(), lapsed: z.number(), owed: z.number() }),
          /** `n` acts of the journal kinds `kinds`, out of `of` of the kinds `ofKinds`. */
          watches: z.array(
            z.object({
              title: z.string(),
              n: z.number(),
              kinds: z.array(z.string()),
              of: z.number(),
              ofKinds: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  }),
  procedures: op({
    method: 'GET',
    path: '/api/procedures',
    summary: '规则册里的规程',
    permission: 'staff',
    ok: z.object({
      procedures: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          /** Name of its ledger. */
          register: z.string(),
          states: z.array(z.object({ name: z.string(), title: z.string() })),
          /** What its ledger can be narrowed to, besides what every ledger can. */
          flags: z.array(z.object({ name: z.string(), title: z.string() })),
          /** Journal kinds as people say them. */
          kinds: z.record(z.string(), z.string()),
          /** What is owed, by `procedure.duty`. */
          duties: z.record(z.string(), z.string()),
        }),
      ),
    }),
  }),
  readingCopy: op({
    method: 'GET',
    path: '/api/procedures/{id}',
    summary: '规程读本',
    permission: 'staff',
    ok: z.object({
      id: z.string(),
      title: z.string(),
      version: z.number(),
      from: day,
      basis: z.array(z.string()),
      roles: z.array(z.object({ name: z.string(), title: z.string(), seat: z.string() })),
      /** In the order a matter goes through them; `group` is the word of the lists. */
      states: z.array(
        z.object({ name: z.string(), title: z.string(), group: z.string(), final: z.boolean() }),
      ),
      powers: z.array(
        z.object({
          act: z.string(),
          may: z.string(),
          who: z.string(),
          when: z.string(),
          then: z.string(),
          form: fields,
          gates: z.array(z.object({ title: z.string(), norm: z.string(), code: z.string() })),
          basis: z.array(z.string()),
        }),
      ),
      duties: z.array(
        z.object({
          name: z.string(),
          must: z.string(),
          who: z.string(),
          to: z.string(),
          after: z.string(),
          within: z.string(),
          doneBy: z.string(),
          /** What follows while it stays unmet: the rung's name in the journal, when it is climbed, what it is. */
          ladder: z.array(z.object({ name: z.string(), when: z.string(), title: z.string() })),
          basis: z.array(z.string()),
        }),
      ),
    }),
  }),
} as const
