import type { Instant } from '#kernel/time.ts'

/** What names an item in another system: one duty to one person. The same item again is the same key. */
export interface TodoKey {
  /** 业务编号: unique per duty and person, never given to anything else. */
  readonly id: string
  readonly person: string
  readonly phone: string | null
  readonly login: string | null
  readonly name: string
}

/** One line in the 待办 of another system. */
export interface TodoItem extends TodoKey {
  readonly title: string
  readonly content: string
  /** Where it is opened on a computer and on a phone. */
  readonly url: string
  readonly mobileUrl: string
  readonly sender: string
  readonly receivedAt: Instant
  readonly dueAt: Instant
  /** 特急, as the procedure declares it. */
  readonly urgent: boolean
}

/** What the other system says it holds. */
export interface Held {
  readonly id: string
  readonly open: boolean
}

/**
 * 待办 of another system. Every call may come twice and must then be one; it throws when the other side did not take it, to be
 * tried again. Our own list is complete without it.
 */
export interface ExternalTodo {
  /** Puts an item there, or changes it; opens it again where it was closed. */
  upsert(item: TodoItem): Promise<void>
  /** Moves an item to 已办; one that is not there is no error. */
  complete(key: TodoKey): Promise<void>
  /** Takes an item away; one that is not there is no error. */
  remove(key: TodoKey): Promise<void>
  /** Everything of ours the other system holds, where it can tell. */
  list?(): Promise<readonly Held[]>
}
