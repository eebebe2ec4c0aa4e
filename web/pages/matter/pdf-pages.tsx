import { type ReactElement, useEffect, useRef, useState } from 'react'
import { type PDFDocumentProxy, getDocument } from 'pdfjs-dist'
import { pdfAt } from '../../ui/act-form/pdf-page.ts'
import { Loading } from '../../ui/states.tsx'

const STEP = 5

const Page = ({ pdf, no, name }: { pdf: PDFDocumentProxy; no: number; name: string }): ReactElement => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let task: { cancel: () => void } | undefined
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(no)
      const target = canvas.current
      if (!target) return
      const width = target.parentElement?.clientWidth ?? 600
      const scale = (width / page.getViewport({ scale: 1 }).width) * Math.min(2, window.devicePixelRatio || 1)
      const viewport = page.getViewport({ scale })
      target.width = viewport.width
      target.height = viewport.height
      const render = page.render({ canvas: target, viewport })
      task = render
      await render.promise
    }
    // A page turned away from while it is being drawn is cancelled; that is no error.
    draw().catch(() => undefined)
    return () => task?.cancel()
  }, [pdf, no])
  return (
    <canvas ref={canvas} style={{ width: '100%', border: '1px solid var(--line)' }}>
      {name}第{no}页
    </canvas>
  )
}

/** A PDF drawn page by page, a few at a time; the browser’s own viewer would need to run what was uploaded. */
export const PdfPages = ({ url, name }: { url: string; name: string }): ReactElement => {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [failed, setFailed] = useState(false)
  const [shown, setShown] = useState(STEP)
  useEffect(() => {
    const task = getDocument(pdfAt(url))
    task.promise.then(setPdf, () => setFailed(true))
    return () => void task.destroy()
  }, [url])
  if (failed) return <p className="notice warn">这个文件不能在这里看，请下载后打开。</p>
  if (!pdf) return <Loading />
  const pages = Array.from({ length: Math.min(shown, pdf.numPages) }, (_, n) => n + 1)
  return (
    <div className="stack">
      <p className="small muted">共{pdf.numPages}页</p>
      {pages.map((no) => (
        <Page key={no} pdf={pdf} no={no} name={name} />
      ))}
      {shown < pdf.numPages && (
        <button type="button" className="btn" onClick={() => setShown(shown + STEP)}>
          再看{Math.min(STEP, pdf.numPages - shown)}页
        </button>
      )}
    </div>
  )
}
