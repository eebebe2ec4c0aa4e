// The thread behind `certificatePaper`: one job in, one file out. It is given texts alone; none of them is part of the program.
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import type { PaperJob } from './paper.ts'

const PROGRAM = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8')
/** A folder that is none: everything the paper reads is handed in. */
const NOWHERE = '/luoshi-paper'

parentPort?.postMessage(laidOut(workerData as PaperJob))

function laidOut({ fonts, shown, qr, attachment, at }: PaperJob): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: NOWHERE, fontArgs: [{ fontPaths: [...fonts] }] })
  compiler.mapShadow(`${NOWHERE}/certificate.json`, Buffer.from(attachment))
  const [year, month, day] = new Date(at * 1_000).toISOString().slice(0, 10).split('-')
  const inputs = { shown: JSON.stringify(shown), qr, on: JSON.stringify([year, month, day].map(Number)) }
  return compiler.pdf(
    { mainFileContent: PROGRAM, inputs },
    { pdfStandard: PdfStandard.A_3b, creationTimestamp: at },
  )
}
