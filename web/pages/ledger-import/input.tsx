import { type DragEvent, type ReactElement, useId, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { upload, urlOf } from '../../api/client.ts'
import { optionsOf, queryClient } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import type { Preview } from './session.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const Waiting = ({ share }: { share: number }): ReactElement => (
  <output className="row">
    <progress value={share < 1 ? share : undefined} aria-label={share < 1 ? '上传进度' : '读表进度'} />
    <span>{share < 1 ? '正在上传' : '正在读表，一万行约需几秒'}</span>
  </output>
)

/** One sheet, chosen or dropped. */
export const Input = ({ onRead }: { onRead: (preview: Preview) => void }): ReactElement => {
  const id = useId()
  const [over, setOver] = useState(false)
  const [share, setShare] = useState(0)
  const read = useMutation({
    mutationFn: (file: File) => upload<Preview>(urlOf('ledger.read'), file, { onProgress: setShare }),
    onMutate: () => setShare(0),
    onSuccess: (preview) => {
      const again = optionsOf('ledger.again', { params: { file: preview.file.id }, query: {} })
      queryClient.setQueryData(again.queryKey, preview)
      onRead(preview)
    },
  })
  const start = (file: File | undefined): void => {
    if (file && !read.isPending) read.mutate(file)
  }
  const drop = (e: DragEvent): void => {
    e.preventDefault()
    setOver(false)
    start(e.dataTransfer.files[0])
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is only another way beside the file input
    <div
      className={over ? 'card stack drop over' : 'card stack drop'}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {read.error && <ProblemNotice error={read.error} />}
      <div className="stack" style={{ gap: '0.25rem' }}>
        <label htmlFor={`${id}-file`} className="strong">
          选一张台账（.xlsx），或者拖到这里
        </label>
        <input
          id={`${id}-file`}
          className="input"
          type="file"
          accept={`.xlsx,${XLSX}`}
          onChange={(e) => {
            start(e.target.files?.[0])
            e.target.value = ''
          }}
        />
      </div>
      {read.isPending && <Waiting share={share} />}
      <ul className="notes muted">
        <li>列名不必改：责任单位、主办单位、承办单位都认作牵头单位，时间节点、办结时限都认作完成时限。</li>
        <li>标题行、两行表头、合并单元格、合计行都认得；没有对应的列并入目标要求，页面上逐列说明。</li>
        <li>有问题的格子标成彩色写回同一张表，可以下载改好再导入，也可以直接在页面上改。</li>
        <li>
          要批量更新进展，先到<Link to="/matters">台账</Link>导出
          Excel，改“进展情况”“下步措施”两列，再在这里导入。
        </li>
      </ul>
    </div>
  )
}
