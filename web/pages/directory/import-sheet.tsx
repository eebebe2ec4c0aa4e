import { type FormEvent, type ReactElement, useRef, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { type Ok, upload, urlOf } from '../../api/client.ts'
import { refreshAll } from '../../api/hooks.ts'
import { keepFile } from '../../ui/download.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'

type Imported = Ok<'administration.directoryImport'>

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))

const Errors = ({ done }: { done: Imported }): ReactElement => (
  <div className="stack">
    <p className="notice bad" role="alert">
      有{done.errors.length}处错误，名录没有改动。请下载标好错误的原表，改正后再导入。
    </p>
    {done.marked !== null && (
      <div>
        <button
          type="button"
          className="btn main"
          onClick={() =>
            keepFile(new Blob([bytesOf(done.marked ?? '')], { type: XLSX }), '名录（错误已标注）.xlsx')
          }
        >
          下载标好错误的表
        </button>
      </div>
    )}
    <table className="plain-table">
      <caption className="sr">错误所在的行</caption>
      <thead>
        <tr>
          <th scope="col">工作表</th>
          <th scope="col">行</th>
          <th scope="col">错在哪里</th>
        </tr>
      </thead>
      <tbody>
        {done.errors.map((error) => (
          <tr key={`${error.sheet} ${error.row} ${error.message}`}>
            <td className="nowrap">{error.sheet}</td>
            <td className="nowrap">{error.row}</td>
            <td>{error.message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** 导入名录: all or nothing; what is wrong comes back in the sheet that was sent. */
export const ImportSheet = ({ onClose }: { onClose: () => void }): ReactElement => {
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState(0)
  const run = useMutation({
    mutationFn: (file: File) =>
      upload<Imported>(urlOf('administration.directoryImport'), file, { onProgress: setShare }),
    onSuccess: (done) => {
      if (!done.ok) return
      toast(`已导入：单位${done.units}个，岗位${done.posts}个，人员${done.people}名`)
      void refreshAll(['administration.directory', 'administration.accounts', 'session.me'])
      onClose()
    },
  })
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    const file = input.current?.files?.[0]
    if (file && !run.isPending) run.mutate(file)
  }
  return (
    <Sheet title="导入名录" onClose={onClose}>
      <div className="stack">
        <p>先导出 Excel，在那张表上改，再导入。整张表一起生效：有一处错误就全都不改，错误会写回同一张表。</p>
        <form className="stack" onSubmit={submit}>
          <label className="stack" style={{ gap: '0.25rem' }}>
            <span>名录表（.xlsx）</span>
            <input ref={input} className="input" type="file" required accept={`.xlsx,${XLSX}`} />
          </label>
          <div className="row">
            <button type="submit" className="btn main" aria-disabled={run.isPending}>
              {run.isPending ? '正在导入' : '导入'}
            </button>
            {run.isPending && <progress value={share} aria-label="上传进度" />}
          </div>
        </form>
        {run.error && <ProblemNotice error={run.error} />}
        {run.data && !run.data.ok && <Errors done={run.data} />}
      </div>
    </Sheet>
  )
}
