import { type ReactElement, useId, useState } from 'react'
import type { AvailableAct, MatterPage } from '../../api/shapes.ts'
import { ActForm } from '../../ui/act-form/act-form.tsx'
import { DisabledReason } from '../../ui/disabled-reason.tsx'
import { Sheet } from '../../ui/sheet.tsx'

const isOpen = (act: AvailableAct): boolean => act.refusals.length === 0
const ofMine = (act: AvailableAct): boolean => act.mine && act.weight !== 'side'
/** At hand: what one can do now; where no main step is open, the closed ones too, because they say what is missing. */
function atHand({ acts, group }: MatterPage): readonly AvailableAct[] {
  const mine = acts.filter(ofMine)
  const goesOn = mine.some((act) => act.weight === 'main' && isOpen(act))
  return mine
    .filter((act) => isOpen(act) || (act.weight === 'main' && !goesOn && group !== '办结'))
    .toSorted((a, b) => rank(a) - rank(b))
}

const ActButton = ({
  act,
  choose,
}: {
  act: AvailableAct
  choose: (act: AvailableAct) => void
}): ReactElement =>
  isOpen(act) ? (
    <button type="button" className={act.weight === 'main' ? 'btn main' : 'btn'} onClick={() => choose(act)}>
      {act.may}
    </button>
  ) : (
    <DisabledReason title={act.may} refusals={act.refusals} />
  )

const MorePanel = ({
  id,
  acts,
  choose,
}: {
  id: string
  acts: readonly AvailableAct[]
  choose: (act: AvailableAct) => void
}): ReactElement => {
  const groups = [
    { title: '现在可以办', acts: acts.filter(isOpen) },
    { title: '本岗位的职权，现在不能办', acts: acts.filter((a) => !isOpen(a) && a.mine) },
    { title: '其他岗位的职权', acts: acts.filter((a) => !isOpen(a) && !a.mine) },
  ].filter((group) => group.acts.length > 0)
  return (
    <div id={id} className="card stack more">
      {groups.map((group) => (
        <section key={group.title} className="stack" style={{ gap: '0.375rem' }}>
          <h2 className="muted">{group.title}</h2>
          <div className="row">
            {group.acts.map((act) => (
              <ActButton key={act.act} act={act} choose={choose} />
            ))}
          </div>
        </section>
      ))}
      <p className="small muted">灰色的点一下或者停一下，会说明为什么不能办、依据哪一条、怎样才能办。</p>
    </div>
  )
}

/** 可办的行为: the next step prominent, the rest in 更多; a closed one says why, under which norm and article. */
export const Acts = ({ page }: { page: MatterPage }): ReactElement => {
  const [name, setName] = useState<string | null>(null)
  const [more, setMore] = useState(false)
  const panel = useId()
  const chosen = page.acts.find((act) => act.act === name)
  const choose = (act: AvailableAct): void => setName(act.act)
  const hand = atHand(page)
  const rest = page.acts.filter((act) => !hand.includes(act))
  const close = (): void => setName(null)
  return (
    <section className="acts noprint" aria-label="可办的行为">
      {hand.map((act) => (
        <ActButton key={act.act} act={act} choose={choose} />
      ))}
      {hand.length === 0 && (
        <p className="muted">{page.group === '办结' ? '这件事已经办结。' : '这件事现在不用您办。'}</p>
      )}
      {rest.length > 0 && (
        <button
          type="button"
          className="btn"
          aria-expanded={more}
          aria-controls={panel}
          onClick={() => setMore(!more)}
        >
          更多 {more ? '▴' : '▾'}
        </button>
      )}
      <button type="button" className="btn" onClick={() => window.print()}>
        打印办理单
      </button>
      {more && <MorePanel id={panel} acts={rest} choose={choose} />}
      {chosen && (
        <Sheet title={chosen.may} onClose={close}>
          <ActForm
            key={chosen.act}
            procedure={page.procedure.id}
            act={chosen}
            matter={{ id: page.id, ver: page.ver }}
            onDone={close}
            onCancel={close}
          />
        </Sheet>
      )}
    </section>
  )
}

const rank = (act: AvailableAct): number => (act.weight === 'main' ? 0 : 2) + (isOpen(act) ? 0 : 1)
