import { type FormEvent, type ReactElement, useEffect, useState } from 'react'
import type { CertificateVerdict } from '../../../journal/certificate.mjs'
import { CertificateResult } from './certificate-result.tsx'
import { type Verifier, asFile, certificateBy } from './verifier.ts'

const said = (because: string): CertificateVerdict => ({ ok: false, because })

/** 过程证明: the file itself, or the code that is printed on it; `code` comes from scanning. */
export const CertificateForm = ({
  verifier,
  policy,
  code: scanned,
}: {
  verifier: Verifier
  policy: string
  code?: string
}): ReactElement => {
  const [code, setCode] = useState(scanned ?? '')
  const [file, setFile] = useState<File | null>(null)
  const [verdict, setVerdict] = useState<CertificateVerdict | null>(null)
  const judge = async (): Promise<CertificateVerdict> => {
    const wanted = code.replaceAll(/\s/g, '')
    if (!file && wanted === '') return said('请选择文件，或者填写编码。')
    const bytes = file ? new Uint8Array(await file.arrayBuffer()) : await certificateBy(wanted)
    if (typeof bytes === 'string') return said(bytes)
    const found = await verifier.verifyCertificate(bytes, asFile(policy))
    const differs = found.ok && wanted !== '' && found.code !== wanted
    return differs ? said(`文件的编码是${found.code}，与所填的不同：不是同一份证明。`) : found
  }
  const show = async (): Promise<void> => {
    setVerdict(await judge().catch(() => said('没有连上本站，取不到证明。请联网后再试，或者选择文件。')))
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void show()
  }
  useEffect(() => {
    // A code that was scanned is looked at as soon as there is a key to hold it against.
    if (scanned !== undefined && policy !== '') void show()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the key is there
  }, [scanned, policy !== ''])
  return (
    <form className="card stack" aria-labelledby="certificate-title" onSubmit={submit}>
      <h2 id="certificate-title">一份过程证明</h2>
      <p className="muted">
        集体决策的过程证明：选择 PDF 原文件或者数据文件，或者填写印在证明上的编码。复印件、扫描件请用编码。
      </p>
      <div className="file-drop">
        <label className="btn">
          选择文件
          <input
            className="sr"
            type="file"
            aria-label="证明文件：选择文件"
            accept=".pdf,.json,application/pdf,application/json"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setVerdict(null)
            }}
          />
        </label>
        <span className="small muted">{file ? file.name : '还没有选择文件'}</span>
      </div>
      <label className="stack tight">
        <span>编码</span>
        <input
          className="input proof-text"
          value={code}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setCode(event.target.value)
            setVerdict(null)
          }}
        />
      </label>
      <div>
        <button type="submit" className="btn main">
          核验过程证明
        </button>
      </div>
      <output>{verdict && <CertificateResult verdict={verdict} />}</output>
    </form>
  )
}
