import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist'
// oxlint-disable-next-line import/default -- `?url` is the bundler’s: the address of the file, not the module
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/** Character maps, fonts and image decoders the renderer fetches when a file needs them; put there by the build. */
const PARTS = '/assets/pdf/'

/** Where the parts of the renderer lie, with the file to open. */
export const pdfAt = (url: string) => ({
  url,
  cMapUrl: `${PARTS}cmaps/`,
  standardFontDataUrl: `${PARTS}standard_fonts/`,
  wasmUrl: `${PARTS}wasm/`,
})

/** Draws the first page of a PDF into a canvas, as wide as the canvas is; its height follows the page. */
export async function pageInto(canvas: HTMLCanvasElement, url: string): Promise<void> {
  const task = getDocument(pdfAt(url))
  try {
    const page = await (await task.promise).getPage(1)
    const viewport = page.getViewport({ scale: canvas.width / page.getViewport({ scale: 1 }).width })
    canvas.height = Math.round(viewport.height)
    await page.render({ canvas, viewport }).promise
  } finally {
    void task.destroy()
  }
}
