import { z } from 'zod'
import { id, op } from '../operation.ts'
import { fields, fileRef } from '../shapes.ts'
import { ledgerQuery } from './matters.ts'
import { XLSX } from '../media.ts'

/** How a sheet that was uploaded is to be read. */
const readingOf = z.strictObject({
  procedure: z.string().max(64).optional(),
  /** What dates without a year are in; absent: what the sheet's title says, or this year. */
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  /** What a person said columns are, `sheet.column:use` separated by commas; a use is a ledger column's name, kept or ignored. */
  as: z
    .string()
    .max(2000)
    .regex(/^\d+\.\d+:\w+(?:,\d+\.\d+:\w+)*$/, '列的用法格式不对')
    .optional(),
})

const fault = z.object({
  /** `bad` must be put right before the row can be set up, `look` should be looked at. */
  level: z.enum(['bad', 'look']),
  field: z.string().nullable(),
  at: z.number().nullable(),
  message: z.string(),
})

const change = z.object({
  column: z.string(),
  title: z.string(),
  before: z.string(),
  after: z.string(),
  barred: z.string().optional(),
})

const preview = z.object({
  file: fileRef,
  procedure: z.string(),
  /** `{procedure}.{act}` that sets a row up; its form in two parts: filled in once for the sheet, and row by row. */
  act: z.string(),
  may: z.string(),
  shared: fields,
  own: fields,
  year: z.number(),
  /** Title of the field that keeps what `kept` columns say; null where nothing keeps it. */
  keptIn: z.string().nullable(),
  /** What a column may be taken for. */
  uses: z.array(z.object({ name: z.string(), title: z.string() })),
  sheets: z.array(
    z.object({
      name: z.string(),
      title: z.string().nullable(),
      header: z.tuple([z.number(), z.number()]),
      columns: z.array(
        z.object({
          at: z.number(),
          heading: z.string(),
          column: z.string().nullable(),
          use: z.enum(['fills', 'kept', 'ignored', 'key']),
        }),
      ),
      skipped: z.array(z.object({ row: z.number(), why: z.string(), text: z.string() })),
    }),
  ),
  /** Sheets of which nothing was read, because no heading was found. */
  unread: z.array(z.string()),
  rows: z.array(
    z.object({
      sheet: z.number(),
      row: z.number(),
      values: z.record(z.string(), z.unknown()),
      written: z.record(z.string(), z.string()),
      faults: z.array(fault),
      chosen: z.boolean(),
    }),
  ),
  /** Rows of an earlier export that came back changed; the rest of them, unchanged, are only counted. */
  updates: z.array(
    z.object({
      sheet: z.number(),
      row: z.number(),
      matter: id,
      number: z.string(),
      title: z.string(),
      ver: z.number(),
      changes: z.array(change),
      acts: z.array(
        z.object({
          act: z.string(),
          may: z.string(),
          form: z.record(z.string(), z.string()),
          refusals: z.array(z.string()),
        }),
      ),
      moved: z.array(change),
    }),
  ),
  unchanged: z.number(),
})
export type LedgerPreview = z.infer<typeof preview>

export const ledger = {
  read: op({
    method: 'POST',
    path: '/api/ledger/imports',
    summary: '上传办公室自己的台账（.xlsx），读成待立项的行；本系统导出的台账读成修改',
    permission: 'staff',
    upload: true,
    query: readingOf,
    ok: preview,
  }),
  again: op({
    method: 'GET',
    path: '/api/ledger/imports/{file}',
    summary: '再读一次上传过的台账',
    permission: 'staff',
    query: readingOf,
    ok: preview,
  }),
  marked: op({
    method: 'POST',
    path: '/api/ledger/imports/{file}/marked',
    summary: '同一张表，问题标在格子里并写在最后一列',
    permission: 'staff',
    largest: 24_000_000,
    body: z.strictObject({
      remarks: z
        .array(
          z.strictObject({
            sheet: z.string().max(100),
            /** As the sheet shows it, from 1. */
            row: z.number().int().min(1).max(60_000),
            at: z.number().int().min(0).max(16_383).nullable(),
            level: z.enum(['bad', 'look']),
            message: z.string().max(1000),
          }),
        )
        .max(60_000, '问题太多，请先改一部分'),
      /** Row of the heading by sheet, from 1. */
      header: z.record(z.string().max(100), z.number().int().min(1).max(60_000)),
    }),
    ok: { media: XLSX },
  }),
  check: op({
    method: 'POST',
    path: '/api/ledger/check',
    summary: '试办立项：只说哪些会被拒绝、为什么，什么都不写',
    permission: 'staff',
    largest: 4_000_000,
    body: z.strictObject({
      act: z.string().max(100),
      forms: z.array(z.record(z.string(), z.unknown())).min(1).max(500, '一次最多核对500行'),
    }),
    ok: z.object({
      refused: z.array(
        z.object({
          /** Place among the forms. */
          at: z.number(),
          message: z.string(),
          fields: z.record(z.string(), z.string()),
        }),
      ),
    }),
  }),
  sheet: op({
    method: 'GET',
    path: '/api/ledger/export',
    summary: '台账导出，边做边报进度：一行一个 JSON，最后一行是文件',
    permission: 'staff',
    query: ledgerQuery,
    ok: { media: 'application/x-ndjson' },
  }),
  inbox: op({
    method: 'GET',
    path: '/api/inbox.xlsx',
    summary: '我的事导出 Excel',
    permission: 'staff',
    query: z.strictObject({
      box: z.enum(['todo', 'doing', 'done', 'toread']).default('todo'),
      scope: z.enum(['mine', 'unit']).default('mine'),
    }),
    ok: { media: XLSX },
  }),
  unit: op({
    method: 'GET',
    path: '/api/units/{id}/page.xlsx',
    summary: '单位页导出 Excel：每个清单一张表',
    permission: 'staff',
    ok: { media: XLSX },
  }),
} as const
