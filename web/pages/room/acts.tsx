import type { ReactElement } from 'react'
import { act as doAct } from '../../api/client.ts'
import { refreshAll } from '../../api/hooks.ts'
import { newKey } from '../../api/key.ts'
import { ActForm } from '../../ui/act-form/act-form.tsx'
import type { Speaker } from '../../ui/act-form/speaker.tsx'
import { DisabledReason } from '../../ui/disabled-reason.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Room, type RoomAct, isOpen, itemNext } from './course.ts'

/** A form that is open: whose act, and whom it is entered for. */
export interface Opened {
  readonly act: RoomAct
  readonly speaker?: Speaker | undefined
}

/**
 * Does an act at once; what refuses it is said. Without the version seen: a room moves under everybody's eyes, and what may not be
 * done any more its gates refuse.
 */
export async function atOnce(
  { matter, procedure, act, may }: RoomAct,
  form: Record<string, unknown> = {},
  speaker?: Speaker,
): Promise<void> {
  try {
    await doAct({
      matter,
      act: `${procedure}.${act}`,
      form,
      key: newKey(),
      speaker: speaker && { person: speaker.person, post: speaker.post },
    })
  } catch (error) {
    toast(error instanceof Error ? error.message : `${may}没有办成`)
  }
  await refreshAll(['rooms.room'])
}

/** Nothing to fill in and nothing to confirm: one tap does it. */
export const isOneTap = (act: RoomAct): boolean =>
  act.mine && !act.solemn && !act.takesBack && Object.keys(act.form).length === 0

/** What a form begins with: the decision as it is worded, the item whose turn it is. */
function beginning(room: Room, { form, key }: RoomAct): Record<string, unknown> {
  const wording = room.topic?.wording?.words
  const next = itemNext(room)?.order
  return {
    ...(wording !== undefined && form['text']?.kind === 'text' ? { text: wording } : {}),
    ...(key === 'begin' && next !== undefined ? { order: next } : {}),
  }
}

/** Acts that have a place of their own on the page. */
const ELSEWHERE: readonly string[] = ['wording', 'floor', 'silence', 'begin', 'end']

/**
 * A step of the room that is this person's and does not wait for another state alone: closed, it says what is missing. Every other
 * act stands on the page of its matter.
 */
const isAwaited = (room: Room, act: RoomAct): boolean =>
  !isOpen(act) &&
  act.mine &&
  act.key !== undefined &&
  act.key !== 'signIn' &&
  act.refusals[0]?.code !== 'WRONG_STATE' &&
  (act.key !== 'vote' || room.topic?.ballot === true)

/** The buttons of this person: what can be done now first, then the steps that cannot, each with why. */
export const Acts = ({ room, open }: { room: Room; open: (opened: Opened) => void }): ReactElement | null => {
  const shown = room.acts.filter(({ key, weight, mine }) => {
    if (key !== undefined && ELSEWHERE.includes(key)) return false
    return mine || (key !== undefined && weight === 'main')
  })
  const [now, later] = [shown.filter(isOpen), shown.filter((act) => isAwaited(room, act))]
  if (now.length + later.length === 0) return null
  const choose = (act: RoomAct): void => {
    if (isOneTap(act)) void atOnce(act)
    else open({ act })
  }
  return (
    <section className="acts room-acts" aria-label="可办的行为">
      {[
        ...now.filter(({ weight }) => weight === 'main'),
        ...now.filter(({ weight }) => weight !== 'main'),
      ].map((act) => (
        <button
          key={`${act.matter}${act.act}`}
          type="button"
          className={act.weight === 'main' && act.mine ? 'btn main' : 'btn'}
          onClick={() => choose(act)}
        >
          {act.mine ? act.may : `代录：${act.may}`}
        </button>
      ))}
      {later.map((act) => (
        <DisabledReason key={`${act.matter}${act.act}`} title={act.may} refusals={act.refusals} />
      ))}
    </section>
  )
}

/** The form of an act in a drawer; it stays open while the room goes on behind it. */
export const ActSheet = ({
  room,
  opened,
  close,
}: {
  room: Room
  opened: Opened
  close: () => void
}): ReactElement => {
  // Who may be spoken for as the room has it now; what was typed stays as it is.
  const latest = room.acts.find(({ act, matter }) => act === opened.act.act && matter === opened.act.matter)
  const act = latest ?? opened.act
  return (
    <Sheet title={act.may} onClose={close}>
      <ActForm
        procedure={act.procedure}
        act={act}
        matter={{ id: act.matter }}
        initial={beginning(room, act)}
        of={opened.speaker ? `.${opened.speaker.post}` : ''}
        {...(opened.speaker ? { speaker: opened.speaker } : {})}
        onDone={close}
        onCancel={close}
      />
    </Sheet>
  )
}
