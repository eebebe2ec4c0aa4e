import { type ReactElement, useEffect, useRef } from 'react'
import type { Speaker } from '../../ui/act-form/speaker.tsx'
import { type Opened, atOnce } from './acts.tsx'
import { type Room, type RoomAct, itemNext, itemNow, nextSpeaker, openActOf } from './course.ts'

/** One thing that whoever keeps the record can do with one key. */
export interface Command {
  readonly key: string
  readonly title: string
  /** Absent: not now. */
  readonly run?: (() => unknown) | undefined
}

const speakerIn = (act: RoomAct | undefined, post: string | undefined): Speaker | undefined =>
  act?.speakers?.find((one) => one.post === post)

/** Enters an act for the member who is chosen: at once where nothing is to be filled in, else by its form. */
const entering = (
  act: RoomAct | undefined,
  post: string | undefined,
  open: (opened: Opened) => void,
): (() => unknown) | undefined => {
  const speaker = speakerIn(act, post)
  if (!act || !speaker) return undefined
  return Object.keys(act.form).length === 0 ? () => atOnce(act, {}, speaker) : () => open({ act, speaker })
}

/** What the keys do now, for the member who is chosen; a key whose act is not open does nothing. */
export function commandsOf(
  room: Room,
  chosen: string | undefined,
  open: (opened: Opened) => void,
  choose: (post: string) => void,
): readonly Command[] {
  const [floor, begin, end] = [openActOf(room, 'floor'), openActOf(room, 'begin'), openActOf(room, 'end')]
  const silence = openActOf(room, 'silence')
  const next = nextSpeaker(room)
  const after = itemNext(room)
  const who = room.members.find(({ post }) => post === chosen)
  const given = (post: string) => () => {
    choose(post)
    return floor && atOnce(floor, { post })
  }
  const view = openActOf(room, who?.chair ? 'chief' : 'view')
  const here = who?.presence === 'in'
  return [
    {
      key: 'n',
      title: next ? `请下一位发言（${next.name}）` : '请下一位发言',
      run: floor && next ? given(next.post) : undefined,
    },
    {
      key: 'f',
      title: '请选中的成员发言',
      run: floor && here && room.floor?.post !== chosen && itemNow(room) ? given(chosen ?? '') : undefined,
    },
    { key: 's', title: '发言结束', run: silence && room.floor ? () => atOnce(silence) : undefined },
    { key: 'v', title: '记录选中成员的意见', run: here ? entering(view, chosen, open) : undefined },
    {
      key: 'q',
      title: '代选中的成员签到',
      run: here ? undefined : entering(openActOf(room, 'signIn'), chosen, open),
    },
    {
      key: 'l',
      title: '选中的成员离会',
      run: here ? entering(openActOf(room, 'goOut'), chosen, open) : undefined,
    },
    {
      key: 'b',
      title: after ? `进行第${after.order}项` : '进行下一项',
      run: begin && after && !itemNow(room) ? () => atOnce(begin, { order: after.order }) : undefined,
    },
    { key: 'e', title: '结束这一项', run: end && itemNow(room) ? () => atOnce(end) : undefined },
    {
      key: 'w',
      title: '写拟议决定',
      run: openActOf(room, 'wording') ? () => document.getElementById('wording')?.focus() : undefined,
    },
  ]
}

/** Keys are for whoever is not writing and has no drawer open. */
const isFree = (e: KeyboardEvent): boolean => {
  const target = e.target instanceof Element ? e.target : null
  return (
    !e.ctrlKey &&
    !e.metaKey &&
    !e.altKey &&
    target?.closest('input, textarea, select, dialog, [contenteditable]') === null
  )
}

/** Listens to the keys of the record: a letter does what stands beside it, ↑ ↓ and digits choose a member. */
export function useKeys(
  room: Room,
  commands: readonly Command[],
  chosen: string | undefined,
  choose: (post: string) => void,
  on: boolean,
): void {
  const latest = useRef({ room, commands, chosen, choose })
  useEffect(() => {
    latest.current = { room, commands, chosen, choose }
  })
  useEffect(() => {
    if (!on) return
    const pressed = (e: KeyboardEvent): void => {
      if (!isFree(e) || e.repeat) return
      const { room: now, commands: all, chosen: at, choose: pick } = latest.current
      const posts = now.members.map(({ post }) => post)
      const moved = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0
      const target = /^[1-9]$/.test(e.key)
        ? posts[Number(e.key) - 1]
        : moved === 0
          ? undefined
          : posts[(posts.indexOf(at ?? '') + moved + posts.length) % posts.length]
      if (target !== undefined) {
        e.preventDefault()
        pick(target)
        return
      }
      const run = all.find(({ key }) => key === e.key.toLowerCase())?.run
      if (!run) return
      e.preventDefault()
      void run()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [on])
}

/** 记录键盘: every key with what it does now; the same by a tap. */
export const KeyBoard = ({ commands }: { commands: readonly Command[] }): ReactElement => (
  <section className="card keys" aria-label="记录键盘">
    <h2>记录</h2>
    <div className="row">
      {commands.map(({ key, title, run }) => (
        <button
          key={key}
          type="button"
          className="btn tiny"
          aria-keyshortcuts={key}
          disabled={run === undefined}
          onClick={() => void run?.()}
        >
          <kbd>{key.toUpperCase()}</kbd> {title}
        </button>
      ))}
    </div>
    <p className="small muted">数字键或 ↑ ↓ 选成员，Ctrl+Enter 提交表单和拟议决定。</p>
  </section>
)
