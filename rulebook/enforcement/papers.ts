import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext } from '#kernel/vocabulary.ts'
import { day, traceOf } from '../paper-parts.ts'
import { type Officer, type Party, type Remedies, partyKinds } from './party.ts'
import { type Served, ways } from './serving.ts'

/** What papers of every enforcement case say alike. */

export interface Cased {
  readonly number?: string
  readonly unit?: string
  readonly party?: Party
  readonly officers?: readonly Officer[]
  readonly remedies?: Remedies
  readonly services?: readonly Served[]
}

type Rows = [label: string, value: string][][]

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
export const fields = (rows: Rows): Block => ({ kind: 'fields', rows })

/** Ends with a full stop, as sentences of a paper do. */
export const sentence = (text: string): string =>
  /[。！？；]$/u.test(text) || text === '' ? text : `${text}。`

/** Words within a sentence: whoever wrote them may have ended them. */
export const phrase = (text: string | undefined): string => (text ?? '').replace(/[。；]$/u, '')

/** Paragraphs of what there is; what is missing leaves no empty line. */
export const said = (...texts: readonly (string | undefined)[]): Block[] =>
  texts.flatMap((text) => (text ? [paragraph(text)] : []))

/** 当事人 as the head of a decision names him. */
export function partyText(party: Party | undefined): string {
  if (party === undefined) return ''
  const who = party.kind === 'person' ? '' : `，法定代表人（负责人）：${party.representative ?? ''}`
  const number = party.number ? `，证件号码（统一社会信用代码）：${party.number}` : ''
  return `当事人：${party.name}（${partyKinds[party.kind]}）${number}${who}，地址：${party.address}`
}

export const partyRows = (party: Party | undefined): Rows => [
  [
    ['当事人', party?.name ?? ''],
    ['类型', party ? partyKinds[party.kind] : ''],
  ],
  [
    ['证件号码', party?.number ?? ''],
    ['法定代表人', party?.representative ?? ''],
  ],
  [
    ['地址', party?.address ?? ''],
    ['联系电话', party?.contact ?? ''],
  ],
]

export const officersText = ({ record, person }: PaperContext<Cased>): string =>
  (record.officers ?? []).map((one) => `${person(one.person)}（执法证号${one.licence}）`).join('、')

/** 复议法 20, 行政诉讼法 46. */
export const remediesText = (remedies: Remedies | undefined): string =>
  `如不服本决定，可以自收到本决定书之日起六十日内向${remedies?.review ?? ''}申请行政复议，也可以自收到本决定书之日起六个月内依法向${remedies?.court ?? ''}提起行政诉讼。`

/** On papers for the party: where he sees his case with his code. */
export const partyNote = ({ url }: Pick<PaperContext<Cased>, 'url'>): { readonly note: string } => ({
  note: `当事人可以凭查询码在${url.replace(/\/matters\/.*$/u, '')}/case查询本案的步骤、文书和救济途径，查询码由办案单位另行告知`,
})

/** A paper of the organ, under its own name. */
export const organPaper = (
  context: PaperContext<Cased>,
  paper: Omit<Gongwen, 'format' | 'issuer' | 'trace'> & { readonly format?: Gongwen['format'] },
): Gongwen => ({
  format: 'letter',
  issuer: context.unit(context.record.unit),
  ...paper,
  ...traceOf(context),
})

/** 送达回证: one for each paper that was served. */
export function receipt(context: PaperContext<Cased>, row: string): Gongwen {
  const { record, unit } = context
  const one = (record.services ?? [])[Number(row) - 1]
  if (!one) throw new Error(`the case has no service ${row}`)
  return organPaper(context, {
    title: '送达回证',
    body: [
      fields([
        [['送达文书', one.paper]],
        [['受送达人', record.party?.name ?? '']],
        [['送达地点', record.party?.address ?? '']],
        [
          ['送达方式', ways[one.how]],
          ['送达日期', day(one.on)],
        ],
        [
          ['收件人签名', one.receiver ?? ''],
          ['见证人签名', one.witness ?? ''],
        ],
        [['送达经过', one.account ?? '']],
        [['送达人', officersText(context)]],
      ]),
    ],
    signed: { by: unit(record.unit), on: one.on },
  })
}

/** The paper's rows by which 送达回证 are asked for. */
export const receiptRows = ({ services = [] }: Cased): { name: string; title: string }[] =>
  services.map(({ paper }, n) => ({ name: String(n + 1), title: `送达回证（${paper}）` }))
