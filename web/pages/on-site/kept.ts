import { useCallback, useEffect, useState } from 'react'
import type { Ok } from '../../api/client.ts'
import { optionsOf, queryClient, useCall, useMe } from '../../api/hooks.ts'
import { newKey } from '../../api/key.ts'
import { type Shelf, shelf } from '../../api/shelf.ts'
import { type Made, type Place, begun, handedIn, madeHere, waiting } from './outbox.ts'

export type Page = Ok<'onSite.page'>
export type SpotAct = Page['acts'][number]
export type Starts = Ok<'onSite.starts'>
export type Start = Starts['starts'][number]

/** To be raised whenever what is kept changes. */
export const SHAPE = 2

/** What this phone read last: by whom, and when (milliseconds). */
interface Kept {
  /** As which it is written: what an earlier build kept is not read any more. */
  readonly shape: typeof SHAPE
  readonly person: string
  readonly at: number
  /** How far the server's clock is ahead of the phone's, in milliseconds. */
  readonly ahead: number
}
/** A case as it was last read by this phone, or as it is begun here. */
export interface KeptCase extends Kept {
  readonly page: Page
}
/** What can be begun on the spot, as it was last read. */
export interface KeptStarts extends Kept {
  readonly starts: Starts
}

/** What was read longer ago than this is not shown any more. */
const DAY_MS = 86_400_000
const isFresh = ({ shape, at }: Kept, now: number): boolean => shape === SHAPE && now - at <= DAY_MS
const DIRECTORY = 'kept/directory'
const STARTS = 'kept/starts'
const caseKey = (id: string): string => `kept/case/${id}`
const newCaseKey = (person: string, id: string): string => `new/${person}/${id}`

/** What a case is kept under in the queue: its own id, or the name it was begun with here. */
const placeOf = ({ person, page }: KeptCase, made: readonly Made[]): Place => ({
  person,
  matter: made.find((one) => one.person === person && one.id === page.id)?.matter ?? page.id,
})

/** What of a case is not handed in yet. */
const leftOf = async (on: Shelf, place: Place) => {
  const [acts, forms] = await Promise.all([waiting(on, place), begun(on, place)])
  return { acts, forms, isNothing: acts.length + forms.length === 0 }
}

/**
 * The case as this phone has it; undefined where it has none of the last day, nor one of which something waits here. What is older goes
 * away.
 */
export async function keptCase(
  id: string,
  now = Date.now(),
  on: Shelf = shelf,
): Promise<KeptCase | undefined> {
  const all = await on.all<KeptCase>('kept/case/')
  const made = await madeHere(on)
  const old: KeptCase[] = []
  for (const one of all.filter((kept) => !isFresh(kept, now)))
    if (one.shape !== SHAPE || (await leftOf(on, placeOf(one, made))).isNothing) old.push(one)
  if (old.length > 0)
    await on.change(
      {},
      old.map(({ page }) => caseKey(page.id)),
    )
  return all.find((one) => one.page.id === id && !old.includes(one))
}

const aheadOf = (now: string, at: number): number => Date.parse(now) - at

/** Who there is in the district, which every form may ask for. */
async function keepDirectory(): Promise<void> {
  // Asked for so that a phone short of room does not clear away what was taken; some browsers say no, and some ask.
  void navigator.storage.persist().catch(() => false)
  const directory = await queryClient.ensureQueryData(optionsOf('administration.directory', {}))
  await shelf.change({ [DIRECTORY]: directory })
}

/** A page read at a moment, as it is kept: its key and itself. */
const caseRead = (page: Page, person: string, at: number): [string, KeptCase] => [
  caseKey(page.id),
  { shape: SHAPE, person, at, ahead: aheadOf(page.now, at), page },
]

/** Keeps what the forms of a case need: itself, and who there is in the district. */
async function keep(page: Page, person: string, at: number): Promise<void> {
  await shelf.change(Object.fromEntries([caseRead(page, person, at)]))
  await keepDirectory()
}

async function restoreDirectory(): Promise<void> {
  const { queryKey } = optionsOf('administration.directory', {})
  const kept = await shelf.read<Ok<'administration.directory'>>(DIRECTORY)
  if (kept && queryClient.getQueryData(queryKey) === undefined) queryClient.setQueryData(queryKey, kept)
}

/** Begins a case on this phone, under a name of our own. It stays until it is handed in or left with nothing in it. */
export async function beginCase(
  start: Start,
  { person, ahead }: Pick<Kept, 'person' | 'ahead'>,
  on: Shelf = shelf,
): Promise<string> {
  const [id, at] = [newKey(), Date.now()]
  const page: Page = { ...start, id, now: new Date(at + ahead).toISOString() }
  const begunHere: KeptCase = { shape: SHAPE, person, at, ahead, page }
  await on.change({ [newCaseKey(person, id)]: begunHere })
  return id
}

/** A case that this phone has something of: read within the day, or begun here. */
export interface CaseHere {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly stateTitle: string
  /** How many acts wait to be handed in, how many forms are begun. */
  readonly waiting: number
  readonly begun: number
  readonly isTroubled: boolean
  /** When it was begun on this phone (milliseconds), where the server does not know it yet. */
  readonly begunAt?: number
}

/** The cases a person has on this phone, newest first. One begun here in which nothing is left is not shown, and goes away. */
export async function casesHere(person: string, now = Date.now(), on: Shelf = shelf): Promise<CaseHere[]> {
  const [read, fresh, made] = await Promise.all([
    on.all<KeptCase>('kept/case/'),
    on.all<KeptCase>(`new/${person}/`),
    madeHere(on),
  ])
  const cases: (CaseHere & { at: number })[] = []
  const seen = read.filter((one) => one.person === person && one.shape === SHAPE)
  for (const one of [...seen, ...fresh]) {
    const { at, page } = one
    const place = placeOf(one, made)
    const [left, done] = await Promise.all([leftOf(on, place), handedIn(on, place)])
    const isNew = page.ver === 0
    const isMade = made.some(({ matter }) => matter === page.id)
    if (!isNew && left.isNothing && !isFresh(one, now)) continue
    if (isNew && left.isNothing && (isMade || done.length === 0)) {
      // A page may be open on it that has nothing typed in yet.
      if (now - at > DAY_MS) await on.change({}, [newCaseKey(person, page.id)])
      continue
    }
    // Of a case that was set up meanwhile, the one that was read since is shown.
    if (isNew && isMade && seen.some((other) => placeOf(other, made).matter === page.id)) continue
    cases.push({
      at,
      id: page.id,
      kind: page.procedure.title,
      title: isNew ? titleOfNew(page) : page.title,
      stateTitle: page.stateTitle,
      waiting: left.acts.length,
      begun: left.forms.length,
      isTroubled: left.acts.some(({ trouble }) => trouble !== undefined),
      ...(isNew ? { begunAt: at } : {}),
    })
  }
  return cases.toSorted((a, b) => b.at - a.at)
}

/** What a case is called until the server knows it. */
export const titleOfNew = ({ procedure, acts }: Pick<Page, 'procedure' | 'acts'>): string =>
  `${procedure.title}：${acts[0]?.may ?? ''}`

/** What lies on this phone of the case an address names. */
interface Found {
  readonly id: string
  readonly kept: KeptCase | undefined
  readonly fresh: KeptCase | undefined
  readonly made: Made | undefined
}

async function foundHere(id: string): Promise<Found> {
  const [made, all] = await Promise.all([madeHere(shelf), shelf.all<KeptCase>('new/')])
  const mine = made.find((one) => one.matter === id || one.id === id)
  return {
    id,
    made: mine,
    kept: await keptCase(mine?.id ?? id),
    fresh: all.find(({ page }) => page.id === (mine?.matter ?? id)),
  }
}

export interface OnSiteNow {
  readonly page: Page | undefined
  readonly person: string | undefined
  /** What the case is kept under on this phone: its own id, or the name it was begun with here. */
  readonly matter: string
  /** When it was read, where it could not be read just now. */
  readonly since: number | undefined
  /** What the server's clock shows, as far as this phone can tell: milliseconds. */
  readonly clock: () => number
  /** Everything the forms need lies on this phone. */
  readonly isKept: boolean
  readonly error: Error | null
  readonly refetch: () => void
}

/** A case from the server, or without a network as this phone has it; one that is begun here exists nowhere else until it is handed in. */
export function useOnSite(id: string): OnSiteNow {
  const me = useMe()
  const [found, setFound] = useState<Found>()
  const here = found?.id === id ? found : undefined
  const person = me.data?.person.id
  // Somebody else's case on the same phone is not shown to who is known to be another.
  const isMine = (one: KeptCase | undefined): one is KeptCase =>
    one !== undefined && (person === undefined || one.person === person)
  const isNew = isMine(here?.fresh) && here?.made === undefined
  const matter = here?.made?.id ?? id
  const fresh = useCall(
    'onSite.page',
    { params: { id: matter } },
    { staleTime: 0, enabled: here !== undefined && !isNew },
  )
  const [isKept, setIsKept] = useState(false)
  const { data, dataUpdatedAt, refetch: readAgain } = fresh
  const look = useCallback(() => {
    // Storage that does not answer has nothing: the server may still.
    const nothing = { id, kept: undefined, fresh: undefined, made: undefined }
    void foundHere(id)
      .catch(() => nothing)
      .then(setFound)
  }, [id])
  useEffect(() => {
    void restoreDirectory()
    look()
  }, [look])
  useEffect(() => {
    if (!data || person === undefined) return
    void keep(data, person, dataUpdatedAt).then(
      () => setIsKept(true),
      () => setIsKept(false),
    )
  }, [data, dataUpdatedAt, person])
  const refetch = useCallback(() => {
    look()
    if (!isNew) void readAgain()
  }, [look, isNew, readAgain])
  const mine = [here?.kept, here?.fresh].find(isMine)
  const ahead = data ? aheadOf(data.now, dataUpdatedAt) : (mine?.ahead ?? 0)
  const isOld = !isNew && (fresh.isError || data === undefined)
  return {
    page: data ?? mine?.page,
    person: person ?? mine?.person,
    matter: here?.made?.matter ?? id,
    since: isOld && mine ? mine.at : undefined,
    clock: () => Date.now() + ahead,
    isKept: isKept || mine !== undefined,
    error: data === undefined && here !== undefined && !mine ? (fresh.error ?? me.error) : null,
    refetch,
  }
}

export interface StartsNow {
  /** When what was read just now lay on this phone. */
  readonly keptAt: number | undefined
  readonly starts: Starts | undefined
  readonly person: string | undefined
  readonly ahead: number
  readonly since: number | undefined
  readonly isKept: boolean
  readonly error: Error | null
  readonly refetch: () => void
}

/** What can be begun on the spot: from the server, or without a network as this phone has it from within the day. */
export function useStarts(): StartsNow {
  const me = useMe()
  const fresh = useCall('onSite.starts', {}, { staleTime: 0 })
  const [kept, setKept] = useState<KeptStarts | null>()
  const [keptAt, setKeptAt] = useState<number>()
  const { data, dataUpdatedAt, refetch } = fresh
  const person = me.data?.person.id
  useEffect(() => {
    void restoreDirectory()
    void shelf
      .read<KeptStarts>(STARTS)
      .catch(() => undefined)
      .then((one) => setKept(one && isFresh(one, Date.now()) ? one : null))
  }, [])
  useEffect(() => {
    if (!data || person === undefined) return
    const now: KeptStarts = {
      shape: SHAPE,
      person,
      at: dataUpdatedAt,
      ahead: aheadOf(data.now, dataUpdatedAt),
      starts: data,
    }
    // Matters to visit are kept as if they had been opened here.
    const cases = data.matters.map((page) => caseRead(page, person, dataUpdatedAt))
    void shelf
      .change({ [STARTS]: now, ...Object.fromEntries(cases) })
      .then(keepDirectory)
      .then(
        () => setKeptAt(dataUpdatedAt),
        () => setKeptAt(undefined),
      )
  }, [data, dataUpdatedAt, person])
  const mine = kept && (person === undefined || kept.person === person) ? kept : undefined
  return {
    starts: data ?? mine?.starts,
    person: person ?? mine?.person,
    ahead: data ? aheadOf(data.now, dataUpdatedAt) : (mine?.ahead ?? 0),
    since: mine && (fresh.isError || data === undefined) ? mine.at : undefined,
    isKept: keptAt !== undefined || mine !== undefined,
    keptAt,
    error: data === undefined && kept !== undefined && !mine ? (fresh.error ?? me.error) : null,
    refetch: () => void refetch(),
  }
}

/** Items of the lists as this phone has them, for forms that name one. */
export const itemsKept = async (): Promise<Starts['items']> =>
  (await shelf.read<KeptStarts>(STARTS).catch(() => undefined))?.starts.items ?? []
