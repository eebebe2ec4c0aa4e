// The thread behind `ledgerApart`: one job in, one answer out.
import { parentPort, workerData } from 'node:worker_threads'
import { markWorkbook, readWorkbook, writeWorkbook } from '../workbook/workbook.ts'
import type { LedgerJob } from './apart.ts'
import { previewOf } from './preview.ts'

parentPort?.postMessage(await done(workerData as LedgerJob))

async function done(job: LedgerJob): Promise<unknown> {
  if (job.kind === 'preview') return previewOf(job)
  if (job.kind === 'read') return readWorkbook(job.bytes)
  if (job.kind === 'write') return writeWorkbook(job.sheets)
  return markWorkbook(job.bytes, job.marks, job.faults)
}
