import type { ReactElement } from 'react'
import { useParams } from '@tanstack/react-router'
import { useCall } from '../../api/hooks.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { RoundPart } from './round.tsx'
import { SheetPart } from './sheet.tsx'
import './sealing.css'

/** 密封意见: a member's own sheet, or the round it belongs to. */
const SealingPage = (): ReactElement => {
  const { id } = useParams({ strict: false })
  const view = useCall('sealing.view', { params: { id: id ?? '' } })
  return (
    <div className="page sealing">
      <Answer of={view} lines={6}>
        {(data) => (
          <>
            <PageHead
              title={data.title}
              lead={`${data.sheet ? '密封意见' : '书面意见征集'} · ${data.stateTitle}`}
            />
            {data.sheet && <SheetPart key={data.id} view={data} sheet={data.sheet} />}
            {data.round && <RoundPart key={data.id} view={data} round={data.round} />}
          </>
        )}
      </Answer>
    </div>
  )
}

export default SealingPage
