import { type ReactElement, useDeferredValue, useMemo, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { urlOf } from '../../api/client.ts'
import { useDirectory, useMe } from '../../api/hooks.ts'
import type { DirectoryPost, DirectoryUnit } from '../../api/shapes.ts'
import { DownloadButton } from '../../ui/download.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Phone } from '../../ui/phone.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ImportSheet } from './import-sheet.tsx'
import { type Entry, entriesOf, matching } from './entries.ts'
import '../../ui/lists.css'
import './directory.css'

const Row = ({ entry: { post, unit, holder } }: { entry: Entry }): ReactElement => (
  <tr>
    <th scope="row" data-title="单位">
      <Link to="/units/$id" params={{ id: unit.id }}>
        {unit.name}
      </Link>
    </th>
    <td data-title="岗位">{post?.title ?? '未设岗位'}</td>
    <td data-title="姓名">
      {holder ? holder.name : post ? '空缺' : ''}
      {holder?.as === 'acting' && <span className="tag">代理</span>}
    </td>
    <td data-title="电话">
      {holder && <Phone number={holder.phone} of={holder.name} />}
      {!holder && unit.phone && <Phone number={unit.phone} of={unit.shortName} />}
    </td>
  </tr>
)

const STEP = 200

const Table = ({ entries }: { entries: readonly Entry[] }): ReactElement => {
  const [shown, setShown] = useState(STEP)
  return (
    <>
      <table className="plain-table stacking directory">
        <caption className="sr">单位、岗位和人员</caption>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col">岗位</th>
            <th scope="col">姓名</th>
            <th scope="col">电话</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, shown).map((entry) => (
            <Row key={entry.key} entry={entry} />
          ))}
        </tbody>
      </table>
      {entries.length > shown && (
        <button type="button" className="btn noprint" onClick={() => setShown(shown + STEP)}>
          再列一些（还有{entries.length - shown}行）
        </button>
      )}
    </>
  )
}

const List = ({
  units,
  posts,
}: {
  units: readonly DirectoryUnit[]
  posts: readonly DirectoryPost[]
}): ReactElement => {
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words)
  const all = useMemo(() => entriesOf(units, posts), [units, posts])
  const found = useMemo(() => matching(all, wanted), [all, wanted])
  return (
    <section className="card stack" aria-label="名录">
      <input
        className="input noprint"
        type="search"
        aria-label="找单位、岗位或者人"
        placeholder="单位、岗位、姓名、电话"
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      <output className="small muted">
        {units.length}个单位，{posts.length}个岗位
        {wanted.trim() && `，找到${found.length}行`}
      </output>
      {found.length === 0 ? (
        <Empty>{units.length === 0 ? '名录还是空的。' : `没有找到“${wanted}”，换个词试试。`}</Empty>
      ) : (
        <Table key={wanted} entries={found} />
      )}
    </section>
  )
}

/** 名录: units, posts and who holds them; out to Excel and, for the administrator, in again from the same sheet. */
const DirectoryPage = (): ReactElement => {
  const directory = useDirectory()
  const me = useMe()
  const [importing, setImporting] = useState(false)
  return (
    <div className="page">
      <PageHead title="名录">
        <DownloadButton url={urlOf('administration.directorySheet')} name="名录.xlsx">
          导出 Excel
        </DownloadButton>
        {me.data?.administers === 'system' && (
          <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setImporting(true)}>
            导入 Excel
          </button>
        )}
      </PageHead>
      <Answer of={directory}>{({ units, posts }) => <List units={units} posts={posts} />}</Answer>
      {importing && <ImportSheet onClose={() => setImporting(false)} />}
    </div>
  )
}

export default DirectoryPage
