import { type ReactElement, Suspense, lazy, useState } from 'react'
import { urlOf } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import type { FileRef, TimelineEntry } from '../../api/shapes.ts'
import { sizeText } from '../../ui/file-input.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer, Loading } from '../../ui/states.tsx'

// The PDF renderer is large and loads only when somebody looks at a PDF.
const PdfPages = lazy(() => import('./pdf-pages.tsx').then((m) => ({ default: m.PdfPages })))

const FileText = ({ file }: { file: FileRef }): ReactElement => {
  const text = useCall('desk.fileText', { params: { id: file.id } })
  return (
    <Answer of={text}>
      {(data) => (
        <>
          <p className="small muted">只显示文字，版式以下载的文件为准。</p>
          <p className="pre">{data.text}</p>
        </>
      )}
    </Answer>
  )
}

const Preview = ({ file, onClose }: { file: FileRef; onClose: () => void }): ReactElement => {
  const url = urlOf('desk.filePreview', { params: { id: file.id } })
  return (
    <Sheet title={file.name} onClose={onClose}>
      <div className="stack">
        {file.preview === 'image' && <img src={url} alt={file.name} style={{ maxWidth: '100%' }} />}
        {file.preview === 'pdf' && (
          <Suspense fallback={<Loading />}>
            <PdfPages url={url} name={file.name} />
          </Suspense>
        )}
        {file.preview === 'docx' && <FileText file={file} />}
      </div>
    </Sheet>
  )
}

/** 附件 of the whole matter: what came with which act, to look at or to download. */
export const Files = ({ timeline }: { timeline: readonly TimelineEntry[] }): ReactElement | null => {
  const [shown, setShown] = useState<FileRef | null>(null)
  const files = timeline.flatMap((entry) => entry.files.map((file) => ({ file, entry })))
  if (files.length === 0) return null
  return (
    <section className="card stack noprint" aria-labelledby="files-title">
      <h2 id="files-title">附件</h2>
      <ul className="stack" style={{ gap: '0.375rem' }}>
        {files.map(({ file, entry }) => (
          <li key={`${entry.seq} ${file.id}`} className="row">
            <span>{file.name}</span>
            <span className="small muted">
              {sizeText(file.size)}，随“{entry.title}”
            </span>
            {file.preview !== 'none' && (
              <button
                type="button"
                className="btn tiny"
                aria-label={`看${file.name}`}
                onClick={() => setShown(file)}
              >
                看
              </button>
            )}
            <a
              className="btn tiny"
              href={urlOf('desk.download', { params: { id: file.id } })}
              download
              aria-label={`下载${file.name}`}
            >
              下载
            </a>
          </li>
        ))}
      </ul>
      {shown && <Preview file={shown} onClose={() => setShown(null)} />}
    </section>
  )
}
