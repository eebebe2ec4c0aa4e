// What the parts of a sequencer pass share.

/** Why a pass stopped or what it set aside; goes to whoever watches the service. */
export interface Alarm {
  readonly code: 'QUARANTINE' | 'BROKEN_LOG' | 'CLOCK' | 'DATABASE_BEHIND' | 'PUBLISH' | 'PASS'
  readonly because: string
  /** The act set aside. */
  readonly act?: string
}

/** Points of a pass between which a crash is worth trying. */
export type PassPoint =
  | 'leaves written'
  | 'batch committed'
  | 'checkpoint signed'
  | 'checkpoint stored'
  | 'tiles written'

export interface PassOptions {
  readonly alarm?: (alarm: Alarm) => void
  /** Called at each point; a test throws here. */
  readonly reached?: (point: PassPoint) => Promise<void> | void
  /** Acts in one batch at most. */
  readonly most?: number
}
