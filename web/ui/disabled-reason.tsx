import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from 'react'
import type { RefusalJson } from '../api/shapes.ts'
import { Refusal } from './refusal.tsx'
import './disabled-reason.css'

/**
 * A closed button that says why: it takes the focus, is announced as unavailable, and shows the sentence, the norm and the
 * article on hover, focus or tap. Esc closes the explanation.
 */
export const DisabledReason = ({
  title,
  refusals,
  className = 'btn',
}: {
  title: string
  refusals: readonly RefusalJson[]
  className?: string
}): ReactElement => {
  const [open, setOpen] = useState(false)
  const [toRight, setToRight] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const reason = useId()
  const show = (): void => {
    const rect = box.current?.getBoundingClientRect()
    setToRight(rect !== undefined && rect.left > window.innerWidth / 2)
    setOpen(true)
  }
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.key !== 'Escape' || !open) return
    e.stopPropagation()
    setOpen(false)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only carries what the button inside shows
    <div
      ref={box}
      className="reason-box"
      onMouseEnter={show}
      onMouseLeave={() => setOpen(false)}
      onBlur={(e) => e.currentTarget.contains(e.relatedTarget) || setOpen(false)}
      onKeyDown={onKeyDown}
    >
      <button
        type="button"
        className={className}
        aria-disabled="true"
        aria-describedby={reason}
        onFocus={show}
        onClick={show}
      >
        {title}
      </button>
      <span className="sr" id={reason}>
        {refusals.map((refusal) => `${refusal.message}。${refusal.remedy ?? ''}`).join(' ')}
      </span>
      {open && (
        <div className={toRight ? 'reason to-right' : 'reason'}>
          {refusals.map((refusal) => (
            <Refusal key={refusal.code} refusal={refusal} />
          ))}
        </div>
      )}
    </div>
  )
}
