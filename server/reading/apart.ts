import { Worker } from 'node:worker_threads'
import type { FileText } from '../text/file-text.ts'
import type { DirectoryUnit, Item } from '#reading/read.ts'
import { lineOf } from '../line.ts'

/** Work that one document can make long: getting the text out of a file, reading tasks out of a text. */
export type Job =
  | { readonly kind: 'text'; readonly name: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'tasks'
      readonly text: string
      readonly directory: DirectoryUnit[]
      readonly date: string | undefined
    }

interface Results {
  text: FileText
  tasks: readonly Item[]
}

/** What came of a job; `overrun`, that it took too long or too much memory; `full`, that too many wait and it was not begun. */
export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly because: 'overrun' | 'full' }
export type Outcome<K extends Job['kind']> = Answered<Results[K]>

const LONGEST_MS = 30_000
const MOST_MEMORY_MB = 768
/** Each that waits holds its document in memory; whoever comes later is asked to try again. */
const line = lineOf({ atOnce: 2, waiting: 20 })

/**
 * Does a job in a thread of its own: a hostile file may burn that thread's time and memory, while everybody else goes on being
 * served. Two at once, the others wait in line, which is not endless.
 */
export const apart = <K extends Job['kind']>(job: Extract<Job, { kind: K }>): Promise<Outcome<K>> =>
  inLine<Results[K]>(new URL('./apart-worker.ts', import.meta.url), job)

/** As `apart`, for any worker that takes one job as its data and posts one answer. */
export async function inLine<T>(worker: URL, job: unknown): Promise<Answered<T>> {
  return (await line(() => inThread<T>(worker, job))) ?? { ok: false, because: 'full' }
}

function inThread<T>(script: URL, job: unknown): Promise<Answered<T>> {
  const worker = new Worker(script, {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), LONGEST_MS)
    const end = (outcome: Answered<T>): void => {
      clearTimeout(timer)
      resolve(outcome)
    }
    worker.once('message', (value: T) => end({ ok: true, value }))
    // Out of memory comes as an error, too long as an exit; both are the document's fault.
    worker.once('error', () => end({ ok: false, because: 'overrun' }))
    worker.once('exit', () => end({ ok: false, because: 'overrun' }))
  })
}
