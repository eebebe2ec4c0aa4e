import { type DragEvent, type FormEvent, type ReactElement, useId, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { call, upload, urlOf } from '../../api/client.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import type { Reading } from './session.ts'

const ACCEPTED = '.docx,.xlsx,.pdf,.txt,.md'

/** 读文: a pasted text or a file; the file is kept as the original of what comes of it. */
export const Input = ({
  pasted,
  onPasted,
  onRead,
}: {
  pasted: string
  onPasted: (text: string) => void
  onRead: (reading: Reading) => void
}): ReactElement => {
  const id = useId()
  const [over, setOver] = useState(false)
  const [share, setShare] = useState<number | null>(null)
  const read = useMutation({
    mutationFn: (source: string | File): Promise<Reading> =>
      typeof source === 'string'
        ? call('reading.text', { body: { text: source } })
        : upload<Reading>(urlOf('reading.file'), source, { onProgress: setShare }),
    onSettled: () => setShare(null),
    onSuccess: onRead,
  })
  const start = (source: string | File | undefined): void => {
    if (source && !read.isPending) read.mutate(source)
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    start(pasted.trim())
  }
  const drop = (e: DragEvent): void => {
    e.preventDefault()
    setOver(false)
    start(e.dataTransfer.files[0])
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is only another way beside the file input
    <form
      className={over ? 'card stack drop over' : 'card stack drop'}
      aria-label="读文"
      onSubmit={submit}
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
          选一份公文（Word、Excel、PDF、文本），或者拖到这里
        </label>
        <input
          id={`${id}-file`}
          className="input"
          type="file"
          accept={ACCEPTED}
          onChange={(e) => {
            start(e.target.files?.[0])
            e.target.value = ''
          }}
        />
        {share !== null && <progress value={share} aria-label="上传进度" />}
      </div>
      <div className="stack" style={{ gap: '0.25rem' }}>
        <label htmlFor={`${id}-text`} className="strong">
          或者粘贴文字
        </label>
        <textarea
          id={`${id}-text`}
          className="input paste"
          maxLength={400_000}
          placeholder="会议纪要、分工方案、工作要点、整改清单的正文"
          value={pasted}
          onChange={(e) => onPasted(e.target.value)}
        />
      </div>
      <div className="row">
        <button type="submit" className="btn main" aria-disabled={read.isPending || pasted.trim() === ''}>
          {read.isPending ? '正在读' : '读出任务'}
        </button>
        <span className="small muted">只提出建议，您确认以后才立项。</span>
      </div>
    </form>
  )
}
