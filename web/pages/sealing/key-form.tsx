import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { type KeyPair, Unsealable, unlockKey } from './crypto.ts'

/** Unlocks a key file with its passphrase; both stay on this machine. `use` gets the key, or throws what is shown. */
export const KeyForm = ({
  title,
  pending,
  use,
}: {
  title: string
  pending: boolean
  use: (unlock: () => Promise<KeyPair>) => void
}): ReactElement => {
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (!file || pending) return
    use(async () => {
      const unlocked = await unlockKey(await file.text(), passphrase)
      if (!unlocked.ok) throw new Unsealable(unlocked.because)
      return unlocked.value
    })
  }
  return (
    <form className="stack" autoComplete="off" onSubmit={submit}>
      <div className="field">
        <label htmlFor={`${id}-file`}>私钥文件</label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".pem"
          required
          onChange={(e) => setFile(e.target.files?.[0] ?? null)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-pass`}>口令</label>
        <input
          id={`${id}-pass`}
          className="input"
          type="password"
          required
          autoComplete="off"
          value={passphrase}
          onChange={(e) => setPassphrase(e.target.value)}
        />
      </div>
      <div>
        <button
          type="submit"
          className="btn main"
          aria-disabled={pending}
          disabled={!file || passphrase === ''}
        >
          {pending ? '正在办理' : title}
        </button>
      </div>
    </form>
  )
}
