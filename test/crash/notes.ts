import { existsSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Note, Outcome } from './order.ts'

/** What a line of processes meant to do and was told, from their notes. */
export interface Told {
  readonly intents: ReadonlyMap<string, Extract<Note, { intent: string }>>
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** Dedupe keys as the gateways saw them, each as often as it came. */
  readonly delivered: readonly string[]
  /** What a loop of a process stumbled over and went on from. */
  readonly troubles: readonly string[]
}

const open = new Map<string, number>()

/** Adds a line, which is on the disk when this returns: what was meant is known whatever dies next. */
export function note(file: string, line: Note): void {
  const known = open.get(file)
  const fd = known ?? openSync(file, 'a')
  if (known === undefined) open.set(file, fd)
  writeSync(fd, `${JSON.stringify(line)}\n`)
  fdatasyncSync(fd)
}

/** Reads on in a file of notes: what has been written since the last time, whole lines only. */
export class NotesTail {
  readonly #file: string
  #at = 0

  constructor(file: string) {
    this.#file = file
  }

  /** Outcomes told since the last call, by key. */
  outcomes(): ReadonlyMap<string, Outcome> {
    const bytes = existsSync(this.#file) ? readFileSync(this.#file).subarray(this.#at) : Buffer.alloc(0)
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
    this.#at += whole.length
    const told = new Map<string, Outcome>()
    for (const line of whole.toString().split('\n')) {
      if (!line.startsWith('{"result"')) continue
      const { result, outcome } = JSON.parse(line) as { result: string; outcome: Outcome }
      told.set(result, outcome)
    }
    return told
  }
}

export function readNotes(file: string): Told {
  const intents = new Map<string, Extract<Note, { intent: string }>>()
  const outcomes = new Map<string, Outcome>()
  const delivered: string[] = []
  const troubles: string[] = []
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  for (const line of text.split('\n').filter(Boolean)) {
    const one = JSON.parse(line) as Note
    if ('intent' in one) intents.set(one.intent, one)
    else if ('result' in one) outcomes.set(one.result, one.outcome)
    else if ('delivered' in one) delivered.push(one.delivered)
    else troubles.push(one.trouble)
  }
  return { intents, outcomes, delivered, troubles }
}

/** What was asked for and never answered: to be asked again with the same key. */
export const unanswered = ({ intents, outcomes }: Told) =>
  [...intents.values()].filter(({ intent }) => !outcomes.has(intent))
