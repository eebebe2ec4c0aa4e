import { setTimeout as pause } from 'node:timers/promises'
import { type Day, type Instant, addDays, dayAt, endOf } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import type { Cabinet } from '#server/files/cabinet.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import { setParameter } from '#store/administration.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db, Queryable } from '#store/db.ts'
import type { Administration } from '#store/administrators.ts'
import { addAppointments, putPeople, putPosts, putUnits } from '#store/directory.ts'
import { insertAccounts } from '#store/identity.ts'
import { createTenant } from '#store/tenants.ts'
import { writeDelegations } from './delegations.ts'
import { DISTRICT_NAME, type DemoDistrict, inventDistrict } from './district.ts'
import { liveInMemory } from './lived.ts'
import { DEMO_PASSWORD, personasOf } from './personas.ts'
import { writeYear } from './store-world.ts'
import { uploadTo } from './upload.ts'
import { markWhole, readState, readUntil, removeTenant, settleOutbox } from './tenant-rows.ts'

export const DEMO_TENANT = '990101'
export const DEMO_SEED = 'yunting'

export interface EnsureOptions {
  readonly now: Instant
  readonly signal?: AbortSignal
  /** Share done from 0 to 1, and what is being done. */
  readonly onProgress?: (share: number, what: string) => void
  readonly seed?: string
  /** Where the originals of documents are kept. */
  readonly cabinet: Cabinet
}

/** The shipped calendar knows the year before the first, and can still count a few working days beyond the last. */
const [FIRST_END, LAST_END] = ['2024-12-31', '2026-12-18']

/** The year ends yesterday, or where the calendar does, and is 363 days long. */
export function periodBefore(today: Day): { readonly from: Day; readonly to: Day } {
  const yesterday = addDays(today, -1)
  const to = yesterday > LAST_END ? LAST_END : yesterday < FIRST_END ? FIRST_END : yesterday
  return { from: addDays(to, -362), to }
}

/**
 * Makes the demo district unless it is there whole: directory, accounts, and a year of documents and supervised tasks lived up to yesterday.
 * What an interrupted start left behind is taken away first. Where another process is at it, its end is waited for.
 *
 * @returns whether this call made it; false also when the signal stopped it half-way
 */
export async function ensureDemo(
  db: Db,
  rulebook: Rulebook,
  options: EnsureOptions,
): Promise<{ readonly created: boolean }> {
  const { signal, onProgress = () => undefined } = options
  if (await standsWhole(db, signal)) return { created: false }
  onProgress(0, '演示区：建立单位、岗位和人员')
  const seed = options.seed ?? DEMO_SEED
  const { from, to } = periodBefore(dayAt(options.now))
  const district = inventDistrict(seed, from, to)
  // The world in memory is let go: the steps are all that is written.
  const { steps, directories } = liveInMemory({ seed, district, calendar: shippedCalendar }, rulebook)
  await makeDirectory(db, district, options.now)
  onProgress(0.05, '演示区：一年的公文和督办事项正在办理')
  await writeYear(
    { steps, directories },
    {
      db,
      tenant: DEMO_TENANT,
      rulebook,
      seed,
      ...(signal ? { signal } : {}),
      upload: uploadTo(options.cabinet),
      onDay: (written, of) =>
        onProgress(0.05 + 0.93 * (written / of), '演示区：一年的公文和督办事项正在办理'),
    },
  )
  // A stop or a crash here leaves no mark: the next start begins anew.
  if (signal?.aborted) return { created: false }
  await db.tx(async (tx) => {
    await settleOutbox(tx, DEMO_TENANT)
    await readUntil(tx, DEMO_TENANT, endOf(addDays(to, -9)))
    await markWhole(tx, DEMO_TENANT)
  })
  // Thousands of rows came at once: the planner should not wait for autovacuum to learn of them.
  await db.script('analyze')
  onProgress(1, '演示区：已就绪')
  return { created: true }
}

/** How long the journal of a demo must stand still before it counts as abandoned. */
const STILL_MS = 4_000

/** Whether the demo is there; waits for a process that is making it, and clears away what nobody is making any more. */
async function standsWhole(db: Db, signal: AbortSignal | undefined): Promise<boolean> {
  for (let seen = -1; ;) {
    const { there, whole, acts } = await readState(db, DEMO_TENANT)
    if (whole || !there) return whole
    if (acts === seen || signal?.aborted) break
    seen = acts
    await pause(STILL_MS, undefined, signal ? { signal } : {}).catch(() => undefined)
  }
  if (signal?.aborted !== true) await db.tx((tx) => removeTenant(tx, DEMO_TENANT))
  return false
}

/** Everything but the year, in one transaction: a crash before its commit leaves nothing. */
async function makeDirectory(db: Db, district: DemoDistrict, now: Instant): Promise<void> {
  // One hash serves all: the password is printed in the README anyway.
  const password = await hashPassword(DEMO_PASSWORD)
  await db.tx(async (tx) => {
    await createTenant(
      tx,
      { id: DEMO_TENANT, name: DISTRICT_NAME, logOrigin: `luoshi/demo/${DEMO_TENANT}`, demo: true },
      shippedCalendar,
      now,
    )
    // Visitors come without a telephone to prove themselves by.
    const off = { name: 'identity.secondFactor', value: 0, reason: '演示不要求', by: null, at: now }
    await setParameter({ db: tx, tenant: DEMO_TENANT }, off)
    await putDistrict(tx, district)
    const accounts = personasOf(district, dayAt(now)).flatMap(({ person, login }) =>
      login ? [{ person, login, password, mustChange: false }] : [],
    )
    await insertAccounts({ tenant: DEMO_TENANT } as StoreContext, tx, accounts)
  })
}

/** The three posts of the information centre that administer the system. */
const ADMINISTRATORS: Readonly<Record<string, Administration>> = {
  'p-information-staff-1': 'system',
  'p-information-staff-2': 'security',
  'p-information-staff-3': 'audit',
}

/** Writes an invented district as a tenant's directory. */
export async function putDistrict(
  tx: Queryable,
  district: DemoDistrict,
  tenant = DEMO_TENANT,
): Promise<void> {
  await putUnits(
    tx,
    tenant,
    district.units.map(({ parent, leaderPost, ...unit }) => ({
      ...unit,
      parent: parent ?? null,
      leaderPost: leaderPost ?? null,
      phone: null,
    })),
  )
  await putPosts(
    tx,
    tenant,
    district.posts.map((post) => ({ ...post, administers: ADMINISTRATORS[post.id] ?? null })),
  )
  await putPeople(tx, tenant, district.people)
  await addAppointments(
    tx,
    tenant,
    district.appointments.map(({ kind, to, ...appointment }) => ({
      ...appointment,
      as: kind,
      until: to ?? null,
    })),
  )
  await writeDelegations(tx, tenant, district.delegations)
}
