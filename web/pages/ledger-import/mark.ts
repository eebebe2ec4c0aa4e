import { ProblemError, urlOf } from '../../api/client.ts'
import { keepFile } from '../../ui/download.tsx'
import type { Preview, Session, Standing } from './session.ts'

const LONGEST = 900
/** Cut between characters, never inside one. */
const cut = (text: string, most: number): string => Array.from(text).slice(0, most).join('')

/** Fetches the same sheet with what stands against its rows written into it, and hands it to the browser to keep. */
export async function downloadMarked(
  preview: Preview,
  rows: readonly Standing[],
  updates: Session['updates'],
): Promise<void> {
  const url = urlOf('ledger.marked', { params: { file: preview.file.id } })
  const body = JSON.stringify({
    remarks: [...rows.flatMap(ofRow(preview)), ...ofUpdates(preview, updates)],
    header: headerOf(preview),
  })
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  }).catch(() => null)
  if (!reply?.ok) {
    const problem = (await reply?.json().catch(() => null)) as { detail?: string } | null
    throw new ProblemError(reply?.status ?? 0, { detail: problem?.detail ?? '没有下载成功，请重试' })
  }
  keepFile(await reply.blob(), preview.file.name.replace(/(\.[^.]*)?$/, '（问题已标注）.xlsx'))
}

const headerOf = ({ sheets }: Preview): Record<string, number> =>
  Object.fromEntries(sheets.map(({ name, header }) => [name, header[1]]))

interface Remark {
  readonly sheet: string
  readonly row: number
  readonly at: number | null
  readonly level: 'bad' | 'look'
  readonly message: string
}

const ofRow =
  ({ sheets }: Preview) =>
  ({ row, bad, look, made }: Standing): Remark[] =>
    made
      ? []
      : [...bad, ...look].map(({ at, level, message }) => ({
          sheet: sheets[row.sheet]?.name ?? '',
          row: row.row,
          at,
          level,
          message: cut(message, LONGEST),
        }))

function ofUpdates({ sheets, updates }: Preview, done: Session['updates']): Remark[] {
  return updates.flatMap((update) => {
    const { sheet, row, changes, acts, moved } = update
    const columns = sheets[sheet]?.columns ?? []
    const placeOf = (column: string): number | null =>
      columns.find((use) => use.column === column)?.at ?? null
    const went = done[`${sheet}.${row}`]?.went
    const of = { sheet: sheets[sheet]?.name ?? '', row }
    return [
      ...changes.flatMap(({ column, barred }) =>
        barred === undefined ? [] : [{ ...of, at: placeOf(column), level: 'bad' as const, message: barred }],
      ),
      ...moved.map(({ column, title, before }) => ({
        ...of,
        at: placeOf(column),
        level: 'look' as const,
        message: `${title}在系统里已改为：${cut(before, 200)}`,
      })),
      ...[
        ...acts.flatMap(({ refusals }) => refusals),
        ...(typeof went === 'object' ? [went.refused] : []),
      ].map((message) => ({
        ...of,
        at: null,
        level: 'bad' as const,
        message: cut(message, LONGEST),
      })),
    ]
  })
}
