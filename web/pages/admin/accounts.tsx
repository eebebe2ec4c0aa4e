import { type ReactElement, useDeferredValue, useState } from 'react'
import { useCall, useMe, usePages } from '../../api/hooks.ts'
import { More } from '../../ui/more.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { type Account, type AccountAction, actionTitles } from './account-actions.ts'
import { AccountSheet } from './account-sheet.tsx'
import { BindSheet } from './bind-sheet.tsx'

const states: Readonly<Record<Account['state'], string>> = {
  none: '未开户',
  active: '正常',
  locked: '已锁定（密码错误过多）',
  disabled: '已停用',
}

interface Chosen {
  readonly account: Account
  readonly action: AccountAction
}

const Row = ({
  account,
  choose,
  bind,
}: {
  account: Account
  choose: (chosen: Chosen) => void
  /** Where the district has a provider of identity and the caller binds people to it. */
  bind: ((account: Account) => void) | null
}): ReactElement => (
  <tr>
    <th scope="row" className="parameter-title" data-title="姓名">
      {account.name}
    </th>
    <td data-title="单位">{account.unitName || '无岗位'}</td>
    <td data-title="账号">{account.login ?? '—'}</td>
    <td data-title="情况">{states[account.state]}</td>
    <td data-title="办理">
      <div className="row">
        {account.offers.map((action) => (
          <button
            key={action}
            type="button"
            className="btn tiny"
            aria-label={`${actionTitles[action]}：${account.name}`}
            onClick={() => choose({ account, action })}
          >
            {actionTitles[action]}
          </button>
        ))}
        {bind && (
          <button
            type="button"
            className="btn tiny"
            aria-label={`统一认证绑定：${account.name}`}
            onClick={() => bind(account)}
          >
            统一认证绑定
          </button>
        )}
      </div>
    </td>
  </tr>
)

/** 账号: who can log in. No login times are kept here, and none are shown. */
export const Accounts = (): ReactElement => {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const list = usePages('administration.accounts', { query: q ? { q } : {} })
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [binding, setBinding] = useState<Account | null>(null)
  const me = useMe()
  const welcome = useCall('session.welcome', {}, { staleTime: 600_000 })
  const binds = welcome.data?.oidc === true && me.data?.administers === 'security'
  const accounts = list.data?.pages.flatMap((page) => page.accounts) ?? []
  return (
    <div className="stack">
      <h2>账号</h2>
      <input
        className="input"
        type="search"
        maxLength={40}
        aria-label="找人：姓名、单位、账号"
        placeholder="姓名、单位、账号"
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      {list.isPending && <Loading />}
      {list.error && !list.data && <Failed error={list.error} retry={list.refetch} />}
      {list.data && accounts.length === 0 && (
        <Empty>{q ? `没有找到“${q}”。` : '还没有人员，请先导入名录。'}</Empty>
      )}
      {accounts.length > 0 && (
        <ScrollTable label="账号表" columns={['姓名', '单位', '账号', '情况', '办理']}>
          {accounts.map((account) => (
            <Row key={account.person} account={account} choose={setChosen} bind={binds ? setBinding : null} />
          ))}
        </ScrollTable>
      )}
      <More of={list} say="再列一些" />
      {binding && <BindSheet account={binding} onClose={() => setBinding(null)} />}
      {chosen && <AccountSheet {...chosen} onClose={() => setChosen(null)} />}
    </div>
  )
}
