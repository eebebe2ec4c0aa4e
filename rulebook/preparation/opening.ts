import * as f from '#kernel/fields.ts'
import type { ActContext, AnyRecord, Basis, Gate, NormId } from '#kernel/vocabulary.ts'
import { gate } from '../gate.ts'

/** Procedures whose matters may open a step before a decision: what bodies decide, what is issued, what is taken, what is listed. */
const PARENTS: readonly string[] = [
  'topic',
  'normative-document',
  'house-expropriation',
  'land-expropriation',
  'list-adjustment',
]

/** The record fields in which a parent names the newest of each kind. */
export type Names = 'research' | 'participation' | 'expertise' | 'riskAssessment' | 'fairnessReview'

/** What a step takes over from its parent, by the names under which parents keep it; whatever one has not got stays open. */
export interface ParentRecord {
  readonly unit?: string
  readonly handler?: string
  readonly version?: number
  readonly summary?: string
  readonly recorder?: string
  readonly chair?: string
  readonly members?: readonly { readonly post: string }[]
  readonly legalUnit?: string
  /** The day on which it was decided in an emergency: what ran then need not be brought to its end. */
  readonly urgentOn?: string
}

/** What every step is opened with: its parent, and the draft as it stands there, so that all who look at the step can read it. */
export const openedWith = {
  parent: f.matter('所属事项'),
  draft: f.files('草案和说明', { optional: true }),
} as const

/** A step before a decision is opened by the matter it belongs to, which names it in this field; nobody sets one up by itself. */
export const openedFromParent = (
  field: Names,
  { norm, basis }: { readonly norm: NormId; readonly basis: readonly Basis[] },
): Gate =>
  gate({
    name: `${field}FromParent`,
    code: 'NO_PARENT',
    norm,
    basis,
    title: '由所属的议题、文件、征收事项启动',
    reads: 'form',
    needs: ['matters'],
    refuses: ({ form, matters, matterId }) => {
      const parent = matters[String(form['parent'])]
      return parent && PARENTS.includes(parent.procedure) && parent.record[field] === matterId
        ? null
        : { message: '所选事项没有启动这项程序', remedy: '请在所属的议题、文件或者征收事项上启动' }
    },
  })

type Opening = Pick<
  ActContext<AnyRecord, { readonly parent: string; readonly draft?: readonly string[] }>,
  'form' | 'matters' | 'actor' | 'today' | 'directory'
>

/** What is taken over from the parent as it stands when the step is opened. */
export function fromParent({ form, matters, actor, today, directory }: Opening) {
  const parent = matters[form.parent]
  const from: ParentRecord = parent?.record ?? {}
  const members = (from.members ?? []).map(({ post }) => post)
  return {
    parent: form.parent,
    title: parent?.title,
    version: from.version ?? 1,
    draft: form.draft,
    summary: from.summary,
    unit: from.unit,
    handler: from.handler ?? actor.person,
    recorder: from.recorder ?? directory.withFunction('coordination')[0],
    members: [...new Set([...(from.chair ? [from.chair] : []), ...members])],
    legalUnit: from.legalUnit ?? directory.withFunction('legal')[0],
    openedOn: today,
  }
}
