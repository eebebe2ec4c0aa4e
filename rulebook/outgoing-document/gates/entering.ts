import type { Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 公文条例待核, 工作规则 } from '../../laws.ts'
import { authors, unconfirmed } from '../course.ts'
import type { DocumentRecord } from '../record.ts'

/** C1: what is entered for somebody who signed on paper comes with the paper that bears the signature. */
export const originalAttached: Gate = {
  name: 'originalAttached',
  code: 'ORIGINAL_MISSING',
  norm: 'C1',
  basis: [公文条例(22), 工作规则('代录')],
  title: '代录审签、签发的附签批原件',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, enteredBy }) =>
    enteredBy && ((form['original'] as readonly string[] | undefined) ?? []).length === 0
      ? {
          message: '代录没有附本人签批的原件',
          remedy: '请附签批原件的扫描件或者照片；没有原件的，请本人办理',
        }
      : null,
}

/** C1: who wrote or checked a text has no hand in the signature under it. */
export const entererApart: Gate = {
  name: 'entererApart',
  code: 'ENTERER_INVOLVED',
  norm: 'C1',
  basis: [公文条例(22), 工作规则('代录')],
  title: '起草、审核本件的人不代录审签、签发',
  about: 'matter',
  reads: 'form',
  refuses: ({ record, enteredBy }) => {
    if (!enteredBy) return null
    const { reviews = [] }: DocumentRecord = record
    const wrote = authors(record).includes(enteredBy.person)
    const checked = reviews.some(({ step, person }) => step === 'check' && person === enteredBy.person)
    if (!wrote && !checked) return null
    return {
      message: `本件是您${wrote ? '起草、修改' : '审核'}的，不能由您代录审签、签发`,
      remedy: '请政府办其他人代录，或者本人办理',
    }
  },
}

/** The step after an entered one, and the name it goes by. */
const entererGoesOn = (name: string, step: 'unit' | 'sign'): Gate => ({
  name,
  code: 'ENTERED_BY_YOU',
  norm: 'C1',
  basis: [公文条例待核(20), 工作规则('代录')],
  title: step === 'unit' ? '代录审签的人不审核本件' : '代录签发的人不复核、编号、确认本件',
  about: 'actor',
  reads: 'record',
  refuses: ({ record, actor }) =>
    (record as DocumentRecord).reviews?.findLast((one) => one.step === step)?.entered === actor.person
      ? {
          message: `本件的${step === 'unit' ? '审签' : '签发'}是您代录的，下一步不能由您办理`,
          remedy: '请其他人办理',
        }
      : null,
})

/** C1: one person neither enters a head's approval and checks, nor enters a signature and goes on with it. */
export const approvalNotEnteredByActor = entererGoesOn('approvalNotEnteredByActor', 'unit')
export const signatureNotEnteredByActor = entererGoesOn('signatureNotEnteredByActor', 'sign')

/** C1: a signature that was entered counts once whoever it is put down to says so. */
export const signatureConfirmed: Gate = {
  name: 'signatureConfirmed',
  code: 'SIGNATURE_UNCONFIRMED',
  norm: 'C1',
  basis: [公文条例(22), 工作规则('代录')],
  title: '代录的签发经签发人确认',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    unconfirmed(record)
      ? {
          message: '签发是代录的，签发人还没有确认，不能编号',
          remedy: '请签发人在待办中确认；不是本人签发的，请签发人声明',
        }
      : null,
}

/** C1: only an entered signature is confirmed or disowned, and once. */
export const signatureEntered: Gate = {
  name: 'signatureEntered',
  code: 'NOTHING_TO_CONFIRM',
  norm: 'C1',
  basis: [公文条例(22), 工作规则('代录')],
  title: '确认、声明的是代录而尚未确认的签发',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    unconfirmed(record)
      ? null
      : { message: '本件没有等您确认的代录签发', remedy: '签发由本人办理的，不用确认' },
}
