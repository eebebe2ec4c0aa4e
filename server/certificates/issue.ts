import { createHash } from 'node:crypto'
import { canonicalize } from '#journal/canonical.ts'
import type { Certificate, CertificateFile, CertifiedStep } from '#journal/certificate.mjs'
import type { StepFound } from '#kernel/steps.ts'
import { actsAt, certificateNamed, keepCertificate, provenActs } from '#store/certificates.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { publicFolder } from '#store/log-key.ts'
import { writeTrail } from '#store/trail.ts'
import type { Caller } from '../identity/caller.ts'
import { type Problem, problem } from '../problem.ts'
import { stepJson } from '../rooms/steps-json.ts'
import { type Services, channelOf } from '../services.ts'
import type { TrailKind } from '../trail/kinds.ts'
import type { Decided } from './decided.ts'

const KIND = 'audit.certificate' satisfies TrailKind

/**
 * Issues a certificate: an act of its own in the log, whose body is what the certificate says, so that the log commits to every
 * word of it. The code is the SHA-256 of that.
 */
export async function issueCertificate(
  { context, district, ...services }: Services,
  { actor, session }: Caller,
  item: Decided,
): Promise<{ code: string } | Problem> {
  if (!item.decided) return problem('CONFLICT', '会议作出决定以后才能出具过程证明')
  const certificate = await certificateOf(context, district, item)
  const text = canonicalize(certificate)
  if (!text.ok) throw new Error(`a certificate has no canonical text: ${text.because}`)
  const code = createHash('sha256').update(text.value).digest('base64url')
  const { person, post, unit, as } = actor
  const { logOrigin } = await districtOf(context)
  const channel = { ...channelOf({ context, district, ...services }), auth: session.auth }
  await context.db.tx(async (tx) => {
    const act = await writeTrail(tx, context, logOrigin, {
      kind: KIND,
      by: { person, post, unit, as },
      details: { certificate },
      channel,
    })
    await keepCertificate(tx, context, { code, matter: item.id, act })
  })
  return { code }
}

/** What is certified of an item: the decision, every mandatory step, and by which acts. */
async function certificateOf(context: StoreContext, district: string, item: Decided): Promise<Certificate> {
  const { id, procedure, number, title, body, on, outcome, words, steps, reader } = item
  const { actor, names } = reader
  const actAt = await actsAt(
    context,
    steps.flatMap(({ evidence }) => evidence),
  )
  const { directory } = reader.district
  const unit = directory.unitName(actor.unit)
  const issuer = [unit, directory.postTitle(actor.post), names.people.get(actor.person) ?? '']
  return {
    district,
    matter: { id, procedure, number, title },
    body,
    on,
    outcome,
    words,
    issuedAt: context.clock.now(),
    issuedBy: issuer.filter(Boolean).join(' '),
    steps: steps.map((step) => certified(step, item, actAt)),
  }
}

function certified(
  step: StepFound,
  { reader }: Decided,
  actAt: Awaited<ReturnType<typeof actsAt>>,
): CertifiedStep {
  const { norm, status, evidence, open, ...said } = stepJson(step, reader.names.people, reader)
  return {
    ...said,
    norm,
    status,
    open,
    evidence: step.evidence.flatMap((one, n) => {
      const act = actAt(one)
      const shown = evidence[n]
      if (act === undefined || !shown) return []
      const { matter, seq, kind, at } = one
      return [{ act, matter, seq, kind, at, title: shown.title, by: shown.by }]
    }),
  }
}

/** A certificate as a file, with every proof; `waiting` while an act has no place in the log yet, null where there is none. */
export async function certificateFile(
  { context, dataDir }: Pick<Services, 'context' | 'dataDir'>,
  code: string,
): Promise<{ certificate: Certificate; file: CertificateFile } | 'waiting' | null> {
  const issued = await certificateNamed(context, code)
  if (!issued) return null
  const { form } = JSON.parse(issued.said) as { form: { certificate: Certificate } }
  const { certificate } = form
  const acts = certificate.steps.flatMap(({ evidence }) => evidence.map(({ act }) => act))
  const folder = publicFolder(dataDir, context.tenant)
  const proven = await provenActs(context, folder, [...new Set([issued.act, ...acts])])
  const issue = proven?.proofs.get(issued.act)
  if (!proven || !issue) return 'waiting'
  const evidence = Object.fromEntries([...proven.proofs].filter(([act]) => act !== issued.act))
  const { said, salt } = issued
  const file = {
    v: 'luoshi/certificate/v1',
    checkpoint: proven.checkpoint,
    said,
    salt,
    issue,
    evidence,
  } as const
  return { certificate, file }
}
