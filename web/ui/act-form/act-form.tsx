import {
  type FormEvent,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ActDone } from '../../../server/contract/act-operations.ts'
import { ProblemError, act as doAct } from '../../api/client.ts'
import { useMe } from '../../api/hooks.ts'
import type { AvailableAct } from '../../api/shapes.ts'
import { ProblemNotice } from '../refusal.tsx'
import { Sheet } from '../sheet.tsx'
import { type DraftState, useDraft } from './draft.ts'
import { type Speaker, SpeakerChoice } from './speaker.tsx'
import { FieldList } from './fields.tsx'
import { type About, Form, type FormContext } from './form-context.tsx'
import { Lessons } from './lessons.tsx'
import { announce, refreshMatters } from './take-back.ts'
import { Underway } from './underway.tsx'
import { type Values, faultsOf, formOf, pathText, withValue } from './values.ts'
import './act-form.css'

interface Props {
  readonly procedure: string
  readonly act: AvailableAct
  /** The matter and the version the person saw, absent where it goes on under their eyes as in a room; null for setting up. */
  readonly matter: { readonly id: string; readonly ver?: number } | null
  readonly initial?: Values
  readonly onDone: (done: ActDone) => void
  readonly onCancel?: () => void
  readonly note?: ReactNode
  readonly about?: About
  /** Tells drafts of one act apart that begin with different values. */
  readonly of?: string
  /** 代录: for whom the form opens; another may still be chosen. */
  readonly speaker?: Speaker
}

const NOTHING: Values = {}

/** Answered and refused: nothing was done, so the corrected form is a new request. */
const wasRefused = (error: unknown): boolean =>
  error instanceof ProblemError && error.status >= 400 && error.status < 500

/**
 * The version the person saw when the form opened. It stays when the page behind the form is read again after an event; after a
 * stale refusal it moves on to what the page shows, at once or when it has caught up.
 */
function useVersionSeen(shown: number | undefined) {
  const ver = useRef(shown)
  const latest = useRef(shown)
  const behind = useRef(false)
  useEffect(() => {
    latest.current = shown
    if (behind.current) ver.current = shown
    behind.current = false
  }, [shown])
  const moveOn = (): void => {
    behind.current = latest.current === ver.current
    ver.current = latest.current
  }
  return { ver, moveOn }
}

/** The request behind the form: one key per request, kept over retries and reloads until the server has answered. */
function useActing(
  { procedure, act, matter, onDone }: Props,
  draft: DraftState,
  speaker: Speaker | undefined,
) {
  const seen = useVersionSeen(matter?.ver)
  return useMutation({
    mutationFn: (form: Record<string, unknown>) =>
      doAct({
        matter: matter?.id ?? null,
        act: `${procedure}.${act.act}`,
        form,
        key: draft.sending(),
        speaker: speaker && { person: speaker.person, post: speaker.post },
        ...(seen.ver.current === undefined ? {} : { ver: seen.ver.current }),
      }),
    retry: false,
    onError: (error) => {
      if (wasRefused(error)) draft.refused()
      if (!(error instanceof ProblemError && error.status === 409)) return
      if (error.code === 'STALE') seen.moveOn()
      void refreshMatters()
    },
    onSuccess: (done) => {
      draft.clear()
      void refreshMatters()
      // An answer that had been lost: the page already showed what this request did.
      const known = seen.ver.current ?? matter?.ver
      const before = known !== undefined && done.receipt.seq <= known
      void announce(procedure, before ? `${act.may}此前已经办成，没有重复办理` : `${act.may}：已办理`, done)
      onDone(done)
    },
  })
}

/**
 * The form of any act, drawn from its declaration. Nothing typed is lost: every keystroke is kept on this machine until the act
 * is done; a refusal is shown on top and at the field; the same request never acts twice.
 */
export const ActForm = (props: Props): ReactElement =>
  props.act.at === undefined ? <Filling {...props} /> : <Elsewhere at={props.act.at} may={props.act.may} />

/** Something has to be sealed or opened on this machine: a page of its own does it, and no draft of it is kept anywhere. */
const Elsewhere = ({ at, may }: { at: string; may: string }): ReactElement => (
  <div className="stack">
    <p>“{may}”在专门的页面办理：内容在您的浏览器里加密，这里不留草稿。</p>
    <div>
      <Link to={at} className="btn main">
        去办理
      </Link>
    </div>
  </div>
)

const Filling = (props: Props): ReactElement => {
  const { procedure, act, matter, initial = NOTHING, onCancel, note, about = NOTHING, of = '' } = props
  const me = useMe()
  const formId = useId()
  const box = useRef<HTMLFormElement>(null)
  const [confirming, setConfirming] = useState(false)
  const draft = useDraft(
    `luoshi.draft.${me.data?.person.id ?? ''}.${matter?.id ?? 'new'}.${procedure}.${act.act}${of}`,
    initial,
  )
  const [speaker, setSpeaker] = useState<Speaker | undefined>(props.speaker)
  const acting = useActing(props, draft, speaker)
  const { error } = acting
  const [touched, setTouched] = useState<readonly string[]>([])
  // A fault stays until its field is changed: the old sentence would be about words that are no longer there.
  const faults = useMemo(() => {
    const all = faultsOf(error instanceof ProblemError ? error.fields : {})
    const stays = (path: string): boolean => !touched.some((t) => path === t || path.startsWith(`${t}.`))
    return Object.fromEntries(Object.entries(all).filter(([path]) => stays(path)))
  }, [error, touched])

  useEffect(() => {
    // In a drawer one wants to write at once; on a phone the keyboard would hide the form.
    const inSheet = box.current?.closest('dialog') && matchMedia('(pointer: fine)').matches
    if (inSheet) box.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
  }, [])
  useEffect(() => {
    if (!error) return
    const target =
      box.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]') ??
      box.current?.querySelector<HTMLElement>('.form-top')
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  }, [error])

  // An answer that comes later, such as the head of an uploaded paper, asks for the values as they are then.
  const latest = useRef(draft.values)
  useEffect(() => {
    latest.current = draft.values
  }, [draft.values])

  const context: FormContext = {
    id: formId,
    faults,
    files: draft.files,
    set: (path, update) => {
      if (error) setTouched((before) => [...before, pathText(path)])
      draft.change((before) => withValue(before, path, update(valueAt(before, path))) as Values)
    },
    get: (path) => valueAt(latest.current, path),
    keepFile: draft.keepFile,
    about,
    asks: { act: `${procedure}.${act.act}`, fields: act.form, values: draft.values },
  }
  const send = (): void => {
    setConfirming(false)
    setTouched([])
    if (!acting.isPending) acting.mutate(formOf(act.form, draft.values))
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    // Portals and the confirming dialog bubble their submit through React; only our own counts.
    if (e.target !== box.current) return
    if (act.solemn) setConfirming(true)
    else send()
  }
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
      e.preventDefault()
      box.current?.requestSubmit()
    }
  }
  return (
    <Form value={context}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter sends from any field */}
      <form ref={box} className="act-form" noValidate onSubmit={submit} onKeyDown={onKeyDown}>
        <div className="form-top" tabIndex={-1}>
          {error && <ProblemNotice error={error} />}
          {draft.restored && !error && (
            <p className="small muted row">
              已恢复上次没有提交的内容。
              <button type="button" className="btn text tiny" onClick={draft.clear}>
                清空重填
              </button>
            </p>
          )}
          {note}
        </div>
        <Lessons of={act.lessons} />
        {act.speakers && act.speakers.length > 0 && (
          <SpeakerChoice id={`${formId}-for`} act={act} chosen={speaker} choose={setSpeaker} />
        )}
        {Object.keys(act.form).length === 0 && <p>不需要填写，点“{act.may}”即可。</p>}
        <FieldList fields={act.form} path={[]} values={draft.values} />
        <div className="act-form-foot">
          <button
            type="submit"
            className="btn main"
            aria-disabled={acting.isPending}
            disabled={!act.mine && act.enters && !speaker}
            title="Ctrl+Enter"
          >
            {acting.isPending ? '正在提交' : speaker ? `代${speaker.name}录入：${act.may}` : act.may}
          </button>
          {onCancel && (
            <button type="button" className="btn" onClick={onCancel}>
              先不办
            </button>
          )}
          {acting.isPending ? (
            <Underway may={act.may} />
          ) : (
            <span className="small muted">填写的内容自动留在本机</span>
          )}
        </div>
      </form>
      {confirming && (
        <Sheet title={`确认${act.may}？`} small onClose={() => setConfirming(false)}>
          <div className="stack">
            <p>“{act.may}”办理后即生效并记入台账日志。</p>
            <div className="row">
              <button type="button" className="btn main" onClick={send}>
                确认{act.may}
              </button>
              <button type="button" className="btn" onClick={() => setConfirming(false)}>
                再看看
              </button>
            </div>
          </div>
        </Sheet>
      )}
    </Form>
  )
}

function valueAt(values: unknown, path: readonly (string | number)[]): unknown {
  let at = values
  for (const key of path) {
    if (at === null || typeof at !== 'object') return undefined
    at = (at as Record<string | number, unknown>)[key]
  }
  return at
}
