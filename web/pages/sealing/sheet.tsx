import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { sizeText } from '../../ui/file-input.tsx'
import { dateText } from '../../ui/format.ts'
import { Refusal } from '../../ui/refusal.tsx'
import { ReceiptSheet } from '../matter/receipt-sheet.tsx'
import { LARGEST_SEALED, MOST_SEALED, type SheetView, type View, incapable, sealedForm } from './crypto.ts'
import { Trouble } from './trouble.tsx'
import { useSealedAct } from './use-sealed-act.ts'

/** What members know each other by on the record; the schema of the item's views takes so many characters. */
const MOST = 2000

const Sealed = ({ sealed }: { sealed: NonNullable<SheetView['sealed']> }): ReactElement => {
  const [shown, show] = useState(false)
  return (
    <section className="card stack" aria-labelledby="sealed-title">
      <h2 id="sealed-title">已封存（第{sealed.version}版）</h2>
      <p>
        您的意见已经封存。公开以前，包括您自己在内，没有人能再看到内容；截止以前可以重新封存，以最后一版为准。
      </p>
      <dl className="entry-form">
        <div>
          <dt className="muted">承诺值：</dt>
          <dd>
            <code className="sealing-code">{sealed.commit}</code>
          </dd>
        </div>
        <div>
          <dt className="muted">密封件指纹：</dt>
          <dd>
            <code className="sealing-code">{sealed.envelope}</code>
          </dd>
        </div>
      </dl>
      <div>
        <button type="button" className="btn" onClick={() => show(true)}>
          回执和存证证明
        </button>
      </div>
      {shown && <ReceiptSheet act={sealed.receipt} onClose={() => show(false)} />}
    </section>
  )
}

const SealForm = ({
  view,
  sheet,
  done,
}: {
  view: View
  sheet: SheetView
  done: () => void
}): ReactElement => {
  const id = useId()
  const [stance, setStance] = useState('')
  const [words, setWords] = useState('')
  const [files, setFiles] = useState<readonly File[]>([])
  const { run, pending, error } = useSealedAct(view)
  const cannot = incapable()
  const left = MOST - [...words].length
  const spare = files.length <= MOST_SEALED && files.every(({ size }) => size <= LARGEST_SEALED)
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    void run(
      sheet.act,
      () => sealedForm(sheet, { stance, words: words.trim() }, files),
      () => {
        setStance('')
        setWords('')
        setFiles([])
        done()
      },
    )
  }
  return (
    // autoComplete off: what is typed here is kept by nobody, the browser included.
    <form className="card stack" autoComplete="off" aria-labelledby={`${id}-title`} onSubmit={submit}>
      <h2 id={`${id}-title`}>{sheet.sealed ? '重新封存' : '封存我的意见'}</h2>
      <p className="small muted">
        内容在您的浏览器里加密以后才发出，不存草稿。请一次写完；到{dateText(sheet.until)}
        为止、征集没有截止时可以重新封存。
      </p>
      {error && <Trouble error={error} />}
      {cannot && <p className="notice bad">{cannot}</p>}
      <fieldset className="field choice">
        <legend>态度</legend>
        <div className="row">
          {sheet.stances.map(({ name, title }) => (
            <label key={name} className="pick">
              <input
                type="radio"
                name={`${id}-stance`}
                required
                checked={stance === name}
                onChange={() => setStance(name)}
              />
              {title}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-words`}>理由</label>
        <textarea
          id={`${id}-words`}
          className="input"
          rows={8}
          required
          autoComplete="off"
          spellCheck={false}
          value={words}
          aria-describedby={`${id}-left`}
          onChange={(e) => setWords(e.target.value)}
        />
        <p id={`${id}-left`} className={left < 0 ? 'fault small' : 'muted small'}>
          {left < 0 ? `超出${-left}字` : `还可以写${left}字`}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-files`}>附件（可以不附）</label>
        <input
          id={`${id}-files`}
          type="file"
          multiple
          aria-describedby={`${id}-files-note`}
          onChange={(e) => setFiles([...(e.target.files ?? [])])}
        />
        <p id={`${id}-files-note`} className={spare ? 'muted small' : 'fault small'}>
          {spare
            ? `最多${MOST_SEALED}个，每个不超过${LARGEST_SEALED / 2 ** 20} MB。和意见一起在本机加密，文件名也不外露。`
            : `附件最多${MOST_SEALED}个，每个不超过${LARGEST_SEALED / 2 ** 20} MB，现在选了${files.length}个：${files.map(({ name, size }) => `${name}（${sizeText(size)}）`).join('、')}`}
        </p>
      </div>
      <div>
        <button
          type="submit"
          className="btn main"
          aria-disabled={pending}
          disabled={!spare || cannot !== null || left < 0 || stance === '' || words.trim() === ''}
        >
          {pending ? '正在封存' : '封存'}
        </button>
      </div>
    </form>
  )
}

/** 封存页: one member's own. Once sealed only the receipt is shown, so nothing can be shown to anybody on demand. */
export const SheetPart = ({ view, sheet }: { view: View; sheet: SheetView }): ReactElement => {
  const [again, setAgain] = useState(false)
  const open = sheet.refusals.length === 0
  return (
    <>
      {sheet.sealed && <Sealed sealed={sheet.sealed} />}
      {!open && (
        <div className="notice warn stack">
          {sheet.refusals.map((refusal) => (
            <Refusal key={refusal.code} refusal={refusal} />
          ))}
        </div>
      )}
      {open && (!sheet.sealed || again) && (
        <SealForm view={view} sheet={sheet} done={() => setAgain(false)} />
      )}
      {open && sheet.sealed && !again && (
        <div>
          <button type="button" className="btn" onClick={() => setAgain(true)}>
            重新封存
          </button>
        </div>
      )}
    </>
  )
}
