import { writeFileSync } from 'node:fs'
import { decodeLeaf, encodeLeaf, type Leaf } from '#journal/leaf.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { must } from '#journal/testing.ts'
import type { Queryable } from '#store/db.ts'
import { erase } from '#store/erase.ts'
import { actorOf } from '../factories.ts'
import type { DatabaseTry, Detector } from './case.ts'
import { cutTail, resign } from './resign.ts'
import { within } from '../sealed-district.ts'
import type { World } from './world.ts'

const attempt = (id: string, what: string, by: Detector[], does: DatabaseTry['does']): DatabaseTry => ({
  id,
  what,
  by,
  does,
})

/** Changes the leaf of the target and its stored hash together; the columns beside it stay. */
const editLeaf =
  (change: Partial<Leaf>) =>
  async (tx: Queryable, { target }: World): Promise<void> => {
    const { rows } = await tx.query<{ leaf: Uint8Array }>('select leaf from journal where act_id = $1', [
      target.act,
    ])
    const leaf = must(encodeLeaf({ ...must(decodeLeaf(rows[0]?.leaf ?? new Uint8Array())), ...change }))
    await tx.query('update journal set leaf = $2, leaf_hash = $3 where act_id = $1', [
      target.act,
      leaf,
      sha256.leafHash(leaf),
    ])
  }

/** PostgreSQL wants every parameter to be used: a statement that names neither is given neither. */
const used = (sql: string, { target }: World): string[] =>
  sql.includes(':matter') ? [target.act, target.matter] : sql.includes(':act') ? [target.act] : []

const WITHOUT_MATTER = (matter: string): string =>
  `with d as (delete from duty where matter_id = ${matter}), p as (delete from party where matter_id = ${matter}), h as (delete from hand where matter_id = ${matter}),
     n as (delete from notice where matter_id = ${matter}), s as (delete from search_doc where matter_id = ${matter}),
     w as (delete from search_word where matter_id = ${matter})`
const OTHER = `(select matter_id from journal j where matter_id <> :matter and exists (
  select from journal_leaf l where l.act_id = j.act_id) and :act <> '' order by matter_id limit 1)`
/** A matter of which nothing is sealed yet, and all of its rows. */
const WAITING = `(select matter_id from journal_pending order by matter_id limit 1)`

/** A copy of the target's act as the next of its matter, under an id of its own. */
const COPY = `with made as (
    insert into journal select (jsonb_populate_record(j, jsonb_build_object(
      'act_id', 'copied', 'idem_key', 'copied', 'at', j.at - interval '2 days',
      'seq', (select max(seq) + 1 from journal where matter_id = j.matter_id)))).* from journal j where act_id = :act)
  insert into journal_body select (jsonb_populate_record(b, '{"act_id": "copied"}')).* from journal_body b where act_id = :act`

const insertedAt = (idx: number) => async (tx: Queryable, world: World) => {
  await tx.query(COPY.replaceAll(':act', '$1'), [world.target.act])
  await tx.query('update journal_leaf set idx = idx + 100000 where idx >= $1', [idx])
  await tx.query('update journal_leaf set idx = idx - 99999 where idx >= 100000')
  await tx.query(
    `insert into journal_leaf (tenant_id, idx, act_id, leaf_hash)
     select tenant_id, $1, act_id, leaf_hash from journal where act_id = 'copied'`,
    [idx],
  )
}

/** Tampering with the tables of a living district. */
export const databaseTries: readonly DatabaseTry[] = [
  attempt(
    'T01',
    'a word in the body',
    ['F'],
    `update journal_body set body = jsonb_set(body, '{form,progress}', '"完成八成"') where act_id = :act`,
  ),
  attempt('T02', 'salt', ['F'], 'update journal_body set salt = sha256(salt) where act_id = :act'),
  attempt(
    'T03',
    'bodies of two acts',
    ['F'],
    `update journal_body b set body = o.body, salt = o.salt from journal_body o, journal j
     where j.matter_id = :matter and j.seq = 4 and b.act_id in (:act, j.act_id) and o.act_id in (:act, j.act_id)
       and b.act_id <> o.act_id`,
  ),
  attempt('T04', 'hash of the attachment', ['F'], 'update file set sha256 = sha256(sha256)'),
  attempt('T04', 'attachment taken off', ['F'], 'delete from matter_file'),
  attempt('T04', 'bytes of the attachment', ['F'], async (_, { attachment }) =>
    writeFileSync(attachment.path, attachment.bytes.with(0, 0)),
  ),
  attempt(
    'T05',
    'due instant',
    ['F'],
    `update duty set due_at = due_at + interval '9 days' where matter_id = :matter and no = 2 and :act <> ''`,
  ),
  attempt(
    'T05',
    'responsible unit',
    ['F'],
    `update duty set unit_id = 'u4' where matter_id = :matter and no = 1 and :act <> ''`,
  ),
  attempt('T05', 'state', ['F'], `update matter set state = 'doing' where id = :matter and :act <> ''`),
  attempt('T05', 'title', ['F'], `update matter set title = title || '（已办）'`),
  attempt('T05', 'record', ['F'], `update matter set record = record || '{"lead": "u5"}'`),
  attempt('T05', 'place in the lists of units', ['F'], `update party set due_at = due_at - interval '1 day'`),
  attempt('T05', 'a hand in it', ['F'], `delete from hand`),
  attempt(
    'T05',
    'when somebody had a hand in it',
    ['F'],
    `update hand set acted_at = acted_at - interval '1 day'`,
  ),
  attempt('T05', 'who decided', ['F'], `update party set decided = true where holder like 'unit:%'`),
  attempt(
    'T05',
    'since when nobody moved it',
    ['F'],
    `update matter set silent_from = silent_from - interval '1 day'`,
  ),
  attempt('T05', 'what happened to it', ['F'], `update matter set deeds = '{supervised-task.check}'`),
  attempt('T05', 'what its parties say it bears', ['F'], `update party set flags = '{stuck}'`),
  attempt('T05', 'whether its parties have it in hand yet', ['F'], `update party set drafted = not drafted`),
  attempt('T05', 'in whose name it asks', ['F'], `update matter set issuer = 'post:nobody'`),
  attempt('T05', 'hidden from searches', ['F'], `delete from search_word`),
  attempt('T05', 'place in searches', ['F'], `update search_word set due_at = due_at + interval '1 day'`),
  attempt('T05', 'a word it does not have', ['F'], `update search_word set word = '~' || word`),
  attempt('T05', 'lapse of the matter', ['F'], `update matter set flags = '{}' where flags <> '{}'`),
  attempt('T05', 'lapse of the duty', ['F'], 'update duty set lapsed_at = null where lapsed_at is not null'),
  attempt('T06', 'person', ['F'], `update journal set person_id = 'n-u1-b' where act_id = :act`),
  attempt('T06', 'time', ['F'], `update journal set at = at - interval '1 day' where act_id = :act`),
  attempt(
    'T07',
    'duty added',
    ['F'],
    `insert into duty select (jsonb_populate_record(d, '{"no": 99}')).* from duty d where no = 1 limit 1`,
  ),
  attempt('T07', 'duty removed', ['F'], 'delete from duty where no = 1'),
  attempt(
    'T08',
    'a bit of the leaf',
    ['F', 'V'],
    'update journal set leaf = set_byte(leaf, 30, get_byte(leaf, 30) # 1) where act_id = :act',
  ),
  attempt('T09', 'leaf and hash', ['F', 'V'], editLeaf({ via: 'sms' })),
  attempt(
    'T10',
    'the way in, signed anew throughout: the audit sees nothing, whoever kept a head does',
    ['C', 'G'],
    async (tx, world) => {
      await editLeaf({ via: 'sms' })(tx, world)
      await resign(tx, world)
    },
  ),
  attempt('T11', 'act', ['F', 'V'], 'delete from journal where act_id = :act'),
  attempt('T11', 'act and leaf, signed anew', ['F', 'C', 'G', 'V'], async (tx, world) => {
    await tx.query('delete from journal where act_id = $1', [world.target.act])
    await tx.query('delete from journal_leaf where act_id = $1', [world.target.act])
    await resign(tx, world)
  }),
  attempt(
    'T12',
    'last act',
    ['F'],
    'delete from journal where act_id = (select act_id from journal_leaf order by idx desc limit 1)',
  ),
  attempt(
    'T12',
    'last leaf',
    ['F'],
    'delete from journal_leaf where idx = (select max(idx) from journal_leaf)',
  ),
  attempt('T12', 'last matter with its last act, signed anew', ['C', 'G'], async (tx, world) => {
    await tx.query(
      'create temporary table gone on commit drop as select matter_id from journal_leaf join journal using (tenant_id, act_id) order by idx desc limit 1',
    )
    const gone = '(select matter_id from gone)'
    await tx.query(`${WITHOUT_MATTER(gone)} delete from matter_file where matter_id = ${gone}`)
    await removeActs(tx, gone)
    await resign(tx, world)
  }),
  attempt(
    'T13',
    'its row, its acts left',
    ['F', 'V'],
    `${WITHOUT_MATTER(':matter')} delete from matter where id = :matter and :act <> ''`,
  ),
  attempt('T13', 'with its acts, their leaves left', ['F', 'V'], async (tx, { target }) => {
    await tx.query(
      `${WITHOUT_MATTER('$1')} delete from journal_body using journal j
      where journal_body.act_id = j.act_id and j.matter_id = $1`,
      [target.matter],
    )
    await tx.query('delete from journal where matter_id = $1', [target.matter])
    await tx.query('delete from matter where id = $1', [target.matter])
  }),
  attempt(
    'T13',
    'with its acts and leaves, signed anew: the audit sees nothing',
    ['C', 'G', 'V'],
    async (tx, world) => {
      const gone = `(select matter_id from gone)`
      await tx.query('create temporary table gone (matter_id text) on commit drop')
      await tx.query('insert into gone values ($1)', [world.target.matter])
      await tx.query(`${WITHOUT_MATTER(gone)} delete from matter_file where matter_id = ${gone}`)
      await removeActs(tx, gone)
      await resign(tx, world)
    },
  ),
  attempt('T14', 'tail cut, signed anew', ['C', 'G'], (tx, world) => cutTail(tx, world, 8)),
  attempt('T15', 'an act of two days before, signed anew', ['C', 'F', 'G'], async (tx, world) => {
    await insertedAt(8)(tx, world)
    await resign(tx, world)
  }),
  attempt(
    'T16',
    'two leaves',
    ['F'],
    `update journal_leaf l set leaf_hash = o.leaf_hash from journal_leaf o
     where l.idx in (3, 4) and o.idx in (3, 4) and o.idx <> l.idx`,
  ),
  attempt('T16', 'places of two matters’ acts, signed anew', ['C', 'G'], async (tx, world) => {
    const { rows } = await tx.query<{ a: number; b: number }>(
      `select l.idx as a, m.idx as b from journal_leaf l join journal j using (tenant_id, act_id), journal_leaf m
           join journal k using (tenant_id, act_id) where m.idx = l.idx + 1 and j.matter_id <> k.matter_id
         order by 1 limit 1`,
    )
    const { a, b } = rows[0] ?? { a: 0, b: 1 }
    await tx.query('update journal_leaf set idx = 900000 where idx = $1', [a])
    await tx.query('update journal_leaf set idx = $1 where idx = $2', [a, b])
    await tx.query('update journal_leaf set idx = $1 where idx = 900000', [b])
    await resign(tx, world)
  }),
  attempt('T17', 'the act once more, among the others, signed anew', ['C', 'F', 'G'], async (tx, world) => {
    await insertedAt(5)(tx, world)
    await resign(tx, world)
  }),
  attempt(
    'T17',
    'the act once more, at the end: a growth like any other, but not of this matter',
    ['F', 'G'],
    async (tx, world) => {
      const { rows } = await tx.query<{ size: number }>('select count(*)::int as size from journal_leaf')
      await insertedAt(rows[0]?.size ?? 0)(tx, world)
      await resign(tx, world)
    },
  ),
  attempt(
    'T18',
    'row under another matter',
    ['F'],
    `update journal set matter_id = ${OTHER}, seq = 90 where act_id = :act`,
  ),
  attempt('T18', 'leaf of another matter', ['F', 'V'], editLeaf({ matter: 'elsewhere' })),
  attempt('T19', 'leaf of another log', ['F', 'V'], editLeaf({ log: 'test.example/log/t2' })),
  attempt('T20', 'leaf of another person', ['F', 'V'], editLeaf({ actor: 'n-u1-b' })),
  attempt('T21', 'leaf of another way in', ['F', 'V'], editLeaf({ via: 'web', auth: 'signature' })),
  attempt('T22', 'places in the queue', ['F'], 'delete from journal_pending'),
  attempt(
    'T23',
    'act, its place left',
    ['F', 'P'],
    'delete from journal j using journal_pending p where p.act_id = j.act_id',
  ),
  attempt('T23', 'a matter that still waits, whole: only the promise tells', ['P'], async (tx) => {
    await tx.query(
      `create temporary table gone on commit drop as select matter_id from ${WAITING} w(matter_id)`,
    )
    const gone = '(select matter_id from gone)'
    await tx.query(`${WITHOUT_MATTER(gone)} delete from journal_pending where matter_id = ${gone}`)
    await removeActs(tx, gone)
  }),
  attempt(
    'T32',
    'another root for one size',
    ['F'],
    'update checkpoint set root = sha256(root) where size = 2',
  ),
  attempt('T51', 'an act of a day before its head, signed anew', ['C', 'F', 'G'], async (tx, world) => {
    const { rows } = await tx.query<{ leaf: Uint8Array; at: string }>(
      `select leaf, at - interval '1 day' as at from journal where act_id = $1`,
      [world.target.act],
    )
    const at = rows[0]?.at ?? ''
    await tx.query('update journal set at = $2 where act_id = $1', [world.target.act, at])
    await tx.query(`update checkpoint set at = $1 where size = 2`, [
      new Date(Date.parse(at) + 3_600_000).toISOString(),
    ])
    await editLeaf({ at, eff: at.slice(0, 10) })(tx, world)
    await resign(tx, world)
  }),
  attempt(
    'T51',
    'an act held back while heads were signed',
    ['F'],
    `update checkpoint set at = at + interval '2 minutes' where size = (select max(size) from checkpoint)`,
  ),
  attempt(
    'T52',
    'an older backup, written on: a second history under the same key',
    ['C', 'G', 'V'],
    async (tx, world) => {
      await cutTail(tx, world, 2)
      const { rows } = await tx.query<{ act: string }>(
        'delete from journal_pending where matter_id <> $1 and seq = 1 returning act_id as act',
        [world.target.matter],
      )
      for (const [i, { act }] of rows.entries())
        await tx.query(
          `insert into journal_leaf (tenant_id, idx, act_id, leaf_hash)
         select tenant_id, $2, act_id, leaf_hash from journal where act_id = $1`,
          [act, 2 + i],
        )
      await resign(tx, world)
    },
  ),
  attempt('T53', 'a second instance that gave the same acts other places', ['C', 'G'], async (tx, world) => {
    await cutTail(tx, world, 2)
    const { rows } = await tx.query<{ act: string }>(
      'select act_id as act from journal_pending order by matter_id desc, seq',
    )
    for (const [i, { act }] of rows.entries())
      await tx.query(
        `insert into journal_leaf (tenant_id, idx, act_id, leaf_hash)
         select tenant_id, $2, act_id, leaf_hash from journal where act_id = $1`,
        [act, 2 + i],
      )
    await tx.query('delete from journal_pending')
    await resign(tx, world)
  }),
  attempt('T54', 'a replica without the last batch', ['C', 'G'], (tx, world) => cutTail(tx, world, 8)),
  attempt('T55', 'salt and body', ['F'], 'delete from journal_body where act_id = :act'),
  attempt('T55', 'nothing: an act of erasure took body and salt, and said so', [], (tx, world) =>
    erased(tx, world),
  ),
  attempt('T56', 'the body put back after an act of erasure', ['F'], async (tx, world) => {
    const { rows } = await tx.query<{ salt: Uint8Array; body: unknown }>(
      'select salt, body from journal_body where act_id = $1',
      [world.target.act],
    )
    await erased(tx, world)
    await tx.query('insert into journal_body (tenant_id, act_id, salt, body) values ($1, $2, $3, $4)', [
      world.context.tenant,
      world.target.act,
      rows[0]?.salt,
      JSON.stringify(rows[0]?.body),
    ])
  }),
]

/** Erases what was written in the target, as the head of the office may. */
async function erased(tx: Queryable, { context, target }: World): Promise<void> {
  const outcome = await erase(
    { ...context, db: within(context.db, tx) },
    {
      matter: target.matter,
      act: target.act,
      form: { authority: '删除决定书〔2026〕1号', reason: '本人申请删除个人信息' },
      actor: actorOf('u0', 'head'),
      key: 'erasure',
      channel: { via: 'web', auth: 'session' },
    },
  )
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
}

/** Acts of matters with everything that is kept of them. */
async function removeActs(tx: Queryable, matters: string): Promise<void> {
  const acts = `(select act_id from journal where matter_id in ${matters})`
  await tx.query(`delete from journal_body where act_id in ${acts}`)
  await tx.query(`delete from journal_leaf where act_id in ${acts}`)
  await tx.query(`delete from journal where matter_id in ${matters}`)
  await tx.query(`delete from matter where id in ${matters}`)
}

/** The SQL of a try with its parameters. */
export const statementOf = (sql: string, world: World): { text: string; values: string[] } => ({
  text: sql.replaceAll(':act', '$1').replaceAll(':matter', '$2'),
  values: used(sql, world),
})
