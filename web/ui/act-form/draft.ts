import { useEffect, useRef, useState } from 'react'
import { newKey } from '../../api/key.ts'
import type { FileRef } from '../../api/shapes.ts'
import { type Draft, readDraft, writeDraft } from './draft-store.ts'
import { type Values, isBlank } from './values.ts'

const EMPTY: Draft = { values: {}, files: {} }

export interface DraftState {
  readonly values: Values
  readonly files: Draft['files']
  /** True when the form opened with what was left unfinished before. */
  readonly restored: boolean
  readonly change: (update: (before: Values) => Values) => void
  readonly keepFile: (file: FileRef) => void
  readonly clear: () => void
  /**
   * The key to send under: one per request, kept with the draft until the server has answered. A form sent again after a lost
   * answer, also from the page loaded anew, is thereby the same request.
   */
  readonly sending: () => string
  /** Answered and refused, nothing was done: the corrected form will be a new request. */
  readonly refused: () => void
}

/**
 * The values of a form, kept on this machine at every keystroke until the act is done. `name` names person, matter and act;
 * `initial` fills a form that has no draft.
 */
export function useDraft(name: string, initial: Values): DraftState {
  const [draft, setDraft] = useState<Draft>(() => readDraft(name) ?? { ...EMPTY, values: initial })
  const [restored, setRestored] = useState(() => !isBlank(readDraft(name)?.values))
  const touched = useRef(false)
  const sent = useRef(draft.sent)
  useEffect(() => {
    if (touched.current) writeDraft(name, withSent(draft, sent.current))
  }, [name, draft])
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
      localStorage.removeItem(name)
      touched.current = false
      sent.current = undefined
      setRestored(false)
      setDraft({ ...EMPTY, values: initial })
    },
    sending: () => {
      sent.current ??= { key: newKey(), at: Date.now() }
      // Before the request leaves: a page lost from here on still knows the key.
      writeDraft(name, withSent(draft, sent.current))
      return sent.current.key
    },
    refused: () => {
      sent.current = undefined
      // What was only filled in beforehand is no draft.
      const own = touched.current || restored
      writeDraft(name, own ? withSent(draft, undefined) : EMPTY)
    },
  }
}

const withSent = ({ values, files }: Draft, sent: Draft['sent']): Draft =>
  sent ? { values, files, sent } : { values, files }
