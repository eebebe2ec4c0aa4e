import { type ReactElement, useDeferredValue, useMemo, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useDirectory, useMe } from '../../api/hooks.ts'
import type { DirectoryPost, DirectoryUnit } from '../../api/shapes.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Phone } from '../../ui/phone.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { byKind, headsOf, matching } from './units.ts'
import './units.css'

const UnitCard = ({ unit, head }: { unit: DirectoryUnit; head: DirectoryPost | undefined }): ReactElement => (
  <li className="unit-card">
    <Link to="/units/$id" params={{ id: unit.id }} className="unit-name">
      {unit.name}
    </Link>
    <span className="small muted">
      {head ? `${head.title} ${head.holders.map((h) => h.name).join('、') || '空缺'}` : '未设主要负责人岗位'}
    </span>
    {unit.phone && <Phone number={unit.phone} of={unit.shortName} />}
  </li>
)

const List = ({
  units,
  posts,
}: {
  units: readonly DirectoryUnit[]
  posts: readonly DirectoryPost[]
}): ReactElement => {
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words)
  const heads = useMemo(() => headsOf(posts), [posts])
  const kinds = useMemo(() => byKind(matching(units, posts, wanted)), [units, posts, wanted])
  return (
    <>
      <input
        className="input"
        type="search"
        aria-label="找单位"
        placeholder="单位名称、简称，或者人名"
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      {units.length === 0 && <Empty>名录还是空的，请管理员先导入名录。</Empty>}
      {units.length > 0 && kinds.size === 0 && <Empty>没有找到“{wanted}”，换个词试试。</Empty>}
      {[...kinds].map(([kind, listed]) => (
        <section key={kind} className="card stack" aria-label={kind}>
          <h2>
            {kind} <span className="muted small">{listed.length}个</span>
          </h2>
          <ul className="unit-grid">
            {listed.map((unit) => (
              <UnitCard key={unit.id} unit={unit} head={heads.get(unit.id)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** 单位: every unit by kind; each opens its page. */
const UnitsPage = (): ReactElement => {
  const directory = useDirectory()
  const me = useMe()
  const own = me.data?.posts.find((post) => post.current)
  return (
    <div className="page">
      <PageHead title="单位">
        {own && (
          <Link to="/units/$id" params={{ id: own.unit }} className="btn main">
            本单位：{own.unitName}
          </Link>
        )}
      </PageHead>
      <Answer of={directory}>{({ units, posts }) => <List units={units} posts={posts} />}</Answer>
    </div>
  )
}

export default UnitsPage
