import * as f from '#kernel/fields.ts'

/** Words that must be given, on several lines, with stock phrases to tap. */
export const words = (title: string, phrases: readonly string[] = []) =>
  f.text(title, { max: 1000, lines: true, phrases })

/** Words that may be given. */
export const note = (title: string, phrases: readonly string[] = []) =>
  f.text(title, { max: 1000, lines: true, optional: true, phrases })

export const attached = f.files('附件', { optional: true })
