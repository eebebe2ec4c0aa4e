import type { PoolConfig } from 'pg'
import type { ActRequest } from '#store/act.ts'
import type { Incoming } from '#store/sms-received.ts'

/** One thing a process does. What somebody asked for has a key; what it does of itself has none. */
export type Deed =
  | { readonly kind: 'act'; readonly request: ActRequest }
  | { readonly kind: 'sms'; readonly message: Incoming }
  | { readonly kind: 'handle' }
  | { readonly kind: 'remind' }
  | { readonly kind: 'deliver' }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'sequence' }

/** What a process is started with. */
export interface Order {
  readonly connection: PoolConfig
  readonly tenant: string
  readonly dataDir: string
  /** Files of this process and of those before it in the same place: what it meant to do, and what it was told. */
  readonly notes: string
  readonly at: string
  /** One deed, to die at a point of it, or to go through it and list the points; or everything at once until it is killed. */
  readonly course:
    | { readonly kind: 'deed'; readonly deed: Deed; readonly point: string | null }
    | { readonly kind: 'life'; readonly seed: string }
}

/** A line of the notes. The intent is written before anything is sent, the result once the answer is there. */
export type Note =
  | { readonly intent: string; readonly deed: Extract<Deed, { kind: 'act' | 'sms' }> }
  | { readonly result: string; readonly outcome: Outcome }
  | { readonly delivered: string }
  | { readonly trouble: string }

export type Outcome =
  | {
      readonly kind: 'done'
      readonly act: string
      readonly matter: string
      readonly seq: number
      readonly hash: string
    }
  | { readonly kind: 'refused' | 'not found' | 'kept' }
