import type { Gongwen } from '#kernel/gongwen.ts'
import { inWords } from '#kernel/time.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { officeOf, urgencyOf } from '../paper-parts.ts'
import { type DocumentRecord, type Series, genres, record as declared, series, verdicts } from './record.ts'
import { blocksOf, linesOf } from './text.ts'

type Context = PaperContext<DocumentRecord>
type Step = NonNullable<DocumentRecord['reviews']>[number]

const LETTERS: readonly Series[] = ['governmentLetter', 'officeLetter', 'departmentLetter']
const OWN: readonly Series[] = ['department', 'departmentLetter']
const OF_OFFICE: readonly Series[] = ['office', 'officeLetter']

/** 区住房和城乡建设局 as it stands on a document that leaves the district: with the district's own name. */
const fullName = (district: string, unit: string): string =>
  unit.startsWith('区') ? `${district}${unit.slice(1)}` : unit

function issuerOf(context: Context): string {
  const { series: how = 'office', unit } = context.record
  if (OWN.includes(how)) return fullName(context.district, context.unit(unit))
  return OF_OFFICE.includes(how) ? officeOf(context) : `${context.district}人民政府`
}

const isLetter = ({ series: how = 'office' }: DocumentRecord): boolean => LETTERS.includes(how)

const listed = (context: Context, written: string | undefined, units: readonly string[] = []): string =>
  written ?? units.map((unit) => fullName(context.district, context.unit(unit))).join('、')

/** 附注: whom to call about a request, that it is public. Absent where there is nothing to note. */
function noteOf(context: Context): Pick<Gongwen, 'note'> {
  const { genre, contact, handler, disclosure } = context.record
  const asks = genre === 'request' || genre === 'letter'
  if (asks && contact) return { note: `联系人：${context.person(handler)}，电话：${contact}` }
  return disclosure === 'open' ? { note: '此件公开发布' } : {}
}

/** The document in its official layout, from a text: the one in hand, or the one that was issued. */
function laidOut(context: Context, text: string): Gongwen {
  const { record } = context
  const issuer = issuerOf(context)
  const addressee = listed(context, record.toText, record.to)
  const copies = listed(context, record.copiesText, record.copies)
  const attachments = linesOf(record.attachmentTitles)
  return {
    format: isLetter(record) ? 'letter' : 'document',
    issuer: isLetter(record) ? issuer : `${issuer}文件`,
    ...(record.docNumber ? { number: record.docNumber } : {}),
    ...urgencyOf(record),
    ...(record.upward ? { signatory: context.person(record.signedBy) } : {}),
    title: record.title ?? '',
    ...(addressee ? { addressee } : {}),
    body: blocksOf(text),
    ...(attachments.length > 0 ? { attachments } : {}),
    // 成文日期 is the day of signing; minutes bear no seal.
    signed: { by: issuer, on: record.signedOn ?? context.today, sealed: record.genre !== 'minutes' },
    ...noteOf(context),
    ...(copies ? { copies } : {}),
  }
}

const issued = (context: Context): Gongwen => {
  const { record } = context
  const own = OWN.includes(record.series ?? 'office')
  const by = own ? `${issuerOf(context)}办公室` : officeOf(context)
  return {
    ...laidOut(context, record.issued ?? ''),
    printed: { by, on: record.printedOn ?? record.numberedOn ?? context.today },
  }
}

const manuscript = (context: Context): Gongwen => laidOut(context, context.record.text ?? '')

/** One opinion with whose it is and of which day, as it stands in a box of the slip. */
const signedWords = (context: Context, said: string, unit: string, person: string, on: string): string =>
  `${said}\n${context.unit(unit)}　${context.person(person)}　${inWords(on)}`

const boxOf = (context: Context, step: Step['step']): string =>
  (context.record.reviews ?? [])
    .filter((one) => one.step === step)
    .map((one) => {
      const words = [one.outcome === 'back' ? '退回修改' : '', one.words ?? ''].filter(Boolean).join('：')
      return signedWords(context, `${words || '同意'}（第${one.version}稿）`, one.unit, one.person, one.on)
    })
    .join('\n')

const countersignBox = (context: Context): string =>
  (context.record.opinions ?? [])
    .map((one) => {
      return signedWords(
        context,
        `${verdicts[one.verdict]}：${one.words}（第${one.version}稿）`,
        one.unit,
        one.person,
        one.on,
      )
    })
    .join('\n')

const trace = ({ record, url }: Context): Pick<Gongwen, 'trace'> => ({
  trace: { text: `${record.number ?? ''}　凭此编号可在系统中查询办理情况`, url },
})

/** 发文稿纸: what is sent round with the draft, a box for each who has a say. */
function slip(context: Context): Gongwen {
  const { record } = context
  const shown = <K extends keyof typeof declared>(name: K): string => {
    const field = declared[name]
    const value = record[name]
    return 'options' in field && typeof value === 'string'
      ? ((field.options as Record<string, string>)[value] ?? '')
      : ''
  }
  return {
    format: 'letter',
    issuer: isOwn(record) ? issuerOf(context) : officeOf(context),
    number: record.docNumber ?? '',
    ...urgencyOf(record),
    title: '发文稿纸',
    body: [
      {
        kind: 'fields',
        rows: [
          [['标题', record.title ?? '']],
          [
            ['发文名义', record.series ? series[record.series] : ''],
            ['文种', record.genre ? genres[record.genre] : ''],
          ],
          [
            ['紧急程度', shown('urgency')],
            ['公开属性', shown('disclosure')],
          ],
          [['主送', listed(context, record.toText, record.to)]],
          [['抄送', listed(context, record.copiesText, record.copies) || '无']],
          [
            ['起草单位', context.unit(record.unit)],
            ['拟稿人', context.person(record.handler)],
          ],
          [['依据', record.basis ?? '']],
          [['签发', boxOf(context, 'sign')]],
          [['会签', countersignBox(context) || '无']],
          ...(record.normative ? [[['合法性审查', record.reviewed ?? ''] as [string, string]]] : []),
          [['审核', boxOf(context, 'check')]],
          [['部门审签', boxOf(context, 'unit')]],
          [['复核', boxOf(context, 'recheck')]],
          [
            ['印制份数', record.printedCopies === undefined ? '' : `${record.printedCopies}份`],
            ['分发日期', record.sentOn ? inWords(record.sentOn) : ''],
          ],
        ],
      },
    ],
    signed: { by: context.unit(record.unit), on: record.signedOn ?? context.today, sealed: false },
    ...trace(context),
  }
}

const isOwn = ({ series: how = 'office' }: DocumentRecord): boolean => OWN.includes(how)

/** 会签单: each unit with what it said of which version; an empty line is still to be filled. */
function countersignSheet(context: Context): Gongwen {
  const { record } = context
  const rows = (record.countersigners ?? []).flatMap((unit) => {
    const said = (record.opinions ?? []).filter((one) => one.unit === unit)
    if (said.length === 0) return [[context.unit(unit), '', '', '']]
    return said.map((one) => [
      context.unit(unit),
      `第${one.version}稿`,
      `${verdicts[one.verdict]}：${one.words}`,
      `${context.person(one.person)}\n${inWords(one.on)}`,
    ])
  })
  return {
    format: 'letter',
    issuer: isOwn(record) ? issuerOf(context) : officeOf(context),
    title: '会签单',
    body: [
      {
        kind: 'fields',
        rows: [
          [['文稿标题', record.title ?? '']],
          [
            ['起草单位', context.unit(record.unit)],
            ['现稿', `第${record.version ?? 1}稿`],
          ],
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: '会签单位', width: 26 },
          { title: '稿次', width: 12 },
          { title: '意见', width: 40 },
          { title: '会签人、日期', width: 22 },
        ],
        rows,
      },
      ...(record.differences
        ? [{ kind: 'paragraph' as const, text: `分歧及协调情况：${record.differences}` }]
        : []),
    ],
    signed: { by: context.unit(record.unit), on: context.today, sealed: false },
    ...trace(context),
  }
}

/** A replaced text, in the layout it would have had. */
function earlier(context: Context, row: string): Gongwen {
  const found = (context.record.versions ?? []).find((one) => String(one.version) === row)
  return {
    ...laidOut(context, found?.text ?? ''),
    title: found?.title ?? '',
    note: `第${row}稿，${found ? inWords(found.replacedOn) : ''}被替换`,
  }
}

export const papers: Record<string, PaperSpec<DocumentRecord>> = {
  document: { title: '公文', provided: ({ docNumber }) => docNumber !== undefined, fill: issued },
  manuscript: {
    title: '送审稿',
    provided: ({ docNumber, text }) => docNumber === undefined && text !== undefined,
    fill: manuscript,
  },
  slip: { title: '发文稿纸', provided: ({ version }) => version !== undefined, fill: slip },
  countersign: {
    title: '会签单',
    provided: ({ countersigners = [] }) => countersigners.length > 0,
    fill: countersignSheet,
  },
  earlier: {
    title: '历次文稿',
    each: ({ versions = [] }) =>
      versions.map((one) => ({ name: String(one.version), title: `第${one.version}稿` })),
    fill: earlier,
  },
}
