import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { ofParent } from '../preparation/record.ts'

const all = { seenBy: 'all' } as const

/** By which way an opinion came (决策条例 14). */
export const channels = {
  online: '网上',
  letter: '书面',
  talk: '座谈会',
  hearing: '听证会',
  visit: '实地走访',
  survey: '问卷、民意调查',
} as const

/** 公众意见: what somebody said, and by which way. */
export const said = {
  words: f.text('意见', { max: 1000, lines: true }),
  channel: f.choice('渠道', channels),
  from: f.text('提出人', { max: 120, optional: true, help: '姓名、单位；不愿具名的不填' }),
}

/** The same as it is kept: numbered and, once it was weighed, with whether it was taken up and why. */
const opinion = {
  no: f.number('序号', { min: 1, max: 9999 }),
  on: f.day('日期'),
  ...said,
  taken: f.flag('采纳', { optional: true }),
  reason: f.text('理由', { max: 1000, optional: true }),
}

/** 采纳情况: the answer to one opinion, by its number. */
export const answer = {
  no: f.number('意见序号', { min: 1, max: 9999 }),
  taken: f.flag('采纳'),
  reason: f.text('理由', { max: 1000, optional: true, help: '不采纳的写明理由' }),
}

/** 听证参加人: who, for whom. */
export const participant = {
  name: f.text('听证参加人', { max: 60 }),
  from: f.text('代表哪一方', { max: 120 }),
}

/** 公众参与 as it is kept. Every field says who may see it. */
export const record = {
  ...ofParent,
  from: f.day('征求意见开始', all),
  until: f.day('征求意见截止', all),
  where: f.text('公布渠道', { max: 500, ...all }),
  how: f.text('提意见的方式', { max: 500, ...all }),
  short: f.text('期限短的理由', { max: 500, ...all }),
  notice: f.files('公告、草案和说明', all),
  extended: f.text('延长期限的理由', { max: 1000, ...all }),
  sumUpBy: f.day('归纳意见的期限', all),
  opinions: f.rows('公众意见和采纳情况', opinion, { ...all, most: 1000 }),
  hearingDue: f.text('依法应当听证的依据', { max: 500, ...all }),
  hearingOn: f.day('听证会日期', all),
  hearingAt: f.text('听证会地点', { max: 200, ...all }),
  hearingRule: f.text('听证参加人的遴选办法', { max: 500, ...all }),
  participants: f.rows('听证参加人', participant, { ...all, most: 60 }),
  servedOn: f.day('听证材料送达日期', all),
  hearingHeld: f.text('听证记录', { max: 4000, ...all }),
  hearingRecord: f.files('签名的听证记录', all),
  hearingDropped: f.text('取消听证的理由', { max: 1000, ...all }),
  summary: f.text('意见归纳和采纳情况说明', { max: 4000, ...all }),
  closedOn: f.day('审定日期', all),
} as const

export type ParticipationRecord = RecordOf<typeof record>
