import { useEffect, useRef, useState } from 'react'
import type { FileRef } from '../../api/shapes.ts'
import { type Values, isBlank } from './values.ts'

interface Draft {
  readonly values: Values
  /** Names and sizes of uploaded files, so that a restored form can show them. */
  readonly files: Readonly<Record<string, FileRef>>
}

const EMPTY: Draft = { values: {}, files: {} }

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

function write(key: string, draft: Draft): void {
  try {
    if (isBlank(draft.values)) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A full or forbidden storage must not stop the typing; the form itself still holds everything.
  }
}

export interface DraftState {
  readonly values: Values
  readonly files: Draft['files']
  /** True when the form opened with what was left unfinished before. */
  readonly restored: boolean
  readonly change: (update: (before: Values) => Values) => void
  readonly keepFile: (file: FileRef) => void
  readonly clear: () => void
}

/**
 * The values of a form, kept on this machine at every keystroke until the act is done. `key` names person, matter and act;
 * `initial` fills a form that has no draft.
 */
export function useDraft(key: string, initial: Values): DraftState {
  const [draft, setDraft] = useState<Draft>(() => read(key) ?? { ...EMPTY, values: initial })
  const [restored, setRestored] = useState(() => read(key) !== null)
  const touched = useRef(false)
  useEffect(() => {
    if (touched.current) write(key, draft)
  }, [key, draft])
  return {
    values: draft.values,
    files: draft.files,
    restored,
    change: (update) => {
      touched.current = true
      setDraft((before) => ({ ...before, values: update(before.values) }))
    },
    keepFile: (file) => setDraft((before) => ({ ...before, files: { ...before.files, [file.id]: file } })),
    clear: () => {
      localStorage.removeItem(key)
      touched.current = false
      setRestored(false)
      setDraft({ ...EMPTY, values: initial })
    },
  }
}
