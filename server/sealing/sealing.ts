import { available } from '#kernel/available.ts'
import type { Available } from '#kernel/available.ts'
import type { Facts } from '#kernel/apply.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Actor, AnyRecord, Procedure, Sealing, Unsealing } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { childFacts } from '#store/facts.ts'
import { type MatterWhole, matterWhole } from '#store/queries/matter.ts'
import { textsApart } from '#store/texts-apart.ts'
import type { z } from 'zod'
import type { operations } from '../contract/operations.ts'
import { factsOf } from '../matters/acts-of.ts'
import { type Reader, procedureIn, readerFor, withNames } from '../matters/reader.ts'
import { attachmentsFor } from './attachments.ts'
import { noIds } from '../matters/texts.ts'
import { refusalJson } from '../problem.ts'

type View = z.infer<typeof operations.sealing.view.ok>

interface Seen {
  readonly context: StoreContext
  readonly reader: Reader
  readonly procedure: Procedure
  readonly whole: MatterWhole
  readonly children: Facts['matters']
  readonly acts: readonly Available[]
}

const text = (record: AnyRecord, field: string): string => String(record[field] ?? '')

/** A member's sheet, or a round of sheets, as this person may see it; null where there is neither. */
export async function sealingFor(context: StoreContext, actor: Actor, id: string): Promise<View | null> {
  const whole = await matterWhole(context, actor, id)
  if (!whole) return null
  const { matter } = whole.stored
  const plain = await readerFor(context, actor)
  const procedure = procedureIn(plain, matter.procedure)
  const { sealing, unsealing } = procedure
  if (!sealing && !unsealing) return null
  const children = await childFacts(context, actor, procedure, matter.record)
  const reader = await withNames(context, plain, peopleIn(matter, unsealing))
  const facts = { ...factsOf(reader), matters: children }
  const acts = available(context.rulebook, matter, actor, facts, reader.now)
  const seen = { context, reader, procedure, whole, children, acts }
  return {
    id,
    procedure: procedure.id,
    title: text(matter.record, procedure.titled),
    stateTitle: procedure.states[matter.state ?? '']?.title ?? '',
    ver: matter.ver,
    sheet: sealing ? sheetOf(seen, sealing) : null,
    round: unsealing ? await roundOf(seen, unsealing) : null,
  }
}

/** The number of the last act of a kind, as its receipt names it. */
const lastAct = ({ whole, procedure }: Seen, act: string): string | undefined =>
  whole.lines.findLast(({ kind }) => kind === `${procedure.id}.${act}`)?.act

function sheetOf(seen: Seen, spec: Sealing<string, string>): View['sheet'] {
  const { record } = seen.whole.stored.matter
  const version = Number(record[spec.version] ?? 0)
  const receipt = lastAct(seen, spec.act)
  return {
    act: spec.act,
    context: {
      log: seen.reader.district.logOrigin,
      meeting: text(record, spec.meeting),
      item: text(record, spec.item),
      member: text(record, spec.member),
      round: text(record, spec.round),
      ver: version + 1,
      expected: text(record, spec.expected),
      trustees: text(record, spec.trustees),
    },
    keepers: rowsOf<Keeper>(record, spec.keys).map(({ slot, side, key }) => ({ slot, side, key })),
    stances: Object.entries(spec.stances).map(([name, title]) => ({ name, title })),
    until: text(record, spec.until),
    sealed:
      version > 0 && receipt !== undefined
        ? { version, commit: text(record, spec.commit), envelope: text(record, spec.envelope), receipt }
        : null,
    refusals: refusalsOf(seen, spec.act),
  }
}

const refusalsOf = ({ acts }: Seen, act: string) =>
  (acts.find((one) => one.act === act)?.refusals ?? []).map(refusalJson)

interface Keeper {
  readonly slot: string
  readonly side: 'insp' | 'proc'
  readonly key: string
  readonly unit?: string
  readonly person?: string
  readonly canary?: { readonly enc: string; readonly ct: string }
  readonly readyOn?: string
}

interface Revealed {
  readonly post: string
  readonly person: string
}

const rowsOf = <Row>(record: AnyRecord, field: string): readonly Row[] =>
  (record[field] as readonly Row[] | undefined) ?? []

function peopleIn({ record }: Matter, spec: Procedure['unsealing']) {
  const ids = noIds()
  const rows = spec ? [...rowsOf<Keeper>(record, spec.trustees), ...rowsOf<Revealed>(record, spec.views)] : []
  for (const { person } of rows) if (person) ids.people.add(person)
  return ids
}

async function roundOf(seen: Seen, spec: Unsealing<string, string, string>): Promise<View['round']> {
  const { reader, procedure, whole, children } = seen
  const { record } = whole.stored.matter
  const { directory } = reader.district
  const sheets = rowsOf<{ readonly sheet: string }>(record, spec.sheets)
  const released = new Set(rowsOf<{ readonly side: string }>(record, spec.released).map(({ side }) => side))
  const keepers = rowsOf<Keeper>(record, spec.trustees)
  const closed = lastAct(seen, spec.acts.close)
  const mine = mineOf(seen, spec, keepers, released)
  return {
    sealed: sheets.filter(({ sheet }) => children[sheet]?.state === spec.sealed).length,
    expected: rowsOf<string>(record, spec.expected).length,
    until: text(record, spec.until),
    keepers: keepers.map(({ side, unit, person, readyOn }) => ({
      side,
      name: person === undefined ? '服务器' : (reader.names.people.get(person) ?? ''),
      unit: unit === undefined ? '' : directory.unitName(unit),
      ready: readyOn !== undefined || unit === undefined,
      released: released.has(side),
    })),
    acts: (['enrol', 'ready', 'release'] as const).map((step) => {
      const act = seen.acts.find((one) => one.act === spec.acts[step])
      return {
        step,
        act: spec.acts[step],
        may: act?.may ?? '',
        mine: act?.mine ?? false,
        refusals: refusalsOf(seen, spec.acts[step]),
      }
    }),
    mine,
    envelopes: mine?.ready ? await envelopesOf(seen, spec) : null,
    attached: await attachedOf(seen),
    closed: closed === undefined ? null : { act: closed, kind: `${procedure.id}.${spec.acts.close}` },
  }
}

/** What was attached to revealed opinions, as far as this person may read them. */
async function attachedOf({ context, reader, procedure, whole }: Seen) {
  const { matter } = whole.stored
  const opinions = await attachmentsFor(context, procedure, matter, reader.actor, reader.district.directory)
  const revealed = rowsOf<Revealed>(matter.record, procedure.unsealing?.views ?? '')
  const authorOf = (post: string) => revealed.find((one) => one.post === post)?.person ?? ''
  return opinions.map(({ post, files }) => ({
    post,
    name: reader.names.people.get(authorOf(post)) ?? '',
    files: files.map(({ name, size }) => ({ name, size })),
  }))
}

/** What this person keeps, where they sit in a keeper's seat. */
function mineOf(
  { acts, reader: { actor } }: Seen,
  spec: Unsealing<string, string, string>,
  keepers: readonly Keeper[],
  released: ReadonlySet<string>,
): NonNullable<View['round']>['mine'] {
  if (!acts.some(({ act, mine }) => act === spec.acts.release && mine)) return null
  const own = keepers.find(({ slot }) => slot === actor.post)
  return {
    slot: actor.post,
    side: own?.side ?? null,
    key: own?.key ?? null,
    canary: own?.canary ? { enc: own.canary.enc, ct: own.canary.ct } : null,
    ready: own?.readyOn !== undefined,
    released: own !== undefined && released.has(own.side),
  }
}

/** The envelopes the round was closed with, while they are being opened. */
async function envelopesOf(
  { context, whole }: Seen,
  spec: Unsealing<string, string, string>,
): Promise<string[] | null> {
  const { state, record } = whole.stored.matter
  if (!spec.open.includes(state ?? '')) return null
  const hashes = rowsOf<{ readonly envelope: string }>(record, spec.listed).map(({ envelope }) => envelope)
  const texts = await textsApart(context.db, context.tenant, hashes)
  return hashes.flatMap((hash) => texts.get(hash) ?? [])
}
