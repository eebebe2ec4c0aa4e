import { type ReactElement, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import './sheet.css'

/**
 * A drawer at the side (full width on a phone), or with `small` a box in the middle. The browser's own dialog keeps the focus
 * inside, closes on Esc and gives the focus back.
 */
export const Sheet = ({
  title,
  onClose,
  small,
  children,
}: {
  title: string
  onClose: () => void
  small?: boolean
  children: ReactNode
}): ReactElement => {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => {
    const opened = dialog.current
    if (opened && !opened.open) opened.showModal()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={small ? 'sheet small' : 'sheet'}
      aria-labelledby={heading}
      onCancel={(e) => {
        if (e.target !== dialog.current) return
        e.preventDefault()
        onClose()
      }}
    >
      <div className="sheet-in">
        <header>
          <h2 id={heading}>{title}</h2>
          <button type="button" className="btn text" onClick={onClose} aria-label="关闭">
            ✕
          </button>
        </header>
        <div className="sheet-body">{children}</div>
      </div>
    </dialog>
  )
}
