import { type ReactElement, useEffect, useRef, useState } from 'react'
import SignaturePad from 'signature_pad'
import { upload, urlOf } from '../../api/client.ts'
import type { FileRef } from '../../api/shapes.ts'
import { pageInto } from './pdf-page.ts'

/** Width over height of a sheet to write on while no page lies under it: A4. */
const A4 = 210 / 297

/** A transparent sheet for the pen over a page of the paper, or over a blank one. */
const usePad = () => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(undefined)
  const [blank, setBlank] = useState(true)
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    const made = new SignaturePad(target, { penColor: '#b00000', minWidth: 1, maxWidth: 3 })
    const changed = (): void => setBlank(made.isEmpty())
    made.addEventListener('endStroke', changed)
    pad.current = made
    return () => {
      made.removeEventListener('endStroke', changed)
      made.off()
    }
  }, [])
  return { canvas, pad, blank, setBlank }
}

const sized = (canvas: HTMLCanvasElement, width: number, height: number): void => {
  canvas.width = width
  canvas.height = height
}

const png = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('画面没有取出来，请再试一次'))),
      'image/png',
    ),
  )

/** The page with the strokes on it, as it was seen. */
async function flattened(under: HTMLCanvasElement, strokes: HTMLCanvasElement): Promise<Blob> {
  const whole = document.createElement('canvas')
  sized(whole, strokes.width, strokes.height)
  const pen = whole.getContext('2d')
  if (!pen) throw new Error('这个浏览器不能画图，请改用文字')
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, whole.width, whole.height)
  pen.drawImage(under, 0, 0, whole.width, whole.height)
  pen.drawImage(strokes, 0, 0)
  return png(whole)
}

/** 手写批示: strokes over a page of the PDF, undone one by one, stored as vector data and as a picture. */
const DrawPad = ({
  title,
  sheets,
  onDrawn,
}: {
  title: string
  sheets: readonly FileRef[]
  onDrawn: (files: readonly FileRef[]) => void
}): ReactElement => {
  const under = useRef<HTMLCanvasElement>(null)
  const { canvas, pad, blank, setBlank } = usePad()
  const [sheet, setSheet] = useState(sheets[0]?.id ?? '')
  const [ready, setReady] = useState('')
  const [trouble, setTrouble] = useState('')
  const [sending, setSending] = useState(false)
  useEffect(() => {
    const [page, strokes] = [under.current, canvas.current]
    if (!page || !strokes) return
    const width = Math.round(strokes.clientWidth * Math.min(2, window.devicePixelRatio || 1))
    sized(page, width, Math.round(width / A4))
    sized(strokes, page.width, page.height)
    pad.current?.clear()
    setBlank(true)
    if (sheet === '') return
    let left = false
    pageInto(page, urlOf('desk.filePreview', { params: { id: sheet } }))
      .then(() => !left && sized(strokes, page.width, page.height))
      .catch(() => !left && setTrouble('原件没有打开，可以在空白页上写'))
      .finally(() => !left && setReady(sheet))
    return () => {
      left = true
    }
  }, [sheet, canvas, pad, setBlank])

  // Nothing is written before the page lies there: its size would wipe the strokes.
  const opening = sheet !== '' && ready !== sheet

  const undo = (): void => {
    const strokes = pad.current?.toData() ?? []
    pad.current?.fromData(strokes.slice(0, -1))
    setBlank(strokes.length <= 1)
  }
  const keep = async (): Promise<void> => {
    const [page, strokes] = [under.current, canvas.current]
    if (!page || !strokes || !pad.current) return
    setSending(true)
    setTrouble('')
    try {
      const picture = new File([await flattened(page, strokes)], `${title}.png`, { type: 'image/png' })
      const data = JSON.stringify({
        sheet: sheet || null,
        width: strokes.width,
        height: strokes.height,
        strokes: pad.current.toData(),
      })
      const vector = new File([data], `${title}笔迹.txt`, { type: 'text/plain' })
      onDrawn([await upload(urlOf('desk.upload'), picture), await upload(urlOf('desk.upload'), vector)])
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : '没有存下来，请再试一次')
      setSending(false)
    }
  }
  return (
    <div className="stack">
      {sheets.length > 0 && (
        <label className="row">
          写在
          <select className="input" value={sheet} onChange={(e) => setSheet(e.target.value)}>
            {sheets.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}第1页
              </option>
            ))}
            <option value="">空白页</option>
          </select>
        </label>
      )}
      {opening && <p className="small muted">正在打开原件</p>}
      <div className="draw" aria-busy={opening}>
        <canvas ref={under} aria-hidden="true" />
        <canvas ref={canvas} aria-label="手写区；不便手写的请关闭后用文字" />
      </div>
      {trouble && <p className="fault small">{trouble}</p>}
      <div className="row">
        <button type="button" className="btn main" disabled={blank || sending} onClick={() => void keep()}>
          {sending ? '正在存' : '用这一页'}
        </button>
        <button type="button" className="btn" disabled={blank} onClick={undo}>
          撤一笔
        </button>
        <button
          type="button"
          className="btn"
          disabled={blank}
          onClick={() => {
            pad.current?.clear()
            setBlank(true)
          }}
        >
          清空
        </button>
      </div>
    </div>
  )
}

export default DrawPad
