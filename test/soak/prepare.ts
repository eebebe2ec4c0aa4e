import { benchContext, benchDistrict, type BenchMatter } from '../../bench/district.ts'
import { openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { migrate } from '#store/migrate.ts'

/** Minutes before the first of the alarms that are spread over the soak: until then everybody has logged in. */
const LEAD_MS = 180_000

/** An alarm set by the preparation, to be compared with the rung that was climbed. */
export interface SetAlarm {
  readonly matter: string
  readonly no: number
  readonly at: string
}

// Terms of the rulebook run out at midnight, so an ordinary hour sees no rung at all. The next alarm of one duty of each matter is
// brought forward into the hour, in the row and in the duty it holds; everything after that is the service's own doing.
const BRING_FORWARD = `
update duty d set alarm_at = w.at, body = jsonb_set(d.body, '{alarmAt}', to_jsonb(w.text))
from jsonb_to_recordset($1::jsonb) w(matter text, no int, at timestamptz, text text)
where d.tenant_id = 'http' and d.matter_id = w.matter and d.no = w.no`

const ARMED = `
select distinct on (d.matter_id) d.matter_id as matter, d.no from duty d
where d.tenant_id = 'http' and d.alarm_at is not null and d.matter_id <> all($1::text[]) order by d.matter_id, d.alarm_at desc, d.no`

/**
 * Makes a district under way in a data folder: half of the matters for people to act on, half left alone, with an alarm each, spread
 * evenly over the time to come. An act on a matter would set its alarms anew, to where they belong.
 */
export async function prepare(
  dataDir: string,
  matters: number,
  minutes: number,
): Promise<{ matters: BenchMatter[]; alarms: SetAlarm[] }> {
  const server = await startEmbedded({ dir: dataDir })
  if (!server.ok) throw new Error(server.because)
  const db = openDb(server.config, { size: 10 })
  try {
    const migrated = await migrate(db)
    if (!migrated.ok) throw new Error(migrated.because)
    const made = await benchDistrict(benchContext(db, 'http'), matters)
    const worked = made.filter((_, n) => n % 2 === 0)
    const { rows } = await db.query<{ matter: string; no: number }>(ARMED, [worked.map(({ id }) => id)])
    const first = Date.now() + LEAD_MS
    const span = Math.max(60_000, minutes * 60_000 - LEAD_MS - 30_000)
    const alarms = rows.map(({ matter, no }, n) => ({
      matter,
      no,
      at: new Date(first + Math.floor((span * n) / rows.length)).toISOString(),
    }))
    await db.query(BRING_FORWARD, [JSON.stringify(alarms.map((alarm) => ({ ...alarm, text: alarm.at })))])
    return { matters: worked, alarms }
  } finally {
    await db.close()
    await server.stop()
  }
}
