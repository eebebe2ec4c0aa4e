import type { Gate } from '#kernel/vocabulary.ts'

type Most = Pick<Gate, 'name' | 'code' | 'norm' | 'basis' | 'title' | 'refuses'>

/** A gate about the matter that answers before the form is filled, unless it says otherwise. */
export const gate = (spec: Most & Partial<Gate>): Gate => ({ about: 'matter', reads: 'record', ...spec })
