import { type Answered, inLine } from '../reading/apart.ts'
import type { FaultColumn, Mark, MarkResult, ReadResult, Sheet } from '../workbook/workbook.ts'
import type { PreviewJob, PreviewResult } from './preview.ts'

/** The workbook as it came, and what is to be written into it. */
export interface MarkJob {
  readonly kind: 'mark'
  readonly bytes: Uint8Array
  readonly marks: readonly Mark[]
  readonly faults: FaultColumn
}

export interface WriteJob {
  readonly kind: 'write'
  readonly sheets: Sheet[]
}

/** A workbook that is not a ledger's: its rows as they are. */
export interface ReadJob {
  readonly kind: 'read'
  readonly bytes: Uint8Array
}

export type LedgerJob = PreviewJob | MarkJob | WriteJob | ReadJob

interface Results {
  preview: PreviewResult
  mark: MarkResult
  write: Uint8Array
  read: ReadResult
}

/** Reads, marks or writes a workbook in a thread of its own, while everybody else goes on being served. */
export const ledgerApart = <K extends LedgerJob['kind']>(
  job: Extract<LedgerJob, { kind: K }>,
): Promise<Answered<Results[K]>> => inLine<Results[K]>(new URL('./apart-worker.ts', import.meta.url), job)
