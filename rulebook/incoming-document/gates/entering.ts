import type { Gate } from '#kernel/vocabulary.ts'
import { inWords } from '#kernel/time.ts'
import { 公文条例, 工作规则 } from '../../laws.ts'
import { enteredOnlyBy, lastEnteredFor } from '../instructions.ts'

/** C6: what is entered as a leader's instruction is what he wrote: the sheet lies beside it. */
export const writtenAttached: Gate = {
  name: 'writtenAttached',
  code: 'WRITTEN_MISSING',
  norm: 'C6',
  basis: [公文条例(24), 工作规则('代录批示附书面原件')],
  title: '代录批示须附书面原件',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, enteredBy }) =>
    enteredBy === undefined || ((form['written'] as readonly string[] | undefined) ?? []).length > 0
      ? null
      : {
          message: '代录批示没有附领导的书面原件',
          remedy: '请附上领导手写批示的照片或者扫描件；没有书面批示的，请领导本人批示',
        },
}

/** C6, C11: nobody sets work going, reports or closes on the strength of an instruction that only he himself put down. */
export const notTheEnterer: Gate = {
  name: 'instructionEnteredByAnother',
  code: 'ENTERED_BY_YOU',
  norm: 'C11',
  basis: [公文条例(24), 工作规则('代录与经办分开')],
  title: '代录批示的人不得自己据此转办、立项、代录反馈或者办结',
  about: 'actor',
  reads: 'record',
  refuses: ({ record, actor, enteredBy }) => {
    const [one] = enteredOnlyBy(record, (enteredBy ?? actor).person)
    return one
      ? {
          message: `${inWords(one.on)}的批示由您代录，不能再由您据此转办、立项、代录反馈或者办结`,
          remedy: '请政府办其他人办理，或者请领导本人再作批示',
        }
      : null
  },
}

/** C6: a leader disowns what was entered in his name, not what he wrote himself. */
export const enteredForHim: Gate = {
  name: 'enteredForHim',
  code: 'NOT_ENTERED',
  norm: 'C6',
  basis: [工作规则('代录批示附书面原件')],
  title: '有代录在本人名下的批示',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, actor }) =>
    lastEnteredFor(record, actor.post) === undefined
      ? {
          message: '没有代录在您名下、现在还有效的批示',
          remedy: '您本人作出的批示要改的，请再作批示；刚作出的可以取回',
        }
      : null,
}
