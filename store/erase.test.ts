import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '#journal/node-crypto.ts'
import { verifyReceipt } from '#journal/verify.mjs'
import { ERASED } from '#kernel/erase.ts'
import type { Actor, Rulebook } from '#kernel/vocabulary.ts'
import type { TestDatabase } from '#test/database.ts'
import { recordFigure } from '#test/figures.ts'
import { type StillClock, actorOf, anErrand, doing, smallRulebook } from '#test/factories.ts'
import { type SealedDistrict, sealedDistrict } from '#test/sealed-district.ts'
import { audit } from './audit.ts'
import type { StoreContext } from './context.ts'
import { erase, erasedFiles, fileGone } from './erase.ts'
import { addFile } from './files.ts'
import { journalOf, rebuilt } from './journal.ts'
import type { Log } from './log-key.ts'
import { receiptOf } from './receipts.ts'
import { loadMatter } from './stored.ts'
import { sweep } from './sweep.ts'

const rulebook: Rulebook = {
  ...smallRulebook,
  erasing: { function: 'supervision', level: 'head', title: '督查室主任', basis: [] },
}
const LATER = '2027-06-30'
const CANARY = '当事人张某某身份证号码三三零一零六'
const chief = actorOf('u0', 'head')
const why = { authority: '删除决定书〔2026〕1号', reason: '本人申请删除个人信息' }

let db: TestDatabase
let clock: StillClock
let context: StoreContext
let log: Log
let seal: SealedDistrict['seal']

beforeAll(async () => {
  const district = await sealedDistrict('erase', { rulebook })
  ;({ db, clock, context, log, seal } = district)
  return district.close
})

const lines = (id: string) => journalOf(db, 't1', id)
const actNo = async (id: string, seq: number) => (await lines(id)).find((line) => line.seq === seq)?.act ?? ''
const asked = (matter: string, act: string, actor: Actor = chief, form: Record<string, unknown> = why) =>
  erase(context, { matter, act, form, actor, key: randomUUID(), channel: { via: 'web', auth: 'session' } })
const erasing = async (matter: string, seq: number) => {
  const outcome = await asked(matter, await actNo(matter, seq))
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome
}
const findings = async () => (await audit(context, log.verifier, { folder: log.folder })).findings

/** Every act's receipt, verified with the log's key alone; how many there are. */
async function allVerify(): Promise<number> {
  const { rows } = await db.query<{ act_id: string }>('select act_id from journal_leaf order by idx')
  const key = await readFile(join(log.folder, 'key'))
  for (const { act_id } of rows) {
    const receipt = await receiptOf(context, log.folder, act_id)
    const verdict = await verifyReceipt(Buffer.from(receipt?.proof ?? ''), key)
    expect(verdict).toMatchObject({ ok: true, leaf: { act: act_id } })
    checked.receipts++
  }
  return rows.length
}

/** Receipts checked, and words looked for in every table, after an erasure. */
const checked = { receipts: 0, words: 0 }

/** Tables in which some row, written out as text, holds a word. */
async function holding(word: string): Promise<string[]> {
  checked.words++
  const { rows } = await db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const hits = await db.query(`select 1 from ${name} t where strpos(t::text, $1) > 0 limit 1`, [word])
    if (hits.rowCount > 0) found.push(name)
  }
  return found
}

/** A matter whose first act holds the canary in its title, a remark and an attachment, with copies outside the journal. */
async function told(due = LATER, answer = '回音'): Promise<string> {
  const file = randomUUID()
  await addFile(
    context,
    {
      id: file,
      name: `${CANARY}.pdf`,
      media: 'application/pdf',
      preview: 'pdf',
      size: 3,
      sha256: sha256.digest(Buffer.from(file)),
    },
    actorOf('u0').person,
    clock.at,
  )
  const id = await anErrand(context, {
    title: `处理${CANARY}来信`,
    remark: '同意',
    due,
    helpers: ['u2'],
    papers: [file],
  })
  const doer = actorOf('u1')
  await doing(context, 'sign', doer, {}, { matter: id })
  await doing(context, 'report', doer, { progress: '同意' }, { matter: id })
  await doing(context, 'block', doer, { why: `等处理${CANARY}来信的${answer}` }, { matter: id })
  await db.query(
    `insert into outbox (tenant_id, id, channel, dedupe_key, body, created_at, next_at) values ('t1', $1, 'mail', $1, $2, $3, $3)`,
    [randomUUID(), JSON.stringify({ lines: [`待办：处理${CANARY}来信`] }), clock.at],
  )
  await db.query(
    `insert into sms_sent (tenant_id, id, gateway, phone, text, status, sent_at) values ('t1', $1, 'g', '1', $2, 'sent', $3)`,
    [randomUUID(), `【落实】处理${CANARY}来信，请办理`, clock.at],
  )
  await seal()
  return id
}

describe('an erasure', () => {
  test('takes a text out of every table, and every proof and the replay still hold', async () => {
    const id = await told()
    const other = await anErrand(context, { title: '同意', due: LATER })
    await seal()
    expect(await holding(CANARY)).toEqual(
      expect.arrayContaining(
        ['duty', 'file', 'journal_body', 'matter', 'notice', 'outbox', 'search_doc', 'sms_sent'].filter(
          (name) => name !== 'duty',
        ),
      ),
    )
    const before = await allVerify()
    const { matter } = await erasing(id, 1)
    expect(await holding(CANARY)).toEqual([])
    await seal()
    expect(await findings()).toEqual([])
    expect(await allVerify()).toBe(before + 1)
    // What it set going stands; only texts are gone.
    expect(matter).toMatchObject({
      state: 'stuck',
      record: { title: ERASED, remark: ERASED, lead: 'u1', due: LATER },
    })
    expect(matter.duties.map((duty) => duty.name)).toEqual(['finishing', 'unblocking'])
    const stored = await loadMatter(db, 't1', id)
    expect(stored && rebuilt(await lines(id), stored.matter)).toEqual(stored?.matter)
    // A short text goes where the act put it, not where others said the same.
    const journal = await lines(id)
    expect(journal[2]?.entry?.form).toEqual({ progress: '同意' })
    expect(journal[3]?.entry?.form).toEqual({ why: `等${ERASED}的回音` })
    expect(stored?.matter.record['progress']).toBe('同意')
    expect((await loadMatter(db, 't1', other))?.matter.record['title']).toBe('同意')
    // What remains visible: who did it, when, and who erased it on what decision.
    expect(journal[0]).toMatchObject({
      kind: 'errand.give',
      by: { person: 'n-u0-a' },
      erased: { by: { person: 'n-u0-head' }, ...why, whole: true },
    })
    expect(journal[3]?.erased).toMatchObject({ whole: false })
    expect(journal[2]?.erased).toBeUndefined()
    expect(journal.at(-1)).toMatchObject({ kind: 'errand.erase', entry: { form: { ...why, of: 1 } } })
  })

  test('names the contents that have to go from the disk, until they are gone', async () => {
    const gone = await erasedFiles(context)
    expect(gone).toHaveLength(1)
    for (const one of gone) await fileGone(context, one)
    expect(await erasedFiles(context)).toEqual([])
  })

  test('life goes on: acts, rungs and a second erasure of what an erased act had said', async () => {
    const id = await told('2026-03-31', '邻居口信')
    await erasing(id, 1)
    const doer = actorOf('u1')
    expect(await doing(context, 'unblock', actorOf('u0'), {}, { matter: id })).toMatchObject({ kind: 'done' })
    expect(
      await doing(context, 'report', doer, { progress: '已逐户上门核对完毕' }, { matter: id }),
    ).toMatchObject({
      kind: 'done',
    })
    clock.at = '2026-04-20T01:00:00.000Z'
    await sweep(context, clock.at)
    await seal()
    // Act 4 was kept in part by the first erasure; now the rest of it goes, out of that erasure as well.
    await erasing(id, 4)
    await seal()
    await erasing(id, 7)
    await seal()
    expect(await findings()).toEqual([])
    expect(await holding('邻居口信')).toEqual([])
    expect(await holding('逐户上门')).toEqual([])
    const journal = await lines(id)
    expect(journal[3]?.entry?.form).toEqual({ why: ERASED })
    const stored = await loadMatter(db, 't1', id)
    expect(stored && rebuilt(journal, stored.matter)).toEqual(stored?.matter)
    expect(await doing(context, 'finish', doer, { result: '办好了' }, { matter: id })).toMatchObject({
      kind: 'done',
    })
    await seal()
    expect(await findings()).toEqual([])
    await allVerify()
  })

  test('asked twice with one key has one effect', async () => {
    const id = await told()
    const request = {
      matter: id,
      act: await actNo(id, 1),
      form: why,
      actor: chief,
      key: 'once',
      channel: { via: 'web', auth: 'session' },
    } as const
    const [first, second] = [await erase(context, request), await erase(context, request)]
    expect(first).toMatchObject({ kind: 'done' })
    expect(second).toMatchObject({
      kind: 'done',
      receipt: first.kind === 'done' ? { act: first.receipt.act } : {},
    })
    const other = { ...request, act: await actNo(id, 4) }
    expect(await erase(context, other)).toMatchObject({ kind: 'refused', refusals: [{ code: 'KEY_REUSED' }] })
  })

  test('several at once on one matter are each decided on what the others left', async () => {
    const id = await told()
    const acts = [await actNo(id, 1), await actNo(id, 3), await actNo(id, 4)]
    const outcomes = await Promise.all(acts.map((act) => asked(id, act)))
    // One of them may come before the entry of another is in the log, which it then has to erase in.
    for (const outcome of outcomes) expect(['done', 'refused']).toContain(outcome.kind)
    await seal()
    for (const [i, act] of acts.entries())
      if (outcomes[i]?.kind === 'refused') {
        expect(await asked(id, act)).toMatchObject({ kind: 'done' })
        await seal()
      }
    expect(await holding(CANARY)).toEqual([])
    expect(await findings()).toEqual([])
  })
})

describe('no erasure', () => {
  const head: Actor = actorOf('u0', 'head')
  test.each<[string, Actor, string]>([
    ['by staff of the office', actorOf('u0'), 'NOT_YOURS'],
    ['by the head of a department', actorOf('u1', 'head'), 'NOT_YOURS'],
    ['by a delegate', { ...head, as: 'delegate' }, 'NOT_YOURS'],
  ])('%s', async (_, actor, code) => {
    const id = await told()
    expect(await asked(id, await actNo(id, 1), actor)).toMatchObject({
      kind: 'refused',
      refusals: [{ code }],
    })
    expect(await holding(CANARY)).not.toEqual([])
    await erasing(id, 1)
  })

  test('by whoever may not see the matter, of an act of another matter, or of none', async () => {
    const [id, other] = [await anErrand(context, { due: LATER }), await anErrand(context, { due: LATER })]
    await seal()
    expect(await asked(id, await actNo(id, 1), actorOf('u4', 'head'))).toEqual({ kind: 'not found' })
    expect(await asked(id, await actNo(other, 1))).toEqual({ kind: 'not found' })
    expect(await asked('none', 'none')).toEqual({ kind: 'not found' })
  })

  test('where the rulebook names nobody', async () => {
    const id = await anErrand(context, { due: LATER })
    await seal()
    const without = { ...context, rulebook: smallRulebook }
    const request = {
      matter: id,
      act: await actNo(id, 1),
      form: why,
      actor: chief,
      key: 'k',
      channel: { via: 'web', auth: 's' },
    }
    expect(await erase(without, request)).toMatchObject({ refusals: [{ code: 'NOT_YOURS' }] })
  })

  test('without reason and decision, before the act is in the log, of nothing, or of what is erased', async () => {
    const id = await anErrand(context, { title: '一件新事', due: LATER })
    const act = await actNo(id, 1)
    expect(await asked(id, act, chief, { reason: '' })).toMatchObject({
      refusals: [{ code: 'FORM_INVALID' }],
    })
    expect(await asked(id, act)).toMatchObject({
      refusals: [{ message: expect.stringMatching(/还没有进入日志/) }],
    })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await seal()
    expect(await asked(id, await actNo(id, 2))).toMatchObject({
      refusals: [{ message: expect.stringMatching(/没有可以删除的内容/) }],
    })
    await erasing(id, 1)
    await seal()
    expect(await asked(id, act)).toMatchObject({
      refusals: [{ message: expect.stringMatching(/没有可以删除的内容/) }],
    })
    expect(await asked(id, await actNo(id, 3))).toMatchObject({ kind: 'refused' })
  })
})

describe('what the audit says of bodies', () => {
  test('gone without an act of erasure (T55), and still there although one says otherwise (T56)', async () => {
    const id = await told()
    const [first, third] = [await actNo(id, 1), await actNo(id, 3)]
    const { rows } = await db.query<{ salt: Uint8Array; body: unknown }>(
      'select salt, body from journal_body where act_id = $1',
      [first],
    )
    await erasing(id, 1)
    await seal()
    expect(await findings()).toEqual([])
    await db.query(`insert into journal_body (tenant_id, act_id, salt, body) values ('t1', $1, $2, $3)`, [
      first,
      rows[0]?.salt,
      JSON.stringify(rows[0]?.body),
    ])
    expect(await findings()).toContainEqual({
      check: 'body',
      about: first,
      because: '已有依法删除的行为，正文却还在',
    })
    await db.query('delete from journal_body where act_id = $1', [first])
    await db.query('delete from journal_body where act_id = $1', [third])
    expect(await findings()).toContainEqual({ check: 'body', about: third, because: '正文缺失' })
  })
})

test('what was counted', () => {
  recordFigure({
    id: 'j8-receipts-after-erasure',
    part: 'proof',
    title: 'Receipts that no longer verified after contents of acts had been erased by law',
    value: 0,
    of: {
      n: checked.receipts,
      what: `receipts; erased words looked for in every table ${checked.words} times`,
    },
    command: 'LUOSHI_FIGURES=1 npx vitest run store/erase.test.ts',
  })
})
