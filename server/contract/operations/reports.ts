import { z } from 'zod'
import { day, id, op } from '../operation.ts'
import { DOCX, XLSX } from '../media.ts'

const circularQuery = z.strictObject({
  procedure: z.string().max(64).optional(),
  kind: z.enum(['week', 'month']).default('week'),
  /** Any day of the period; absent: the one that runs. */
  on: day.optional(),
})

/** A line under a figure: the matter, and what about it the figure counts. */
const line = z.object({
  id,
  number: z.string(),
  title: z.string(),
  unit: z.string(),
  unitName: z.string(),
  note: z.string(),
})

/** One number per figure, in the order of `figures`. */
const tableRow = z.object({ key: z.string(), title: z.string(), cells: z.array(z.number()) })

const briefQuery = z.strictObject({
  procedure: z.string().max(64).optional(),
  matter: id.optional(),
  /** Post of the leader who arranged the matters. */
  arranger: id.optional(),
  q: z.string().max(100).optional(),
})

export const reports = {
  circular: op({
    method: 'GET',
    path: '/api/reports/circular',
    summary: '督查通报：一周或者一月的数字，每个数字打开它所计的事项',
    permission: 'staff',
    query: circularQuery,
    ok: z.object({
      title: z.string(),
      period: z.object({
        kind: z.enum(['week', 'month']),
        from: day,
        to: day,
        title: z.string(),
        before: day,
        after: day,
      }),
      /** The period is not over: it is told up to now. */
      ongoing: z.boolean(),
      /** Whether this reader may have it as the office's paper; others have this page of what they may see. */
      official: z.boolean(),
      sentences: z.array(z.string()),
      figures: z.array(z.object({ name: z.string(), title: z.string(), short: z.string(), n: z.number() })),
      bySource: z.array(tableRow),
      /** In the order of the directory; never ranked. */
      byUnit: z.array(tableRow),
      totals: tableRow,
      stuck: z.array(line),
      lapsed: z.array(line),
    }),
  }),
  circularLines: op({
    method: 'GET',
    path: '/api/reports/circular/lines',
    summary: '通报里一个数字所计的事项',
    permission: 'staff',
    query: circularQuery.extend({ figure: z.string().max(20), unit: id.optional(), source: id.optional() }),
    ok: z.object({ title: z.string(), lines: z.array(line) }),
  }),
  circularPaper: op({
    method: 'GET',
    path: '/api/reports/circular.docx',
    summary: '督查通报（.docx，GB/T 9704 版式）',
    permission: 'staff',
    query: circularQuery,
    ok: { media: DOCX },
  }),
  circularSheet: op({
    method: 'GET',
    path: '/api/reports/circular.xlsx',
    summary: '督查通报附表（Excel）',
    permission: 'staff',
    query: circularQuery,
    ok: { media: XLSX },
  }),
  brief: op({
    method: 'GET',
    path: '/api/reports/brief',
    summary: '工作简报：一件事，一位领导交办的事，或者搜到的事',
    permission: 'staff',
    query: briefQuery,
    ok: z.object({
      title: z.string(),
      date: day,
      addressee: z.string().optional(),
      items: z.array(
        z.object({
          id,
          number: z.string(),
          title: z.string(),
          stateTitle: z.string(),
          asked: z.array(z.string()),
          progress: z.array(z.object({ text: z.string(), seq: z.number() })),
          earlier: z.number(),
          problems: z.array(z.string()),
          next: z.array(z.string()),
        }),
      ),
      more: z.boolean(),
    }),
  }),
  briefPaper: op({
    method: 'GET',
    path: '/api/reports/brief.docx',
    summary: '工作简报（.docx，GB/T 9704 版式）',
    permission: 'staff',
    query: briefQuery,
    ok: { media: DOCX },
  }),
} as const
