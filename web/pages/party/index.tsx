import { type FormEvent, type ReactElement, useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ProblemError, urlOf } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { DownloadButton } from '../../ui/download.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Loading } from '../../ui/states.tsx'
import { SizeButton } from '../../ui/text-size.tsx'
import { useTitle } from '../../ui/title.ts'
import { CaseSheet } from './sheet.tsx'

const CodeForm = ({ code = '', wrong }: { code?: string | undefined; wrong: boolean }): ReactElement => {
  const [typed, setTyped] = useState(code)
  const [empty, setEmpty] = useState(false)
  const navigate = useNavigate()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setEmpty(typed.trim() === '')
    if (typed.trim() !== '') void navigate({ to: '/case', search: { code: typed.trim() } })
  }
  const fault = empty
    ? '请填写查询码'
    : wrong
      ? '没有找到这个查询码的案件。请核对文书上的查询码，或者向承办单位重新索取'
      : ''
  return (
    <form className="card stack" aria-label="查询" onSubmit={submit} noValidate>
      <label className="stack" htmlFor="code">
        <span className="strong">查询码</span>
        <span className="small muted">印在文书上或者由承办单位给您，十六位，分四组，不分大小写。</span>
      </label>
      <input
        id="code"
        className="case-code"
        value={typed}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        aria-invalid={fault !== ''}
        aria-describedby="code-fault"
        onChange={(event) => setTyped(event.target.value)}
      />
      <p id="code-fault" className="fault" role="alert">
        {fault}
      </p>
      <div>
        <button type="submit" className="btn main">
          查询
        </button>
      </div>
    </form>
  )
}

const Found = ({ code }: { code: string }): ReactElement => {
  const found = useCall('party.page', { params: { code } })
  if (found.data) {
    const { data } = found
    return (
      <>
        <h1>{data.title}</h1>
        <p className="muted">
          {data.district} · {data.procedure}
        </p>
        <CaseSheet
          of={data}
          paper={({ name, title }) => (
            <DownloadButton
              url={urlOf('party.paper', { params: { code, paper: name } })}
              name={`${title}.docx`}
            >
              下载
            </DownloadButton>
          )}
        />
        <p className="small muted noprint">
          本页只凭查询码打开，不需要登录，不记录您是谁。请妥善保管查询码；遗失可以请承办单位更换。
        </p>
      </>
    )
  }
  if (!found.error) return <Loading />
  const wrong = found.error instanceof ProblemError && [404, 422, 400].includes(found.error.status)
  return (
    <>
      <h1>案件查询</h1>
      {!wrong && <ProblemNotice error={found.error} />}
      <CodeForm code={code} wrong={wrong} />
    </>
  )
}

/** 案件查询: for the party of a case, with the code on his papers and without an account. */
const PartyPage = (): ReactElement => {
  const { code } = useSearch({ from: '/case' })
  useTitle('案件查询')
  return (
    <main className="case">
      <div className="row spread noprint">
        <span className="muted">当事人查询</span>
        <SizeButton />
      </div>
      {code === undefined ? (
        <>
          <h1>案件查询</h1>
          <CodeForm wrong={false} />
        </>
      ) : (
        <Found key={code} code={code} />
      )}
    </main>
  )
}

export default PartyPage
