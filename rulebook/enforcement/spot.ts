import * as f from '#kernel/fields.ts'

/** 现场留痕: when it was confirmed on the phone, and what was taken there with its hash. */
export const noted = {
  onSpot: f.text('现场留痕', { max: 10_000, lines: true, optional: true, onSpot: true }),
} as const

/** The same for what is signed on the screen of the phone, by those who are there. */
export const signed = {
  signatures: f.files('现场签名', { optional: true, drawn: true }),
  ...noted,
} as const

/** What is said in a form, without what the phone notes: that stays with the act. */
export function said<F extends { readonly onSpot?: string | undefined }>(form: F): Omit<F, 'onSpot'> {
  const { onSpot: _, ...rest } = form
  return rest
}

/** Who signs on the spot. */
export const signers = ['当事人', '见证人', '执法人员'] as const
