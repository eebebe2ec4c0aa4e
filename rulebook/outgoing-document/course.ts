import type { DocumentRecord } from './record.ts'
import { tidied } from './text.ts'

type Opinion = NonNullable<DocumentRecord['opinions']>[number]

/** What a unit said last of the present text; undefined where its opinion rests on an older one, or it said nothing yet. */
export const standing = (record: DocumentRecord, unit: string): Opinion | undefined =>
  record.opinions?.findLast((one) => one.unit === unit && one.version === record.version)

/** Units whose opinion on the present text is still owed. */
export const waiting = (record: DocumentRecord): readonly string[] =>
  (record.countersigners ?? []).filter((unit) => standing(record, unit) === undefined)

/** Units that object: to the present text, or, once they are asked no more, with what they said last. */
export const objecting = (record: DocumentRecord): readonly string[] => {
  const asked = record.countersigners ?? []
  const said = [...new Set((record.opinions ?? []).map(({ unit }) => unit))]
  return said.filter((unit) => {
    const last = record.opinions?.findLast((one) => one.unit === unit)
    return last?.verdict === 'object' && (last.version === record.version || !asked.includes(unit))
  })
}

/** Everybody who has had the text in hand. */
export const authors = ({ handler, versions = [] }: DocumentRecord): readonly string[] =>
  [handler, ...versions.map(({ by }) => by)].filter((person) => person !== undefined)

/** A signature somebody entered, which the signer has not said is his. */
export const unconfirmed = ({ signEntered, signConfirmedOn }: DocumentRecord): boolean =>
  signEntered !== undefined && signConfirmedOn === undefined

/** Whether every file of a reviewed text hangs on the document as it is. */
export const attaches = ({ attachments = [] }: DocumentRecord, files: readonly string[] = []): boolean =>
  files.length > 0 && files.every((file) => attachments.includes(file))

/** Whether the present text must be reviewed and has not been sent to be. What became of the review, the review says. */
export const reviewOwed = (record: DocumentRecord): boolean =>
  record.normative === true &&
  record.reviewVersion !== record.version &&
  !attaches(record, record.reviewedFiles)

/** The papers a normative document goes to its review with: what the record has, and what its drafter adds. */
export function reviewForm(
  record: DocumentRecord,
  form: {
    readonly explanation?: string | undefined
    readonly adoption?: string | undefined
    readonly papers?: readonly string[] | undefined
    readonly wanted?: string | undefined
    readonly urgent?: string | undefined
  },
  matterId: string,
) {
  const { title = '', version = 1, unit, host, basis, attachments = [] } = record
  const said = [
    ['note', form.explanation],
    ['basis', basis],
    ['opinions', form.adoption],
  ] as const
  return {
    title,
    about: 'document',
    parent: matterId,
    version,
    unit,
    host,
    papers: [
      {
        paper: 'draft',
        words: `正文见所属发文第${version}稿`,
        ...(attachments.length > 0 ? { file: attachments } : {}),
      },
      ...said.flatMap(([paper, words]) => (words ? [{ paper, words }] : [])),
      ...(form.papers ? [{ paper: 'other', file: form.papers }] : []),
    ],
    ...(form.wanted ? { wanted: form.wanted } : {}),
    ...(form.urgent ? { urgent: form.urgent } : {}),
  }
}

/** What an amendment may bring: a new title, a new text, new attachments. */
interface Amendment {
  readonly title?: string | undefined
  readonly text?: string | undefined
  readonly attachmentTitles?: string | undefined
  readonly attachments?: readonly string[] | undefined
  readonly reason: string
}

/** The record fields of a new version; the text it replaces is kept in full, and who replaced it. */
export const amended = (record: DocumentRecord, form: Amendment, today: string, by: string) => ({
  title: form.title ?? record.title,
  text: form.text === undefined ? record.text : tidied(form.text),
  attachmentTitles: form.attachmentTitles ?? record.attachmentTitles,
  attachments: form.attachments ?? record.attachments,
  differences: null,
  // Said of the title it stood under.
  ...(form.title === undefined || form.title === record.title ? {} : { notNormative: null }),
  version: (record.version ?? 1) + 1,
  versions: [
    ...(record.versions ?? []),
    {
      version: record.version ?? 1,
      title: record.title ?? '',
      text: record.text ?? '',
      replacedOn: today,
      by,
      reason: form.reason,
    },
  ],
})
