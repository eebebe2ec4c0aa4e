import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { type SealGround, done, sealGround } from '#test/seal-ground.ts'
import { checkForm } from '#kernel/fields.ts'
import { rulebook } from '#rulebook/index.ts'
import { astrayInLists } from './audit-lists.ts'
import { doByItself } from './by-itself.ts'
import { journalOf, rebuilt } from './journal.ts'
import { loadMatter } from './stored.ts'

let db: TestDatabase
let ground: SealGround
const MEMBERS = ['u2-head', 'u3-head']

beforeAll(async () => {
  db = await freshDatabase('by_itself')
  ground = await sealGround(db)
})
afterAll(() => db.close())

const stateOf = async (id: string) => (await loadMatter(db, 't1', id))?.matter.state

async function seals(round: string, post: string): Promise<void> {
  const sheet = await ground.sheet(round, post)
  done(
    await ground.doing('opinion.seal', post, sheet, {
      sealed: await ground.envelope(sheet, `${post}的意见`),
    }),
  )
}

test('a round closes once everybody is in, and opens once both sides have handed over: nobody need do it, and nobody did', async () => {
  const round = await ground.open('strict', MEMBERS)
  await ground.enrol(round)
  done(await ground.doing('opinions.begin', 'u1-a', round))
  await seals(round, 'u2-head')
  expect(await doByItself(ground.context)).toBe(0)
  await seals(round, 'u3-head')
  // Several processes look at once.
  const looked = await Promise.all([1, 2, 3].map(() => doByItself(ground.context)))
  expect(looked.reduce((a, b) => a + b, 0)).toBe(1)
  expect(await stateOf(round)).toBe('closed')
  for (const post of ['u0-a', 'u1-a']) {
    expect(await doByItself(ground.context)).toBe(0)
    done(await ground.doing('opinions.release', post, round, { halves: await ground.halves(round, post) }))
  }
  expect(await doByItself(ground.context)).toBe(1)
  const stored = await loadMatter(db, 't1', round)
  expect(stored?.matter).toMatchObject({
    state: 'revealed',
    record: { views: [{ words: 'u2-head的意见' }, { words: 'u3-head的意见' }] },
  })
  const lines = await journalOf(db, 't1', round)
  expect(stored && rebuilt(lines, stored.matter)).toEqual(stored?.matter)
  const { tenant } = ground.context
  expect([...(await astrayInLists(db, { tenant, rulebook }, [round]))]).toEqual([])
  const alone = lines.filter(({ kind }) => ['opinions.close', 'opinions.reveal'].includes(kind))
  expect(alone.map(({ entry }) => entry?.by)).toEqual([null, null])
})

test('whoever is excused is not waited for; at the standard level it opens as it closes', async () => {
  const round = await ground.open('standard', MEMBERS)
  done(await ground.doing('opinions.begin', 'u1-a', round))
  await seals(round, 'u2-head')
  done(await ground.doing('opinions.absence', 'u1-a', round, { post: 'u3-head', reason: '因病请假' }))
  expect(await doByItself(ground.context)).toBe(0)
  done(await ground.doing('opinions.cosign', 'u0-a', round, { post: 'u3-head' }))
  while ((await doByItself(ground.context)) > 0);
  expect(await stateOf(round)).toBe('revealed')
})

test('without the key of the round nothing is opened, and nothing is spoilt', async () => {
  const round = await ground.open('standard', MEMBERS)
  done(await ground.doing('opinions.begin', 'u1-a', round))
  for (const post of MEMBERS) await seals(round, post)
  const own = ground.context.sealKey
  Object.assign(ground.context, { sealKey: undefined })
  while ((await doByItself(ground.context)) > 0);
  expect(await stateOf(round)).toBe('closed')
  Object.assign(ground.context, { sealKey: own })
  expect(await doByItself(ground.context)).toBe(1)
  expect(await stateOf(round)).toBe('revealed')
})

test('what is done by itself asks for nothing that only a person could fill in', () => {
  for (const { id, powers } of Object.values(rulebook.procedures))
    for (const [act, { byItself, form, opens, draws, carries }] of Object.entries(powers))
      if (byItself) {
        expect(checkForm(form, {}).ok, `${id}.${act}`).toBe(true)
        expect([opens, draws, carries], `${id}.${act}`).toEqual([undefined, undefined, undefined])
      }
})
