import type { ActContext, SettingSpec } from '#kernel/vocabulary.ts'

/**
 * Reads a procedure's own numbers as the tenant set them; those it left alone stand as declared.
 *
 *     const setting = settingsOf('house-expropriation', settings)
 *     setting('many', context)   // → 50
 */
export const settingsOf =
  <const S extends Readonly<Record<string, SettingSpec>>>(procedure: string, settings: S) =>
  (name: keyof S & string, { parameters }: Pick<ActContext, 'parameters'>): number =>
    parameters[`${procedure}.${name}`] ?? (settings[name] as SettingSpec).usual
