import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { openCheckpoint } from '#journal/checkpoint.ts'
import type { Duty } from '#kernel/matter.ts'
import { type AnyRecord, openedBy } from '#kernel/vocabulary.ts'
import { audit } from '#store/audit.ts'
import type { StoreContext } from '#store/context.ts'
import type { Queryable } from '#store/db.ts'
import { idsOf, namesIn } from '#store/form-names.ts'
import { journalOf } from '#store/journal.ts'
import type { Log } from '#store/log-key.ts'
import type { Told } from './notes.ts'

/** What was found after the crashes; `wrong` is empty when every promise was kept. */
export interface Checked {
  readonly counts: Readonly<Record<string, number>>
  readonly wrong: readonly string[]
}

type Find = (sentence: string) => void

/**
 * Looks at what a line of crashes left behind, by the notes of those who were killed and by nothing the service says of itself:
 * every acknowledged act once, nothing half done, no number twice or left out, what is stored as the journal makes it, every message
 * out. The audit of the service is asked last, as one witness more.
 */
export async function check(context: StoreContext, log: Log, told: readonly Told[]): Promise<Checked> {
  const wrong: string[] = []
  const find: Find = (sentence) => wrong.push(sentence)
  const counts = {
    ...(await checkAnswers(context, told, find)),
    ...(await checkOpened(context, find)),
    ...(await checkNumbers(context, find)),
    ...(await checkReplay(context, find)),
    ...(await checkSms(context, told, find)),
    ...(await checkOutbox(context, told, find)),
    ...(await checkRest(context, find)),
    ...(await checkLog(context, log, find)),
  }
  return { counts, wrong }
}

/** 1–4: acknowledged acts are there once and as acknowledged, refused ones are not, unheard ones at most once, and no other is there. */
async function checkAnswers(
  { db, tenant }: StoreContext,
  told: readonly Told[],
  find: Find,
): Promise<Record<string, number>> {
  const { rows } = await db.query<{ key: string; act: string; matter: string; seq: number; hash: string }>(
    `select idem_key as key, act_id as act, matter_id as matter, seq, encode(leaf_hash, 'hex') as hash from journal
     where tenant_id = $1 and idem_key like 'req/%'`,
    [tenant],
  )
  const there = Map.groupBy(rows, ({ key }) => key.slice('req/'.length))
  const meant = new Map(told.flatMap(({ intents }) => [...intents]))
  let [acknowledged, refused, unheard] = [0, 0, 0]
  for (const [key, { deed }] of meant) {
    if (deed.kind !== 'act') continue
    const outcome = told.map(({ outcomes }) => outcomes.get(key)).find((one) => one !== undefined)
    const found = there.get(key) ?? []
    if (found.length > 1) find(`act ${key} is there ${found.length} times`)
    if (outcome === undefined) unheard++
    else if (outcome.kind === 'done') {
      acknowledged++
      const { act, matter, seq, hash } = outcome
      const [row] = found
      if (!row) find(`acknowledged act ${key} is lost`)
      else if (!isDeepStrictEqual(row, { key: `req/${key}`, act, matter, seq, hash }))
        find(`acknowledged act ${key} is another now`)
    } else {
      refused++
      if (found.length > 0) find(`${outcome.kind} was said of ${deed.request.act} ${key}, which is there`)
    }
  }
  for (const key of there.keys()) if (!meant.has(key)) find(`nobody meant act ${key}`)
  if (unheard > 0) find(`${unheard} acts were never answered, though asked again`)
  return { acknowledged, refused }
}

/** Acts on opened matters stand with the act that opened them, all or none, and the record that opened names matters that somebody opened. */
async function checkOpened(
  { db, tenant, rulebook }: StoreContext,
  find: Find,
): Promise<Record<string, number>> {
  const { rows } = await db.query<{ key: string; matter: string; kind: string }>(
    `select idem_key as key, matter_id as matter, kind from journal where tenant_id = $1 and idem_key like 'of/%'`,
    [tenant],
  )
  const byParent = Map.groupBy(rows, ({ key }) => key.split('/')[1] ?? '')
  const openers = await db.query<{
    act: string
    matter: string
    kind: string
    procedure: string
    record: AnyRecord
  }>(
    `select j.act_id as act, j.matter_id as matter, j.kind, m.procedure, m.record from journal j
     join matter m on m.tenant_id = j.tenant_id and m.id = j.matter_id
     where j.tenant_id = $1 and j.idem_key like 'req/%'`,
    [tenant],
  )
  let opened = 0
  const parents = new Map(openers.rows.map((row) => [row.act, row]))
  for (const [act, children] of byParent) {
    const parent = parents.get(act)
    if (!parent) {
      find(`matters were opened by act ${act}, which is not there`)
      continue
    }
    const procedure = rulebook.procedures[parent.procedure]
    const opens = openedBy(procedure?.powers[parent.kind.slice(parent.procedure.length + 1)])
    const numbers = children.map(({ key }) => Number(key.split('/')[2])).toSorted((a, b) => a - b)
    if (
      !isDeepStrictEqual(
        numbers,
        numbers.map((_, n) => n + 1),
      )
    )
      find(`acts opened by ${act} have gaps`)
    const matters = Map.groupBy(children, ({ matter }) => matter)
    opened += matters.size
    for (const [matter, acts] of matters)
      if (!opens.some((one) => one.acts.length === acts.length)) find(`matter ${matter} was opened by half`)
    const named = procedure ? idsOf(namesIn(procedure.record, parent.record), 'matter') : []
    for (const matter of matters.keys())
      if (!named.includes(matter)) find(`matter ${matter} was opened, but ${parent.matter} does not name it`)
  }
  // Whether an act opens anything may hang on its form; a record that names what nobody opened tells of an opening that was lost.
  for (const { procedure, record, kind, matter } of openers.rows) {
    const declared = rulebook.procedures[procedure]
    if (!declared || openedBy(declared.powers[kind.slice(procedure.length + 1)]).length === 0) continue
    const named = idsOf(namesIn(declared.record, record), 'matter')
    const begun = await db.query(
      `select distinct matter_id from journal where tenant_id = $1 and seq = 1 and matter_id = any($2::text[])
         and idem_key ~ '^(req|of|put)/'`,
      [tenant, named],
    )
    if (begun.rowCount < new Set(named).size) find(`matter ${matter} names matters that nobody opened`)
  }
  return { opened }
}

const DRAWN = /^(.+)〔(\d{4})〕(\d+)号$/

/** Numbers of a series and year, as the journal gave them: 1, 2, 3 … without a gap or a double, and the counter stands at the last. */
async function checkNumbers(
  { db, tenant, rulebook }: StoreContext,
  find: Find,
): Promise<Record<string, number>> {
  const fields = new Set(['number'])
  for (const { powers } of Object.values(rulebook.procedures))
    for (const { draws } of Object.values(powers)) if (draws) fields.add(draws.field)
  const { rows } = await db.query<{ value: string }>(
    // What a story was put into the database with bears the numbers of the story.
    `select s.value #>> '{}' as value
     from journal j join journal_body b on b.tenant_id = j.tenant_id and b.act_id = j.act_id, jsonb_each(b.body -> 'effects' -> 'set') s
     where j.tenant_id = $1 and j.idem_key not like 'put/%' and s.key = any($2::text[])`,
    [tenant, [...fields]],
  )
  const series = new Map<string, number[]>()
  for (const { value } of rows) {
    const [, word = '', year = '', n = ''] = DRAWN.exec(value) ?? []
    if (word) series.set(`${word}/${year}`, [...(series.get(`${word}/${year}`) ?? []), Number(n)])
  }
  const counters = await db.query<{ series: string; n: number }>(
    `select series || '/' || year as series, n from counter where tenant_id = $1`,
    [tenant],
  )
  const counted = new Map(counters.rows.map((row) => [row.series, row.n]))
  for (const key of new Set([...series.keys(), ...counted.keys()])) {
    const numbers = (series.get(key) ?? []).toSorted((a, b) => a - b)
    if (numbers.some((n, i) => n !== i + 1)) find(`series ${key} has a gap or a double: ${numbers.join(' ')}`)
    if (counted.get(key) !== numbers.length)
      find(`series ${key} counts ${counted.get(key)}, ${numbers.length} are used`)
  }
  return { numbers: [...series.values()].flat().length }
}

/** Acts that climbed a rung, with the number of the duty whose rung it was. */
async function rungsOf(db: Queryable, tenant: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ act: string; key: string }>(
    `select act_id as act, idem_key as key from journal where tenant_id = $1 and idem_key like 'rung/%'`,
    [tenant],
  )
  return new Map(rows.map(({ act, key }) => [act, Number(key.split('/')[3])]))
}

/** Every matter folded anew from its entries, by a fold of this file's own; and no rung climbed before its time. */
async function checkReplay({ db, tenant }: StoreContext, find: Find): Promise<Record<string, number>> {
  const { rows } = await db.query<{ id: string; state: string; record: AnyRecord; ver: number }>(
    'select id, state, record, ver from matter where tenant_id = $1',
    [tenant],
  )
  const duties = await db.query<{ matter: string; no: number; body: unknown }>(
    `select matter_id as matter, no, body from duty where tenant_id = $1 and state in ('open', 'paused')`,
    [tenant],
  )
  const owed = Map.groupBy(duties.rows, ({ matter }) => matter)
  const rungs = await rungsOf(db, tenant)
  let acts = 0
  for (const { id, state, record, ver } of rows) {
    const lines = await journalOf(db, tenant, id)
    acts += lines.length
    let at: string | null = null
    const made: Record<string, unknown> = {}
    const open = new Map<number, Duty>()
    for (const { act, at: when, entry } of lines) {
      if (!entry) continue
      const climbed = rungs.get(act)
      const alarmAt = climbed === undefined ? null : open.get(climbed)?.alarmAt
      if (climbed !== undefined && !(alarmAt && alarmAt <= when))
        find(`rung ${act} was climbed at ${when}, due at ${alarmAt}`)
      const { to, set, closed, changed, opened } = entry.effects
      at = to
      for (const [name, value] of Object.entries(set)) {
        if (value === null) delete made[name]
        else made[name] = value
      }
      for (const { no } of closed) open.delete(no)
      for (const duty of [...changed, ...opened]) open.set(duty.no, duty)
    }
    const stored = new Map((owed.get(id) ?? []).map(({ no, body }) => [no, body]))
    if (ver !== lines.length) find(`matter ${id} is at ${ver}, its journal has ${lines.length}`)
    if (at !== state || !isDeepStrictEqual(made, record))
      find(`matter ${id} is not what its entries make of it`)
    if (!isDeepStrictEqual(open, stored)) find(`what is owed on ${id} is not what its entries make of it`)
  }
  return { matters: rows.length, acts }
}

/** Every message that a gateway was told has arrived is kept once, dealt with, and at most one act. */
async function checkSms(
  { db, tenant }: StoreContext,
  told: readonly Told[],
  find: Find,
): Promise<Record<string, number>> {
  const { rows } = await db.query<{
    key: string
    status: string
    because: string | null
    acts: number
    answers: number
  }>(
    `select 'sms/' || r.gateway || '/' || r.gateway_id as key, r.status, r.because,
       (select count(*) from journal j where j.tenant_id = r.tenant_id
         and j.idem_key = 'req/sms/' || r.gateway || '/' || r.gateway_id) as acts,
       (select count(*) from outbox o where o.tenant_id = r.tenant_id
         and o.dedupe_key = 'sms-answer/' || r.gateway || '/' || r.gateway_id) as answers
     from sms_received r where r.tenant_id = $1`,
    [tenant],
  )
  const kept = new Map(rows.map((row) => [row.key, row]))
  const meant = told.flatMap(({ intents }) => [...intents.values()].filter(({ deed }) => deed.kind === 'sms'))
  for (const { intent } of meant) if (!kept.has(intent)) find(`message ${intent} is lost`)
  if (kept.size !== new Set(meant.map(({ intent }) => intent)).size)
    find('messages are kept that nobody sent')
  for (const { key, status, because, acts, answers } of rows) {
    if (status === 'waiting') find(`message ${key} still waits`)
    if (acts !== (status === 'acted' ? 1 : 0))
      find(`message ${key} is ${status} (${because}) with ${acts} acts`)
    // Of those that are only kept, the first beyond the hour's measure is told so.
    if (answers > 1 || (answers === 0 && status !== 'ignored'))
      find(`message ${key} is ${status} with ${answers} answers`)
  }
  return { messages: rows.length, acted: rows.filter(({ status }) => status === 'acted').length }
}

/** Every effect has one key, reached its gateway at least once, and none reached it that is not in the outbox. */
async function checkOutbox(
  { db, tenant }: StoreContext,
  told: readonly Told[],
  find: Find,
): Promise<Record<string, number>> {
  const { rows } = await db.query<{ key: string; sent: boolean; dropped: boolean }>(
    `select o.dedupe_key as key, o.sent_at is not null as sent, r.dropped_at is not null as dropped
     from outbox o left join reminder r on r.tenant_id = o.tenant_id and o.dedupe_key = 'reminder/' || r.id
     where o.tenant_id = $1`,
    [tenant],
  )
  const delivered = told.flatMap((one) => one.delivered)
  const reached = new Set(delivered)
  const keys = new Set(rows.map(({ key }) => key))
  if (keys.size !== rows.length) find('a dedupe key stands twice in the outbox')
  // A digest whose day was over before it could be sent was left to the next one.
  for (const { key, sent, dropped } of rows)
    if (!sent || !(dropped || reached.has(key))) find(`${key} never went out`)
  for (const key of reached) if (!keys.has(key)) find(`${key} went out and is not in the outbox`)
  return { effects: rows.length, deliveries: delivered.length }
}

/** Codes, rungs and digests: each once. */
async function checkRest({ db, tenant, clock }: StoreContext, find: Find): Promise<Record<string, number>> {
  const one = async (what: string, sql: string): Promise<void> => {
    const { rows } = await db.query<{ n: number }>(sql, [tenant])
    if (rows[0]?.n !== 0) find(`${rows[0]?.n} ${what}`)
  }
  const twice = (table: string, columns: string, where = 'true'): string =>
    `select count(*) as n from (select from ${table} where tenant_id = $1 and ${where} group by ${columns} having count(*) > 1) x`
  await one('codes mean two items', twice('item_code', 'person_id, code'))
  await one('items have two codes', twice('item_code', 'person_id, matter_id, duty_no'))
  await one('people had two digests on a day', twice('reminder', 'person_id, day', `kind = 'digest'`))
  await one(
    'reminders never came into the outbox',
    `select count(*) as n from reminder r where r.tenant_id = $1 and not exists (
       select from outbox o where o.tenant_id = $1 and o.dedupe_key = 'reminder/' || r.id)`,
  )
  await one(
    'notices of acts that are not there',
    `select count(*) as n from notice t where t.tenant_id = $1 and not exists (
       select from journal j where j.tenant_id = $1 and j.matter_id = t.matter_id and j.seq = t.seq)`,
  )
  await one(
    'parts of reminders without one',
    `select count(*) as n from reminder_item i where i.tenant_id = $1 and not exists (
       select from reminder r where r.tenant_id = $1 and r.id = i.reminder_id)`,
  )
  const { rows: late } = await db.query<{ n: number }>(
    'select count(*) as n from duty where tenant_id = $1 and alarm_at <= $2::timestamptz',
    [tenant, clock.now()],
  )
  if (late[0]?.n !== 0) find(`${late[0]?.n} rungs were never climbed`)
  const { rows } = await db.query<{ rungs: number; reminders: number }>(
    `select (select count(*) from journal where tenant_id = $1 and idem_key like 'rung/%') as rungs,
       (select count(*) from reminder where tenant_id = $1) as reminders`,
    [tenant],
  )
  return { ...rows[0] }
}

/** Every act has its place in a log without gaps, which is signed and published; and the audit finds nothing. */
async function checkLog(context: StoreContext, log: Log, find: Find): Promise<Record<string, number>> {
  const { rows } = await context.db.query<{ acts: number; leaves: number; waiting: number; apart: number }>(
    `select (select count(*) from journal where tenant_id = $1) as acts,
       (select count(*) from journal_leaf where tenant_id = $1) as leaves,
       (select count(*) from journal_pending where tenant_id = $1) as waiting,
       (select count(*) from quarantine where tenant_id = $1) as apart`,
    [context.tenant],
  )
  const { acts = 0, leaves = 0, waiting = 0, apart = 0 } = rows[0] ?? {}
  if (acts !== leaves || waiting + apart > 0)
    find(`${acts} acts, ${leaves} leaves, ${waiting} waiting, ${apart} apart`)
  const shown = openCheckpoint(readFileSync(`${log.folder}/checkpoint`, 'utf8'), { log: log.verifier })
  if (!shown.ok) find(shown.because)
  else if (shown.value.size !== leaves) find(`published at ${shown.value.size} of ${leaves}`)
  const { findings, found, checkpoints } = await audit(context, log.verifier, { folder: log.folder })
  if (found > 0)
    find(
      `audit: ${found}: ${findings
        .slice(0, 5)
        .map((one) => JSON.stringify(one))
        .join(' ')}`,
    )
  return { leaves, checkpoints }
}
