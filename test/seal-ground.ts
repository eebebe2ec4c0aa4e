import { randomUUID } from 'node:crypto'
import { base64 } from '#journal/bytes.ts'
import { type Envelope, envelopeText, readEnvelope, sealOpinion } from '#journal/seal/envelope.ts'
import { freshFor } from '#journal/seal/fresh.ts'
import { halvesText, releaseHalves } from '#journal/seal/halves.ts'
import { type KeyPair, hpkeOpen } from '#journal/seal/hpke.ts'
import { canaryBound } from '#journal/seal/keys.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { type ActOutcome, act } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, json } from '#store/db.ts'
import { loadMatter } from '#store/stored.ts'
import { textsApart } from '#store/texts-apart.ts'
import { MONDAY, StillClock, actorOf, seedDistrict, testContext } from './factories.ts'

const LOG = 'test.example/log/t1'
export type Level = 'strict' | 'standard'

/** A district whose office u1 gathers sealed opinions, whose u0 watches, and whose u2, u3, … have a seat each at the table. */
export interface SealGround {
  readonly context: StoreContext
  readonly clock: StillClock
  /** A round on an item, with the posts that are expected; it is not begun yet. */
  open(level: Level, expected: readonly string[]): Promise<string>
  /** Both sides make a key and open the canary. */
  enrol(round: string): Promise<void>
  doing(kind: string, post: string, matter: string, form?: AnyRecord, key?: string): Promise<ActOutcome>
  record(matter: string): Promise<AnyRecord>
  /** The sheet of a member. */
  sheet(round: string, post: string): Promise<string>
  /** An envelope as the member's browser would make it, with changes for those who try something else. */
  envelope(sheet: string, words: string, change?: AnyRecord): Promise<string>
  /** What a keeper's browser takes out of the envelopes of a closed round. */
  halves(
    round: string,
    post: string,
    some?: (all: readonly Envelope[]) => readonly Envelope[],
  ): Promise<string>
}

const must = <T>(outcome: { ok: true; value: T } | { ok: false; because: string }): T => {
  if (!outcome.ok) throw new Error(outcome.because)
  return outcome.value
}

/** Fails with the refusals where an act did not go through. */
export function done(outcome: ActOutcome): Extract<ActOutcome, { kind: 'done' }> {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome
}

export const codesOf = (outcome: ActOutcome): readonly string[] =>
  outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : [outcome.kind]

const MATTER = `insert into matter (tenant_id, id, procedure, procedure_version, ver, state, state_group, closed, number, title, unit_id,
  record, undo, next_duty, due_at, flags, opened_at, updated_at, last_leaf)
  values ('t1', $1, $2, 1, 1, 'placed', '在办', false, $1, '桥东片区排水改造', 'u1', $3::jsonb, null, 1, null, '{}', $4, $4, '\\x00')`

/** Seeds a fresh database; more posts for the table where a race needs them. */
export async function sealGround(db: Db, members = 0): Promise<SealGround> {
  await seedDistrict(db)
  await db.query(`update unit set functions = '["discipline"]' where id = 'u0'`)
  await db.query(`update unit set functions = '["coordination"]' where id = 'u1'`)
  await db.query(
    `with p as (insert into post (tenant_id, id, unit_id, title, level, sort)
       select 't1', 'u5-m' || n, 'u5', '成员' || n, 'deputy', 10 + n from generate_series(1, $1::int) n returning id),
     q as (insert into person (tenant_id, id, name) select 't1', 'n-' || id, '成员' || id from p returning id)
     insert into appointment (tenant_id, id, person_id, post_id, kind, from_on)
     select 't1', 'a-' || id, 'n-' || id, id, 'holder', '2026-01-01' from p where (select count(*) from q) >= 0`,
    [members],
  )
  const clock = new StillClock(MONDAY)
  const next: string[] = []
  const sealKey = (await freshFor(1)).ephemeral[0] as KeyPair
  const context: StoreContext = {
    ...testContext(db, clock, rulebook),
    newId: () => next.shift() ?? randomUUID(),
    sealKey,
  }
  const keys = new Map<string, KeyPair>()
  const actor = (post: string) => {
    const [unit = '', code = ''] = post.split('-')
    const functions = unit === 'u0' ? ['discipline'] : unit === 'u1' ? ['coordination'] : []
    return {
      ...actorOf(unit, 'head'),
      post,
      person: `n-${post}`,
      level: code === 'head' ? 'head' : 'staff',
      functions,
    } as const
  }
  const doing: SealGround['doing'] = (kind, post, matter, form = {}, key = randomUUID()) => {
    const [procedure = '', name = ''] = kind.split('.')
    const channel = { via: 'web', auth: 'session' } as const
    return act(context, { procedure, act: name, form, actor: actor(post), key, channel, matter })
  }
  const record: SealGround['record'] = async (matter) =>
    (await loadMatter(db, 't1', matter))?.matter.record ?? {}

  return {
    context,
    clock,
    doing,
    record,
    open: async (level, expected) => {
      const [round, topic, meeting] = [randomUUID(), randomUUID(), randomUUID()]
      await db.query(MATTER, [
        topic,
        'topic',
        json({ round, title: '桥东片区排水改造', unit: 'u1', recorder: 'u1' }),
        MONDAY,
      ])
      await db.query(MATTER, [meeting, 'meeting', json({ recorder: 'u1' }), MONDAY])
      for (const id of [topic, meeting])
        await db.query(
          `insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, opened_at) values ('t1', $1, 'unit:u1', 'topic', false, 'infinity', $2)`,
          [id, MONDAY],
        )
      next.push(round)
      const form = {
        topic,
        title: '桥东片区排水改造',
        meeting,
        meetingOn: '2026-03-10',
        level,
        chair: 'u5-head',
        recorder: 'u1',
        expected,
        until: '2026-03-09',
      }
      const channel = { via: 'web', auth: 'session' } as const
      const request = {
        procedure: 'opinions',
        act: 'open',
        form,
        actor: actor('u1-a'),
        key: randomUUID(),
        channel,
      }
      return done(await act(context, request)).matter.id
    },
    enrol: async (round) => {
      for (const post of ['u0-a', 'u1-a']) {
        const pair = (await freshFor(1)).ephemeral[0] as KeyPair
        keys.set(`${round} ${post}`, pair)
        done(await doing('opinions.enrol', post, round, { key: base64(pair.publicKey) }))
        const rows = (await record(round))['trustees'] as readonly {
          slot: string
          canary: Record<'enc' | 'ct', string>
        }[]
        const { enc = '', ct = '' } = rows.find(({ slot }) => slot === post)?.canary ?? {}
        const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
        const opened = await hpkeOpen(pair, canaryBound, { enc: bytes(enc), ct: bytes(ct) })
        done(await doing('opinions.ready', post, round, { opened: Buffer.from(opened ?? []).toString() }))
      }
    },
    sheet: async (round, post) => {
      const rows = (await record(round))['sheets'] as readonly { post: string; sheet: string }[]
      return rows.find((one) => one.post === post)?.sheet ?? ''
    },
    envelope: async (sheet, words, change = {}) => {
      const { meeting, topic, post, round, version = 0, expected, trustees, keys: to } = await record(sheet)
      const ctx = {
        log: LOG,
        meeting,
        item: topic,
        member: post,
        round,
        ver: version + 1,
        expected,
        trustees,
        ...change,
      }
      return envelopeText(
        must(await sealOpinion(ctx, { stance: 'agree', words }, to, await freshFor(to.length))),
      )
    },
    halves: async (round, post, some = (all) => all) => {
      const { listed } = (await record(round)) as { listed: readonly { envelope: string }[] }
      const hashes = listed.map(({ envelope }) => envelope)
      const texts = await textsApart(db, 't1', hashes)
      const all = hashes.map((hash) => must(readEnvelope(texts.get(hash) ?? '')))
      const side = post.startsWith('u0') ? 'insp' : 'proc'
      const key = keys.get(`${round} ${post}`)
      if (!key) throw new Error(`${post} has no key for ${round}`)
      return halvesText(
        must(await releaseHalves({ round, side, slot: post, key: base64(key.publicKey) }, some(all), key)),
      )
    },
  }
}
