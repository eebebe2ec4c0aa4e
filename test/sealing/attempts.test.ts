// Long on purpose: one list of all that could be tried, as data; what each row needs stands beside it.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { base64, concat, fromBase64, utf8 } from '#journal/bytes.ts'
import { canonicalize } from '#journal/canonical.ts'
import {
  type Envelope,
  type Trustee,
  envelopeText,
  readEnvelope,
  sealOpinion,
} from '#journal/seal/envelope.ts'
import { freshFor } from '#journal/seal/fresh.ts'
import { gcmSeal, hkdf, hpkeSeal } from '#journal/seal/hpke.ts'
import { sm3 } from '#journal/verify.mjs'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { type Level, type SealGround, codesOf, done, sealGround } from '#test/seal-ground.ts'

// Every way in which somebody could try to open early, to open in part, to open something else, or to keep the others from being
// opened, done through the acts and against the tables of a real database. What is tried on the cipher itself is in journal/seal.

let db: TestDatabase
let ground: SealGround
const [FIRST, SECOND] = ['u2-head', 'u3-head'] as const
const [INSPECTOR, OFFICE] = ['u0-a', 'u1-a'] as const

beforeAll(async () => {
  db = await freshDatabase('attempts')
  ground = await sealGround(db)
})
afterAll(() => db.close())

const must = <T>(outcome: { ok: true; value: T } | { ok: false; because: string }): T => {
  if (!outcome.ok) throw new Error(outcome.because)
  return outcome.value
}

async function begun(level: Level): Promise<string> {
  const round = await ground.open(level, [FIRST, SECOND])
  if (level === 'strict') await ground.enrol(round)
  done(await ground.doing('opinions.begin', OFFICE, round))
  return round
}

const sealing = async (round: string, post: string, make: (sheet: string) => Promise<string>) => {
  const sheet = await ground.sheet(round, post)
  return ground.doing('opinion.seal', post, sheet, { sealed: await make(sheet) })
}
const honestly = (words: string) => (sheet: string) => ground.envelope(sheet, words)
const close = (round: string) => ground.doing('opinions.close', OFFICE, round)
const release = async (round: string, post: string, halves?: string) =>
  ground.doing('opinions.release', post, round, { halves: halves ?? (await ground.halves(round, post)) })
const reveal = (round: string) => ground.doing('opinions.reveal', OFFICE, round)
const viewsOf = async (round: string) => (await ground.record(round))['views']

/** A round that is closed, with a word from both. */
async function closed(level: Level = 'strict'): Promise<string> {
  const round = await begun(level)
  for (const post of [FIRST, SECOND]) done(await sealing(round, post, honestly(`${post}的意见`)))
  done(await close(round))
  return round
}

interface Said {
  halves: { envelope: string; half: string | null }[]
  side: string
  slot: string
}
const changed = (text: string, change: (said: Said) => void): string => {
  const said = JSON.parse(text) as Said
  change(said)
  return must(canonicalize(said))
}

/** Something tried on a closed round of the strict level: what is answered. Nothing of it may open anything. */
const tries: readonly (readonly [
  string,
  (round: string) => Promise<readonly string[]>,
  readonly string[],
])[] = [
  ['reveal with no half', async (round) => codesOf(await reveal(round)), ['HALVES_MISSING']],
  [
    'reveal with the halves of who watches alone',
    async (round) => (done(await release(round, INSPECTOR)), codesOf(await reveal(round))),
    ['HALVES_MISSING'],
  ],
  [
    'reveal with the halves of who runs the procedure alone',
    async (round) => (done(await release(round, OFFICE)), codesOf(await reveal(round))),
    ['HALVES_MISSING'],
  ],
  [
    'one side hands over in the name of the other',
    async (round) => {
      const mine = await ground.halves(round, OFFICE)
      return codesOf(
        await release(
          round,
          OFFICE,
          changed(mine, (said) => (said.side = 'insp')),
        ),
      )
    },
    ['HALVES_UNFIT'],
  ],
  [
    'one side hands over in the seat of the other',
    async (round) => {
      const mine = await ground.halves(round, OFFICE)
      return codesOf(
        await release(
          round,
          OFFICE,
          changed(mine, (said) => (said.slot = INSPECTOR)),
        ),
      )
    },
    ['HALVES_UNFIT'],
  ],
  [
    'the halves of one side handed over again by the other',
    async (round) => codesOf(await release(round, OFFICE, await ground.halves(round, INSPECTOR))),
    ['HALVES_UNFIT'],
  ],
  [
    'halves of some envelopes only',
    async (round) =>
      codesOf(await release(round, OFFICE, await ground.halves(round, OFFICE, (all) => all.slice(1)))),
    ['HALVES_UNFIT'],
  ],
  [
    'halves of one envelope twice',
    async (round) => {
      const text = changed(await ground.halves(round, OFFICE), ({ halves }) =>
        halves.splice(1, 1, halves[0] as never),
      )
      return codesOf(await release(round, OFFICE, text))
    },
    ['FORM_INVALID'],
  ],
  [
    'halves of another round',
    async (round) => codesOf(await release(round, OFFICE, await ground.halves(await closed(), OFFICE))),
    ['HALVES_UNFIT'],
  ],
  [
    'a release replayed under another key',
    async (round) => {
      const halves = await ground.halves(round, INSPECTOR)
      done(await release(round, INSPECTOR, halves))
      return codesOf(await release(round, INSPECTOR, halves))
    },
    ['RELEASED_ALREADY'],
  ],
  [
    'a text that is no halves',
    async (round) => codesOf(await release(round, OFFICE, '{}')),
    ['FORM_INVALID'],
  ],
  [
    'halves from a member',
    async (round) => codesOf(await release(round, FIRST, await ground.halves(round, OFFICE))),
    ['NOT_YOURS'],
  ],
  [
    'views made up by who reveals',
    async (round) => {
      const views = [FIRST, SECOND].map((post) => ({
        post,
        person: `n-${post}`,
        stance: 'agree',
        words: '同意',
      }))
      return codesOf(await ground.doing('opinions.reveal', OFFICE, round, { views }))
    },
    ['HALVES_MISSING'],
  ],
  [
    'a seal after the close',
    async (round) => codesOf(await sealing(round, FIRST, honestly('晚了'))),
    ['ROUND_CLOSED'],
  ],
  [
    'a supplement before the reveal',
    async (round) => codesOf(await ground.doing('opinions.supplement', FIRST, round, { words: '补充' })),
    ['WRONG_STATE'],
  ],
]

describe('a closed round of the strict level stays shut', () => {
  test.each(tries)('%s', async (_, attempt, codes) => {
    const round = await closed()
    const said = await attempt(round)
    for (const code of codes) expect(said).toContain(code)
    expect(await viewsOf(round)).toBeUndefined()
  })

  test('halves are handed over once it is closed and not before', async () => {
    const round = await begun('strict')
    for (const post of [FIRST, SECOND]) done(await sealing(round, post, honestly('意见')))
    expect(codesOf(await release(round, OFFICE, '{}'))).toContain('WRONG_STATE')
  })

  test('it is revealed once', async () => {
    const round = await closed()
    for (const post of [INSPECTOR, OFFICE]) done(await release(round, post))
    done(await reveal(round))
    const views = await viewsOf(round)
    expect(codesOf(await reveal(round))).toContain('WRONG_STATE')
    expect(await viewsOf(round)).toEqual(views)
  })

  test('the same request again is the same release, and the same reveal', async () => {
    const round = await closed()
    const [halves, key, again] = [await ground.halves(round, INSPECTOR), randomUUID(), randomUUID()]
    const once = done(await ground.doing('opinions.release', INSPECTOR, round, { halves }, key))
    expect(done(await ground.doing('opinions.release', INSPECTOR, round, { halves }, key)).receipt).toEqual(
      once.receipt,
    )
    done(await release(round, OFFICE))
    const revealed = done(await ground.doing('opinions.reveal', OFFICE, round, {}, again))
    expect(done(await ground.doing('opinions.reveal', OFFICE, round, {}, again)).receipt).toEqual(
      revealed.receipt,
    )
  })
})

describe('an envelope that is not of this sheet is not taken', () => {
  test.each([
    ['another member’s', { member: SECOND }],
    ['of another meeting', { meeting: 'x' }],
    ['of another item', { item: 'x' }],
    ['of another round', { round: 'x' }],
    ['of an older version', { ver: 1 }],
    ['of a version to come', { ver: 3 }],
    ['of another set of members', { expected: base64(new Uint8Array(32)) }],
    ['to another set of keepers', { trustees: base64(new Uint8Array(32)) }],
  ])('%s', async (_, change) => {
    const round = await begun('strict')
    done(await sealing(round, FIRST, honestly('第一版')))
    const outcome = await sealing(round, FIRST, (sheet) => ground.envelope(sheet, '第二版', change))
    expect(codesOf(outcome)).toEqual(['ENVELOPE_UNFIT'])
  })

  test('that was handed in before, by whomever', async () => {
    const round = await begun('strict')
    let text = ''
    done(await sealing(round, FIRST, async (sheet) => (text = await ground.envelope(sheet, '同意'))))
    expect(codesOf(await sealing(round, FIRST, async () => text))).not.toContain('done')
    expect(codesOf(await sealing(round, SECOND, async () => text))).not.toContain('done')
  })
})

interface Crafted {
  /** What is encrypted, instead of what a text is filled up to. */
  readonly filled?: Uint8Array
  /** What is committed to, where that is another thing. */
  readonly committed?: Uint8Array
}

const STEP = 4096
/** A text filled up as an opinion is: nonce, length, text, zeros. */
function filledWith(
  text: string,
  change: { length?: number; tail?: number; steps?: number } = {},
): Uint8Array {
  const bytes = utf8(text)
  const filled = new Uint8Array((change.steps ?? Math.ceil((36 + bytes.length) / STEP)) * STEP)
  new DataView(filled.buffer).setUint32(32, change.length ?? bytes.length)
  filled.set(bytes, 36)
  if (change.tail !== undefined) filled.set([change.tail], filled.length - 1)
  return filled
}
const spoken = (stance: string, words: string): string => must(canonicalize({ stance, words }))

/** An envelope whose keys and bindings are right, made by hand around whatever its author chose. */
async function crafted(
  sheet: string,
  { filled = filledWith(spoken('agree', '同意')), committed = filled }: Crafted,
): Promise<string> {
  const honest = must(readEnvelope(await ground.envelope(sheet, '同意')))
  const keys = (await ground.record(sheet))['keys'] as readonly Trustee[]
  const context = utf8(must(canonicalize(honest.ctx)))
  const digest = async (bytes: Uint8Array) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
  const over = concat([utf8('luoshi/opinion/v1'), Uint8Array.of(0), context, Uint8Array.of(0), committed])
  const commit = await digest(over)
  const fresh = await freshFor(keys.length)
  const info = concat([utf8('luoshi/seal/v1/dek'), await digest(context)])
  const dek = await hkdf(new Uint8Array(), concat([fresh.halves.insp, fresh.halves.proc]), info)
  const wrap = []
  for (const [n, { slot, side, key }] of keys.entries()) {
    const bound = {
      info: utf8('luoshi/seal/v1/half'),
      aad: concat([context, commit, utf8(`${side}/${slot}`)]),
    }
    const sealed = await hpkeSeal(
      must(fromBase64(key)),
      bound,
      fresh.halves[side],
      fresh.ephemeral[n] as never,
    )
    if (!sealed) throw new Error('no key')
    wrap.push({ slot, side, enc: base64(sealed.enc), ct: base64(sealed.ct) })
  }
  const ct = base64(await gcmSeal(dek, fresh.iv, concat([context, commit]), filled))
  return envelopeText({
    ...honest,
    commit: base64(commit),
    sm3: base64(sm3(over)),
    iv: base64(fresh.iv),
    ct,
    wrap,
  })
}

const turned = (envelope: Envelope): Envelope => {
  const [a, b] = envelope.wrap as [Envelope['wrap'][0], Envelope['wrap'][0]]
  return {
    ...envelope,
    wrap: [
      { ...a, enc: b.enc, ct: b.ct },
      { ...b, enc: a.enc, ct: a.ct },
    ],
  }
}

/** What a member could seal so that it cannot be heard, or hears as something else; and what is said of it. */
const spoilt: readonly (readonly [string, (sheet: string) => Promise<string>, RegExp])[] = [
  [
    'wraps swapped between the sides',
    async (sheet) => envelopeText(turned(must(readEnvelope(await ground.envelope(sheet, '同意'))))),
    /半密钥/,
  ],
  [
    'sealed to keys of his own in the keepers’ seats',
    async (sheet) => {
      const { ctx } = must(readEnvelope(await ground.envelope(sheet, '同意')))
      const fresh = await freshFor(2)
      const own = ((await ground.record(sheet))['keys'] as readonly Trustee[]).map((one, n) => ({
        ...one,
        key: base64((fresh.ephemeral[n] as { publicKey: Uint8Array }).publicKey),
      }))
      return envelopeText(
        must(await sealOpinion(ctx, { stance: 'agree', words: '同意' }, own, await freshFor(2))),
      )
    },
    /半密钥/,
  ],
  [
    'a text other than the one committed to',
    (sheet) => crafted(sheet, { committed: filledWith(spoken('disagree', '不同意')) }),
    /承诺/,
  ],
  ['a text that is no JSON', (sheet) => crafted(sheet, { filled: filledWith('同意') }), /./],
  ['JSON that is no opinion', (sheet) => crafted(sheet, { filled: filledWith('{"words":"同意"}') }), /./],
  [
    'JSON with more in it',
    (sheet) => crafted(sheet, { filled: filledWith('{"also":1,"stance":"agree","words":"x"}') }),
    /./,
  ],
  [
    'a stance that does not exist',
    (sheet) => crafted(sheet, { filled: filledWith(spoken('perhaps', '同意')) }),
    /内容不合规定/,
  ],
  [
    'more words than a view may have',
    (sheet) => crafted(sheet, { filled: filledWith(spoken('agree', 'x'.repeat(12_001))) }),
    /内容不合规定/,
  ],
  [
    'a length that reaches beyond the end',
    (sheet) => crafted(sheet, { filled: filledWith('{}', { length: 2 ** 31 }) }),
    /长度/,
  ],
  ['a length of nothing', (sheet) => crafted(sheet, { filled: filledWith('{}', { length: 0 }) }), /./],
  [
    'something hidden in the filling',
    (sheet) => crafted(sheet, { filled: filledWith(spoken('agree', '同意'), { tail: 1 }) }),
    /填充/,
  ],
  [
    'more filling than there may be',
    (sheet) => crafted(sheet, { filled: filledWith(spoken('agree', '同意'), { steps: 3 }) }),
    /长度/,
  ],
]

describe('what one member seals never keeps another from being heard', () => {
  test.each(spoilt)('%s', async (_, make, because) => {
    const round = await begun('strict')
    done(await sealing(round, FIRST, make))
    done(await sealing(round, SECOND, honestly('资金没有落实')))
    done(await close(round))
    for (const post of [INSPECTOR, OFFICE]) done(await release(round, post))
    const { matter } = done(await reveal(round))
    const [mine, theirs] = matter.record['views'] as readonly AnyRecord[]
    expect(mine).toMatchObject({ post: FIRST, defect: expect.stringMatching(because) as string })
    expect(mine?.['words']).toBeUndefined()
    expect(theirs).toMatchObject({ post: SECOND, stance: 'agree', words: '资金没有落实' })
  })

  test('an envelope of another size than texts are filled up to is not taken in', async () => {
    const round = await begun('strict')
    for (const filled of [new Uint8Array(0), new Uint8Array(100), new Uint8Array(9 * STEP)])
      expect(codesOf(await sealing(round, FIRST, (sheet) => crafted(sheet, { filled })))).toContain(
        'FORM_INVALID',
      )
  })
})

test('what the tables were made to say after the close is a defect of that envelope, not a view', async () => {
  const round = await closed()
  const { listed } = (await ground.record(round)) as { listed: readonly { envelope: string }[] }
  for (const post of [INSPECTOR, OFFICE]) done(await release(round, post))
  const [first] = listed
  const other = await ground.envelope(await ground.sheet(round, FIRST), '换掉的话')
  await db.query("update sealed_envelope set body = $2 where tenant_id = 't1' and hash = $1", [
    first?.envelope,
    other,
  ])
  const { matter } = done(await reveal(round))
  expect(matter.record['views']).toMatchObject(
    [{ post: FIRST, defect: /./ }, { words: 'u3-head的意见' }].map((one) =>
      'defect' in one ? { ...one, defect: expect.any(String) as string } : one,
    ),
  )
})

test('that somebody has sealed leaves no trace on the round: not its version, not its time', async () => {
  const round = await begun('strict')
  const row = async () =>
    (
      await db.query(
        "select ver, updated_at, due_at, record from matter where tenant_id = 't1' and id = $1",
        [round],
      )
    ).rows[0]
  const before = await row()
  done(await sealing(round, FIRST, honestly('同意')))
  expect(await row()).toEqual(before)
})

test('the longest and the shortest opinion take one of eight lengths', async () => {
  const round = await begun('strict')
  const sheet = await ground.sheet(round, FIRST)
  const sizes = new Set<number>()
  for (const length of [1, 200, 1300]) sizes.add((await ground.envelope(sheet, '议'.repeat(length))).length)
  expect(sizes.size).toBe(1)
})
