import { firstPassword, hashPassword } from '#server/identity/passwords.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import type { StoreContext } from '#store/context.ts'
import { addAppointments, putPeople, putPosts, putUnits } from '#store/directory.ts'
import { insertAccounts } from '#store/identity.ts'
import { createTenant } from '#store/tenants.ts'
import { dayAt } from '#kernel/time.ts'

const LOGIN = 'admin'

/**
 * Makes an empty real district with one administrator, in one transaction: whoever starts it the first time can log in and
 * import the directory.
 *
 * @returns login and one-time password, to be printed once; the password must be changed at the first login
 */
export async function makeFirstDistrict(
  context: StoreContext,
  name: string,
): Promise<{ login: string; password: string }> {
  const password = firstPassword()
  const hash = await hashPassword(password)
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
    await putPosts(tx, tenant, [
      {
        id: 'administrator',
        unit: 'administration',
        title: '系统管理员',
        level: 'staff',
        sort: 1,
        administers: true,
      },
    ])
    await putPeople(tx, tenant, [{ id: 'administrator', name: '系统管理员', phone: null }])
    await addAppointments(tx, tenant, [
      {
        id: context.newId(),
        person: 'administrator',
        post: 'administrator',
        as: 'holder',
        from: dayAt(now),
        until: null,
      },
    ])
    await insertAccounts(context, tx, [
      { person: 'administrator', login: LOGIN, password: hash, mustChange: true },
    ])
  })
  return { login: LOGIN, password }
}
