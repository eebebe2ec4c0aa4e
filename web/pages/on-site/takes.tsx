import { type ReactElement, useEffect, useRef, useState } from 'react'
import SignaturePad from 'signature_pad'
import { shelf } from '../../api/shelf.ts'
import type { TakesProps } from '../../ui/act-form/form-context.tsx'
import { sizeText } from '../../ui/file-input.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { type Taken, bytesKey } from './outbox.ts'
import { useTaking } from './taking.ts'

/** The picture from this phone's own storage. */
const Thumb = ({ one }: { one: Taken }): ReactElement => {
  const [url, setUrl] = useState<string>()
  const { id, media, name } = one
  useEffect(() => {
    let made: string | undefined
    let left = false
    void shelf.read<Uint8Array<ArrayBuffer>>(bytesKey({ id })).then((bytes) => {
      if (left || !bytes) return
      made = URL.createObjectURL(new Blob([bytes], { type: media }))
      setUrl(made)
    })
    return () => {
      left = true
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [id, media])
  return url === undefined ? (
    <span className="spot-thumb" />
  ) : (
    <img className="spot-thumb" src={url} alt={name} />
  )
}

/** What was taken, with the hash it has had since. */
export const TakenLine = ({
  one,
  children,
}: {
  one: Taken
  children?: ReactElement | undefined
}): ReactElement => (
  <li className="spot-taken">
    <Thumb one={one} />
    <div>
      <p className="row">
        <strong>{one.name}</strong>
        <span className="small muted">
          {sizeText(one.size)} · {one.at}
        </span>
        {children}
      </p>
      <p className="small">
        SHA-256 <span className="spot-hash">{one.hash}</span>
      </p>
    </div>
  </li>
)

const Pad = ({
  signers,
  onSigned,
}: {
  signers: readonly string[]
  onSigned: (name: string, picture: Blob) => void
}) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(undefined)
  const [isBlank, setBlank] = useState(true)
  const [signer, setSigner] = useState(signers[0] ?? '')
  const [whose, setWhose] = useState('')
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    const scale = Math.min(2, window.devicePixelRatio || 1)
    target.width = Math.round(target.clientWidth * scale)
    target.height = Math.round(target.clientHeight * scale)
    const made = new SignaturePad(target, {
      minWidth: scale,
      maxWidth: 2.5 * scale,
      backgroundColor: '#ffffff',
    })
    const changed = (): void => setBlank(made.isEmpty())
    made.addEventListener('endStroke', changed)
    pad.current = made
    return () => {
      made.removeEventListener('endStroke', changed)
      made.off()
    }
  }, [])
  const clear = (): void => {
    pad.current?.clear()
    setBlank(true)
  }
  const keep = (): void =>
    canvas.current?.toBlob(
      (picture) => picture && onSigned(`${signer}${whose.trim()}签名`, picture),
      'image/png',
    )
  return (
    <div className="stack">
      <label className="field">
        谁签名
        <select className="input" value={signer} onChange={(e) => setSigner(e.target.value)}>
          {signers.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label className="field">
        姓名（选填）
        <input className="input" maxLength={20} value={whose} onChange={(e) => setWhose(e.target.value)} />
      </label>
      <canvas ref={canvas} className="spot-pad" aria-label="签名区；不便在屏幕上签名的，请在纸上签名后拍照" />
      <div className="row">
        <button type="button" className="btn main" disabled={isBlank} onClick={keep}>
          签好了
        </button>
        <button type="button" className="btn" disabled={isBlank} onClick={clear}>
          重签
        </button>
      </div>
    </div>
  )
}

/** 拍照、签名: what is taken is hashed and put on this phone at once; where it was taken nobody notes. */
export const Takes = ({ id, describedBy, invalid, path, value, drawn }: TakesProps): ReactElement => {
  const { all, signers, take, drop } = useTaking()
  const [signing, setSigning] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const held = all.filter((one) => value.includes(one.id))
  const keep = async (pictures: readonly (readonly [string, Blob])[]): Promise<void> => {
    setBusy(true)
    setTrouble(null)
    for (const [name, picture] of pictures) setTrouble(await take(path, picture, name))
    setBusy(false)
  }
  const shoot = (files: readonly File[]): Promise<void> =>
    keep(files.map((file, n) => [`现场照片${all.length + n + 1}`, file]))
  return (
    <div className="stack spot-takes">
      <div className="row">
        {drawn && (
          <button type="button" className="btn" onClick={() => setSigning(true)}>
            在屏幕上签名
          </button>
        )}
        <label className="btn">
          {drawn ? '拍纸上的签名' : '拍照'}
          <input
            id={id}
            className="sr"
            type="file"
            accept="image/jpeg,image/png"
            capture="environment"
            multiple
            aria-invalid={invalid ? true : undefined}
            aria-describedby={describedBy}
            onChange={(e) => {
              void shoot([...(e.target.files ?? [])])
              e.target.value = ''
            }}
          />
        </label>
        {isBusy && <output className="small muted">正在算哈希、存本机</output>}
      </div>
      {trouble && (
        <p className="fault small" role="alert">
          {trouble}
        </p>
      )}
      <ul className="stack">
        {held.map((one) => (
          <TakenLine key={one.id} one={one}>
            <button
              type="button"
              className="btn text tiny"
              aria-label={`不要${one.name}`}
              onClick={() => drop(path, one.id)}
            >
              不要
            </button>
          </TakenLine>
        ))}
      </ul>
      {signing && (
        <Sheet title="签名" onClose={() => setSigning(false)}>
          <Pad
            signers={signers}
            onSigned={(name, picture) => {
              setSigning(false)
              void keep([[name, picture]])
            }}
          />
        </Sheet>
      )}
    </div>
  )
}
