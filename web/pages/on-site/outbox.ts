import type { Shelf } from '../../api/shelf.ts'
import type { Values } from '../../ui/act-form/values.ts'

/** A picture or a signature taken on the spot; its bytes lie on the shelf until they are handed in. */
export interface Taken {
  /** Names it in the form until the server has given it an id; the key under which it is handed in. */
  readonly id: string
  readonly name: string
  readonly media: string
  readonly size: number
  /** SHA-256 of the bytes as they are handed in, hexadecimal. */
  readonly hash: string
  /** When, by the phone: `2026-03-05 21:40`. */
  readonly at: string
}

/** A form being filled in on the spot. `again`: it was handed in before and refused; it goes on under the same key, in the same place. */
export interface Draft {
  readonly act: string
  readonly may: string
  readonly values: Values
  readonly taken: readonly Taken[]
  readonly again?: Pick<Confirmed, 'key' | 'order'>
  /** It sets the matter up. */
  readonly setsUp?: true
}

/** Whose, and on which matter: for one that is begun here a name of our own, which it keeps on this machine. */
export interface Place {
  readonly person: string
  readonly matter: string
}

/** A matter that was set up from here: what the server calls it. */
export interface Made extends Place {
  readonly id: string
  readonly number: string
}

/** Why an act that was handed in did not happen, in words. */
export interface Trouble {
  readonly code: string
  readonly words: readonly string[]
}

/** An act confirmed on the spot: it will be done once under its key, whenever there is a network. */
export interface Confirmed extends Place {
  readonly key: string
  /** Its place among the acts of the same matter. */
  readonly order: number
  readonly procedure: string
  readonly act: string
  readonly may: string
  /** It sets the matter up: those behind it are acts on what it makes. */
  readonly setsUp?: true | undefined
  readonly form: Record<string, unknown>
  readonly values: Values
  readonly taken: readonly Taken[]
  /** The version of the matter the person saw; where an act confirmed before is still to be handed in, its key, and then the version it makes. */
  readonly ver: number
  readonly after?: string | undefined
  /** When it was confirmed, by the phone. */
  readonly at: string
  /** Ids the server gave, by those of `taken`. */
  readonly uploaded: Readonly<Record<string, string>>
  /** On its way, or it was and no answer came: it may have been done. */
  readonly sent?: true
  readonly trouble?: Trouble | undefined
}

/** An act that was handed in and done. */
export interface Done extends Place {
  readonly key: string
  readonly act: string
  readonly may: string
  readonly at: string
  /** The version of the matter it made. */
  readonly seq: number
  readonly taken: readonly Taken[]
}

/** What came of a request: refused is an answer, unheard is none. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly trouble: Trouble }
  | { readonly kind: 'unheard' }

/** The way to the server. Both must make the same request under the same key one effect. */
export interface Wire {
  /** @returns the id of the file */
  upload(one: Taken, bytes: Uint8Array<ArrayBuffer>): Promise<Answer<string>>
  /** `on`: the matter and the version of it that is acted on; null where the act sets it up. */
  act(act: Confirmed, form: Record<string, unknown>, on: Target | null): Promise<Answer<Receipt>>
}

export interface Target {
  readonly matter: string
  readonly ver: number
}

/** The entry that an act made, and of which matter. */
export interface Receipt extends Pick<Made, 'id' | 'number'> {
  readonly seq: number
}

const placeOf = ({ person, matter }: Place): string => `${person}/${matter}`
export const draftKey = (place: Place, act: string): string => `draft/${placeOf(place)}/${act}`
export const bytesKey = ({ id }: Pick<Taken, 'id'>): string => `bytes/${id}`
const actKey = (act: Confirmed): string =>
  `act/${placeOf(act)}/${String(act.order).padStart(6, '0')}/${act.key}`
const doneKey = (place: Place, key: string): string => `done/${placeOf(place)}/${key}`
const madeKey = (place: Place): string => `made/${placeOf(place)}`

/** Matters that were set up from this machine. */
export const madeHere = (shelf: Shelf): Promise<readonly Made[]> => shelf.all<Made>('made/')

/** What is confirmed and not handed in yet, in the order in which it will be. */
export const waiting = (shelf: Shelf, place: Place): Promise<readonly Confirmed[]> =>
  shelf.all<Confirmed>(`act/${placeOf(place)}/`)

/** Matters of a person's for which something waits to be handed in. */
export async function waitingFor(shelf: Shelf, person: string): Promise<readonly string[]> {
  const all = await shelf.all<Confirmed>(`act/${person}/`)
  return [...new Set(all.map(({ matter }) => matter))]
}

/** What was begun and not confirmed yet, or taken back to be changed. */
export const begun = (shelf: Shelf, place: Place): Promise<readonly Draft[]> =>
  shelf.all<Draft>(`draft/${placeOf(place)}/`)

/** What was handed in from this machine. */
export const handedIn = (shelf: Shelf, place: Place): Promise<readonly Done[]> =>
  shelf.all<Done>(`done/${placeOf(place)}/`)

/** Keeps a form as it stands, with the bytes of what was just taken for it, and without those of what was just taken away. */
export const keepDraft = (
  shelf: Shelf,
  place: Place,
  draft: Draft,
  { fresh, dropped = [] }: { fresh?: readonly [Taken, Uint8Array]; dropped?: readonly Taken[] } = {},
): Promise<void> =>
  shelf.change(
    { [draftKey(place, draft.act)]: draft, ...(fresh ? { [bytesKey(fresh[0])]: fresh[1] } : {}) },
    dropped.map(bytesKey),
  )

/** Forgets a form that was begun, and what was taken for it; with one that would have set the matter up, all that waits behind it. */
export async function dropDraft(shelf: Shelf, place: Place, { act, taken, ...draft }: Draft): Promise<void> {
  const more = draft.setsUp && draft.again ? await everythingOf(shelf, place) : []
  await shelf.change({}, [draftKey(place, act), ...taken.map(bytesKey), ...more])
}

/** What waits here for a matter that will not be set up: forms, acts and pictures. */
async function everythingOf(shelf: Shelf, place: Place): Promise<readonly string[]> {
  const [acts, drafts] = await Promise.all([waiting(shelf, place), begun(shelf, place)])
  const taken = [...acts, ...drafts].flatMap((one) => one.taken)
  return [...acts.map(actKey), ...drafts.map(({ act }) => draftKey(place, act)), ...taken.map(bytesKey)]
}

/** Confirms an act: from here on it is handed in until an answer comes. It takes the place of its draft in one step. */
export async function confirm(
  shelf: Shelf,
  request: Omit<Confirmed, 'order' | 'after' | 'uploaded' | 'key'>,
  { key, again, unused }: { key: string; again?: Draft['again']; unused: readonly Taken[] },
): Promise<Confirmed> {
  const [before, done] = await Promise.all([waiting(shelf, request), handedIn(shelf, request)])
  const order = again?.order ?? (before.at(-1)?.order ?? 0) + 1
  const last = before.findLast((one) => one.order < order)
  const act: Confirmed = {
    ...request,
    key: again?.key ?? key,
    order,
    // What was handed in from here is known even where the page could not be read again since.
    ver: Math.max(request.ver, ...done.map(({ seq }) => seq)),
    uploaded: {},
    after: last?.key,
  }
  await shelf.change({ [actKey(act)]: act }, [draftKey(request, request.act), ...unused.map(bytesKey)])
  return act
}

/** Whether it is known that an act did not happen: never sent, or answered so. Only then can it be changed or dropped. */
export const isOurs = ({ sent, trouble }: Confirmed): boolean => sent === undefined || trouble !== undefined

/** Takes a confirmed act back into its form, with everything in it. */
export const reopen = (shelf: Shelf, act: Confirmed): Promise<void> =>
  shelf.change(
    {
      [draftKey(act, act.act)]: {
        act: act.act,
        may: act.may,
        values: act.values,
        taken: act.taken,
        again: { key: act.key, order: act.order },
        ...(act.setsUp ? { setsUp: true } : {}),
      } satisfies Draft,
    },
    [actKey(act)],
  )

/** Hands a refused act in once more as it is, on the matter as it stands now. */
export async function tryAgain(shelf: Shelf, act: Confirmed, ver: number): Promise<void> {
  const done = await handedIn(shelf, act)
  const reached = Math.max(ver, ...done.map(({ seq }) => seq))
  const anew: Confirmed = { ...act, ver: reached, after: undefined, trouble: undefined }
  await shelf.change({ [actKey(act)]: anew })
}

/**
 * Gives a confirmed act up, and what was taken for it; those behind it follow the one before. Behind one that would have set the matter up
 * nothing is left.
 */
export async function giveUp(shelf: Shelf, act: Confirmed): Promise<void> {
  if (act.setsUp) return shelf.change({}, await everythingOf(shelf, act))
  const behind = (await waiting(shelf, act)).filter((one) => one.after === act.key)
  const moved = behind.map((one): [string, Confirmed] => [actKey(one), { ...one, after: act.after }])
  await shelf.change(Object.fromEntries(moved), [actKey(act), ...act.taken.map(bytesKey)])
}

/**
 * Hands in what is confirmed on a matter, one after another, until all is done or one gets no answer or a refusal. May be called as often
 * as one likes, and after being cut off anywhere: every step is on the shelf before the next, and each request bears a key of its own.
 */
export async function handIn(
  shelf: Shelf,
  wire: Wire,
  place: Place,
): Promise<'done' | 'waiting' | 'trouble'> {
  for (;;) {
    const [first] = await waiting(shelf, place)
    if (first === undefined) return 'done'
    if (first.trouble) return 'trouble'
    if (await isHeldUp(shelf, first)) return 'waiting'
    const answer = await handOver(shelf, wire, first)
    if (answer.kind === 'unheard') return 'waiting'
    if (answer.kind === 'refused') return 'trouble'
  }
}

/** An act before this one was taken back into its form: those behind it wait until it is confirmed again or given up. */
async function isHeldUp(shelf: Shelf, act: Confirmed): Promise<boolean> {
  const drafts = await begun(shelf, act)
  return drafts.some(({ again }) => again !== undefined && again.order < act.order)
}

async function handOver(shelf: Shelf, wire: Wire, from: Confirmed): Promise<Answer<Receipt>> {
  const sent = await withFiles(shelf, wire, from)
  if (sent.kind !== 'ok') return sent
  // Before the request leaves: a page lost from here on knows that it may have been done.
  const act: Confirmed = { ...sent.value, sent: true }
  await shelf.change({ [actKey(act)]: act })
  const answer = await wire.act(act, withIds(act.form, act.uploaded), await targetOf(shelf, act))
  if (answer.kind === 'refused') await shelf.change({ [actKey(act)]: { ...act, trouble: answer.trouble } })
  if (answer.kind !== 'ok') return answer
  const { person, matter, key, may, at, taken } = act
  const { id, number, seq } = answer.value
  const done: Done = { person, matter, key, act: act.act, may, at, taken, seq }
  const made: Made = { person, matter, id, number }
  await shelf.change({ [doneKey(act, key)]: done, ...(act.setsUp ? { [madeKey(act)]: made } : {}) }, [
    actKey(act),
    ...taken.map(bytesKey),
  ])
  return answer
}

/** The act with all its files at the server; each id is on the shelf before the next file leaves. */
async function withFiles(shelf: Shelf, wire: Wire, from: Confirmed): Promise<Answer<Confirmed>> {
  let act = from
  for (const one of from.taken) {
    if (act.uploaded[one.id] !== undefined) continue
    const bytes = await shelf.read<Uint8Array<ArrayBuffer>>(bytesKey(one))
    const answer: Answer<string> = bytes ? await wire.upload(one, bytes) : gone(one)
    if (answer.kind === 'refused') await shelf.change({ [actKey(act)]: { ...act, trouble: answer.trouble } })
    if (answer.kind !== 'ok') return answer
    act = { ...act, uploaded: { ...act.uploaded, [one.id]: answer.value } }
    await shelf.change({ [actKey(act)]: act })
  }
  return { kind: 'ok', value: act }
}

const gone = ({ name }: Taken): Answer<never> => ({
  kind: 'refused',
  trouble: { code: 'GONE', words: [`${name}已经不在本机，可能被浏览器清理。请改一改，重新拍摄后再交。`] },
})

/** What the act is done on: the matter, on the version that the one before it made, or that was seen. */
async function targetOf(shelf: Shelf, act: Confirmed): Promise<Target | null> {
  if (act.setsUp) return null
  const made = await shelf.read<Made>(madeKey(act))
  const before = act.after === undefined ? undefined : await shelf.read<Done>(doneKey(act, act.after))
  return { matter: made?.id ?? act.matter, ver: before?.seq ?? act.ver }
}

/** A form with the ids that the server gave in place of our own. */
function withIds(
  form: Record<string, unknown>,
  ids: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return Object.hasOwn(ids, value) ? ids[value] : value
    if (Array.isArray(value)) return value.map(replaced)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one)]))
  }
  return replaced(form) as Record<string, unknown>
}
