import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { act as doAct } from '../../api/client.ts'
import { refreshAll } from '../../api/hooks.ts'
import { newKey } from '../../api/key.ts'
import { DisabledReason } from '../../ui/disabled-reason.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { hourOf } from './clock.ts'
import { type Room, type RoomAct, actOf, isOpen } from './course.ts'
import { changes } from './diff.ts'

type Wording = NonNullable<NonNullable<Room['topic']>['wording']>

/** A text with what changed in it: gone struck through, new underlined, each named to whoever cannot see that. */
const Changed = ({ before, after }: { before: string; after: string }): ReactElement => (
  <p className="pre wording">
    {changes(before, after).map(({ kind, text }, n) =>
      kind === 'gone' ? (
        <del key={n}>{text}</del>
      ) : kind === 'new' ? (
        <ins key={n}>{text}</ins>
      ) : (
        <span key={n}>{text}</span>
      ),
    )}
  </p>
)

/** 拟议决定 as it stands, with what the last draft changed. */
export const WordingShown = ({ wording }: { wording: Wording }): ReactElement => (
  <>
    <p className="small muted">
      第{wording.version}稿 · {wording.by} {hourOf(wording.at)}
    </p>
    <Changed before={wording.before ?? wording.words} after={wording.words} />
  </>
)

const draftName = (topic: string): string => `luoshi.wording.${topic}`

interface Kept {
  readonly text: string
  /** The draft it was begun from. */
  readonly base: number
}

function readKept(topic: string): Kept | undefined {
  try {
    return (JSON.parse(localStorage.getItem(draftName(topic)) ?? 'null') as Kept | null) ?? undefined
  } catch {
    return undefined
  }
}

/** What is typed, kept on this machine until it is saved; what another saves meanwhile is shown beside it and never over it. */
function useWording(topic: string, wording: Wording | null, act: RoomAct) {
  const [kept, setKept] = useState<Kept | undefined>(() => readKept(topic))
  const latest = wording?.version ?? 0
  useEffect(() => {
    if (kept) localStorage.setItem(draftName(topic), JSON.stringify(kept))
    else localStorage.removeItem(draftName(topic))
  }, [topic, kept])
  const saving = useMutation({
    mutationFn: ({ text, base }: Kept) =>
      doAct({ matter: act.matter, act: `${act.procedure}.${act.act}`, form: { text, base }, key: newKey() }),
    retry: false,
    onSuccess: () => setKept(undefined),
    onSettled: () => refreshAll(['rooms.room']),
  })
  return {
    text: kept?.text ?? wording?.words ?? '',
    dirty: kept !== undefined,
    behind: kept !== undefined && kept.base !== latest,
    base: kept?.base ?? latest,
    type: (text: string) => setKept({ text, base: kept?.base ?? latest }),
    save: () => {
      if (kept && !saving.isPending) saving.mutate(kept)
    },
    /** Goes on from the latest draft with one's own words, having seen the other's; or drops one's own. */
    goOn: () => setKept((mine) => mine && { ...mine, base: latest }),
    drop: () => setKept(undefined),
    saving,
  }
}

const Behind = ({
  wording,
  base,
  text,
  goOn,
  drop,
}: {
  wording: Wording
  base: number
  text: string
  goOn: () => void
  drop: () => void
}): ReactElement => (
  <div className="notice warn stack" role="alert" style={{ gap: '0.5rem' }}>
    <p>
      您从第{base}稿改起，{wording.by}已经写到第{wording.version}稿。划线是您删去的，加下划线是您加上的：
    </p>
    <Changed before={wording.words} after={text} />
    <div className="row">
      <button type="button" className="btn" onClick={goOn}>
        在第{wording.version}稿上用我的文字
      </button>
      <button type="button" className="btn" onClick={drop}>
        用第{wording.version}稿，不要我的
      </button>
    </div>
  </div>
)

const Editor = ({ topic, act }: { topic: NonNullable<Room['topic']>; act: RoomAct }): ReactElement => {
  const { wording } = topic
  const draft = useWording(topic.id, wording, act)
  const box = useRef<HTMLTextAreaElement>(null)
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.key === 'Escape') box.current?.blur()
    if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey)) return
    e.preventDefault()
    draft.save()
  }
  return (
    <div className="stack" style={{ gap: '0.5rem' }}>
      {wording && draft.behind && (
        <Behind wording={wording} base={draft.base} text={draft.text} goOn={draft.goOn} drop={draft.drop} />
      )}
      {draft.saving.error && !draft.behind && <ProblemNotice error={draft.saving.error} />}
      <textarea
        ref={box}
        id="wording"
        className="input"
        rows={4}
        maxLength={4000}
        aria-label="拟写决定文字"
        value={draft.text}
        onChange={(e) => draft.type(e.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="row">
        <button
          type="button"
          className="btn main"
          disabled={!draft.dirty || draft.behind || draft.text.trim() === ''}
          onClick={draft.save}
          title="Ctrl+Enter"
        >
          {draft.saving.isPending ? '正在保存' : `存为第${(wording?.version ?? 0) + 1}稿`}
        </button>
        {draft.dirty && (
          <button type="button" className="btn text tiny" onClick={draft.drop}>
            不要我改的
          </button>
        )}
        <span className="small muted">{draft.dirty ? '还没有保存，已留在本机' : ''}</span>
      </div>
    </div>
  )
}

/** 拟议决定: how the decision is worded, everybody seeing each change; whoever keeps the record writes it. */
export const WordingPanel = ({ room }: { room: Room }): ReactElement | null => {
  const { topic } = room
  if (!topic) return null
  const act = actOf(room, 'wording')
  if (!topic.wording && act === undefined) return null
  return (
    <section className="card stack" aria-label="拟议决定" style={{ gap: '0.5rem' }}>
      <h2>拟议决定</h2>
      {topic.wording ? (
        <WordingShown wording={topic.wording} />
      ) : (
        <p className="muted">还没有拟写。写好后在会的都能看到每一稿改了哪里。</p>
      )}
      {act && isOpen(act) && <Editor key={topic.id} topic={topic} act={act} />}
      {act && !isOpen(act) && <DisabledReason title={act.may} refusals={act.refusals} />}
    </section>
  )
}
