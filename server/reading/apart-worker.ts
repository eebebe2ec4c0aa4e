// The thread behind `apart`: one job in, one answer out.
import { parentPort, workerData } from 'node:worker_threads'
import { fileText } from '../text/file-text.ts'
import { readTasks } from '#reading/read.ts'
import type { Job } from './apart.ts'

const job = workerData as Job
parentPort?.postMessage(job.kind === 'text' ? await fileText(job.name, job.bytes) : tasksOf(job))

function tasksOf({ text, directory, date }: Extract<Job, { kind: 'tasks' }>) {
  return readTasks(text, { directory, ...(date === undefined ? {} : { date }) }).items
}
