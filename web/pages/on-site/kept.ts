import { useEffect, useState } from 'react'
import type { Ok } from '../../api/client.ts'
import { optionsOf, queryClient, useCall, useMe } from '../../api/hooks.ts'
import { type Shelf, shelf } from '../../api/shelf.ts'

export type Page = Ok<'onSite.page'>
export type SpotAct = Page['acts'][number]

/** A case as it was last read by this phone: by whom, and when (milliseconds). */
export interface KeptCase {
  readonly person: string
  readonly at: number
  /** How far the server's clock is ahead of the phone's, in milliseconds. */
  readonly ahead: number
  readonly page: Page
}

/** A case opened longer ago than this is not shown any more. */
const DAY_MS = 86_400_000
const DIRECTORY = 'kept/directory'
const caseKey = (id: string): string => `kept/case/${id}`

/** The case as this phone has it; undefined where it has none of the last day. What is older goes away. */
export async function keptCase(
  id: string,
  now = Date.now(),
  on: Shelf = shelf,
): Promise<KeptCase | undefined> {
  const all = await on.all<KeptCase>('kept/case/')
  const old = all.filter(({ at }) => now - at > DAY_MS)
  if (old.length > 0)
    await on.change(
      {},
      old.map(({ page }) => caseKey(page.id)),
    )
  return all.find((one) => one.page.id === id && !old.includes(one))
}

const aheadOf = ({ now }: Page, at: number): number => Date.parse(now) - at

/** Keeps what the forms of a case need: itself, and who there is in the district. */
async function keep(page: Page, person: string, at: number): Promise<void> {
  const kept: KeptCase = { person, at, ahead: aheadOf(page, at), page }
  await shelf.change({ [caseKey(page.id)]: kept })
  // Asked for so that a phone short of room does not clear away what was taken; some browsers say no, and some ask.
  void navigator.storage.persist().catch(() => false)
  const directory = await queryClient.ensureQueryData(optionsOf('administration.directory', {}))
  await shelf.change({ [DIRECTORY]: directory })
}

async function restoreDirectory(): Promise<void> {
  const { queryKey } = optionsOf('administration.directory', {})
  const kept = await shelf.read<Ok<'administration.directory'>>(DIRECTORY)
  if (kept && queryClient.getQueryData(queryKey) === undefined) queryClient.setQueryData(queryKey, kept)
}

export interface OnSiteNow {
  readonly page: Page | undefined
  readonly person: string | undefined
  /** When it was read, where it could not be read just now. */
  readonly since: number | undefined
  /** What the server's clock shows, as far as this phone can tell: milliseconds. */
  readonly clock: () => number
  /** Everything the forms need lies on this phone. */
  readonly isKept: boolean
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** A case from the server, or without a network as this phone has it. */
export function useOnSite(id: string): OnSiteNow {
  const me = useMe()
  const fresh = useCall('onSite.page', { params: { id } }, { staleTime: 0 })
  const [kept, setKept] = useState<KeptCase | null>()
  const [isKept, setIsKept] = useState(false)
  const { data, dataUpdatedAt } = fresh
  const person = me.data?.person.id
  useEffect(() => {
    void restoreDirectory()
    void keptCase(id).then((found) => setKept(found ?? null))
  }, [id])
  useEffect(() => {
    if (!data || person === undefined) return
    void keep(data, person, dataUpdatedAt).then(
      () => setIsKept(true),
      () => setIsKept(false),
    )
  }, [data, dataUpdatedAt, person])
  // Somebody else's case on the same phone is not shown to who is known to be another.
  const mine = kept && (person === undefined || kept.person === person) ? kept : undefined
  const ahead = data ? aheadOf(data, dataUpdatedAt) : (mine?.ahead ?? 0)
  const isOld = fresh.isError || data === undefined
  return {
    page: data ?? mine?.page,
    person: person ?? mine?.person,
    since: isOld && mine ? mine.at : undefined,
    clock: () => Date.now() + ahead,
    isKept: isKept || mine !== undefined,
    error: data === undefined && kept !== undefined && !mine ? (fresh.error ?? me.error) : null,
    refetch: fresh.refetch,
  }
}
