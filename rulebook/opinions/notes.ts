/** What an act keeps of an envelope that was laid apart: what it is bound to, its commitments, its hash. Texts are base64. */
export interface EnvelopeNote {
  readonly ctx: {
    readonly meeting: string
    readonly item: string
    readonly member: string
    readonly round: string
    readonly ver: number
    readonly expected: string
    readonly trustees: string
  }
  readonly commit: string
  readonly sm3: string
  readonly slots: readonly string[]
  readonly envelope: string
}

/** What an act keeps of the halves a keeper handed over: of which side, for which envelopes. */
export interface HalvesNote {
  readonly round: string
  readonly side: string
  readonly slot: string
  readonly envelopes: readonly string[]
  readonly halves: string
}

function noteIn(text: unknown): Readonly<Record<string, unknown>> {
  try {
    const note: unknown = JSON.parse(String(text))
    return typeof note === 'object' && note !== null ? (note as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** The note of an envelope, or null where the field holds none: it is written by the store, never by who acts. */
export function envelopeNote(text: unknown): EnvelopeNote | null {
  const note = noteIn(text)
  const texts = [note['commit'], note['sm3'], note['envelope']]
  return typeof note['ctx'] === 'object' &&
    note['ctx'] !== null &&
    Array.isArray(note['slots']) &&
    texts.every((text) => typeof text === 'string')
    ? (note as unknown as EnvelopeNote)
    : null
}

/** The note of released halves, or null. */
export function halvesNote(text: unknown): HalvesNote | null {
  const note = noteIn(text)
  return Array.isArray(note['envelopes']) && typeof note['halves'] === 'string'
    ? (note as unknown as HalvesNote)
    : null
}
