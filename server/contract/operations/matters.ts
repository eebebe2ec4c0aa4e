import { z } from 'zod'
import { cursor, day, id, limit, op } from '../operation.ts'
import { availableAct, ledgerRow, matterPage, receipt } from '../shapes.ts'
import { DOCX, XLSX } from '../media.ts'

/** Filters of the 台账, shared by the page, the saved view and the Excel. Without `procedure` they list all there are. */
export const ledgerQuery = z.strictObject({
  procedure: z.string().max(64).optional(),
  group: z.enum(['拟办', '待办', '在办', '办结']).optional(),
  state: z.string().max(64).optional(),
  unit: id.optional(),
  /** Post of the leader who arranged it. */
  arranger: id.optional(),
  light: z.enum(['green', 'yellow', 'red']).optional(),
  /** Borne now or once: `lapsed`, `paused`, `met`, or a flag that a procedure declares. */
  flag: z.string().max(64).optional(),
  /** Norm under which a duty of the matter has lapsed; under which one is open now. */
  norm: z.string().max(8).optional(),
  owed: z.string().max(8).optional(),
  /** Journal kinds, `procedure.act` or `procedure.duty.rung`, separated by commas: one of them has happened, on that day or later. */
  did: z.string().max(400).optional(),
  didFrom: day.optional(),
  /** Journal kinds of which none has ever happened. */
  lacks: z.string().max(400).optional(),
  /** `procedure.duty` that is open now. */
  duty: z.string().max(130).optional(),
  /** A duty besides the main one is past its term and still open: signing, a milestone, a part. */
  late: z.literal('yes').optional(),
  /** Units: who owes something on it now; to whom something is owed. */
  owes: id.optional(),
  owedTo: id.optional(),
  /** The unit that answers for it has owed something for so many days and has done nothing in them. */
  silent: z.coerce.number().int().min(1).max(366).optional(),
  /** Post of a leader who arranged it or moved it on: instructed, signed, assessed. */
  decided: id.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  q: z.string().max(100).optional(),
  sort: z.enum(['due', 'new', 'updated']).default('due'),
  cursor,
  limit,
})
export type LedgerQuery = z.infer<typeof ledgerQuery>

export const matters = {
  list: op({
    method: 'GET',
    path: '/api/matters',
    summary: '台账',
    permission: 'staff',
    query: ledgerQuery,
    ok: z.object({
      columns: z.array(z.object({ name: z.string(), title: z.string(), width: z.number() })),
      rows: z.array(ledgerRow),
      next: z.string().nullable(),
      /** Counted to 1000 at most; `more` says there are more. */
      count: z.object({ n: z.number(), more: z.boolean() }),
    }),
  }),
  sheet: op({
    method: 'GET',
    path: '/api/matters.xlsx',
    summary: '台账导出 Excel，列序同办公室习惯',
    permission: 'staff',
    query: ledgerQuery,
    ok: { media: XLSX },
  }),
  page: op({
    method: 'GET',
    path: '/api/matters/{id}',
    summary: '事项：办文单、时间线、职责、可办的行为',
    permission: 'staff',
    ok: matterPage,
  }),
  choices: op({
    method: 'GET',
    path: '/api/choices',
    summary: '表单里可选的事项：按字段的声明列出，只列本人看得到的',
    permission: 'staff',
    query: z.strictObject({
      /** `procedure.act`, and the field of its form, `tasks.task` for one in rows. */
      act: z.string().max(130),
      field: z.string().max(130),
      /** The matter on which the act would be done. */
      matter: id.optional(),
      /** What the form says in the field that the offer asks to be the same. */
      same: id.optional(),
    }),
    ok: z.object({
      choices: z.array(
        z.object({ id, title: z.string(), number: z.string(), stateTitle: z.string(), says: z.string() }),
      ),
      /** There are others; words of their title or number find them in the ledger. */
      more: z.boolean(),
    }),
  }),
  starts: op({
    method: 'GET',
    path: '/api/starts',
    summary: '可以立项的规程和立项表单',
    permission: 'staff',
    ok: z.object({
      starts: z.array(
        z.object({
          procedure: z.string(),
          title: z.string(),
          act: availableAct,
          /** It can be begun on the spot, without a network. */
          onSite: z.boolean(),
        }),
      ),
    }),
  }),
  batch: op({
    method: 'POST',
    path: '/api/matters/batch',
    summary: '一次立项多件，全部成功或者全部不做',
    permission: 'staff',
    largest: 4_000_000,
    body: z.strictObject({
      /** `{procedure}.{act}` of an act that sets a matter up. */
      act: z.string().max(100),
      forms: z.array(z.record(z.string(), z.unknown())).min(1, '至少确认一项').max(200, '一次最多200项'),
    }),
    ok: z.object({ created: z.array(z.object({ id, number: z.string(), receipt })) }),
  }),
  paper: op({
    method: 'GET',
    path: '/api/matters/{id}/papers/{paper}',
    summary: '文书（.docx，GB/T 9704 版式）',
    permission: 'staff',
    ok: { media: DOCX },
  }),
} as const
