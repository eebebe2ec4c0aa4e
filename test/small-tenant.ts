import type { Instant } from '#kernel/time.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { type Queryable, json } from '#store/db.ts'
import { addAppointments, putPeople, putPosts, putUnits } from '#store/directory.ts'
import { SEATS, actor, smallDirectory } from './small-district.ts'

/** Eleven digits by which a person of the small district is reached. */
export const phoneOf = (person: string): string =>
  `1390000${String(SEATS.indexOf(person) + 1).padStart(4, '0')}`

/** The small district of the rules' tests as rows of a database, so that their stories can be lived there too. */
export async function seedSmallTenant(db: Queryable, tenant: string, at: Instant): Promise<void> {
  await db.query(
    'insert into tenant (tenant_id, name, log_origin, demo, created_at) values ($1, $2, $3, false, $4)',
    [tenant, '云澜区', `test.example/log/${tenant}`, at],
  )
  for (const [year, { off, makeup, source }] of Object.entries(shippedCalendar.years)) {
    await db.query(
      `insert into calendar_year (tenant_id, year, version, source, off, makeup, set_at) values ($1, $2, '1', $3, $4, $5, $6)`,
      [tenant, year, source, json(off), json(makeup), at],
    )
  }
  await db.query(
    `insert into parameter (tenant_id, name, value, reason, set_at) values ($1, 'identity.secondFactor', 0, '测试', $2)`,
    [tenant, at],
  )
  await putUnits(db, tenant, unitRows())
  await putPosts(
    db,
    tenant,
    SEATS.map((id, sort) => {
      const { unit, level } = actor(id)
      return {
        id,
        unit,
        title: id,
        level,
        sort,
        administers: unit === 'data' && level === 'head' ? 'system' : null,
      }
    }),
  )
  await putPeople(
    db,
    tenant,
    SEATS.map((id) => ({ id, name: `任${id}`, phone: phoneOf(id) })),
  )
  await addAppointments(
    db,
    tenant,
    SEATS.map((id) => ({
      id: `a-${id}`,
      person: id,
      post: id,
      as: 'holder',
      from: '2024-01-01',
      until: null,
    })),
  )
}

function unitRows() {
  const ids = [...new Set(SEATS.map((seat) => actor(seat).unit))]
  return ids.flatMap((id, sort) => {
    const unit = smallDirectory.unit(id)
    if (!unit) return []
    const { name, kind, functions, assignable, leaderPost = null, codes = [] } = unit
    const row = { id, name, shortName: name, aliases: [], kind, functions, domains: [], assignable, codes }
    return [{ ...row, parent: null, leaderPost, phone: null, sort }]
  })
}
