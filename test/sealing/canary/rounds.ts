import { base64, fromBase64 } from '#journal/bytes.ts'
import {
  type SealContext,
  type Trustee,
  envelopeText,
  readEnvelope,
  sealOpinion,
} from '#journal/seal/envelope.ts'
import { freshFor } from '#journal/seal/fresh.ts'
import { halvesText, releaseHalves } from '#journal/seal/halves.ts'
import { type KeyPair, hpkeOpen } from '#journal/seal/hpke.ts'
import { canaryBound } from '#journal/seal/keys.ts'
import { TODAY } from '../../e2e/clock.ts'
import type { Person } from './people.ts'

export type Level = 'strict' | 'standard'

/** Who takes part: the office that gathers, who applies for the item, the chief, the members, the inspector. */
export interface Cast {
  readonly office: Person
  readonly applicant: Person
  readonly applicantHead: Person
  readonly chief: Person
  readonly inspector: Person
  readonly members: readonly Person[]
}

/** A round of sealed opinions under way. */
export interface Round {
  readonly id: string
  readonly level: Level
  readonly keys: ReadonlyMap<Person, KeyPair>
}

interface View {
  readonly sheet: { readonly context: SealContext; readonly keepers: readonly Trustee[] } | null
  readonly round: {
    readonly mine: {
      readonly slot: string
      readonly side: 'insp' | 'proc'
      readonly key: string | null
      readonly canary: { readonly enc: string; readonly ct: string } | null
    } | null
    readonly envelopes: readonly string[] | null
  } | null
}

const must = <T>(outcome: { ok: true; value: T } | { ok: false; because: string }): T => {
  if (!outcome.ok) throw new Error(outcome.because)
  return outcome.value
}

const fieldOf = async (person: Person, matter: string, name: string): Promise<unknown> => {
  const { record } = await person.get<{ record: readonly { name: string; raw: unknown }[] }>(
    `/api/matters/${matter}`,
  )
  return record.find((one) => one.name === name)?.raw
}

/** A meeting of today of a body made for it, with everybody of the cast at the table. @returns body and meeting */
export async function convened({ office, chief, members }: Cast): Promise<{ body: string; meeting: string }> {
  const body = await office.does(null, 'body.setUp', {
    name: '区政府资金安排专题会议',
    unit: 'u-leaders',
    kind: 'special',
    chair: chief.post,
    recorder: 'u-office',
    series: '云政资纪',
    basis: '区人民政府工作规则',
    members: [...members, chief].map(({ post }, n) => ({ post, order: n + 1 })),
    mode: 'head',
    quorum: 'half',
    cutoff: 0,
    papersDays: 0,
    minutesDays: 5,
    naming: 'named',
    collective: [{ kind: 'fund', measure: 'sum', threshold: 300, basis: '区级财政资金管理办法' }],
  })
  await chief.does(body, 'body.establish', {})
  await office.does(body, 'body.convene', { heldOn: TODAY, startsAt: '15:00', place: '第二会议室' })
  const [called] = (await fieldOf(office, body, 'meetings')) as readonly { meeting: string }[]
  return { body, meeting: called?.meeting ?? '' }
}

/** An item placed on the meeting, and a round begun on it. The title is public, and so is what stands in it. */
export async function begun(
  { office, applicant, applicantHead, inspector }: Cast,
  { body, meeting }: { body: string; meeting: string },
  level: Level,
  title: string,
): Promise<Round> {
  const topic = await applicant.does(null, 'topic.apply', {
    title,
    body,
    kind: 'other',
    summary: '片区管网老化，汛期多次积水，拟安排资金改造管网12公里。',
  })
  await applicant.does(topic, 'topic.submit', {})
  await applicantHead.does(topic, 'topic.approve', {})
  for (const act of ['settle', 'deliver']) await applicant.does(topic, `topic.${act}`, {})
  await office.does(topic, 'topic.bank', {})
  await office.does(topic, 'topic.place', { meeting })
  await office.does(topic, 'topic.collect', { level })
  const id = String(await fieldOf(office, topic, 'round'))
  const keys = new Map<Person, KeyPair>()
  if (level === 'strict')
    for (const keeper of [inspector, office]) keys.set(keeper, await enrolled(keeper, id))
  await office.does(id, 'opinions.begin', {})
  return { id, level, keys }
}

/** A keeper makes a key on his own machine and shows that it opens. */
async function enrolled(keeper: Person, round: string): Promise<KeyPair> {
  const pair = (await freshFor(1)).ephemeral[0] as KeyPair
  await keeper.does(round, 'opinions.enrol', { key: base64(pair.publicKey) })
  const { enc = '', ct = '' } = (await viewOf(keeper, round)).round?.mine?.canary ?? {}
  const opened = await hpkeOpen(pair, canaryBound, { enc: must(fromBase64(enc)), ct: must(fromBase64(ct)) })
  await keeper.does(round, 'opinions.ready', { opened: Buffer.from(opened ?? []).toString() })
  return pair
}

const viewOf = (person: Person, id: string): Promise<View> => person.get<View>(`/api/sealing/${id}`)

/** The sheet of a member, as his own list has it. */
export async function sheetOf(member: Person, round: string): Promise<string> {
  const { rows } = await member.get<{ rows: readonly { id: string }[] }>('/api/matters?procedure=opinion')
  for (const { id } of rows) if ((await viewOf(member, id)).sheet?.context.round === round) return id
  throw new Error(`${member.post} has no sheet of ${round}`)
}

/** A member seals on his own machine, and hands in what the machine made of it. */
export async function seals(member: Person, sheet: string, words: string): Promise<void> {
  const { sheet: given } = await viewOf(member, sheet)
  if (!given) throw new Error(`${sheet} is no sheet`)
  const fresh = await freshFor(given.keepers.length)
  const envelope = must(await sealOpinion(given.context, { stance: 'agree', words }, given.keepers, fresh))
  await member.does(sheet, 'opinion.seal', { sealed: envelopeText(envelope) })
}

/** A keeper takes his side's halves out of every envelope the round was closed with. */
export async function releases(keeper: Person, { id, keys }: Round): Promise<void> {
  const { round } = await viewOf(keeper, id)
  const pair = keys.get(keeper)
  if (!pair || !round?.mine) throw new Error(`${keeper.post} keeps no key`)
  const { slot, side, key } = round.mine
  const envelopes = (round.envelopes ?? []).map((text) => must(readEnvelope(text)))
  const halves = must(await releaseHalves({ round: id, side, slot, key: key ?? '' }, envelopes, pair))
  await keeper.does(id, 'opinions.release', { halves: halvesText(halves) })
}

/** Waits until the service itself has brought the round into a state. */
export async function stands(person: Person, { id }: Round, title: string): Promise<void> {
  while ((await person.get<{ stateTitle: string }>(`/api/sealing/${id}`)).stateTitle !== title)
    await new Promise((resolve) => setTimeout(resolve, 250))
}
