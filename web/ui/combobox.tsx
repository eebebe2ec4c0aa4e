/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a searched list of rich options has no native element */
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react'
import type { Option } from './fitting.ts'
import './combobox.css'

interface Props {
  readonly id: string
  readonly options: readonly Option[]
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
  /** Label of a chosen id that is not among the options at hand. */
  readonly labelOf: (id: string) => string
  readonly onWords: (words: string) => void
  readonly words: string
  readonly multiple?: boolean
  readonly invalid?: boolean
  readonly describedBy?: string
  readonly placeholder?: string
  /** Said when nothing fits; while reading, say so. */
  readonly nothing: string
}

/**
 * Pick one or several from a searched list, by keyboard or pointer (ARIA combobox with a listbox). The list is filtered by the
 * caller; the arrows move, Enter takes, Esc closes, Backspace in an empty box removes the last.
 */
export const Combobox = (props: Props): ReactElement => {
  const { id, options, value, onChange, labelOf, words, onWords, multiple, nothing } = props
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  const popup = useRef<HTMLDivElement>(null)
  // On a phone the bars at the bottom would cover the list.
  useEffect(() => {
    if (open) popup.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  const active = options[Math.min(at, options.length - 1)]

  const take = (chosen: string): void => {
    if (multiple) onChange(value.includes(chosen) ? value.filter((v) => v !== chosen) : [...value, chosen])
    else onChange([chosen])
    onWords('')
    setAt(0)
    if (!multiple) setOpen(false)
    input.current?.focus()
  }
  const remove = (gone: string): void => {
    onChange(value.filter((v) => v !== gone))
    input.current?.focus()
  }
  const move = (step: number): void => {
    setOpen(true)
    const last = options.length - 1
    const next = open ? Math.max(0, Math.min(last, at + step)) : 0
    setAt(next)
    document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.nativeEvent.isComposing) return
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault()
      move(e.key === 'ArrowDown' ? 1 : -1)
    } else if (e.key === 'Enter' && !e.ctrlKey && open) {
      e.preventDefault()
      if (active) take(active.id)
    } else if (e.key === 'Escape' && open) {
      e.preventDefault()
      e.stopPropagation()
      setOpen(false)
    } else if (e.key === 'Backspace' && words === '' && value.length > 0) {
      onChange(value.slice(0, -1))
    }
  }
  return (
    <div className="combo">
      {value.length > 0 && (
        <ul className="chosen" aria-label="已选">
          {value.map((v) => (
            <li key={v}>
              {labelOf(v)}
              <button type="button" aria-label={`去掉${labelOf(v)}`} onClick={() => remove(v)}>
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        id={id}
        className="input"
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && active ? `${list}-${options.indexOf(active)}` : undefined}
        aria-invalid={props.invalid ? true : undefined}
        aria-describedby={props.describedBy}
        placeholder={value.length > 0 && !multiple ? '要换一个，在这里输入' : props.placeholder}
        value={words}
        onChange={(e) => {
          onWords(e.target.value)
          setAt(0)
          setOpen(true)
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div ref={popup} className="combo-list" hidden={!open} onPointerDown={(e) => e.preventDefault()}>
        <div id={list} role="listbox" aria-label="可选" aria-multiselectable={multiple ? true : undefined}>
          {(open ? options : []).map((option, n) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the input's, as the pattern asks
            <div
              key={option.id}
              id={`${list}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={value.includes(option.id)}
              className={option === active ? 'active' : undefined}
              onClick={() => take(option.id)}
            >
              <span>{option.label}</span>
              {option.hint && <span className="small muted">{option.hint}</span>}
            </div>
          ))}
        </div>
        {options.length === 0 && <p className="muted combo-none">{nothing}</p>}
      </div>
    </div>
  )
}
