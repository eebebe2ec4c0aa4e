import { type FormEvent, type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react'
import { newKey } from '../../api/key.ts'
import { shelf } from '../../api/shelf.ts'
import { FieldList } from '../../ui/act-form/fields.tsx'
import { Form, type FormContext } from '../../ui/act-form/form-context.tsx'
import { type Path, type Values, pathText, withValue } from '../../ui/act-form/values.ts'
import { type ItemAtHand, ItemsAtHand } from '../../ui/item-picker.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { type Page, type SpotAct, itemsKept } from './kept.ts'
import { beginsWith } from './offering.ts'
import {
  type Confirmed,
  type Draft,
  type Place,
  type Taken,
  confirm,
  dropDraft,
  keepDraft,
} from './outbox.ts'
import { Takes } from './takes.tsx'
import {
  type Taking,
  TakingContext,
  asTyped,
  clockText,
  confirmedForm,
  faultsIn,
  taken,
  usedIn,
} from './taking.ts'
import '../../ui/act-form/act-form.css'

const valueAt = (values: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], values)

const NO_PICTURE = '只收 JPEG、PNG 照片；这个文件不是，或者不完整，请重拍。'
const NO_ROOM = '没有存进本机：存储空间不够，或者浏览器不许保存。请腾出空间后再拍。'

/** A form that is kept on this phone at every change, one change after another. */
function useSpotDraft(
  place: Place,
  act: SpotAct,
  { begun, waiting }: { begun: Draft | undefined; waiting: readonly Confirmed[] },
  clock: () => number,
) {
  const [draft, setDraft] = useState<Draft>(
    () =>
      begun ?? {
        act: act.act,
        may: act.may,
        values: asTyped(beginsWith(act, waiting)) as Values,
        taken: [],
        ...(act.setsUp ? { setsUp: true } : {}),
      },
  )
  const [isKept, setKept] = useState(true)
  const latest = useRef(draft)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const change = (
    next: Draft,
    more: { fresh?: readonly [Taken, Uint8Array]; dropped?: readonly Taken[] } = {},
  ): Promise<void> => {
    latest.current = next
    setDraft(next)
    const kept = last.current.then(() => keepDraft(shelf, place, next, more))
    last.current = kept.then(
      () => setKept(true),
      () => setKept(false),
    )
    return kept
  }
  const setValue = (path: Path, update: (before: unknown) => unknown): Values =>
    withValue(latest.current.values, path, update(valueAt(latest.current.values, path))) as Values
  return {
    draft,
    isKept,
    latest,
    settled: () => last.current,
    set: (path: Path, update: (before: unknown) => unknown): void =>
      void change({ ...latest.current, values: setValue(path, update) }).catch(() => undefined),
    take: async (path: Path, picture: Blob, name: string): Promise<string | null> => {
      const made = await taken(picture, name, clockText(clock()))
      if (!made) return NO_PICTURE
      const [one] = made
      const before = latest.current
      const values = setValue(path, (held) => [...((held ?? []) as string[]), one.id])
      try {
        await change({ ...before, values, taken: [...before.taken, one] }, { fresh: made })
        return null
      } catch {
        latest.current = before
        setDraft(before)
        return NO_ROOM
      }
    },
    drop: (path: Path, id: string): void => {
      const values = setValue(path, (held) => ((held ?? []) as string[]).filter((one) => one !== id))
      const dropped = latest.current.taken.filter((one) => one.id === id)
      const rest = latest.current.taken.filter((one) => one.id !== id)
      void change({ ...latest.current, values, taken: rest }, { dropped }).catch(() => undefined)
    },
  }
}

/** The items of the lists that lie on this phone, as far as a form names one. */
function useItems({ form }: SpotAct): readonly ItemAtHand[] | null {
  const [items, setItems] = useState<readonly ItemAtHand[] | null>(null)
  const isAsked = Object.values(form).some(({ kind }) => kind === 'item')
  useEffect(() => {
    if (isAsked) void itemsKept().then(setItems)
  }, [isAsked])
  return isAsked ? (items ?? []) : null
}

/** 这一步需要什么: the gates, and whether they are known to be met. */
const Needs = ({ act }: { act: SpotAct }): ReactElement | null =>
  act.needs.length === 0 ? null : (
    <details className="spot-needs" open>
      <summary>这一步需要什么</summary>
      <ul className="stack">
        {act.needs.map(({ title, code, reads }) => {
          const isMet = reads === 'record' && act.refusals.length === 0
          return (
            <li key={`${code}${title}`}>
              <span aria-hidden="true">{isMet ? '✓' : '○'}</span> {title}
              <span className="small muted">（{isMet ? '已具备' : '交上去时核对'}）</span>
            </li>
          )
        })}
      </ul>
    </details>
  )

/** 现场填写: kept on this phone with everything in it; confirmed here, handed in when there is a network. */
export const SpotForm = ({
  page,
  act,
  place,
  begun,
  waiting,
  clock,
  onConfirmed,
  onClose,
}: {
  page: Page
  act: SpotAct
  place: Place
  begun: Draft | undefined
  waiting: readonly Confirmed[]
  /** What time it is, in milliseconds. */
  clock: () => number
  onConfirmed: () => void
  onClose: () => void
}): ReactElement => {
  const formId = useId()
  const box = useRef<HTMLFormElement>(null)
  const { draft, isKept, latest, settled, set, take, drop } = useSpotDraft(
    place,
    act,
    { begun, waiting },
    clock,
  )
  const items = useItems(act)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const isSending = useRef(false)
  useEffect(() => {
    if (Object.keys(faults).length === 0) return
    const target = box.current?.querySelector<HTMLElement>('[aria-invalid="true"], .fault')
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  }, [faults])
  const context: FormContext = {
    id: formId,
    faults,
    files: {},
    set: (path, update) => {
      const at = pathText(path)
      if (faults[at] !== undefined)
        setFaults((before) => Object.fromEntries(Object.entries(before).filter(([one]) => one !== at)))
      set(path, update)
    },
    get: (path) => valueAt(latest.current.values, path),
    keepFile: () => undefined,
    about: page.ver === 0 ? {} : { matter: page.id, title: page.title },
    takes: Takes,
  }
  const taking: Taking = useMemo(
    () => ({ all: draft.taken, signers: page.signers, take, drop }),
    // oxlint-disable-next-line react/exhaustive-deps -- the two go by the draft as it is when they are called
    [draft.taken, page.signers],
  )
  const send = async (): Promise<void> => {
    setAsking(false)
    if (isSending.current) return
    isSending.current = true
    await settled()
    const { values, taken: all, again } = latest.current
    const used = usedIn(values, all)
    const at = clockText(clock())
    const request = {
      ...place,
      procedure: page.procedure.id,
      act: act.act,
      may: act.may,
      form: confirmedForm(act.form, values, at, used),
      values,
      taken: used,
      ver: page.ver,
      at,
      ...(act.setsUp ? { setsUp: true as const } : {}),
    }
    const unused = all.filter((one) => !used.includes(one))
    try {
      await confirm(shelf, request, { key: newKey(), unused, ...(again ? { again } : {}) })
      onConfirmed()
    } catch {
      setTrouble(NO_ROOM)
    } finally {
      isSending.current = false
    }
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (e.target !== box.current) return
    const found = faultsIn(act.form, draft.values, clock())
    setFaults(found)
    if (Object.keys(found).length > 0) return
    if (act.solemn) setAsking(true)
    else void send()
  }
  const discard = (): void =>
    void settled()
      .then(() => dropDraft(shelf, place, latest.current))
      .then(onClose)
  return (
    <Form value={context}>
      <TakingContext value={taking}>
        <form ref={box} className="act-form" noValidate onSubmit={submit}>
          <Needs act={act} />
          {Object.keys(faults).length > 0 && (
            <p className="notice bad" role="alert">
              还有{Object.keys(faults).length}处要填或者要改：{Object.values(faults).join('；')}
            </p>
          )}
          {trouble && (
            <p className="notice bad" role="alert">
              {trouble}
            </p>
          )}
          <ItemsAtHand value={items}>
            <FieldList fields={act.form} path={[]} values={draft.values} />
          </ItemsAtHand>
          <div className="act-form-foot">
            <button type="submit" className="btn main">
              {act.may}
            </button>
            <button type="button" className="btn" onClick={onClose}>
              先放着
            </button>
            {begun?.again === undefined && begun !== undefined && (
              <button type="button" className="btn text" onClick={discard}>
                清空
              </button>
            )}
            <span className="small muted">
              {isKept ? '内容和照片已存本机' : '有内容没有存进本机，请不要关闭本页'}
            </span>
          </div>
        </form>
        {isAsking && (
          <Sheet title={`确认${act.may}？`} small onClose={() => setAsking(false)}>
            <div className="stack">
              <p>“{act.may}”交上去后即生效并记入台账日志。</p>
              <div className="row">
                <button type="button" className="btn main" onClick={() => void send()}>
                  确认{act.may}
                </button>
                <button type="button" className="btn" onClick={() => setAsking(false)}>
                  再看看
                </button>
              </div>
            </div>
          </Sheet>
        )}
      </TakingContext>
    </Form>
  )
}
