import { available } from '#kernel/available.ts'
import type { Field } from '#kernel/fields.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { fileRefOf } from '../files/routes.ts'
import { type Bringing, acceptBytes } from '../files/upload.ts'
import { factsOf } from '../matters/acts-of.ts'
import { paperFor } from '../matters/paper.ts'
import { readerFor } from '../matters/reader.ts'
import { Problem, notFound, problem, refusedBy } from '../problem.ts'
import type { Services } from '../services.ts'

/** Sends a paper of a matter to the seal, and keeps what comes back as this person's upload until an act names it. */
export async function sealPaper(
  services: Services,
  cabinet: Cabinet,
  bringing: Bringing,
  { matter, paper, url }: { matter: string; paper: string; url: string },
) {
  const { context, district, seal } = services
  const { actor } = bringing.caller
  const stored = await visibleMatter(context, actor, matter)
  const reader = await readerFor(context, actor)
  const rendered = stored && (await paperFor(context, actor, { matter, paper, district, url }))
  if (!stored || !rendered || !(rendered.body instanceof Uint8Array)) return notFound()
  // Only who may do the act that names the sealed paper, and now, may send it to the seal.
  const acts = available(context.rulebook, stored.matter, actor, factsOf(reader), reader.now)
  const sealing = acts.find(({ form }) => Object.values(form).some((field) => sealsPaper(field, paper)))
  if (!sealing) return notFound()
  const [first, ...rest] = sealing.refusals
  if (first) return refusedBy(context.rulebook, [first, ...rest])
  const { record, procedure } = stored.matter
  const title = String(record[context.rulebook.procedures[procedure]?.titled ?? ''] ?? '')
  const outcome = await seal.seal({
    number: String(record['number'] ?? ''),
    title,
    name: rendered.name,
    bytes: rendered.body,
  })
  if (outcome.kind === 'refused') return problem('CONFLICT', outcome.because)
  if (outcome.kind === 'kept') return { file: null, kept: outcome.where }
  const entry = await acceptBytes(services, cabinet, bringing, outcome)
  return entry instanceof Problem ? entry : { file: fileRefOf(entry), kept: null }
}

const sealsPaper = (field: Field, paper: string): boolean =>
  'sealedFrom' in field && field.sealedFrom === paper
