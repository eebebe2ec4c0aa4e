import { type ReactElement, type ReactNode, useEffect, useMemo } from 'react'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { dayText } from '../../ui/format.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { DutyArticle } from './duty-article.tsx'
import { PowerArticle } from './power-article.tsx'
import { Procedures } from './procedures.tsx'
import { Bases } from '../../ui/bases.tsx'
import './procedure.css'

type Copy = Ok<'desk.readingCopy'>
type State = Copy['states'][number]

/** States under the words of the lists, each where its first one stands in the procedure. */
const byGroup = (states: readonly State[]): readonly (readonly [string, readonly State[]])[] => [
  ...Map.groupBy(states, ({ group }) => group),
]
const stateText = ({ title, final }: State): string => (final ? `${title}（终结）` : title)

const Chapter = ({
  id,
  title,
  children,
}: {
  id: string
  title: string
  children: ReactNode
}): ReactElement => (
  <section id={id} className="chapter anchored" aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
)

const Contents = ({ copy }: { copy: Copy }): ReactElement => (
  <nav aria-label="目录" className="contents noprint">
    <p className="strong">目录</p>
    <ul>
      <li>
        <Link to="." hash="roles">
          第一章 当事人
        </Link>
      </li>
      <li>
        <Link to="." hash="states">
          第二章 状态
        </Link>
      </li>
      <li>
        <Link to="." hash="powers">
          第三章 职权（{copy.powers.length}条）
        </Link>
        <ul>
          {copy.powers.map(({ act, may }) => (
            <li key={act}>
              <Link to="." hash={`power-${act}`}>
                {may}
              </Link>
            </li>
          ))}
        </ul>
      </li>
      <li>
        <Link to="." hash="duties">
          第四章 职责（{copy.duties.length}条）
        </Link>
        <ul>
          {copy.duties.map(({ name, must }) => (
            <li key={name}>
              <Link to="." hash={`duty-${name}`}>
                {must}
              </Link>
            </li>
          ))}
        </ul>
      </li>
    </ul>
  </nav>
)

/** Where each gate has its anchor: the first act that it refuses. */
function gateAnchors(copy: Copy): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  for (const { act, gates } of copy.powers) {
    for (const { title } of gates) if (!first.has(title)) first.set(title, act)
  }
  return first
}

const Body = ({ copy }: { copy: Copy }): ReactElement => {
  const { hash } = useLocation()
  const anchors = useMemo(() => gateAnchors(copy), [copy])
  useEffect(() => {
    document.getElementById(hash)?.scrollIntoView({ block: 'start' })
  }, [hash])
  return (
    <div className="page procedure-page">
      <PageHead
        title={`${copy.title}规程`}
        lead={`第${copy.version}版，自${dayText(`${copy.from}T00:00:00+08:00`)}起施行`}
      >
        <Link to="/norms" className="btn">
          规范目录
        </Link>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      <Procedures />
      <div className="procedure-grid">
        <Contents copy={copy} />
        <div className="card regulation">
          <p>
            <span className="strong">依据：</span>
            {copy.basis.length > 0 ? <Bases of={copy.basis.join('；')} /> : '未列'}
          </p>
          <Chapter id="roles" title="第一章 当事人">
            <dl className="roles">
              {copy.roles.map((role) => (
                <div key={role.title}>
                  <dt>{role.title}</dt>
                  <dd>{role.seat}</dd>
                </div>
              ))}
            </dl>
          </Chapter>
          <Chapter id="states" title="第二章 状态">
            <p>事项总处在下列状态之一，终结后不再办理。</p>
            <dl className="roles">
              {byGroup(copy.states).map(([group, states]) => (
                <div key={group}>
                  <dt>{group}</dt>
                  <dd>{states.map(stateText).join('、')}</dd>
                </div>
              ))}
            </dl>
          </Chapter>
          <Chapter id="powers" title="第三章 职权">
            {copy.powers.map((power, n) => (
              <PowerArticle key={power.act} power={power} no={n + 1} anchors={anchors} />
            ))}
          </Chapter>
          <Chapter id="duties" title="第四章 职责">
            {copy.duties.map((duty, n) => (
              <DutyArticle key={duty.name} duty={duty} no={copy.powers.length + n + 1} />
            ))}
          </Chapter>
        </div>
      </div>
    </div>
  )
}

/** 规程读本: the procedure as the system executes it, in the regulation's order, each act with an address of its own. */
const ProcedurePage = (): ReactElement => {
  const { id } = useParams({ from: '/shell/procedures/$id' })
  const copy = useCall('desk.readingCopy', { params: { id } }, { staleTime: 600_000 })
  if (copy.data) return <Body copy={copy.data} />
  return (
    <div className="page">
      <PageHead title="规程" />
      <Answer of={copy}>{() => null}</Answer>
    </div>
  )
}

export default ProcedurePage
