import type { AvailableAct, MatterPage } from '../../api/shapes.ts'
import type { Values } from './values.ts'

/** A text field that takes more code points than this holds a whole paper, not a remark. */
export const WHOLE_TEXT = 5_000

/**
 * What a form starts with on the page of a matter: a whole paper is changed from what stands there, not typed anew, so its optional
 * field begins with the text on record under the same name.
 */
export const wholeTexts = (
  { form }: Pick<AvailableAct, 'form'>,
  { record }: Pick<MatterPage, 'record'>,
): Values =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, field]) => {
      const kept = field.kind === 'text' && field.optional && field.max > WHOLE_TEXT
      const text = kept ? record.find((shown) => shown.name === name)?.text : undefined
      return text ? [[name, text]] : []
    }),
  )
