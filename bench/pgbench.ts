import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { TENANT } from './district.ts'

// The work of one act, statement by statement, as libpq's own client runs it: the two reads of a matter, the gate, the journal
// with body and queue, a duty opened or closed, a notice, the outbox. Same tables, same indexes, rows of the same size.
const READ = `
\\set m random(1, :matters)
begin;
select m.id, m.ver, m.state, m.record, m.undo, m.next_duty, m.due_at, m.last_leaf from matter m join bench_matter b on b.id = m.id where m.tenant_id = '${TENANT}' and b.n = :m for update of m;
select body from duty where tenant_id = '${TENANT}' and matter_id = (select id from bench_matter where n = :m) and state in ('open', 'paused');
select holder from party where tenant_id = '${TENANT}' and matter_id = (select id from bench_matter where n = :m);
update matter set ver = ver + 1, record = record, undo = null, next_duty = next_duty + 1, updated_at = now(), last_leaf = sha256(random()::text::bytea) where tenant_id = '${TENANT}' and id = (select id from bench_matter where n = :m);
insert into journal (tenant_id, act_id, matter_id, seq, kind, at, person_id, post_id, unit_id, matter_unit, leaf, leaf_hash, idem_key) select tenant_id, gen_random_uuid()::text, id, ver, 'supervised-task.bench', now(), 'p-u3-clerk', 'u3-clerk', 'u3', unit_id, (select leaf from bench_sample), last_leaf, gen_random_uuid()::text from matter where tenant_id = '${TENANT}' and id = (select id from bench_matter where n = :m);
insert into journal_body (tenant_id, act_id, salt, body) values ('${TENANT}', gen_random_uuid()::text, sha256('salt'), (select body from bench_sample));
insert into journal_pending (tenant_id, matter_id, seq, act_id) select tenant_id, id, ver, 'a' from matter where tenant_id = '${TENANT}' and id = (select id from bench_matter where n = :m);
`
const WRITE = `
insert into notice (tenant_id, matter_id, seq, n, unit_id, kind, text, at) select tenant_id, id, ver, 0, 'u2', 'duty', '答复延期申请：完成道路改造并通车验收', now() from matter where tenant_id = '${TENANT}' and id = (select id from bench_matter where n = :m);
insert into outbox (tenant_id, id, channel, dedupe_key, body, created_at, next_at) values ('${TENANT}', gen_random_uuid()::text, 'notice', gen_random_uuid()::text, '{"n":0,"unit":"u2","kind":"duty","text":"答复延期申请：完成道路改造并通车验收"}', now(), now());
commit;
`
const OPEN = `insert into duty (tenant_id, matter_id, no, name, procedure, unit_id, body, state, opened_at, due_at, alarm_at) select tenant_id, id, 1000, 'ruleExtension', 'supervised-task', 'u2', (select duty from bench_sample), 'open', now(), now() + interval '2 days', now() + interval '2 days' from matter where tenant_id = '${TENANT}' and id = (select id from bench_matter where n = :m) on conflict (tenant_id, matter_id, no) do update set state = 'open', alarm_at = excluded.alarm_at, closed_at = null;\n`
const CLOSE = `update duty set state = 'done', closed_at = now(), alarm_at = null where tenant_id = '${TENANT}' and matter_id = (select id from bench_matter where n = :m) and no = 1000;\n`

/** Whether pgbench is on this machine; it comes with Debian's postgresql-contrib. */
export function pgbenchVersion(): string | undefined {
  try {
    return execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** Transactions per second of the equivalent work at a number of clients. */
export async function pgbench(
  config: pg.PoolConfig,
  clients: number,
  seconds: number,
  matters: number,
): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-pgbench-'))
  const scripts = [OPEN, CLOSE].map((duty, n) => {
    const file = join(dir, `act-${n}.sql`)
    writeFileSync(file, READ + duty + WRITE)
    return file
  })
  const args = [
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
  const where = ['-h', `${config.host}`, '-p', `${config.port}`, '-U', `${config.user}`]
  const said = await run(
    'pgbench',
    [
      ...args,
      '-D',
      `matters=${matters}`,
      ...scripts.flatMap((f) => ['-f', f]),
      ...where,
      `${config.database}`,
    ],
    {
      ...process.env,
      PGPASSWORD: typeof config.password === 'string' ? config.password : '',
    },
  )
  const tps = /tps = ([\d.]+) \(without/.exec(said)?.[1] ?? /tps = ([\d.]+)/.exec(said)?.[1]
  if (!tps) throw new Error(`pgbench said no rate:\n${said}`)
  return Number(tps)
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
