import { type ReactElement, useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import type { AvailableAct, MatterPage } from '../../api/shapes.ts'
import { ActForm } from '../../ui/act-form/act-form.tsx'
import type { Values } from '../../ui/act-form/values.ts'
import { dateText } from '../../ui/format.ts'
import { Light } from '../../ui/light.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer } from '../../ui/states.tsx'
import { arranging, settingAside } from './arranging.ts'

type Asking = Ok<'documents.asking'>
export type Item = Asking['sources'][number]['items'][number]

const Fate = ({ fate }: { fate: Item['fate'] }): ReactElement => {
  if (fate.kind === 'open') return <span className="tag">尚未安排</span>
  if (fate.kind === 'setAside') return <span className="small muted">不立项：{fate.reason}</span>
  return (
    <ul className="stack" style={{ gap: '0.25rem' }}>
      {fate.matters.map((matter) => (
        <li key={matter.id} className="row">
          <Link to="/matters/$id" params={{ id: matter.id }}>
            {matter.number} {matter.title}
          </Link>
          <span className="tag blue">{matter.stateTitle}</span>
          <Light light={matter.light} />
        </li>
      ))}
      {fate.hidden > 0 && <li className="small muted">另有{fate.hidden}件已立项（无权查看）</li>}
    </ul>
  )
}

const whoText = ({ lead, responsible, cooperate }: Item): string =>
  [
    lead.length > 0 ? `牵头：${lead.join('、')}` : '',
    responsible.length > 0 ? `责任：${responsible.join('、')}` : '',
    cooperate.length > 0 ? `配合：${cooperate.join('、')}` : '',
  ]
    .filter(Boolean)
    .join('　')

const Line = ({
  item,
  chosen,
  toggle,
}: {
  item: Item
  chosen: boolean
  toggle: (() => void) | undefined
}): ReactElement => (
  <li className="asked">
    <label className="pick">
      {toggle && <input type="checkbox" checked={chosen} onChange={toggle} />}
      <span>{item.sentence}</span>
    </label>
    <p className="small muted">
      {[whoText(item), item.due ? `${dateText(item.due)}前` : (item.dueWords ?? '')]
        .filter(Boolean)
        .join('　') || item.because}
    </p>
    <Fate fate={item.fate} />
  </li>
)

const Work = ({ page, asking }: { page: MatterPage; asking: Asking }): ReactElement => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [doing, setDoing] = useState<{ act: AvailableAct; initial: Values; of: string } | null>(null)
  const open = asking.sources.flatMap((source, s) =>
    source.items.flatMap((item, i) => (item.fate.kind === 'open' ? [{ key: `${s}.${i}`, item }] : [])),
  )
  const picked = open.filter(({ key }) => chosen.has(key)).map(({ item }) => item)
  const arrange = page.acts.find((act) => act.act === asking.arrange)
  const dismiss = page.acts.find((act) => act.act === asking.dismiss)
  const mine = arrange?.mine === true
  const canArrange = mine && arrange.refusals.length === 0
  const canDismiss = dismiss?.mine === true && dismiss.refusals.length === 0
  const canPick = (canArrange || canDismiss) && open.length > 0
  const toggle = (key: string) => (): void =>
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  const start = (act: AvailableAct | undefined, initial: Values): void => {
    if (act) setDoing({ act, initial, of: picked.map((item) => item.span.join('-')).join(',') })
  }
  const close = (): void => setDoing(null)
  return (
    <>
      {asking.sources.map((source, s) => (
        // oxlint-disable-next-line react/no-array-index-key -- a leader may instruct twice on a day: a source is its place
        <section key={`${s} ${source.title}`} className="stack" style={{ gap: '0.375rem' }}>
          <h3>{source.title}</h3>
          {source.struck && (
            <p>
              <s>{source.struck}</s>
            </p>
          )}
          {source.trouble && <p className="notice warn small">{source.trouble}</p>}
          {!source.trouble && source.items.length === 0 && (
            <p className="small muted">
              没有读出带责任单位或者时限的要求{canArrange ? '；可以自己立项' : ''}。
            </p>
          )}
          <ul className="stack">
            {source.items.map((item, i) => (
              <Line
                key={`${item.span.join('-')} ${item.sentence}`}
                item={item}
                chosen={chosen.has(`${s}.${i}`)}
                toggle={canPick && item.fate.kind === 'open' ? toggle(`${s}.${i}`) : undefined}
              />
            ))}
          </ul>
        </section>
      ))}
      {asking.others.length > 0 && (
        <section className="stack" style={{ gap: '0.375rem' }}>
          <h3>另行立项的</h3>
          <Fate fate={{ kind: 'arranged', matters: asking.others, hidden: 0 }} />
        </section>
      )}
      {asking.sources.length + asking.others.length === 0 && (
        <p className="small muted">还没有可读的原件和批示。</p>
      )}
      {mine && asking.next && <p className="small muted">{asking.next}。</p>}
      {mine && !asking.next && open.length > 0 && page.group !== '办结' && (
        <>
          {arrange.refusals.map((refusal) => (
            <Refusal key={refusal.code} refusal={refusal} />
          ))}
        </>
      )}
      {(canArrange || canPick) && (
        <div className="row">
          {canArrange && (
            <button
              type="button"
              className="btn main"
              onClick={() => start(arrange, arranging(picked, page.title))}
            >
              {picked.length > 0 ? `把选中的${picked.length}句${arrange.may}` : arrange.may}
            </button>
          )}
          {canDismiss && picked.length > 0 && (
            <button type="button" className="btn" onClick={() => start(dismiss, settingAside(picked))}>
              {dismiss.may}
            </button>
          )}
          {canPick && open.length > 1 && (
            <button
              type="button"
              className="btn text"
              onClick={() =>
                setChosen(picked.length === open.length ? new Set() : new Set(open.map(({ key }) => key)))
              }
            >
              {picked.length === open.length ? '全不选' : '全选'}
            </button>
          )}
        </div>
      )}
      {doing && (
        <Sheet title={doing.act.may} onClose={close}>
          <ActForm
            key={`${doing.act.act} ${doing.of}`}
            procedure={page.procedure.id}
            act={doing.act}
            matter={{ id: page.id, ver: page.ver }}
            initial={doing.initial}
            of={doing.of && `.${doing.of}`}
            onDone={() => {
              setChosen(new Set())
              close()
            }}
            onCancel={close}
          />
        </Sheet>
      )}
    </>
  )
}

/** 要求与落实: every sentence of the document and of the instructions that asks for something, and what became of it. */
export const AskingPanel = ({ page }: { page: MatterPage }): ReactElement => {
  const asking = useCall('documents.asking', { params: { id: page.id } })
  return (
    <section className="card stack noprint" aria-labelledby="asking-title">
      <h2 id="asking-title">要求与落实</h2>
      <Answer of={asking}>{(data) => <Work page={page} asking={data} />}</Answer>
    </section>
  )
}
