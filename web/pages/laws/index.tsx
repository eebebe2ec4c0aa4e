import { type ReactElement, useDeferredValue, useEffect, useState } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Ok, act } from '../../api/client.ts'
import { refreshAll, useCall } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

type Laws = Ok<'lists.laws'>

/** The name of an instrument as bases write it: without 《》 and the name of the state. */
const plain = (title: string): string => title.replaceAll(/[《》]/g, '').replace(/^中华人民共和国/, '')

/** Leads from a basis anywhere in the app to the instrument it names. */
const Follow = ({ of, laws }: { of: string; laws: Laws['laws'] }): ReactElement | null => {
  const navigate = useNavigate()
  const [, title = '', article = ''] = /《([^《》]+)》(.*)/.exec(of) ?? []
  const found = laws.find((law) => plain(law.title) === plain(title))
  useEffect(() => {
    if (found)
      void navigate({ to: '/laws/$id', params: { id: found.id }, hash: article.trim(), replace: true })
  }, [found, article, navigate])
  return found ? null : (
    <p className="notice info">法规库里还没有《{plain(title)}》，由司法局登记后可以在这里查看。</p>
  )
}

/** Instruments the rules name and the register lacks: registered in one go, each an act of its own. */
const Missing = ({ missing, registers }: Pick<Laws, 'missing' | 'registers'>): ReactElement | null => {
  const [done, setDone] = useState<number | null>(null)
  if (missing.length === 0 || !registers) return null
  const run = async (): Promise<void> => {
    setDone(0)
    try {
      for (const [n, { title, from, source, rank }] of missing.entries()) {
        await act({
          matter: null,
          act: `${registers.procedure}.${registers.act}`,
          form: { title, from, source, rank },
          key: crypto.randomUUID(),
        })
        setDone(n + 1)
      }
      toast(`已登记${missing.length}件`)
    } catch (error) {
      toast(error instanceof Error ? error.message : '没有登记成功，请重试')
    } finally {
      setDone(null)
      await refreshAll(['lists.laws'])
    }
  }
  return (
    <details className="card">
      <summary>规则册引用而法规库还没有登记的{missing.length}件</summary>
      <ul className="lines">
        {missing.map(({ title, from }) => (
          <li key={title} className="line">
            <span>{title}</span>
            <span className="small muted">{dateText(from)}起施行</span>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" aria-disabled={done !== null} onClick={() => done ?? void run()}>
        {done === null ? '全部登记（由司法局办理）' : `已登记${done}／${missing.length}件`}
      </button>
    </details>
  )
}

/** 法规库: what the district’s rules, lists and documents rest on. */
const LawsPage = (): ReactElement => {
  const { q = '', of } = useSearch({ from: '/shell/laws' })
  const navigate = useNavigate()
  const wanted = useDeferredValue(q)
  const found = useCall('lists.laws', { query: wanted === '' ? {} : { q: wanted } })
  return (
    <div className="page">
      <PageHead
        title="法规库"
        lead="规则、清单、文件所依据的法律文件。条文修改、废止的，依据它的事项和规则随之复核、失效。"
      >
        {found.data?.registers && (
          <Link
            to="/matters/new"
            search={{ of: `${found.data.registers.procedure}.${found.data.registers.act}` }}
            className="btn"
          >
            登记法律文件
          </Link>
        )}
      </PageHead>
      <input
        className="input"
        type="search"
        aria-label="找法律文件"
        placeholder="名称或者编号"
        value={q}
        onChange={(e) =>
          void navigate({
            to: '/laws',
            search: e.target.value === '' ? {} : { q: e.target.value },
            replace: true,
          })
        }
      />
      <Answer of={found}>
        {({ laws, missing, registers }) => (
          <>
            {of && <Follow of={of} laws={laws} />}
            {laws.length === 0 ? (
              <Empty>{q === '' ? '法规库还是空的。' : `没有找到“${q}”。`}</Empty>
            ) : (
              <ScrollTable
                label="法律文件"
                columns={['名称', '层级', '施行', '清单事项', '变动', '文本来源']}
              >
                {laws.map((law) => (
                  <tr key={law.id}>
                    <td data-title="名称">
                      <Link to="/laws/$id" params={{ id: law.id }}>
                        {law.title}
                      </Link>
                    </td>
                    <td data-title="层级">{law.rank}</td>
                    <td data-title="施行">
                      {law.inForce
                        ? `${dateText(law.from)}起`
                        : `已废止，至${law.to ? dateText(law.to) : ''}`}
                    </td>
                    <td data-title="清单事项">{law.items}项</td>
                    <td data-title="变动">
                      {law.changes === 0 ? '无' : `${law.changes}次，发出复核${law.reviews}份`}
                    </td>
                    <td data-title="文本来源">{law.source}</td>
                  </tr>
                ))}
              </ScrollTable>
            )}
            <Missing missing={missing} registers={registers} />
          </>
        )}
      </Answer>
    </div>
  )
}

export default LawsPage
