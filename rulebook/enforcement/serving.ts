import * as f from '#kernel/fields.ts'
import type { FormOf } from '#kernel/fields.ts'
import { type Day, addDays, inWords } from '#kernel/time.ts'
import type { Basis, Gate } from '#kernel/vocabulary.ts'
import { 民事诉讼法 } from '../laws.ts'
import { gate } from '../gate.ts'

/** 送达方式, 民事诉讼法 88–95. */
export const ways = {
  direct: '直接送达',
  left: '留置送达',
  agent: '委托送达',
  mail: '邮寄送达',
  forwarded: '转交送达',
  electronic: '电子送达',
  public: '公告送达',
} as const

/** 送达: how a paper reached the party. On the day the receiver signed for; of a public notice, on the day it was posted. */
export const service = {
  how: f.choice('送达方式', ways),
  on: f.day('送达日期', {
    help: '直接、留置、委托、邮寄、转交、电子送达填签收、留置或者到达日期；公告送达填公告日期',
  }),
  receiver: f.text('签收人', { max: 60, optional: true }),
  witness: f.text('见证人', { max: 60, optional: true }),
  account: f.text('送达经过', {
    max: 500,
    optional: true,
    help: '留置送达写明拒收事由和见证、拍照录像情况；公告送达写明其他方式无法送达的原因',
  }),
}

export type Service = FormOf<typeof service>

/** One line of the register of services: what, and how. */
export const served = { paper: f.text('文书', { max: 60 }), ...service }

export type Served = FormOf<typeof served>

/** A public notice counts as service when thirty days have passed (民事诉讼法 95). */
const PUBLIC_DAYS = 30

/** The day on which a paper counts as served. */
export const servedOn = ({ how, on }: Service): Day => (how === 'public' ? addDays(on, PUBLIC_DAYS) : on)

export const withService = (
  kept: { readonly services?: readonly Served[] },
  paper: string,
  how: Service,
): readonly Served[] => [...(kept.services ?? []), { paper, ...how }]

function fault(
  how: Service,
  today: Day,
  consent: boolean,
  after?: Day,
): { message: string; remedy: string } | null {
  if (how.on > today)
    return { message: `送达日期${inWords(how.on)}还没有到`, remedy: '请在送达以后登记，填写实际日期' }
  if (after !== undefined && how.on < after)
    return {
      message: `送达日期${inWords(how.on)}早于${inWords(after)}`,
      remedy: '文书作出以后才能送达，请填写实际日期',
    }
  if (how.how === 'left')
    return how.witness || how.account
      ? null
      : {
          message: '留置送达没有见证人，也没有拍照、录像记录送达过程',
          remedy: '请填见证人，或者在送达经过中写明拒收事由和拍照、录像情况',
        }
  if (how.how === 'public')
    return how.account
      ? null
      : { message: '公告送达没有记明原因和经过', remedy: '请写明当事人下落不明或者其他方式无法送达的原因' }
  if (how.how === 'electronic')
    return consent
      ? null
      : {
          message: '当事人没有签订送达确认书，不能电子送达',
          remedy: '请取得当事人签订的确认书，或者改用其他方式',
        }
  return how.receiver
    ? null
    : { message: `${ways[how.how]}没有签收人，没有送达回证`, remedy: '请填写在送达回证上签收的人' }
}

/**
 * B5: a paper counts as served only in a way the law knows, with what that way asks for. The act's form names it as `service`;
 * the party's consent to be served by message stands in the form or in the record, and so does the day before which there was no such paper.
 */
export const properlyServed = (name: string, basis: readonly Basis[], notBefore?: string): Gate =>
  gate({
    name,
    code: 'SERVICE_UNFIT',
    norm: 'B5',
    basis: [...basis, 民事诉讼法('第87条至第95条')],
    title: '依法定方式送达，有送达回证',
    reads: 'form',
    refuses: ({ form, record, today }) =>
      form['service'] === undefined
        ? null
        : fault(
            form['service'] as Service,
            today,
            form['consent'] === true || record['consent'] === true,
            notBefore === undefined ? undefined : record[notBefore],
          ),
  })
