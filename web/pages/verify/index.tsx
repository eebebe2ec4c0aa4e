import { type FormEvent, type ReactElement, useEffect, useState } from 'react'
import { useSearch } from '@tanstack/react-router'
import type { GrowthVerdict, ReceiptVerdict } from '../../../journal/verify.mjs'
import { SizeButton } from '../../ui/text-size.tsx'
import { CertificateForm } from './certificate-form.tsx'
import { TextOrFile } from './text-or-file.tsx'
import { GrowthResult, ReceiptResult } from './verdict.tsx'
import {
  Incapable,
  VERIFIER,
  type Verifier,
  asFile,
  growthBetween,
  loadVerifier,
  publishedPolicy,
} from './verifier.ts'
import './verify.css'

type Loaded = { readonly verifier: Verifier } | { readonly because: string; readonly retry: boolean } | null

const ReceiptForm = ({ verifier, policy }: { verifier: Verifier; policy: string }): ReactElement => {
  const [receipt, setReceipt] = useState('')
  const [verdict, setVerdict] = useState<ReceiptVerdict | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setVerdict(await verifier.verifyReceipt(asFile(receipt), asFile(policy)))
  }
  return (
    <form className="card stack" aria-labelledby="receipt-title" onSubmit={(event) => void submit(event)}>
      <h2 id="receipt-title">一份回执</h2>
      <TextOrFile
        label="回执"
        hint="以“c2sp.org/tlog-proof@v1”开头的文本，就是办事页面上“下载存证证明”得到的文件。"
        rows={7}
        value={receipt}
        onChange={(text) => {
          setReceipt(text)
          setVerdict(null)
        }}
      />
      <div>
        <button type="submit" className="btn main">
          核验回执
        </button>
      </div>
      <output>{verdict && <ReceiptResult verdict={verdict} />}</output>
    </form>
  )
}

const NO_PROOF: GrowthVerdict = {
  ok: false,
  because: '本站没有这两个检查点之间的增长证明。请核对两个检查点，或者粘贴另行取得的增长证明。',
}
const OFFLINE: GrowthVerdict = {
  ok: false,
  because: '没有连上本站，取不到增长证明。请联网后再试，或者粘贴另行取得的增长证明。',
}

const GrowthForm = ({ verifier, policy }: { verifier: Verifier; policy: string }): ReactElement => {
  const [older, setOlder] = useState('')
  const [newer, setNewer] = useState('')
  const [proof, setProof] = useState('')
  const [verdict, setVerdict] = useState<GrowthVerdict | null>(null)
  const changed = (set: (text: string) => void) => (text: string) => {
    set(text)
    setVerdict(null)
  }
  const judge = async (): Promise<GrowthVerdict> => {
    const [old, head] = [asFile(older), asFile(newer)].map((bytes) => new TextDecoder().decode(bytes))
    if (!old || !head) return { ok: false, because: '请先给出两个检查点。' }
    const given = new TextDecoder().decode(asFile(proof))
    // The proof's file ends with a checkpoint; the one in hand is what counts.
    const start = given ? `${given.split('\n\n', 1)[0]?.trimEnd()}\n\n` : await growthBetween(old, head)
    if (start === null) return NO_PROOF
    return verifier.verifyGrowth(asFile(old), new TextEncoder().encode(start + head), asFile(policy))
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setVerdict(await judge().catch(() => OFFLINE))
  }
  return (
    <form className="card stack" aria-labelledby="growth-title" onSubmit={(event) => void submit(event)}>
      <h2 id="growth-title">两个检查点</h2>
      <p className="muted">
        先后两次保存的<a href="/log/checkpoint">检查点</a>，能证明其间没有人改动、删除或者插入过旧记录。
      </p>
      <TextOrFile label="旧检查点" rows={5} value={older} onChange={changed(setOlder)} />
      <TextOrFile label="新检查点" rows={5} value={newer} onChange={changed(setNewer)} />
      <details>
        <summary>增长证明（可不填，联网时由本站提供）</summary>
        <TextOrFile label="增长证明" rows={4} value={proof} onChange={changed(setProof)} />
      </details>
      <div>
        <button type="submit" className="btn main">
          核验两个检查点
        </button>
      </div>
      <output>{verdict && <GrowthResult verdict={verdict} />}</output>
    </form>
  )
}

const ByYourself = ({ sha256 }: { sha256: string | undefined }): ReactElement => (
  <section className="card stack" aria-labelledby="alone-title">
    <h2 id="alone-title">不靠本页，自己核验</h2>
    <p>
      本页运行的就是<a href={VERIFIER}>这个核验程序</a>
      ：一个文件，不到 150 行，不用安装别的东西。在任何装有 Node 20 以上版本的电脑上运行：
    </p>
    <p>
      <code>node verify.mjs 公钥文件 回执文件</code>
    </p>
    {sha256 !== undefined && (
      <p className="small muted">
        文件的 SHA-256：<code>{sha256}</code>
      </p>
    )}
  </section>
)

const Capable = ({ verifier }: { verifier: Verifier }): ReactElement => {
  const [policy, setPolicy] = useState('')
  const { certificate: code } = useSearch({ from: '/verify' })
  useEffect(() => {
    void publishedPolicy()
      .then((text) => setPolicy((now) => now || text))
      .catch(() => undefined)
  }, [])
  return (
    <>
      {code !== undefined && <CertificateForm verifier={verifier} policy={policy} code={code} />}
      <ReceiptForm verifier={verifier} policy={policy} />
      {code === undefined && <CertificateForm verifier={verifier} policy={policy} />}
      <section className="card stack" aria-labelledby="trust-title">
        <h2 id="trust-title">信任谁的公钥</h2>
        <TextOrFile
          label="公钥或者策略"
          hint="先填的是本站公布的公钥。要连本站也不信，请换成从别处取得的：印在公开栏上的、以前保存的、见证单位给的。"
          rows={3}
          value={policy}
          onChange={setPolicy}
        />
      </section>
      <GrowthForm verifier={verifier} policy={policy} />
    </>
  )
}

/** 核验回执: for anybody who holds a receipt, without login; after loading it asks nothing of any server. */
const VerifyPage = (): ReactElement => {
  const [loaded, setLoaded] = useState<Loaded>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    document.title = '核验回执 · 落实'
  }, [])
  useEffect(() => {
    let here = true
    const put = (state: Loaded): void => {
      if (here) setLoaded(state)
    }
    loadVerifier().then(
      (verifier) => put({ verifier }),
      (error: unknown) =>
        put(
          error instanceof Incapable
            ? { because: error.message, retry: false }
            : { because: '核验程序没有取到，请检查网络后重试。', retry: true },
        ),
    )
    return () => {
      here = false
    }
  }, [tries])
  return (
    <main className="verify">
      <header className="stack tight">
        <div className="row spread">
          <h1>核验回执</h1>
          <SizeButton />
        </div>
        <p>
          拿到回执的人，不用登录、不用相信任何人，就能核对一件事办没办、什么时候办的、有没有被改过。核验全在您的浏览器里进行，文本不会发到任何地方。
        </p>
      </header>
      {loaded === null && <output>正在取核验程序…</output>}
      {loaded !== null && 'because' in loaded && (
        <div className="notice warn" role="alert">
          <p>{loaded.because}</p>
          {loaded.retry && (
            <button type="button" className="btn" onClick={() => setTries((n) => n + 1)}>
              再试一次
            </button>
          )}
        </div>
      )}
      {loaded !== null && 'verifier' in loaded && <Capable verifier={loaded.verifier} />}
      <ByYourself sha256={loaded !== null && 'verifier' in loaded ? loaded.verifier.sha256 : undefined} />
      <p>
        <a href="/login">登录</a>
      </p>
    </main>
  )
}

export default VerifyPage
