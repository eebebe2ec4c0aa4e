import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { Db } from '#store/db.ts'
import { ASK, type BenchMatter, DENY } from './district.ts'

// The same two acts in plain SQL, as a careful program in C would send them, statement by statement: lock the matter, read its
// duties and parties, move it on, write journal, body and queue, open or close the duty, add or drop its party, tell whom it
// concerns, commit. Same
// tables, indexes and foreign keys; the values are those of a real pair of acts, sent as parameters of prepared statements, so
// rows are of one size. Keys are in order of time on both sides. What needs no statement costs pgbench nothing: it decides
// nothing, checks nothing, hashes nothing.

/** Ids of the copied matters: pgbench draws the digits. */
const ID_HEAD = '0190a0b0-0000-7000-'
const ID_FIRST = 10_000_000_000_000_000

interface Sample {
  readonly kind: string
  readonly values: Readonly<Record<string, string>>
  readonly notices: readonly { unit: string; kind: string; text: string }[]
}

/** What pgbench is given: its script, and the values in it by name. */
export interface Peer {
  readonly script: string
  readonly values: ReadonlyMap<string, string>
}

/** Copies the matters under a tenant of its own and makes the script from the last two acts of one of them. */
export async function preparePeer(db: Db, tenant: string, sample: BenchMatter): Promise<Peer> {
  await db.script(`
    create table bench_copy as select id, '${ID_HEAD}' || (${ID_FIRST} + row_number() over (order by id)) as copy
      from matter where tenant_id = '${tenant}';
    ${['matter', 'duty', 'party', 'hand'].map((table) => copying(table, tenant)).join('\n')}
    drop table bench_copy;`)
  const [ask, deny] = await Promise.all([ASK, DENY].map(({ act }) => sampleOf(db, tenant, sample, act)))
  const { rows } = await db.query<{ n: number }>("select count(*) as n from matter where tenant_id = 'peer'")
  if (!ask || !deny) throw new Error('no pair of acts to copy')
  const values = new Map([['matters', String(rows[0]?.n)]])
  const given: Given = (value) => {
    if (value == null) return 'null'
    const name = `v${values.size}`
    values.set(name, value)
    return `:${name}`
  }
  return { script: scriptOf(ask, OPEN, given) + scriptOf(deny, CLOSE, given), values }
}

/** Makes a value a parameter of the statement it stands in. */
type Given = (value: string | null | undefined) => string
type DutyWrite = (values: Sample['values'], given: Given) => string

const copying = (table: string, tenant: string): string => `
  insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('tenant_id', 'peer',
    '${table === 'matter' ? 'id' : 'matter_id'}', c.copy))).*
  from ${table} t join bench_copy c on c.id = t.${table === 'matter' ? 'id' : 'matter_id'} where t.tenant_id = '${tenant}';`

async function sampleOf(db: Db, tenant: string, { id }: BenchMatter, act: string): Promise<Sample> {
  const kind = `supervised-task.${act}`
  const { rows } = await db.query<Sample['values'] & { seq: string }>(
    `select j.seq::text, j.leaf::text, j.leaf_hash::text hash, b.salt::text, b.body::text, j.person_id person, j.post_id post,
       j.unit_id unit, j.matter_unit lead, m.state, m.record::text, m.undo::text, m.due_at::text due, d.name, d.unit_id holder,
       d.creditor_unit creditor, d.body::text duty, d.due_at::text duty_due, d.alarm_at::text alarm
     from journal j join journal_body b using (tenant_id, act_id) join matter m on m.tenant_id = j.tenant_id and m.id = j.matter_id
     join duty d on d.tenant_id = m.tenant_id and d.matter_id = m.id
     where j.tenant_id = $1 and j.matter_id = $2 and j.kind = $3 order by j.seq desc, d.no desc limit 1`,
    [tenant, id, kind],
  )
  const [row] = rows
  if (!row) throw new Error(`no ${kind} to copy`)
  const { seq, ...values } = row
  const notices = await db.query<Sample['notices'][number]>(
    'select unit_id unit, kind, text from notice where tenant_id = $1 and matter_id = $2 and seq = $3 order by n',
    [tenant, id, seq],
  )
  return { kind, values, notices: notices.rows }
}

const OPEN: DutyWrite = ({ holder, creditor, name, duty, duty_due: due }, given) =>
  `insert into duty (tenant_id, matter_id, no, name, procedure, unit_id, creditor_unit, body, state, opened_at, due_at, alarm_at) ` +
  `values ('peer', :id, :no, ${given(name)}, 'supervised-task', ${given(holder)}, ${given(creditor)}, ${given(duty)}, 'open', ` +
  `now(), ${given(due)}, ${given(due)});\n` +
  `insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, opened_at) values ('peer', :id, 'unit:' || ` +
  `${given(holder)}, 'supervised-task', false, ${given(due)}, now()) on conflict do nothing;`

const CLOSE: DutyWrite = ({ holder }, given) =>
  `update duty set state = 'done', closed_at = now(), alarm_at = null where tenant_id = 'peer' and matter_id = :id and no = :no;\n` +
  `delete from party where tenant_id = 'peer' and matter_id = :id and holder = 'unit:' || ${given(holder)};`

function scriptOf({ kind, values: v, notices }: Sample, duty: DutyWrite, given: Given): string {
  const opens = duty === OPEN
  const drawn = `'${ID_HEAD}' || :n`
  return [
    opens ? `\\set n random(1, :matters) + ${ID_FIRST}` : '',
    'begin;',
    'select id, procedure, procedure_version, ver, state, record, undo, next_duty, due_at, flags, last_leaf from matter ' +
      `where tenant_id = 'peer' and id = ${drawn} for update;`,
    `select body from duty where tenant_id = 'peer' and matter_id = ${drawn} and state in ('open', 'paused') order by no;`,
    `select holder from party where tenant_id = 'peer' and matter_id = ${drawn};`,
    `update matter set ver = ver + 1, state = ${given(v['state'])}, record = ${given(v['record'])}, undo = ${given(v['undo'])}, ` +
      `next_duty = next_duty + ${opens ? 1 : 0}, due_at = ${given(v['due'])}, updated_at = now(), last_leaf = ${given(v['hash'])} ` +
      `where tenant_id = 'peer' and id = ${drawn} returning id, ver, next_duty - 1 as no`,
    '\\gset',
    'insert into journal (tenant_id, act_id, matter_id, seq, kind, at, person_id, post_id, unit_id, matter_unit, leaf, ' +
      `leaf_hash, idem_key) values ('peer', uuidv7()::text, :id, :ver, ${given(kind)}, now(), ${given(v['person'])}, ` +
      `${given(v['post'])}, ${given(v['unit'])}, ${given(v['lead'])}, ${given(v['leaf'])}, ${given(v['hash'])}, ` +
      `'req/' || uuidv7()) returning act_id`,
    '\\gset',
    `insert into journal_body (tenant_id, act_id, salt, body) values ('peer', :act_id, ${given(v['salt'])}, ${given(v['body'])});`,
    `insert into journal_pending (tenant_id, matter_id, seq, act_id) values ('peer', :id, :ver, :act_id);`,
    duty(v, given),
    `insert into hand (tenant_id, person_id, matter_id, closed, due_at, acted_at) values ('peer', ${given(v['person'])}, :id, false, ` +
      `${given(v['due'])}, now()) on conflict (tenant_id, person_id, matter_id) do update set acted_at = excluded.acted_at;`,
    // Asking for more time rests the main duty's clock, the answer sets it going again: its row is written anew.
    `update duty set body = ${given(v['duty'])}, state = '${opens ? 'paused' : 'open'}', due_at = ${given(v['duty_due'])}, ` +
      `alarm_at = ${opens ? 'null' : given(v['duty_due'])} where tenant_id = 'peer' and matter_id = :id and name = 'finish';`,
    ...notices.map(
      (notice, n) =>
        `insert into notice (tenant_id, matter_id, seq, n, unit_id, kind, text, at) values ('peer', :id, :ver, ${n}, ` +
        `${given(notice.unit)}, ${given(notice.kind)}, ${given(notice.text)}, now());`,
    ),
    'commit;\n',
  ].join('\n')
}

/** Whether pgbench is on this machine; it comes with Debian's postgresql-contrib. */
export function pgbenchVersion(): string | undefined {
  try {
    return execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** Acts per second that pgbench does with so many clients. */
export async function pgbench(
  config: pg.PoolConfig,
  peer: Peer,
  clients: number,
  seconds: number,
): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-pgbench-'))
  const file = join(dir, 'acts.sql')
  writeFileSync(file, peer.script)
  const load = [
    '-n',
    '-M',
    'prepared',
    '-c',
    `${clients}`,
    '-j',
    `${Math.min(2, clients)}`,
    '-T',
    `${seconds}`,
  ]
  const values = [...peer.values].flatMap(([name, value]) => ['-D', `${name}=${value}`])
  const where = ['-h', `${config.host}`, '-p', `${config.port}`, '-U', `${config.user}`, `${config.database}`]
  const env = { ...process.env, PGPASSWORD: typeof config.password === 'string' ? config.password : '' }
  const said = await run('pgbench', [...load, ...values, '-f', file, ...where], env)
  rmSync(dir, { recursive: true })
  const pairs = /tps = ([\d.]+) \(without/.exec(said)?.[1]
  if (!pairs) throw new Error(`pgbench said no rate:\n${said}`)
  return Number(pairs) * 2
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { env })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said))))
  })
}
