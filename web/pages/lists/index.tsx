import { type ReactElement, useState } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type CallArgs, type Ok, urlOf } from '../../api/client.ts'
import { useCall, usePages } from '../../api/hooks.ts'
import { Bases } from '../../ui/bases.tsx'
import { DownloadButton } from '../../ui/download.tsx'
import { dateText } from '../../ui/format.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Answer, Empty, Failed, Loading } from '../../ui/states.tsx'
import { UnitPicker } from '../../ui/pickers.tsx'
import '../../ui/lists.css'
import './lists.css'

type Page = Ok<'lists.page'>
type Line = Page['items'][number]
type ListName = 'powers' | 'approvals' | 'funds' | 'fees'

const LISTS: Readonly<Record<ListName, string>> = {
  powers: '行政权力清单',
  approvals: '行政许可事项清单',
  funds: '专项资金目录',
  fees: '收费目录清单',
}
const KINDS: Readonly<Record<string, string>> = {
  licence: '行政许可',
  penalty: '行政处罚',
  coercion: '行政强制',
  levy: '行政征收',
  payment: '行政给付',
  inspection: '行政检查',
  confirmation: '行政确认',
  reward: '行政奖励',
  ruling: '行政裁决',
  other: '其他行政权力',
}

/** Only what was said; the address carries texts. */
const said = (search: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(search).filter((e): e is [string, string] => !!e[1]))

const Filters = ({ list }: { list: ListName }): ReactElement => {
  const search = useSearch({ from: '/shell/lists' })
  const navigate = useNavigate()
  const narrow = (more: Record<string, string | undefined>): void =>
    void navigate({ to: '/lists', search: said({ ...search, ...more }), replace: true })
  return (
    <search className="card list-filters" aria-label="筛选清单">
      <label className="stack">
        <span>编码或者名称</span>
        <input
          className="input"
          type="search"
          value={search.q ?? ''}
          onChange={(e) => narrow({ q: e.target.value })}
        />
      </label>
      {list === 'powers' && (
        <label className="stack">
          <span>类型</span>
          <select
            className="input"
            value={search.kind ?? ''}
            onChange={(e) => narrow({ kind: e.target.value })}
          >
            <option value="">全部</option>
            {Object.entries(KINDS).map(([kind, title]) => (
              <option key={kind} value={kind}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="stack" htmlFor="list-unit">
        <span>持有单位</span>
        <UnitPicker
          id="list-unit"
          value={search.unit ? [search.unit] : []}
          onChange={(ids) => narrow({ unit: ids.at(-1) })}
        />
      </label>
      <label className="stack">
        <span>哪一天的清单</span>
        <input
          className="input"
          type="date"
          value={search.on ?? ''}
          onChange={(e) => narrow({ on: e.target.value })}
        />
      </label>
    </search>
  )
}

const Row = ({ line }: { line: Line }): ReactElement => (
  <tr>
    <td data-title="编码">
      <Link to="/lists/items/$id" params={{ id: line.id }}>
        {line.id}
      </Link>
    </td>
    <td data-title="名称">
      <div>
        {line.title}
        {line.notLive && <p className="small fault">现在不能用：{line.notLive}</p>}
        {line.next && <p className="small muted">{dateText(line.next)}起有新的版本</p>}
      </div>
    </td>
    <td className="nowrap" data-title="类型">
      {line.kindTitle ?? ''}
    </td>
    <td data-title="持有单位">{line.unitName}</td>
    <td data-title="设定依据">
      <div>
        {line.basis.map(({ text }) => (
          <p key={text} className="small">
            <Bases of={text} />
          </p>
        ))}
      </div>
    </td>
    <td data-title="版本">
      第{line.version}版，{dateText(line.from)}起
    </td>
  </tr>
)

const Difference = ({ list, days }: { list: ListName; days: readonly string[] }): ReactElement => {
  const [from, setFrom] = useState(days[1] ?? days[0] ?? '')
  const [to, setTo] = useState(days[0] ?? '')
  const found = useCall(
    'lists.difference',
    { query: { list, from, to } },
    { enabled: from !== '' && to !== '' },
  )
  return (
    <div className="stack">
      <div className="row">
        <label>
          从{' '}
          <input className="input day" type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
        </label>
        <label>
          到 <input className="input day" type="date" value={to} onChange={(e) => setTo(e.target.value)} />
        </label>
      </div>
      {from !== '' && to !== '' && (
        <Answer of={found}>
          {({ added, amended, cancelled }) => (
            <>
              <p>
                新增{added.length}项，变更{amended.length}项，取消{cancelled.length}项
              </p>
              <ul className="lines">
                {amended.slice(0, 50).map((one) => (
                  <li key={one.id} className="line">
                    <div className="line-main">
                      <Link to="/lists/items/$id" params={{ id: one.id }}>
                        变更 {one.title}（{one.id}）
                      </Link>
                      {one.changed.map(({ field, before, after }) => (
                        <p key={field} className="small">
                          {field}：{before || '（空）'} → {after || '（空）'}
                        </p>
                      ))}
                    </div>
                  </li>
                ))}
                {[
                  ...added.map((one) => ['新增', one] as const),
                  ...cancelled.map((one) => ['取消', one] as const),
                ]
                  .slice(0, 100)
                  .map(([word, { id, title, unitName }]) => (
                    <li key={id} className="line">
                      <Link to="/lists/items/$id" params={{ id }}>
                        {word} {title}（{id}）
                      </Link>
                      <span className="small muted">{unitName}</span>
                    </li>
                  ))}
              </ul>
            </>
          )}
        </Answer>
      )}
    </div>
  )
}

const History = ({ page, list }: { page: Page; list: ListName }): ReactElement | null =>
  page.changes.length === 0 ? null : (
    <details className="card">
      <summary>沿革和版本差别（{page.changes.length}个施行日期）</summary>
      <ul className="lines">
        {page.changes.map(({ on, added, amended, cancelled }) => (
          <li key={on} className="line">
            <Link to="/lists" search={{ list, on }}>
              {dateText(on)}
            </Link>
            <span className="small">
              {[added && `新增${added}项`, amended && `变更${amended}项`, cancelled && `取消${cancelled}项`]
                .filter(Boolean)
                .join('，')}
            </span>
          </li>
        ))}
      </ul>
      <Difference list={list} days={page.changes.map(({ on }) => on)} />
    </details>
  )

const List = ({ list }: { list: ListName }): ReactElement => {
  const { list: _list, ...search } = useSearch({ from: '/shell/lists' })
  const query = { list, ...said(search) }
  const pages = usePages('lists.page', { query: query as CallArgs<'lists.page'>['query'] })
  const first = pages.data?.pages[0]
  if (pages.error) return <Failed error={pages.error} retry={pages.refetch} />
  if (!first) return <Loading />
  const lines = (pages.data?.pages ?? []).flatMap(({ items }) => items)
  const { adjusts, counts } = first
  return (
    <>
      <div className="row spread">
        <p>
          {dateText(first.on)}共{counts.all}项，分属{counts.units}个单位
          {counts.live < counts.all && (
            <strong className="fault">，其中{counts.all - counts.live}项现在不能用</strong>
          )}
        </p>
        <div className="row noprint">
          <DownloadButton
            url={urlOf('lists.sheet', { query: query as CallArgs<'lists.sheet'>['query'] })}
            name={`${LISTS[list]}.xlsx`}
          >
            导出 Excel
          </DownloadButton>
          <Link to="/lists/import" className="btn">
            导入 Excel
          </Link>
          {adjusts && (
            <Link
              to="/matters/new"
              search={{ of: `${adjusts.procedure}.${adjusts.propose}` }}
              className="btn main"
            >
              申请调整
            </Link>
          )}
        </div>
      </div>
      {lines.length === 0 ? (
        <Empty>没有符合的事项。清单由各单位申请调整，经合法性审查、决定、公布后列入。</Empty>
      ) : (
        <ScrollTable label={LISTS[list]} columns={['编码', '名称', '类型', '持有单位', '设定依据', '版本']}>
          {lines.map((line) => (
            <Row key={line.id} line={line} />
          ))}
        </ScrollTable>
      )}
      <More of={pages} />
      <History page={first} list={list} />
    </>
  )
}

/** 清单: what the district may do, by whom, on what basis; the keys of what the system permits. */
const ListsPage = (): ReactElement => {
  const search = useSearch({ from: '/shell/lists' })
  const list = (search.list && search.list in LISTS ? search.list : 'powers') as ListName
  return (
    <div className="page">
      <PageHead title="清单" lead="清单列了的、现行有效的，才能办；依据的条文失效，事项随之失效。">
        <Link to="/lists/duties" className="btn">
          责任清单
        </Link>
      </PageHead>
      <nav className="tabs" aria-label="哪一张清单">
        {(Object.keys(LISTS) as ListName[]).map((name) => (
          <Link
            key={name}
            to="/lists"
            search={{ list: name }}
            activeProps={{}}
            aria-current={name === list ? 'page' : undefined}
          >
            {LISTS[name]}
          </Link>
        ))}
      </nav>
      <Filters list={list} />
      <List list={list} />
    </div>
  )
}

export default ListsPage
