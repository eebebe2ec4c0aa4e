import type { ReactElement } from 'react'
import { Link, useParams } from '@tanstack/react-router'
import { useCall } from '../../api/hooks.ts'
import type { MatterPage as Page } from '../../api/shapes.ts'
import { Light } from '../../ui/light.tsx'
import { Answer } from '../../ui/states.tsx'
import { useTitle } from '../../ui/title.ts'
import { Acts } from './acts.tsx'
import { AskingPanel } from './asking.tsx'
import { Duties } from './duties.tsx'
import { Files } from './files.tsx'
import { Papers } from './papers.tsx'
import { ReadersPanel } from './readers.tsx'
import { SelfTest } from './self-test.tsx'
import { Slip } from './slip.tsx'
import { SmsNotes } from './sms-notes.tsx'
import { Timeline } from './timeline.tsx'
import '../../ui/lists.css'
import './matter.css'

const Head = ({ page }: { page: Page }): ReactElement => (
  <header className="matter-head noprint">
    <p className="small muted">
      {page.procedure.title} · {page.number}
    </p>
    <h1>{page.title}</h1>
    <p className="row">
      <span className="tag blue">{page.stateTitle}</span>
      <Light light={page.light} />
      {page.dueText && <span className="muted">完成时限：{page.dueText}</span>}
      {page.places.map(({ title, to }) => (
        <Link key={to} to={to} className="btn tiny">
          {title}
        </Link>
      ))}
    </p>
  </header>
)

const Matter = ({ page }: { page: Page }): ReactElement => {
  useTitle(page.title)
  return (
    <div className="page">
      <Head page={page} />
      <Acts page={page} />
      <div className="matter-grid">
        <div className="stack">
          <Slip page={page} />
          {page.selfTest && page.selfTest.length > 0 && <SelfTest questions={page.selfTest} />}
          {page.asks && <AskingPanel page={page} />}
          {page.readers && <ReadersPanel readers={page.readers} />}
          <Files timeline={page.timeline} />
          <Papers papers={page.papers} />
        </div>
        <div className="stack noprint">
          <Duties duties={page.duties} />
          <SmsNotes notes={page.notes} />
          <Timeline timeline={page.timeline} erases={page.erases} />
        </div>
      </div>
    </div>
  )
}

/** 事项: the slip people know, who owes what by when and why, what one can do, and everything that was done. */
const MatterPage = (): ReactElement => {
  const { id } = useParams({ strict: false })
  const page = useCall('matters.page', { params: { id: id ?? '' } })
  return (
    <Answer of={page} lines={8}>
      {(data) => <Matter key={data.id} page={data} />}
    </Answer>
  )
}

export default MatterPage
