import { type DragEvent, type ReactElement, useRef, useState } from 'react'
import { upload, urlOf } from '../api/client.ts'
import type { FileRef } from '../api/shapes.ts'

interface Uploading {
  readonly key: number
  readonly name: string
  readonly share: number
  readonly error?: string
  readonly file: File
}

/** 12.3 KB, 4.5 MB. */
export const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/**
 * 附件: several files, each uploaded at once with its progress; a failed one can be tried again, any can be removed. What is
 * kept are the references the server gave.
 */
export const FileInput = ({
  id,
  value,
  onAdd,
  onRemove,
  describedBy,
  invalid,
}: {
  id: string
  value: readonly FileRef[]
  onAdd: (file: FileRef) => void
  onRemove: (id: string) => void
  describedBy?: string
  invalid?: boolean
}): ReactElement => {
  const [going, setGoing] = useState<readonly Uploading[]>([])
  const next = useRef(0)
  const patch = (key: number, change: Partial<Uploading> | null): void =>
    setGoing((all) =>
      all.flatMap((u) => (u.key !== key ? [u] : change === null ? [] : [{ ...u, ...change }])),
    )
  const send = async (file: File): Promise<void> => {
    const key = (next.current += 1)
    setGoing((all) => [...all, { key, name: file.name, share: 0, file }])
    try {
      const ref = await upload(urlOf('desk.upload'), file, { onProgress: (share) => patch(key, { share }) })
      onAdd(ref)
      patch(key, null)
    } catch (error) {
      patch(key, { error: error instanceof Error ? error.message : '上传失败' })
    }
  }
  const retry = (failed: Uploading): void => {
    patch(failed.key, null)
    void send(failed.file)
  }
  const drop = (e: DragEvent): void => {
    e.preventDefault()
    for (const file of e.dataTransfer.files) void send(file)
  }
  return (
    <div className="stack" style={{ gap: '0.375rem' }}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is a shortcut; the button does the same */}
      <div className="file-drop" onDragOver={(e) => e.preventDefault()} onDrop={drop}>
        <label className="btn">
          选择文件
          <input
            id={id}
            className="sr"
            type="file"
            multiple
            aria-invalid={invalid ? true : undefined}
            aria-describedby={describedBy}
            onChange={(e) => {
              for (const file of e.target.files ?? []) void send(file)
              e.target.value = ''
            }}
          />
        </label>
        <span className="small muted">或把文件拖到这里</span>
      </div>
      <ul className="stack" style={{ gap: '0.25rem' }} aria-live="polite">
        {value.map((file) => (
          <li key={file.id} className="row">
            <span>{file.name}</span>
            <span className="small muted">{sizeText(file.size)}</span>
            <button
              type="button"
              className="btn text tiny"
              aria-label={`移除${file.name}`}
              onClick={() => onRemove(file.id)}
            >
              移除
            </button>
          </li>
        ))}
        {going.map((one) => (
          <li key={one.key} className="row">
            <span>{one.name}</span>
            {one.error === undefined ? (
              <progress value={one.share} aria-label={`${one.name}上传进度`} />
            ) : (
              <>
                <span style={{ color: 'var(--bad)' }}>{one.error}</span>
                <button type="button" className="btn text tiny" onClick={() => retry(one)}>
                  再传一次
                </button>
                <button type="button" className="btn text tiny" onClick={() => patch(one.key, null)}>
                  不传了
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
