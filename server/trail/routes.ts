import type { FastifyInstance } from 'fastify'
import { addDays, dayAt, startOf } from '#kernel/time.ts'
import { type TrailRow, readTrail } from '#store/trail-read.ts'
import { XLSX } from '../contract/media.ts'
import { operations } from '../contract/operations.ts'
import { type Call, register } from '../contract/register.ts'
import { type Problem, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { writeWorkbook } from '../workbook/workbook.ts'
import { TRAIL_KINDS } from './kinds.ts'
import { noteTrail } from './record.ts'
import { describer, titleOf } from './words.ts'

/** Entries of one export; more are exported stretch by stretch. */
const MOST = 20_000

type Filters = Call<typeof operations.trail.sheet>['query']

/** Routes of 安全审计员: the trail page by page and as files. Each export stands in the trail itself. */
export function registerTrail(app: FastifyInstance, services: Services): void {
  const { context } = services
  const { rulebook } = context
  const described = describer(rulebook)
  const all = async (call: Call<typeof operations.trail.sheet>): Promise<readonly TrailRow[] | Problem> => {
    const { rows, next } = await readTrail(context, { ...stretch(call.query), limit: MOST })
    if (next !== null) return problem('FORM_INVALID', `一次最多导出${MOST}条，请缩短起止日期分几次导出`)
    await noteTrail(context, call, 'audit.export', {
      what: '审计记录',
      rows: rows.length,
      ...said(call.query),
    })
    return rows
  }
  const name = (ending: string): string =>
    `${services.district}审计记录${dayAt(context.clock.now())}.${ending}`
  register(app, services, operations.trail, {
    list: async ({ query }) => {
      const { cursor, limit, ...filters } = query
      const { rows, next } = await readTrail(context, { ...stretch(filters), cursor, limit })
      return {
        entries: rows.map((row) => ({
          act: row.act,
          at: row.at,
          kind: row.kind,
          title: titleOf(rulebook, row.kind),
          person: row.person,
          name: row.name,
          post: row.post,
          details: described(row),
          via: row.via,
          leafHash: Buffer.from(row.leafHash).toString('hex'),
          index: row.index,
        })),
        next,
        kinds: Object.entries(TRAIL_KINDS).map(([kind, title]) => ({ kind, title })),
      }
    },

    sheet: async (call) => {
      const rows = await all(call)
      if (!Array.isArray(rows)) return rows as Problem
      const body = await writeWorkbook([sheetOf(rows, (kind) => titleOf(rulebook, kind), described)])
      return { body, name: name('xlsx'), media: XLSX }
    },

    lines: async (call) => {
      const rows = await all(call)
      if (!Array.isArray(rows)) return rows as Problem
      const lines = rows.map((row: TrailRow) =>
        JSON.stringify({ ...row, leafHash: Buffer.from(row.leafHash).toString('hex') }),
      )
      return {
        body: Buffer.from(lines.map((line) => `${line}\n`).join('')),
        name: name('jsonl'),
        media: 'application/jsonl',
      }
    },
  })
}

/** Days of the district as instants. */
const stretch = ({ person, kind, from, until }: Filters) => ({
  person,
  kind,
  from: from && startOf(from),
  until: until && startOf(addDays(until, 1)),
})

/** The filters that were set. */
const said = (filters: Filters) => Object.fromEntries(Object.entries(filters).filter(([, value]) => value))

const sheetOf = (
  rows: readonly TrailRow[],
  title: (kind: string) => string,
  described: ReturnType<typeof describer>,
) => ({
  name: '审计记录',
  columns: ['时间', '类别', '人员', '岗位', '内容', '途径', '序号', '日志叶哈希'].map((one) => ({
    title: one,
  })),
  rows: rows.map((row) => [
    row.at,
    title(row.kind),
    row.name ?? '',
    row.post ?? '',
    described(row)
      .map((one) => `${one.title}：${one.text}`)
      .join('；'),
    row.via,
    row.index,
    Buffer.from(row.leafHash).toString('hex'),
  ]),
  landscape: true,
})
