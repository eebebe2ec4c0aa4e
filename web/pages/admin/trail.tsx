import { type ReactElement, useId, useState } from 'react'
import { type Ok, urlOf } from '../../api/client.ts'
import { usePages } from '../../api/hooks.ts'
import { DayInput } from '../../ui/day-input.tsx'
import { DownloadButton } from '../../ui/download.tsx'
import { timeText } from '../../ui/format.ts'
import { More } from '../../ui/more.tsx'
import { PersonPicker } from '../../ui/pickers.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'

type Entry = Ok<'trail.list'>['entries'][number]
interface Filters {
  readonly person: string
  readonly kind: string
  readonly from: string
  readonly until: string
}
const NONE: Filters = { person: '', kind: '', from: '', until: '' }

const Row = ({ entry }: { entry: Entry }): ReactElement => (
  <tr>
    <td className="nowrap" data-title="时间">
      {timeText(entry.at)}
    </td>
    <th scope="row" className="parameter-title" data-title="类别">
      {entry.title}
    </th>
    <td data-title="人员">
      {entry.name ?? '未登录'}
      {entry.post && <span className="small muted"> {entry.post}</span>}
    </td>
    <td data-title="内容">{entry.details.map(({ title, text }) => `${title}：${text}`).join('；') || '—'}</td>
    <td className="nowrap" data-title="序号">
      {entry.index === null ? '待入日志' : `第${entry.index + 1}项`}
    </td>
  </tr>
)

const FilterRow = ({
  filters,
  kinds,
  set,
}: {
  filters: Filters
  kinds: Ok<'trail.list'>['kinds']
  set: (change: Partial<Filters>) => void
}): ReactElement => {
  const id = useId()
  return (
    <div className="trail-filters">
      <div className="stack tight">
        <label htmlFor={`${id}-person`}>人员</label>
        <PersonPicker
          id={`${id}-person`}
          value={filters.person ? [filters.person] : []}
          onChange={(ids) => set({ person: ids.at(-1) ?? '' })}
        />
      </div>
      <label className="stack tight">
        <span>类别</span>
        <select className="input" value={filters.kind} onChange={(e) => set({ kind: e.target.value })}>
          <option value="">全部</option>
          {kinds.map(({ kind, title }) => (
            <option key={kind} value={kind}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <div className="stack tight">
        <label htmlFor={`${id}-from`}>从</label>
        <DayInput id={`${id}-from`} value={filters.from} onChange={(from) => set({ from })} />
      </div>
      <div className="stack tight">
        <label htmlFor={`${id}-until`}>到</label>
        <DayInput id={`${id}-until`} value={filters.until} onChange={(until) => set({ until })} />
      </div>
    </div>
  )
}

/** 审计: what was administered and who logged in; of one person, all they did. */
export const Trail = (): ReactElement => {
  const [filters, setFilters] = useState(NONE)
  const query = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''))
  const list = usePages('trail.list', { query })
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? []
  const kinds = list.data?.pages[0]?.kinds ?? []
  return (
    <div className="stack">
      <h2>审计</h2>
      <p className="muted">
        管理、登录和导出逐条记入防篡改日志，谁也不能改、不能停。选定人员后，列出此人的全部行为；事项只显示编号，不显示内容。
      </p>
      <FilterRow
        filters={filters}
        kinds={kinds}
        set={(change) => setFilters((before) => ({ ...before, ...change }))}
      />
      <div className="row">
        <DownloadButton url={urlOf('trail.sheet', { query })} name="审计记录.xlsx">
          导出 Excel
        </DownloadButton>
        <DownloadButton url={urlOf('trail.lines', { query })} name="审计记录.jsonl">
          导出 JSON
        </DownloadButton>
      </div>
      {list.isPending && <Loading />}
      {list.error && !list.data && <Failed error={list.error} retry={list.refetch} />}
      {list.data && entries.length === 0 && <Empty>没有符合条件的记录。</Empty>}
      {entries.length > 0 && (
        <ScrollTable label="审计记录" columns={['时间', '类别', '人员', '内容', '日志序号']}>
          {entries.map((entry) => (
            <Row key={entry.act} entry={entry} />
          ))}
        </ScrollTable>
      )}
      <More of={list} say="再列一些" />
    </div>
  )
}
