// The thread behind `boundFileOf`: one job in, one file out. Attachments come from anywhere: what cannot be shown is named instead.
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import type { BindingJob, Leaf } from './bound.ts'

const PROGRAM = readFileSync(new URL('./bound.typ', import.meta.url), 'utf8')
/** A folder that is none: everything the paper reads is handed in. */
const NOWHERE = '/luoshi-case'
/** Pages of one attached .pdf that are bound. */
const MOST_PAGES = 300

type Shown = Leaf & { readonly pages?: number }
type PdfLeaf = Leaf & { readonly kind: 'pdf' | 'picture' }

const job = workerData as BindingJob

async function bound({ leaves, shown }: BindingJob): Promise<Uint8Array> {
  const counted: Shown[] = []
  for (const leaf of leaves) counted.push(leaf.kind === 'pdf' ? await withPages(leaf, shown) : leaf)
  try {
    return laidOut(counted)
  } catch {
    // A broken picture or .pdf would take the whole file with it.
    const plain = counted.map((leaf) => (stands(leaf) ? leaf : named(leaf)))
    return laidOut(plain)
  }
}

function named({ title, sha256 }: Shown): Shown {
  return { kind: 'note', title, sha256 }
}

/** Whether the part can be laid out by itself. */
function stands(leaf: Shown): boolean {
  if (leaf.kind !== 'picture' && leaf.kind !== 'pdf') return true
  try {
    laidOut([leaf])
    return true
  } catch {
    return false
  }
}

async function withPages(leaf: PdfLeaf, shown: BindingJob['shown']): Promise<Shown> {
  const bytes = shown.find(({ file }) => file === leaf.file)?.bytes
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  try {
    // The library takes the buffer over, so it gets its own.
    const data = (bytes ?? new Uint8Array()).slice()
    const { numPages } = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise
    return numPages > MOST_PAGES ? named(leaf) : { ...leaf, pages: numPages }
  } catch {
    return named(leaf)
  }
}

function laidOut(leaves: readonly Shown[]): Uint8Array {
  const { fonts, cover, shown, attached, at } = job
  const compiler = NodeCompiler.create({ workspace: NOWHERE, fontArgs: [{ fontPaths: [...fonts] }] })
  const put = (path: string, bytes: Uint8Array): void =>
    compiler.mapShadow(`${NOWHERE}/${path}`, Buffer.from(bytes))
  const proofs = attached.map(({ file, about }) => ({ file, about }))
  put('case.json', Buffer.from(JSON.stringify({ cover, leaves, attached: proofs })))
  for (const { file, bytes } of shown) put(`shown/${file}`, bytes)
  for (const { file, bytes } of attached) put(file, bytes)
  // The format for archives takes no .pdf into it.
  const pdfStandard = leaves.some(({ kind }) => kind === 'pdf') ? PdfStandard.V_1_7 : PdfStandard.A_3b
  return compiler.pdf({ mainFileContent: PROGRAM }, { pdfStandard, creationTimestamp: at })
}

parentPort?.postMessage(await bound(job))
