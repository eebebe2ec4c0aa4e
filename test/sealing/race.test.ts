import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { recordFigure } from '#test/figures.ts'
import { type SealGround, codesOf, done, sealGround } from '#test/seal-ground.ts'

// `npm run test:seal-race` runs the long form: 100 members seal twice more while 50 closes run, ten times over.
const LONG = process.env['SEAL_LONG'] === '1'
const [MEMBERS, CLOSES, TIMES] = LONG ? [100, 50, 10] : [6, 6, 2]
const SEED = process.env['SEAL_SEED'] ?? '2026'

let db: TestDatabase
let ground: SealGround
const members = Array.from({ length: MEMBERS }, (_, n) => `u5-m${n + 1}`)

beforeAll(async () => {
  db = await freshDatabase('seal_race', { size: 16 })
  ground = await sealGround(db, MEMBERS)
})
afterAll(() => db.close())

interface Said {
  readonly post: string
  readonly version: number
  readonly words: string
}

/** One round: everybody has sealed, then everybody changes their mind twice while several try to close. */
async function race(n: number) {
  const random = seeded(`${SEED}/${n}`)
  const round = await ground.open('standard', members)
  done(await ground.doing('opinions.begin', 'u1-a', round))
  const said: Said[] = []
  const refused: string[] = []
  const seal = async (post: string, sheet: string, version: number): Promise<void> => {
    const words = `${post}第${version}版`
    const sealed = await ground.envelope(sheet, words)
    const outcome = await ground.doing('opinion.seal', post, sheet, { sealed })
    if (outcome.kind === 'done') said.push({ post, version, words })
    else refused.push(...codesOf(outcome).slice(0, 1))
  }
  const sheets = await Promise.all(members.map((post) => ground.sheet(round, post)))
  await Promise.all(members.map((post, i) => seal(post, sheets[i] ?? '', 1)))
  expect(said.length).toBe(MEMBERS)
  let closed = 0
  const closes: string[] = []
  // All closes fall into one moment of the course, another one each time.
  const from = random.int(LONG ? 1_500 : 60)
  const close = async (): Promise<void> => {
    await pause(from + random.int(LONG ? 100 : 20))
    const outcome = await ground.doing('opinions.close', 'u1-a', round)
    if (outcome.kind === 'done') closed++
    else closes.push(codesOf(outcome)[0] ?? '')
  }
  const changing = members.map(async (post, i) => {
    for (const version of [2, 3]) {
      await pause(random.int(LONG ? 800 : 40))
      await seal(post, sheets[i] ?? '', version)
    }
  })
  await Promise.all([...changing, ...Array.from({ length: CLOSES }, close)])
  if (closed === 0) closed += (await ground.doing('opinions.close', 'u1-a', round)).kind === 'done' ? 1 : 0
  const { matter } = done(await ground.doing('opinions.reveal', 'u1-a', round))
  return {
    closed,
    said,
    refused,
    closes,
    views: matter.record['views'] as readonly { post: string; words: string }[],
  }
}

test(
  `${MEMBERS * 2} seals race with ${CLOSES} closes: whoever got a receipt is heard, with the last he got one for`,
  async () => {
    let [seals, late, lost] = [0, 0, 0]
    for (let n = 0; n < TIMES; n++) {
      const { closed, said, refused, closes, views } = await race(n)
      expect(closed, `seed ${SEED}/${n}`).toBe(1)
      const last = new Map(
        said.toSorted((a, b) => a.version - b.version).map(({ post, words }) => [post, words]),
      )
      const heard = new Map(views.map(({ post, words }) => [post, words]))
      lost += members.filter((post) => heard.get(post) !== last.get(post)).length
      // A seal that came late was refused for that and for nothing else; so was a close after the first.
      for (const code of refused) expect(['ROUND_CLOSED', 'BUSY'], `seed ${SEED}/${n}`).toContain(code)
      for (const code of closes) expect(['WRONG_STATE', 'BUSY'], `seed ${SEED}/${n}`).toContain(code)
      seals += said.length
      late += refused.length
    }
    expect(lost, `seed ${SEED}`).toBe(0)
    console.log(`sealed opinions: ${seals} seals with a receipt, ${late} refused as late, seed ${SEED}`)
    recordFigure({
      id: 'a3-seals-raced-by-closes',
      part: 'proof',
      title:
        'Sealed opinions with a receipt that were not heard with their last version, while closes raced them',
      value: lost,
      of: { n: seals, what: `seals with a receipt (${late} more were refused as late)` },
      command: 'npm run test:seal-race',
      note: `${TIMES} rounds of ${MEMBERS} members who seal again twice while ${CLOSES} closes run`,
    })
  },
  LONG ? 900_000 : 60_000,
)
