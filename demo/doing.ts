import type { Instant } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { Scene } from './life.ts'
import type { Answer } from './simulate.ts'

/** A file that somebody puts in before the act that names it by `id`. */
export interface Upload {
  readonly id: string
  /** With the ending that says what it is made into: .txt or .docx. */
  readonly name: string
  /** One line a paragraph. */
  readonly text: string
}

/** One person's try at one act. */
export interface Tried {
  readonly procedure: string
  /** The world's id of the matter; absent for the act that begins one. */
  readonly matter?: string
  readonly act: string
  readonly form: AnyRecord
  readonly actor: Actor
  /** 代录: who enters it for the actor. */
  readonly enteredBy?: Actor
  /** Said by short message in these words about this duty, rather than at a screen. */
  readonly via?: { readonly sms: string; readonly duty: number }
  readonly uploads?: readonly Upload[]
}

/** Something somebody means to do at an instant. */
export interface Doing {
  readonly at: Instant
  /** What it comes to when its moment is there; null when nobody sits in the seat, or the moment has passed. */
  attempt(scene: Scene): Tried | null
  /** What follows, told what came of it; null when nothing was tried. */
  follow(answer: Answer | null): readonly Doing[]
}
