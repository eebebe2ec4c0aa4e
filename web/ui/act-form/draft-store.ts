import type { FileRef } from '../../api/shapes.ts'
import { type Values, isBlank } from './values.ts'

/** A form on its way: sent under this key, and not answered yet. */
export interface Sent {
  readonly key: string
  /** Milliseconds of this machine's clock. */
  readonly at: number
}

export interface Draft {
  readonly values: Values
  /** Names and sizes of uploaded files, so that a restored form can show them. */
  readonly files: Readonly<Record<string, FileRef>>
  readonly sent?: Sent
}

/** A key as old as this is no longer a retry of the same request, but somebody coming back to do the act anew. */
const LONGEST_MS = 12 * 3_600_000

/** The draft kept under a name, or null. */
export function readDraft(name: string, now = Date.now()): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(name) ?? 'null') as Draft | null
    if (!draft?.sent || now - draft.sent.at < LONGEST_MS) return draft
    const { values, files } = draft
    return isBlank(values) ? null : { values, files }
  } catch {
    return null
  }
}

/** Keeps a draft; one that says nothing and is not on its way is removed. */
export function writeDraft(name: string, draft: Draft): void {
  try {
    if (isBlank(draft.values) && !draft.sent) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // A full or forbidden storage must not stop the typing; the form itself still holds everything.
  }
}
