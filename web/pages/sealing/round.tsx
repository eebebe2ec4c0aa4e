import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { call, urlOf } from '../../api/client.ts'
import { keepFile } from '../../ui/download.tsx'
import { sizeText } from '../../ui/file-input.tsx'
import { dateText } from '../../ui/format.ts'
import { Refusal } from '../../ui/refusal.tsx'
import {
  type RoundView,
  Unsealable,
  type View,
  closedInLog,
  incapable,
  makeKey,
  openCanary,
  publicKeyOf,
  rememberLog,
  takenHalves,
} from './crypto.ts'
import { KeyForm } from './key-form.tsx'
import { Trouble } from './trouble.tsx'
import { useSealedAct } from './use-sealed-act.ts'

const SIDES = { insp: '监督方', proc: '办理方' } as const
const LEAST = 10

type Step = RoundView['acts'][number]['step']
type Acting = ReturnType<typeof useSealedAct>

const actOf = ({ acts }: RoundView, step: Step) => acts.find((one) => one.step === step)

const Progress = ({ view, round }: { view: View; round: RoundView }): ReactElement => (
  <section className="card stack" aria-labelledby="progress-title">
    <h2 id="progress-title">进度</h2>
    <p>
      已封存 <strong>{round.sealed}</strong> 份，共 <strong>{round.expected}</strong> 人；
      {dateText(round.until)}
      截止。公开以前不显示谁已经封存。
    </p>
    {round.keepers.length > 0 && (
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">保管人</th>
            <th scope="col">哪一方</th>
            <th scope="col">演练</th>
            <th scope="col">半密钥</th>
          </tr>
        </thead>
        <tbody>
          {round.keepers.map(({ side, name, unit, ready, released }) => (
            <tr key={`${side} ${unit} ${name}`}>
              <td>{[unit, name].filter(Boolean).join(' ')}</td>
              <td>{SIDES[side]}</td>
              <td>{ready ? '已通过' : '没有完成'}</td>
              <td>{released ? '已交出' : '没有交出'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <div>
      <Link to="/matters/$id" params={{ id: view.id }} className="btn">
        打开事项
      </Link>
    </div>
  </section>
)

/** A key made here: its file is kept by its keeper, its public half is put on record. */
const NewKey = ({ round, acting }: { round: RoundView; acting: Acting }): ReactElement => {
  const id = useId()
  const [passphrase, setPassphrase] = useState('')
  const short = [...passphrase].length < LEAST
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    const enrol = actOf(round, 'enrol')
    if (short || !enrol) return
    void acting.run(
      enrol.act,
      async () => {
        const { key, file } = await makeKey(passphrase)
        keepFile(
          new Blob([file], { type: 'application/x-pem-file' }),
          `密封私钥-${round.mine?.slot ?? ''}.pem`,
        )
        return { key }
      },
      () => setPassphrase(''),
    )
  }
  return (
    <form className="stack" autoComplete="off" onSubmit={submit}>
      <p className="small muted">
        私钥在本机生成，用口令加密后下载成文件，服务器上没有。请存两份、分放两处；文件或者口令丢了，没有人能补。
      </p>
      <div className="field">
        <label htmlFor={id}>口令（至少{LEAST}个字符）</label>
        <input
          id={id}
          className="input"
          type="password"
          required
          autoComplete="off"
          value={passphrase}
          onChange={(e) => setPassphrase(e.target.value)}
        />
      </div>
      <div>
        <button type="submit" className="btn main" aria-disabled={acting.pending} disabled={short}>
          {acting.pending ? '正在生成' : '生成密钥并登记公钥'}
        </button>
      </div>
    </form>
  )
}

/** The key of an earlier round, for this one: its public half is put on record, and the same file shows at once that it opens. */
const KnownKey = ({ round, acting }: { round: RoundView; acting: Acting }): ReactElement | null => {
  const enrol = actOf(round, 'enrol')
  if (!enrol) return null
  return (
    <details>
      <summary>用以前的私钥文件</summary>
      <p className="small muted">
        一个文件可以一轮一轮用下去。登记以后照样演练；要换新钥，请在上面另行生成。
      </p>
      <KeyForm
        title="登记这把密钥"
        pending={acting.pending}
        use={(unlock) =>
          void acting.run(
            enrol.act,
            async () => ({ key: publicKeyOf(await unlock()) }),
            () => undefined,
          )
        }
      />
    </details>
  )
}

const Drill = ({ round, acting }: { round: RoundView; acting: Acting }): ReactElement | null => {
  const canary = round.mine?.canary
  const ready = actOf(round, 'ready')
  if (!canary || !ready) return null
  return (
    <>
      <p className="small muted">
        用刚才下载的文件和口令打开一份演练件，证明到时候打得开。两方都演练过，才能开始征集。
      </p>
      <KeyForm
        title="演练"
        pending={acting.pending}
        use={(unlock) =>
          void acting.run(
            ready.act,
            async () => {
              const opened = await openCanary(await unlock(), canary)
              if (opened === null) throw new Unsealable('演练件没有打开：不是登记的那把密钥。')
              await rememberLog()
              return { opened }
            },
            () => undefined,
          )
        }
      />
    </>
  )
}

const Release = ({
  view,
  round,
  acting,
}: {
  view: View
  round: RoundView
  acting: Acting
}): ReactElement | null => {
  const { mine, envelopes, closed } = round
  const release = actOf(round, 'release')
  if (!mine?.side || !mine.key || !envelopes || !closed || !release) return null
  const keeper = { slot: mine.slot, side: mine.side, key: mine.key }
  return (
    <>
      <p className="small muted">
        本页先核验“截止”这一步已经写入日志的签名检查点，再从全部{envelopes.length}
        份密封件里取出您这一方的半密钥。只有两方的半密钥合在一起才能打开。
      </p>
      <KeyForm
        title="核验并交出半密钥"
        pending={acting.pending}
        use={(unlock) =>
          void acting.run(
            release.act,
            async () => {
              const pair = await unlock()
              const { proof } = await call('desk.receipt', { params: { act: closed.act } })
              const verified = await closedInLog(view.id, closed, proof)
              return { halves: await takenHalves(view.id, keeper, envelopes, pair), verified }
            },
            () => undefined,
          )
        }
      />
    </>
  )
}

const Keeper = ({ view, round }: { view: View; round: RoundView }): ReactElement | null => {
  const acting = useSealedAct(view)
  const { mine } = round
  const cannot = incapable()
  if (!mine) return null
  const enrols = actOf(round, 'enrol')?.refusals.length === 0
  const releases = actOf(round, 'release')
  const part = mine.released ? (
    <p className="notice info">您这一方已经交出半密钥。</p>
  ) : enrols && mine.ready ? (
    <p className="notice info">您的密钥已经登记并通过演练。开启时还要用这个文件和口令，请保管好。</p>
  ) : enrols && mine.key ? (
    <Drill round={round} acting={acting} />
  ) : enrols ? (
    <>
      <NewKey round={round} acting={acting} />
      <KnownKey round={round} acting={acting} />
    </>
  ) : mine.ready && releases?.refusals.length === 0 ? (
    <Release view={view} round={round} acting={acting} />
  ) : mine.ready && !round.closed ? (
    <p className="notice info">征集中。截止以后请用私钥文件和口令到本页交出半密钥。</p>
  ) : (
    <div className="notice warn stack">
      {(releases?.refusals ?? []).map((refusal) => (
        <Refusal key={refusal.code} refusal={refusal} />
      ))}
    </div>
  )
  return (
    <section className="card stack" aria-labelledby="keeper-title">
      <h2 id="keeper-title">我保管的密钥{mine.side ? `（${SIDES[mine.side]}）` : ''}</h2>
      {cannot && <p className="notice bad">{cannot}</p>}
      {acting.error && <Trouble error={acting.error} />}
      {cannot === null && part}
    </section>
  )
}

/** What was attached to the opinions, once they are open: taken out of its envelope for each download. */
const Attached = ({ view, round }: { view: View; round: RoundView }): ReactElement | null =>
  round.attached.length === 0 ? null : (
    <section className="card stack" aria-labelledby="attached-title">
      <h2 id="attached-title">意见的附件</h2>
      <ul className="plain">
        {round.attached.flatMap(({ post, name, files }) =>
          files.map((file, n) => (
            <li key={`${post} ${file.name}`}>
              {name}：
              <a
                href={urlOf('sealing.attachment', { params: { id: view.id, post, n: String(n) } })}
                download={file.name}
              >
                {file.name}
              </a>
              （{sizeText(file.size)}）
            </li>
          )),
        )}
      </ul>
    </section>
  )

/** 征集的进度和保管: how many, never who; and for those who keep a half of the key, what they do with it. */
export const RoundPart = ({ view, round }: { view: View; round: RoundView }): ReactElement => (
  <>
    <Progress view={view} round={round} />
    <Attached view={view} round={round} />
    <Keeper view={view} round={round} />
  </>
)
