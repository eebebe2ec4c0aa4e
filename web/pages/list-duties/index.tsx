import type { ReactElement } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCall } from '../../api/hooks.ts'
import { Bases } from '../../ui/bases.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { UnitPicker } from '../../ui/pickers.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Answer, Empty } from '../../ui/states.tsx'

/** 责任清单: made of the duties that the procedures declare, for one unit. */
const DutiesPage = (): ReactElement => {
  const { unit } = useSearch({ from: '/shell/lists/duties' })
  const navigate = useNavigate()
  const found = useCall('lists.duties', { query: unit ? { unit } : {} })
  return (
    <div className="page">
      <PageHead
        title="责任清单"
        lead="由各项规程的职责生成：谁、对谁、多长时间内、依据什么。规程改了，清单随之改。"
      >
        <Link to="/lists" className="btn">
          权力清单
        </Link>
      </PageHead>
      <div className="card stack">
        <label htmlFor="duties-unit">单位</label>
        <UnitPicker
          id="duties-unit"
          value={unit ? [unit] : []}
          onChange={(ids) => {
            const last = ids.at(-1)
            void navigate({ to: '/lists/duties', search: last ? { unit: last } : {} })
          }}
        />
      </div>
      <Answer of={found}>
        {({ unitName, duties }) =>
          duties.length === 0 ? (
            <Empty>{unitName}在现有规程里没有职责。</Empty>
          ) : (
            <>
              <p>
                {unitName}可能承担{duties.length}项职责
              </p>
              <ScrollTable
                label="责任清单"
                columns={['规程', '职责', '以何身份', '对谁负责', '期限', '依据']}
              >
                {duties.map((duty) => (
                  <tr key={`${duty.procedure} ${duty.must} ${duty.as}`}>
                    <td data-title="规程">
                      <Link to="/procedures/$id" params={{ id: duty.procedure }}>
                        {duty.procedureTitle}（第{duty.version}版）
                      </Link>
                    </td>
                    <td data-title="职责">{duty.must}</td>
                    <td data-title="以何身份">{duty.as}</td>
                    <td data-title="对谁负责">{duty.to}</td>
                    <td data-title="期限">{duty.within}</td>
                    <td data-title="依据">
                      <div className="small">
                        <Bases of={duty.basis.map(({ text }) => text).join('；')} />
                      </div>
                    </td>
                  </tr>
                ))}
              </ScrollTable>
            </>
          )
        }
      </Answer>
    </div>
  )
}

export default DutiesPage
