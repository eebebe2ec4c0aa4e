import { type ReactElement, useEffect } from 'react'
import { Link, useLocation } from '@tanstack/react-router'
import { useCall } from '../../api/hooks.ts'
import { Procedures } from '../procedure/procedures.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { NormCard } from './norm-card.tsx'
import { type Norm, byLetter, chapters } from './norms.ts'
import './norms.css'

const List = ({ norms, since }: { norms: readonly Norm[]; since: string }): ReactElement => {
  const { hash } = useLocation()
  useEffect(() => {
    // The page is drawn after the list has come, so the browser's own jump to the anchor found nothing.
    document.getElementById(hash)?.scrollIntoView({ block: 'start' })
  }, [hash])
  const letters = byLetter(norms)
  const open = norms.filter((norm) => norm.enforcedBy.length > 0).length
  if (norms.length === 0) return <Empty>还没有登记规范。</Empty>
  return (
    <>
      <p>
        共{norms.length}条规范，{open}条已由系统执行，{norms.length - open}条尚未实现，各条如实写明。
      </p>
      <nav aria-label="规范目录" className="letters noprint">
        {[...letters.keys()].map((letter) => (
          <Link key={letter} to="/norms" hash={`letter-${letter}`} className="btn tiny">
            {letter} {chapters[letter]}
          </Link>
        ))}
      </nav>
      {[...letters].map(([letter, listed]) => (
        <section
          key={letter}
          id={`letter-${letter}`}
          className="stack anchored"
          aria-labelledby={`title-${letter}`}
        >
          <h2 id={`title-${letter}`}>
            {letter} {chapters[letter]}
          </h2>
          {listed.map((norm) => (
            <NormCard key={norm.id} norm={norm} since={since} />
          ))}
        </section>
      ))}
    </>
  )
}

/** 规范: every demand of the rulebook, what enforces it, and how it stands today. */
const NormsPage = (): ReactElement => {
  const norms = useCall('desk.norms', {})
  return (
    <div className="page">
      <PageHead title="规范" lead="规则册的每一条：怎样起作用，由什么执行，现在怎么样。">
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      <Procedures />
      <Answer of={norms}>{(data) => <List norms={data.norms} since={data.since} />}</Answer>
    </div>
  )
}

export default NormsPage
