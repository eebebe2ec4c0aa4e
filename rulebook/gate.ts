import type { Gate } from '#kernel/vocabulary.ts'

type Told = Pick<Gate, 'name' | 'code' | 'title' | 'refuses'>
type Ground = Pick<Gate, 'norm' | 'basis'>

/**
 * How the gates of one file are written: `usual` stands in each of them that does not say otherwise, above all the norm and the basis
 * they share. A gate is about the matter and answers before the form is filled, unless either says otherwise.
 *
 *     const gate = gateWith({ norm: 'B3', basis: [学法制度('年度学法计划')], reads: 'form' })
 */
export const gateWith =
  <const U extends Partial<Gate>>(usual: U) =>
  (spec: Told & Omit<Ground, keyof U> & Partial<Gate>): Gate =>
    ({ about: 'matter', reads: 'record', ...usual, ...spec }) as Gate

/** A gate about the matter that answers before the form is filled, unless it says otherwise. */
export const gate = gateWith({})
