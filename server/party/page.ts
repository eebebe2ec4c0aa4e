import { basisText } from '#kernel/reading-copy.ts'
import { dayAt, inWords } from '#kernel/time.ts'
import type { Actor, AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { matterOfCode } from '#store/party-codes.ts'
import { type MatterWhole, matterWhole } from '#store/queries/matter.ts'
import { loadMatter } from '#store/stored.ts'
import type { PartyPage } from '../contract/operations/party.ts'
import type { Download } from '../contract/register.ts'
import { idsOf } from '../matters/matter-page.ts'
import { paperFor } from '../matters/paper.ts'
import { papersOf } from '../matters/papers-of.ts'
import { procedureIn, readerFor, withNames } from '../matters/reader.ts'
import { shownValues } from '../matters/shown.ts'
import { dueText } from '../matters/texts.ts'
import { actOf, actTitle } from '../matters/timeline.ts'
import { codeHash } from './code.ts'

type Party = NonNullable<Procedure['party']>

/**
 * A matter as its party sees it: what the procedure declares for him and nothing else. Read with the eyes of the unit that answers
 * for it, since he himself sits nowhere in the district.
 */
export async function partyPageOf(
  context: StoreContext,
  matter: string,
  district: string,
): Promise<PartyPage | null> {
  const eyes = await eyesFor(context, matter)
  const whole = eyes && (await matterWhole(context, eyes, matter))
  if (!eyes || !whole) return null
  const plain = await readerFor(context, eyes)
  const procedure = procedureIn(plain, whole.stored.matter.procedure)
  const { party } = procedure
  if (party === undefined) return null
  const reader = await withNames(context, plain, idsOf(procedure, whole))
  const { matter: kept, dueAt } = whole.stored
  const { record } = kept
  const state = procedure.states[kept.state ?? '']
  const fields = Object.fromEntries(
    Object.entries(procedure.record).filter(([name]) => party.sees.includes(name)),
  )
  return {
    district,
    procedure: procedure.title,
    number: textOf(record['number']),
    title: textOf(record[procedure.titled]),
    party: textOf(record[party.name]),
    unit: reader.district.directory.unitName(eyes.unit),
    state: state?.title ?? '',
    due: state?.final === true || dueAt === null ? null : dueText(dueAt),
    fields: shownValues(fields, record, reader).map(({ name, title, text }) => ({ name, title, text })),
    steps: stepsOf(procedure, party, whole),
    papers: papersFor(procedure, party, record).map(({ name, title }) => ({ name, title })),
    remedies: party.remedies(record, dayAt(reader.now)).map(({ title, words, until, basis }) => ({
      title,
      words,
      until: until === undefined ? null : `至${inWords(until)}`,
      basis: basis.map(basisText),
    })),
  }
}

/** A paper that is the party's; null for any other, and for none. */
export async function partyPaper(
  context: StoreContext,
  matter: string,
  paper: string,
  { district, url }: { readonly district: string; readonly url: string },
): Promise<Download | null> {
  const eyes = await eyesFor(context, matter)
  const stored = eyes && (await loadMatter(context.db, context.tenant, matter))
  const procedure = stored && context.rulebook.procedures[stored.matter.procedure]
  if (!eyes || !stored || !procedure?.party) return null
  const mine = papersFor(procedure, procedure.party, stored.matter.record)
  if (!mine.some(({ name }) => name === paper)) return null
  return paperFor(context, eyes, { matter, paper, district, url })
}

/** The matter a typed code opens; undefined for a wrong one. */
export const matterFor = (context: StoreContext, code: string): Promise<string | undefined> =>
  matterOfCode(context, codeHash(code))

/** Somebody of the unit that answers for a matter, who is nobody in particular; null where there is no such matter. */
async function eyesFor(context: StoreContext, id: string): Promise<Actor | null> {
  const stored = await loadMatter(context.db, context.tenant, id)
  const procedure = stored && context.rulebook.procedures[stored.matter.procedure]
  if (!stored || !procedure?.party) return null
  const { directory } = await districtOf(context)
  const unit = directory.unit(textOf(stored.matter.record[procedure.answerable]))
  if (!unit) return null
  return { person: '', post: '', unit: unit.id, level: 'staff', functions: unit.functions, as: 'holder' }
}

/** What was done, each act with its day: never who of the unit did it. */
const stepsOf = (procedure: Procedure, { acts }: Party, { lines }: MatterWhole): PartyPage['steps'] =>
  lines
    .filter(({ kind }) => acts.includes(actOf(procedure, kind)))
    .map(({ kind, at }) => ({ title: actTitle(procedure, kind), on: dayAt(at) }))

const papersFor = (procedure: Procedure, { papers }: Party, record: AnyRecord) =>
  papersOf(procedure, record).filter(({ name }) => papers.includes(name.split('.')[0] ?? ''))

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
