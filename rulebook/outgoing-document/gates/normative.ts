import type { ActContext, Gate, MatterFacts } from '#kernel/vocabulary.ts'
import { 地方组织法, 工作规则, 规范性文件通知 } from '../../laws.ts'
import type { NormativeRecord } from '../../normative-document/record.ts'
import { type Paper, notThrough, throughInWords } from '../../normative-document/through.ts'
import { gateWith } from '../../gate.ts'
import { attaches } from '../course.ts'
import type { DocumentRecord, Series } from '../record.ts'

type Looking = Pick<ActContext, 'record' | 'form' | 'matters'>

/** In whose name each series speaks, as a normative document names who made it. */
const ISSUERS: Readonly<Record<Series, Paper['issuer']>> = {
  government: 'government',
  governmentLetter: 'government',
  office: 'office',
  officeLetter: 'office',
  department: 'department',
  departmentLetter: 'department',
}

/** The normative document that this paper issues: as the form names it, else the record. */
export const issuedBy = ({ record, form, matters }: Looking): MatterFacts | undefined =>
  matters[String(form['normativeDocument'] ?? record['normativeDocument'] ?? '')]

const paperOf = ({ record, form }: Pick<Looking, 'record' | 'form'>, own?: string): Paper => {
  const { unit = own, series = 'office' }: DocumentRecord = { ...record, ...form }
  return { unit, issuer: ISSUERS[series as Series] }
}

/** The document that this paper issues, once it has been through. */
export function through(context: ActContext): MatterFacts | undefined {
  const named = issuedBy(context)
  return notThrough(named, paperOf(context, context.actor.unit), context) === null ? named : undefined
}

/** What a draft takes over from the document it issues: the very files that were reviewed and adopted. */
export const taken = (context: ActContext): Pick<DocumentRecord, 'reviewedFiles'> => {
  const { draft }: NormativeRecord = through(context)?.record ?? {}
  return draft === undefined ? {} : { reviewedFiles: draft }
}

/** Whether the text that was reviewed and adopted hangs on this paper as it is: the same files, of a document that is through. */
export function carriesReviewed(context: ActContext): boolean {
  const { draft }: NormativeRecord = through({ ...context, form: {} })?.record ?? {}
  return attaches(context.record, draft)
}

/** How the collective discussion stands on the paper: as the form has it, as it stood, or as the document itself shows it. */
export function discussedInWords(context: ActContext): string | undefined {
  const { discussed }: DocumentRecord = { ...context.record, ...context.form }
  const named = through(context)
  return discussed ?? (named && throughInWords(named))
}

const throughGate = (reads: Gate['reads']): Gate =>
  gateWith({ norm: 'B1', basis: [地方组织法(75), 规范性文件通知(), 工作规则('行政规范性文件管理')] })({
    name: 'normativeThrough',
    code: 'NORMATIVE_NOT_THROUGH',
    title: '行政规范性文件走完制定程序、统一登记编号后才印发',
    reads,
    needs: ['matters', 'children'],
    refuses: (context) => {
      if (!context.record['normative']) return null
      const why = notThrough(issuedBy(context), paperOf(context), context)
      return why && { ...why, message: `本件是行政规范性文件，${why.message}，不能印发` }
    },
  })

/** B1: a normative document that is not through is not issued: asked as it goes to be signed, as it is signed and as it is numbered. */
export const normativeThrough = throughGate('form')
export const normativeStillThrough = throughGate('record')
