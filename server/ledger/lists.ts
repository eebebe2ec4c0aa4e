import { dayAt, inWords } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import type { Download } from '../contract/register.ts'
import type { InboxItem, LedgerRow } from '../contract/shapes.ts'
import { type InboxQuery, inboxPage } from '../matters/inbox-view.ts'
import { dueText } from '../matters/texts.ts'
import { unitPageFor } from '../matters/unit-page.ts'
import { type Cell, type Column, type Sheet, writeWorkbook } from '../workbook/workbook.ts'
import { XLSX } from '../contract/media.ts'

/** Rows of one list in one workbook. */
const MOST_ROWS = 5_000
const AT_ONCE = 200

const COLUMNS: Column[] = [
  { title: '序号', width: 6 },
  { title: '要办的事', width: 22, wrap: true },
  { title: '事项', width: 40, wrap: true },
  { title: '类别', width: 12 },
  { title: '编号', width: 18 },
  { title: '责任单位', width: 20, wrap: true },
  { title: '由谁办', width: 22, wrap: true },
  { title: '向谁负责', width: 22, wrap: true },
  { title: '期限', width: 16 },
  { title: '灯', width: 16 },
  { title: '办理状态', width: 12 },
  { title: '送达或最近动态', width: 20 },
]

const BOXES = { todo: '待办', doing: '在办', done: '已办', toread: '待阅' } as const

/** 我的事 as a workbook: every line of one box, in the order of the page. */
export async function inboxSheet(
  context: StoreContext,
  actor: Actor,
  { box, scope }: Pick<InboxQuery, 'box' | 'scope'>,
): Promise<Download> {
  const items: InboxItem[] = []
  let cursor: string | undefined
  do {
    const page = await inboxPage(context, actor, { box, scope, cursor, limit: AT_ONCE })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && items.length < MOST_ROWS)
  const title = `${scope === 'unit' ? '本单位' : '我'}的事（${BOXES[box]}）`
  return workbookOf(context, title, [sheetOf(title, items.map(itemCells))])
}

/** A unit's page as a workbook, a sheet for each of its lists; undefined for a unit that is not there. */
export async function unitSheet(
  context: StoreContext,
  actor: Actor,
  unit: string,
): Promise<Download | undefined> {
  const page = await unitPageFor(context, actor, unit)
  if (!page) return undefined
  const lists: [string, Cell[][]][] = [
    ['领导本人要办的', page.own.map(itemCells)],
    ['我们欠着的', page.owes.map(itemCells)],
    ['欠我们的', page.owed.map(itemCells)],
    ['卡住的', page.stuck.map(rowCells)],
  ]
  const sheets = lists.filter(([, rows]) => rows.length > 0).map(([title, rows]) => sheetOf(title, rows))
  const first = sheets.length > 0 ? sheets : [sheetOf('我们欠着的', [])]
  return workbookOf(context, page.unit.name, first)
}

async function workbookOf(context: StoreContext, title: string, sheets: Sheet[]): Promise<Download> {
  const today = dayAt(context.clock.now())
  const notes = [
    ['导出日期', inWords(today)],
    ['灯和期限', '按时限和工作日历计算，供查看；办理请到事项页'],
  ]
  const body = await writeWorkbook(sheets.map((sheet, at) => (at === 0 ? { ...sheet, notes } : sheet)))
  return { body, media: XLSX, name: `${title}${today}.xlsx`, size: body.length }
}

const sheetOf = (name: string, rows: readonly Cell[][]): Sheet => ({
  name,
  landscape: true,
  columns: COLUMNS,
  rows: rows.map((cells, at) => [at + 1, ...cells]),
})

const lit = ({ colour, text }: { colour: string; text: string }): Cell =>
  colour === 'red' ? { text, fill: 'error' } : colour === 'yellow' ? { text, fill: 'warn' } : text

type Held = NonNullable<InboxItem['duty']>['holder']
const whoOf = (held: Held | undefined): string =>
  held ? [held.unitName, held.postTitle, held.personName].filter(Boolean).join(' ') : ''

function itemCells({ matter, duty, notice, at }: InboxItem): Cell[] {
  const what = duty ? `${duty.must}${duty.what === undefined ? '' : `：${duty.what}`}` : (notice ?? '')
  const light = duty?.light ?? matter.light
  return [
    what,
    matter.title,
    matter.procedureTitle,
    matter.number,
    matter.unitName,
    whoOf(duty?.holder),
    whoOf(duty?.creditor),
    duty?.dueText ?? matter.dueText ?? '',
    light ? lit(light) : '',
    matter.stateTitle,
    dueText(at, true),
  ]
}

const rowCells = (row: LedgerRow): Cell[] => [
  '',
  row.title,
  row.procedureTitle,
  row.number,
  row.unitName,
  '',
  '',
  row.dueText ?? '',
  lit(row.light),
  row.stateTitle,
  dueText(row.updatedAt, true),
]
