import { ADMINISTRATOR } from '#server/identity/administrators.ts'
import { firstPassword, hashPassword } from '#server/identity/passwords.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import type { Administration } from '#store/administrators.ts'
import type { StoreContext } from '#store/context.ts'
import { addAppointments, putPeople, putPosts, putUnits } from '#store/directory.ts'
import { insertAccounts } from '#store/identity.ts'
import { createTenant } from '#store/tenants.ts'
import { dayAt } from '#kernel/time.ts'

/** Id of post and person, and login, of each of the three that a district begins with. */
const FIRST: Readonly<Record<Administration, { id: string; login: string }>> = {
  system: { id: 'administrator', login: 'admin' },
  security: { id: 'security-officer', login: 'security' },
  audit: { id: 'auditor', login: 'auditor' },
}
const THREE = Object.entries(FIRST) as [Administration, (typeof FIRST)[Administration]][]

/** A login with its one-time password. */
export interface FirstAccount {
  readonly title: string
  readonly login: string
  readonly password: string
}

/**
 * Makes an empty real district with its three administrators, in one transaction: whoever starts it the first time can log in
 * and import the directory, and gives the other two accounts away.
 *
 * @returns logins and one-time passwords, to be printed once; each must be changed at the first login
 */
export async function makeFirstDistrict(
  context: StoreContext,
  name: string,
): Promise<readonly FirstAccount[]> {
  const accounts = THREE.map(([administers, { login }]) => ({
    title: ADMINISTRATOR[administers],
    login,
    password: firstPassword(),
  }))
  const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)))
  const { tenant } = context
  const now = context.clock.now()
  await context.db.tx(async (tx) => {
    await createTenant(
      tx,
      { id: tenant, name, logOrigin: `luoshi/log/${tenant}`, demo: false },
      shippedCalendar,
      now,
    )
    await putUnits(tx, tenant, [
      {
        id: 'administration',
        name: '系统管理',
        shortName: '系统管理',
        aliases: [],
        kind: '事业单位',
        functions: ['administration'],
        domains: [],
        assignable: false,
        parent: null,
        leaderPost: null,
        phone: null,
        sort: 999,
      },
    ])
    await putPosts(
      tx,
      tenant,
      THREE.map(([administers, { id }], n) => ({
        id,
        unit: 'administration',
        title: ADMINISTRATOR[administers],
        level: 'staff',
        sort: n + 1,
        administers,
      })),
    )
    await putPeople(
      tx,
      tenant,
      THREE.map(([administers, { id }]) => ({ id, name: ADMINISTRATOR[administers], phone: null })),
    )
    await addAppointments(
      tx,
      tenant,
      THREE.map(([, { id }]) => ({
        id: context.newId(),
        person: id,
        post: id,
        as: 'holder',
        from: dayAt(now),
        until: null,
      })),
    )
    await insertAccounts(
      context,
      tx,
      THREE.map(([, { id, login }], n) => ({
        person: id,
        login,
        password: hashes[n] ?? '',
        mustChange: true,
      })),
    )
  })
  return accounts
}
