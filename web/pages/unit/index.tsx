import type { ReactElement, ReactNode } from 'react'
import { Link, useParams } from '@tanstack/react-router'
import { type Ok, urlOf } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import type { InboxItem } from '../../api/shapes.ts'
import { DownloadButton } from '../../ui/download.tsx'
import { Figures } from '../../ui/figures.tsx'
import { DutyLines, MatterLines } from '../../ui/matter-lines.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Phone } from '../../ui/phone.tsx'
import { Answer } from '../../ui/states.tsx'
import { type Answer as AnswerAct, useAnswering } from '../inbox/answering.tsx'
import { Breaches } from './breaches.tsx'
import { People } from './people.tsx'
import './unit.css'

type Page = Ok<'work.unitPage'>

/** The server lists so many at most. */
const LISTED = 50

const Part = ({
  title,
  n,
  children,
  note,
}: {
  title: string
  n: number
  note: string
  children: ReactNode
}): ReactElement => (
  <section className="card stack" aria-label={title}>
    <div>
      <h2>
        {title}{' '}
        <span className="muted small">{n >= LISTED ? `${LISTED}项以上，列出时限最近的` : `${n}项`}</span>
      </h2>
      <p className="small muted">{note}</p>
    </div>
    {children}
  </section>
)

/** What the unit owes and to whom; who may answer it can do so here. */
const OwnLines = ({
  items,
  answer,
  show = 'creditor',
}: {
  items: readonly InboxItem[]
  answer: AnswerAct
  show?: 'holder' | 'creditor'
}): ReactElement => (
  <DutyLines
    items={items}
    show={show}
    none="本单位现在没有应办未办的事。"
    actions={(item) =>
      item.duty &&
      item.duty.acts.length > 0 &&
      item.duty.acts.map((act) => (
        <button key={act.act} type="button" className="btn tiny" onClick={() => answer(item, act)}>
          {act.may}
        </button>
      ))
    }
  />
)

const Body = ({ page }: { page: Page }): ReactElement => {
  const { unit, posts, figures, own, owes, owed, stuck, breaches } = page
  const { answer, sheet } = useAnswering()
  return (
    <div className="page">
      <PageHead
        title={unit.name}
        lead={
          <>
            {[unit.kind, unit.aliases.length > 0 && `又称${unit.aliases.join('、')}`]
              .filter(Boolean)
              .join(' · ')}{' '}
            {unit.phone && (
              <>
                · 值班电话 <Phone number={unit.phone} of={unit.shortName} />
              </>
            )}
          </>
        }
      >
        <Link to="/matters" search={{ unit: unit.id }} className="btn">
          本单位台账
        </Link>
        <DownloadButton url={urlOf('ledger.unit', { params: { id: unit.id } })} name={`${unit.name}.xlsx`}>
          导出 Excel
        </DownloadButton>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      {!unit.assignable && <p className="notice info">这个单位不承接交办事项。</p>}
      {figures.length > 0 && <Figures figures={figures} label="本单位的事项数" />}
      <div className="unit-page">
        <div className="stack">
          {own.length > 0 && (
            <Part title="领导自己要办的" n={own.length} note="本单位领导本人应办而未办的，排在最前。">
              <OwnLines items={own} answer={answer} show="holder" />
            </Part>
          )}
          <Part title="我们欠谁的" n={owes.length} note="本单位应办而未办的，按时限排列。">
            <OwnLines items={owes} answer={answer} />
          </Part>
          <Part title="谁欠我们的" n={owed.length} note="别的单位应向本单位办的：核实、协助、裁定等。">
            <DutyLines items={owed} show="holder" none="现在没有单位欠本单位的事。" />
          </Part>
          <Part title="卡在哪里" n={stuck.length} note="已报告困难、正等协助的事项；报告困难不计为逾期。">
            <MatterLines rows={stuck} none="没有卡住的事项。" />
          </Part>
          <Part
            title="记在账上的"
            n={breaches.length}
            note="到期未办也未报告的，本单位看得到对自己的全部记录。"
          >
            <Breaches breaches={breaches} />
          </Part>
        </div>
        <People posts={posts} />
      </div>
      {sheet}
    </div>
  )
}

/** 单位页: who is who, and both sides of the unit's account. */
const UnitPage = (): ReactElement => {
  const { id } = useParams({ from: '/shell/units/$id' })
  const page = useCall('work.unitPage', { params: { id } })
  if (page.data) return <Body page={page.data} />
  return (
    <div className="page">
      <PageHead title="单位" />
      <Answer of={page}>{() => null}</Answer>
    </div>
  )
}

export default UnitPage
