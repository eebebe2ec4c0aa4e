import { type ReactElement, type ReactNode, useId, useRef, useState } from 'react'
import { act as doAct } from '../../api/client.ts'
import { newKey } from '../../api/key.ts'
import type { AvailableAct, MatterPage } from '../../api/shapes.ts'
import { ActForm } from '../../ui/act-form/act-form.tsx'
import { announce, refreshMatters } from '../../ui/act-form/take-back.ts'
import { wholeTexts } from '../../ui/act-form/whole-text.ts'
import { DisabledReason } from '../../ui/disabled-reason.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'

type Choose = (act: AvailableAct) => void

const isOpen = (act: AvailableAct): boolean => act.refusals.length === 0
const isMain = (act: AvailableAct): boolean => act.weight === 'main'

/** Nothing to fill in and nothing to confirm: one tap does it. */
const isOneTap = (act: AvailableAct): boolean =>
  act.mine && !act.solemn && !act.takesBack && Object.keys(act.form).length === 0

/** Does an act at once; a second tap while it is on its way does not do it twice. */
function useAtOnce({ id, ver, procedure }: MatterPage): Choose {
  const sending = useRef(false)
  const send = async ({ act, may }: AvailableAct): Promise<void> => {
    if (sending.current) return
    sending.current = true
    try {
      const done = await doAct({ matter: id, act: `${procedure.id}.${act}`, form: {}, key: newKey(), ver })
      void announce(procedure.id, `${may}：已办理`, done)
    } catch (error) {
      toast(error instanceof Error ? error.message : `${may}没有办成`)
    } finally {
      sending.current = false
      void refreshMatters()
    }
  }
  return (act) => void send(act)
}

/** What an instruction is about, and the pages it can be written on. */
const aboutOf = ({ id, title, timeline }: MatterPage) => ({
  matter: id,
  title,
  sheets: timeline.flatMap(({ files }) => files.filter((file) => file.preview === 'pdf')),
})

/** The acts of a page by where they stand: each stands in exactly one place. */
function placed(acts: readonly AvailableAct[]) {
  const open = acts.filter(isOpen)
  const atHand = open.filter((act) => act.mine && act.weight !== 'side')
  return {
    atHand: [...atHand.filter(isMain), ...atHand.filter((act) => !isMain(act))],
    aside: open.filter((act) => !atHand.includes(act)),
    ownClosed: acts.filter((act) => !isOpen(act) && act.mine),
    others: acts.filter((act) => !isOpen(act) && !act.mine),
  }
}

const OpenButton = ({ act, choose }: { act: AvailableAct; choose: Choose }): ReactElement => (
  <button type="button" className={isMain(act) ? 'btn main' : 'btn'} onClick={() => choose(act)}>
    {act.mine || !act.enters ? act.may : `代录：${act.may}`}
  </button>
)

const Group = ({ title, children }: { title: string; children: ReactNode }): ReactElement => (
  <section className="stack" style={{ gap: '0.375rem' }}>
    <h2 className="muted">{title}</h2>
    <div className="row">{children}</div>
  </section>
)

const MorePanel = ({
  id,
  aside,
  others,
  choose,
}: {
  id: string
  aside: readonly AvailableAct[]
  others: readonly AvailableAct[]
  choose: Choose
}): ReactElement => (
  <div id={id} className="card stack more">
    {aside.length > 0 && (
      <Group title="现在可以办">
        {aside.map((act) => (
          <OpenButton key={act.act} act={act} choose={choose} />
        ))}
      </Group>
    )}
    {others.length > 0 && (
      <>
        <Group title="其他岗位的职权">
          {others.map((act) => (
            <DisabledReason key={act.act} title={act.may} refusals={act.refusals} />
          ))}
        </Group>
        <p className="small muted">灰色的点一下或者停一下，会说明为什么不能办、依据哪一条、怎样才能办。</p>
      </>
    )}
  </div>
)

/** What the post may do at other times, each with why not now; the main steps first. */
const WhyPanel = ({ id, acts }: { id: string; acts: readonly AvailableAct[] }): ReactElement => (
  <dl id={id} className="card more why">
    {[...acts.filter(isMain), ...acts.filter((act) => !isMain(act))].map((act) => (
      <div key={act.act}>
        <dt>{act.may}</dt>
        <dd>
          {act.refusals.map((refusal) => (
            <Refusal key={refusal.code} refusal={refusal} />
          ))}
        </dd>
      </div>
    ))}
  </dl>
)

const Fold = ({
  title,
  open,
  controls,
  toggle,
}: {
  title: string
  open: boolean
  controls: string
  toggle: () => void
}): ReactElement => (
  <button type="button" className="btn" aria-expanded={open} aria-controls={controls} onClick={toggle}>
    {title} {open ? '▴' : '▾'}
  </button>
)

/** 可办的行为: what can be done now in sight, the rest in 更多; what is closed says why, under which norm and article. */
export const Acts = ({ page }: { page: MatterPage }): ReactElement => {
  const [name, setName] = useState<string | null>(null)
  const [unfolded, setUnfolded] = useState<'more' | 'why' | null>(null)
  const [more, why] = [useId(), useId()]
  const chosen = page.acts.find((act) => act.act === name)
  const atOnce = useAtOnce(page)
  const choose: Choose = (act) => (isOneTap(act) ? atOnce(act) : setName(act.act))
  const { atHand, aside, ownClosed, others } = placed(page.acts)
  const close = (): void => setName(null)
  const toggle = (fold: 'more' | 'why'): void => setUnfolded(unfolded === fold ? null : fold)
  return (
    <section className="acts noprint" aria-label="可办的行为">
      {atHand.map((act) => (
        <OpenButton key={act.act} act={act} choose={choose} />
      ))}
      {atHand.length === 0 && (
        <p className="muted">{page.group === '办结' ? '这件事已经办结。' : '这件事现在不用您办。'}</p>
      )}
      {aside.length + others.length > 0 && (
        <Fold title="更多" open={unfolded === 'more'} controls={more} toggle={() => toggle('more')} />
      )}
      {ownClosed.length > 0 && (
        <Fold
          title="为什么现在不能办…"
          open={unfolded === 'why'}
          controls={why}
          toggle={() => toggle('why')}
        />
      )}
      <button type="button" className="btn" onClick={() => window.print()}>
        打印办理单
      </button>
      {unfolded === 'more' && <MorePanel id={more} aside={aside} others={others} choose={choose} />}
      {unfolded === 'why' && <WhyPanel id={why} acts={ownClosed} />}
      {chosen && (
        <Sheet title={chosen.may} onClose={close}>
          <ActForm
            key={chosen.act}
            procedure={page.procedure.id}
            act={chosen}
            matter={{ id: page.id, ver: page.ver }}
            initial={wholeTexts(chosen, page)}
            about={aboutOf(page)}
            onDone={close}
            onCancel={close}
          />
        </Sheet>
      )}
    </section>
  )
}
