import { dayAt } from '#kernel/time.ts'
import type { Actor, PaperContext, AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type MatterWhole, matterWhole } from '#store/queries/matter.ts'
import type { Download } from '../contract/register.ts'
import { renderGongwen } from '../papers/render-gongwen.ts'
import { idsOf } from './matter-page.ts'
import { papersOf } from './papers-of.ts'
import { type Reader, procedureIn, readerFor, withNames } from './reader.ts'
import { fieldsSeen, formSeen, recordSeen } from './seen.ts'
import { shownValues } from './shown.ts'
import { postText, titleText } from './texts.ts'
import { actOf, actTitle } from './timeline.ts'
import { DOCX } from '../contract/media.ts'

export interface PaperAsked {
  readonly matter: string
  readonly paper: string
  /** Name of the district and address of the matter's page, as they stand on the paper. */
  readonly district: string
  readonly url: string
}

/** A paper of a matter as .docx; null when there is no such paper now, or no such matter. */
export async function paperFor(
  context: StoreContext,
  actor: Actor,
  asked: PaperAsked,
): Promise<Download | null> {
  const whole = await matterWhole(context, actor, asked.matter)
  if (!whole) return null
  const plain = await readerFor(context, actor)
  const procedure = procedureIn(plain, whole.stored.matter.procedure)
  const { record } = whole.stored.matter
  const seen = fieldsSeen(procedure, record, actor, plain.district.directory)
  const paper = papersOf(procedure, recordSeen(seen, record)).find(({ name }) => name === asked.paper)
  if (!paper) return null
  const reader = await withNames(context, plain, idsOf(procedure, whole))
  const body = await renderGongwen(paper.fill(paperContext(reader, procedure, whole, asked)))
  return {
    body,
    media: DOCX,
    name: `${paper.title}${String(record['number'] ?? '')}.docx`,
    size: body.length,
  }
}

/** What a paper is filled from: the matter as it has been read, and of it what this reader may see. */
export function paperContext(
  reader: Reader,
  procedure: Procedure,
  { stored, lines }: MatterWhole,
  { district, url }: Pick<PaperAsked, 'district' | 'url'>,
): PaperContext<AnyRecord> {
  const { directory } = reader.district
  const { record } = stored.matter
  const seen = fieldsSeen(procedure, record, reader.actor, directory)
  const named = (name: (id: string) => string) => (id: string | undefined) =>
    id === undefined ? '' : name(id)
  return {
    record: recordSeen(seen, record),
    district,
    url,
    today: dayAt(reader.now),
    unit: named((id) => directory.unitName(id)),
    post: named((id) => postText(id, directory)),
    title: named((id) => titleText(id, directory)),
    person: named((id) => reader.names.people.get(id) ?? id),
    headOf: named((id) => {
      const post = directory.unit(id)?.headPost
      return (post && directory.holders(post)[0]?.name) ?? ''
    }),
    done: lines.flatMap(({ kind, at, by, entry }) => {
      if (!by) return []
      const fields = formSeen(procedure.powers[actOf(procedure, kind)]?.form ?? {}, procedure, seen)
      const texts = shownValues(fields, entry?.form ?? {}, reader).filter((value) => value.kind === 'text')
      const who = `${directory.unitName(by.unit)}${reader.names.people.get(by.person) ?? ''}`
      return [
        { title: actTitle(procedure, kind), at, by: who, text: texts.map((value) => value.text).join('，') },
      ]
    }),
  }
}
