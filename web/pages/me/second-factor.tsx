import { type FormEvent, type ReactElement, useState } from 'react'
import { ProblemError } from '../../api/client.ts'
import { refreshAll, useCall, useWrite } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Answer } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import './identity.css'

const Codes = ({ codes, done }: { codes: readonly string[]; done: () => void }): ReactElement => (
  <div className="stack">
    <p className="notice warn">备用码只显示这一次，每个只能用一次。请抄下或者打印，与手机分开放。</p>
    <ol className="codes" aria-label="备用码">
      {codes.map((code) => (
        <li key={code} className="secret">
          {code}
        </li>
      ))}
    </ol>
    <div>
      <button type="button" className="btn main" onClick={done}>
        已记下
      </button>
    </div>
  </div>
)

const Enrol = ({
  leave,
  give,
}: {
  leave: () => void
  give: (codes: readonly string[]) => void
}): ReactElement => {
  const begin = useWrite('identity.beginSecondFactor')
  const confirm = useWrite('identity.confirmSecondFactor')
  const [code, setCode] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (confirm.isPending) return
    confirm.mutate({ body: { code: code.trim() } }, { onSuccess: ({ codes }) => give(codes) })
  }
  if (!begin.data) {
    return (
      <div className="stack">
        {begin.error && <ProblemNotice error={begin.error} />}
        <p>手机上装一个动态码应用（如各大应用商店的“身份验证器”），不联网也能用。</p>
        <div className="row">
          <button
            type="button"
            className="btn main"
            aria-disabled={begin.isPending}
            onClick={() => begin.isPending || begin.mutate({ body: {} })}
          >
            {begin.isPending ? '正在准备' : '开始设置'}
          </button>
        </div>
      </div>
    )
  }
  const { secret, qr } = begin.data
  const wrong = confirm.error instanceof ProblemError ? confirm.error : null
  return (
    <form className="stack" onSubmit={submit}>
      {wrong && <ProblemNotice error={wrong} />}
      <p>第一步：用动态码应用扫描。不能扫描的，手工输入密钥。</p>
      <svg
        className="qr"
        role="img"
        aria-label="两步验证的二维码"
        viewBox={`0 0 ${qr.side} ${qr.side}`}
        shapeRendering="crispEdges"
      >
        <path d={qr.path} />
      </svg>
      <p>
        密钥 <span className="secret">{secret.replaceAll(/.{4}(?=.)/g, '$& ')}</span>
      </p>
      <label className="stack" style={{ gap: '0.25rem' }}>
        <span className="strong">第二步：应用上现在显示的六位数字</span>
        <input
          className="input code"
          required
          inputMode="numeric"
          pattern="\d{6}"
          maxLength={6}
          autoComplete="one-time-code"
          value={code}
          onChange={(e) => setCode(e.target.value)}
        />
      </label>
      <div className="row">
        <button type="submit" className="btn main" aria-disabled={confirm.isPending}>
          {confirm.isPending ? '正在启用' : '启用'}
        </button>
        <button type="button" className="btn" onClick={leave}>
          先不设
        </button>
      </div>
    </form>
  )
}

const InUse = ({
  left,
  required,
  give,
}: {
  left: number
  required: boolean
  give: (codes: readonly string[]) => void
}): ReactElement => {
  const renew = useWrite('identity.recoveryCodes')
  const drop = useWrite('identity.dropSecondFactor', ['identity.secondFactor', 'session.me'])
  const error = renew.error ?? drop.error
  return (
    <div className="stack">
      {error && <ProblemNotice error={error} />}
      <p>已启用，登录时除密码外还要填动态码。备用码还剩{left}个。</p>
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => renew.mutate({ body: {} }, { onSuccess: ({ codes }) => give(codes) })}
        >
          重新生成备用码
        </button>
        {!required && (
          <button
            type="button"
            className="btn"
            onClick={() => drop.mutate({}, { onSuccess: () => toast('两步验证已停用') })}
          >
            停用
          </button>
        )}
      </div>
      {required && <p className="small muted">管理员须两步验证，不能停用；换手机请安全管理员重置。</p>}
    </div>
  )
}

/** 两步验证: a code from one's own telephone besides the password. */
export const SecondFactor = (): ReactElement => {
  const factor = useCall('identity.secondFactor', {})
  const [round, setRound] = useState(0)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  // Read again only when the codes are noted down: a page that goes on by itself would take them away.
  const noted = (): void => {
    setCodes(null)
    void refreshAll(['identity.secondFactor', 'session.me'])
  }
  return (
    <section className="card stack" aria-labelledby="second-factor-title">
      <h2 id="second-factor-title">两步验证</h2>
      {codes ? (
        <Codes codes={codes} done={noted} />
      ) : (
        <Answer of={factor}>
          {({ on, required, codesLeft }) =>
            on ? (
              <InUse left={codesLeft} required={required} give={setCodes} />
            ) : (
              <Enrol key={round} leave={() => setRound(round + 1)} give={setCodes} />
            )
          }
        </Answer>
      )}
    </section>
  )
}
