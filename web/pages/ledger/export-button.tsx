import { type ReactElement, useState } from 'react'
import { urlOf } from '../../api/client.ts'
import type { LedgerQuery } from '../../../server/contract/operations.ts'
import { keepFile } from '../../ui/download.tsx'
import { sizeText } from '../../ui/file-input.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Line, exported } from './exported.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const saidOf = ({ rows = 0, of }: Line): string =>
  of === null || of === undefined ? `已写${rows}件` : `已写${rows}／${of}件`

/** 导出 Excel: the button says how many rows have been written while the workbook is made. */
export const ExportButton = ({
  query,
  name,
}: {
  query: Partial<LedgerQuery>
  name: string
}): ReactElement => {
  const [said, setSaid] = useState<string | null>(null)
  const run = async (): Promise<void> => {
    if (said !== null) return
    setSaid('正在生成')
    try {
      const made = await exported(urlOf('ledger.sheet', { query }), (line) => setSaid(saidOf(line)))
      const file = new Blob([made.bytes], { type: XLSX })
      keepFile(file, made.name || name)
      toast(`已下载${made.name || name}（${sizeText(file.size)}）`)
    } catch (error) {
      toast(error instanceof Error ? error.message : '没有下载成功，请重试')
    } finally {
      setSaid(null)
    }
  }
  return (
    <button type="button" className="btn" aria-disabled={said !== null} onClick={() => void run()}>
      {said ?? '导出 Excel'}
    </button>
  )
}
