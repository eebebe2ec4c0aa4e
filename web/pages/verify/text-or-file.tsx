import { type DragEvent, type ReactElement, useId } from 'react'

/** Far more than any receipt or checkpoint has. */
const MOST_BYTES = 1_000_000

/** A text to paste, or a file that is chosen or dropped; nothing is sent anywhere. */
export const TextOrFile = ({
  label,
  hint,
  rows,
  value,
  onChange,
}: {
  label: string
  hint?: string
  rows: number
  value: string
  onChange: (text: string) => void
}): ReactElement => {
  const id = useId()
  const take = async (file: File | undefined): Promise<void> => {
    if (file) onChange(file.size > MOST_BYTES ? '' : await file.text())
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is a shortcut; the button does the same
    <div className="stack tight" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="small muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        className="input proof-text"
        rows={rows}
        spellCheck={false}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="file-drop">
        <label className="btn">
          选择文件
          <input
            className="sr"
            type="file"
            aria-label={`${label}：选择文件`}
            onChange={(event) => {
              void take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </label>
        <span className="small muted">或把文件拖到这里</span>
      </div>
    </div>
  )
}
