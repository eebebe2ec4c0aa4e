import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall, useMe, useWrite } from '../../api/hooks.ts'
import { dayText } from '../../ui/format.ts'
import { Answer } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { DelegateForm } from './delegate-form.tsx'

type Delegation = Ok<'administration.delegations'>['given'][number]

const range = ({ from, until }: Delegation): string => `${dayText(from)}至${dayText(until)}`
const scope = ({ acts }: Delegation): string => (acts === null ? '全部职权' : `${acts.length}项职权`)

const Given = ({ delegation }: { delegation: Delegation }): ReactElement => {
  const revoke = useWrite('administration.revoke', ['administration.delegations'])
  const takeBack = (): void =>
    revoke.mutate(
      { params: { id: delegation.id } },
      { onSuccess: () => toast('委托已撤回'), onError: (error) => toast(error.message) },
    )
  return (
    <li className="row spread">
      <span>
        {delegation.postTitle}委托给{delegation.toName}，{range(delegation)}，{scope(delegation)}，
        {delegation.reason}
      </span>
      {delegation.revokedAt ? (
        <span className="tag">{dayText(delegation.revokedAt)}撤回</span>
      ) : (
        <button
          type="button"
          className="btn tiny"
          onClick={takeBack}
          aria-label={`撤回给${delegation.toName}的委托`}
        >
          撤回
        </button>
      )}
    </li>
  )
}

/** 委托: what I gave, what I was given, and giving one: bounded by days and acts, revocable at any time (I2). */
export const Delegations = (): ReactElement => {
  const list = useCall('administration.delegations', {})
  const me = useMe()
  const post = me.data?.posts.find((p) => p.current)
  return (
    <section className="card stack" aria-labelledby="delegations-title">
      <h2 id="delegations-title">委托</h2>
      <Answer of={list}>
        {({ given, received }) => (
          <>
            <h3>我给出的</h3>
            {given.length === 0 ? (
              <p className="muted">没有给出委托。</p>
            ) : (
              <ul className="stack">
                {given.map((d) => (
                  <Given key={d.id} delegation={d} />
                ))}
              </ul>
            )}
            <h3>给我的</h3>
            {received.length === 0 ? (
              <p className="muted">没有收到委托。</p>
            ) : (
              <ul className="stack">
                {received.map((d) => (
                  <li key={d.id}>
                    代行{d.postTitle}职权，{range(d)}，{scope(d)}，{d.reason}
                    {d.revokedAt && <span className="tag">已撤回</span>}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Answer>
      {post && post.as !== 'delegate' && (
        <details>
          <summary>委托他人代行“{post.title}”的职权</summary>
          <DelegateForm />
        </details>
      )}
    </section>
  )
}
