import type { Matter } from '#kernel/matter.ts'
import { type Instant, dayAt } from '#kernel/time.ts'
import { type Setting, finishing, temperOf } from '../agenda.ts'
import type { SetUpForm, Story } from '../story.ts'
import { turnsFor } from '../turns.ts'
import type { AskedTask } from './stories.ts'

/** Numbers of the lives of tasks that documents open begin here, so that none is told twice. */
const FIRST = 10_000

/** What lies ahead of a task that an act on a document has opened: an ordinary one, told by the unit that carries it. */
export function childStory(
  setting: Setting,
  no: number,
  { titled, cooperating, due, sentence }: AskedTask,
  matter: Matter,
  at: Instant,
): Story {
  const { subject, fill, title, street } = titled
  const { random } = setting
  const temper = temperOf(subject.lead, setting)
  const {
    flaw: _flaw,
    milestones: _milestones,
    merge: _merge,
    ...turns
  } = turnsFor(temper, undefined, random)
  const { record } = matter
  const form: SetUpForm = {
    task: title,
    target: fill(subject.target),
    authority: { kind: 'instruction', title, sentence: sentence ?? '' },
    arranger: String(record['arranger']),
    lead: subject.lead,
    cooperating,
    due,
    urgency: 'normal',
    milestones: [],
  }
  return {
    no: FIRST + no,
    subject: { ...subject, result: fill(subject.result) },
    opensAt: at,
    form,
    temper,
    finishOn: finishing(temper, undefined, { opensOn: dayAt(at), due }, setting),
    byLeader: false,
    turns,
    ...(street ? { street } : {}),
  }
}
