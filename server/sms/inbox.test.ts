import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codesFor, itemKey } from '#store/item-codes.ts'
import { type Intent, claimReceived, finishReceived, intend } from '#store/sms-received.ts'
import { type Send, type TestServer, testServer } from '../testing.ts'
import { MOST_AN_HOUR } from './decide.ts'
import { handleReceived } from './inbox.ts'
import {
  actsOf,
  answersTo,
  assigned,
  handIn,
  received,
  setPhone,
  smsWith,
  texted,
  underway,
} from '#test/sms-gateway.ts'

const PHONE = '13700012345'

let server: TestServer
let supervisor: Send
let lead: Send
let n = 0
/** A fresh id for each message. */
const id = (): string => `m${n++}`

beforeAll(async () => {
  server = await testServer('sms', { sms: smsWith() })
  supervisor = await server.as('dclerk')
  lead = await server.as('eclerk')
})
afterAll(() => server.close())

/** Nothing open and nobody known by phone, save one clerk. */
beforeEach(async () => {
  await server.db.script(`
    update duty set state = 'ended', closed_at = now(), alarm_at = null where state in ('open', 'paused');
    delete from item_code; delete from sms_received; update person set phone = null; update account set disabled_at = null`)
  await setPhone(server, 'eclerk', '+86 137-0001-2345')
})

const one = (more: Record<string, unknown> = {}) => underway(supervisor, lead, more)
const page = async (matter: string) =>
  (await supervisor({ method: 'GET', url: `/api/matters/${matter}` })).json() as {
    state: string
    timeline: { title: string; channel: string | null; by: { person: string } | null }[]
  }

/** The code of the main duty of a matter for the clerk, as a digest would give it. */
async function codeOf(matter: string, person = 'eclerk'): Promise<string> {
  const { rows } = await server.db.query<{ no: number }>(
    `select no from duty where tenant_id = 't1' and matter_id = $1 and name = 'finish' and state in ('open', 'paused')`,
    [matter],
  )
  const item = { matter, duty: rows[0]?.no ?? 0 }
  return (await codesFor(server.context, person, [item])).get(itemKey(item)) ?? ''
}

test('who has a message in hand too long does not speak over who took it after', async () => {
  const matter = await one()
  const code = await codeOf(matter)
  const message = { id: id(), from: PHONE, text: `${code} 2 缺用地指标` }
  await handIn(server, [message])
  const late = await claimReceived(server.context, 10)
  server.later(61_000)
  await handleReceived(server.context)
  expect(await received(server, message.id)).toMatchObject({ status: 'acted' })
  // As if the second had died between the act and the end.
  await server.db.query(`update sms_received set status = 'waiting' where gateway_id = $1`, [message.id])
  const [held] = late
  if (!held) throw new Error('nothing was taken in hand')
  const { rows } = await server.db.query<{ intent: Intent }>(
    `select intent from sms_received where gateway_id = $1`,
    [message.id],
  )
  const [kept] = rows
  expect(kept && (await intend(server.context, held, { matter, duty: 1 }, kept.intent))).toBe(false)
  await finishReceived(server.context, held, { status: 'refused', because: '事项已经了结或者不在名下' })
  expect(await received(server, message.id)).toMatchObject({ status: 'waiting' })
  server.later(61_000)
  await handleReceived(server.context)
  expect(await received(server, message.id)).toMatchObject({ status: 'acted' })
  expect(await answersTo(server, message.id)).toHaveLength(1)
})

describe('an answer', () => {
  test('卡住了 with words is the act, on record as a short message, answered once', async () => {
    const matter = await one()
    const code = await codeOf(matter)
    const answer = await texted(server, { id: id(), from: PHONE, text: `${code} 2 缺用地指标` })
    expect(answer).toBe(`已记录：${code}“完成东湖小学扩建并交付使用”卡住了，缺用地指标。`)
    expect((await page(matter)).state).toBe('stuck')
    expect((await actsOf(server, matter)).at(-1)).toBe('supervised-task.reportStuck sms/phone')
    const { timeline } = await page(matter)
    expect(timeline.at(-1)).toMatchObject({ title: '卡住了', channel: '短信', by: { person: 'eclerk' } })
    expect(timeline.at(-2)).toMatchObject({ title: '签收', channel: null })
  })

  test('办完了 enters checking and never closes; 在办 needs no words', async () => {
    const matter = await one()
    expect(await texted(server, { id: id(), from: PHONE, text: '１' })).toMatch(/在办/)
    const answer = await texted(server, { id: id(), from: `86${PHONE}`, text: '3已交付使用' })
    expect(answer).toMatch(/办完了，已交付使用，现为待核实。$/)
    expect([...(answer ?? '')].length).toBeLessThanOrEqual(60)
    expect((await page(matter)).state).toBe('reported')
  })

  test('without words that are needed it is asked for them, and nothing happens', async () => {
    const matter = await one()
    const before = await actsOf(server, matter)
    expect(await texted(server, { id: id(), from: PHONE, text: '3' })).toMatch(
      /^A4“完成东湖小学扩建并交付…”没有记录：请带一句办理结果/,
    )
    expect(await actsOf(server, matter)).toEqual(before)
  })

  test('that the rules refuse is answered with their sentence', async () => {
    const matter = await one()
    await texted(server, { id: id(), from: PHONE, text: '2 缺用地指标' })
    const message = { id: id(), from: PHONE, text: '3 已交付' }
    const answer = await texted(server, message)
    expect(answer).toMatch(/^A4“完成东湖小学扩建并交付使用”没有记录：/)
    expect(await received(server, message.id)).toMatchObject({ status: 'refused', matter_id: matter })
    expect(await answersTo(server, message.id)).toHaveLength(1)
  })

  test('that the duty does not declare is not possible', async () => {
    const matter = await assigned(supervisor)
    const { rows } = await server.db.query<{ no: number }>(
      `select no from duty where tenant_id = 't1' and matter_id = $1 and name = 'signFor'`,
      [matter],
    )
    const item = { matter, duty: rows[0]?.no ?? 0 }
    await server.db.query(
      `update duty set state = 'ended' where tenant_id = 't1' and matter_id = $1 and name = 'finish'`,
      [matter],
    )
    const code = (await codesFor(server.context, 'eclerk', [item])).get(itemKey(item))
    expect(await texted(server, { id: id(), from: PHONE, text: `${code} 3 已签收` })).toMatch(/没有记录/)
    expect(await actsOf(server, matter)).toHaveLength(2)
  })
})

describe('which item', () => {
  test('with several open and no code it is asked which; with the code it is done', async () => {
    const [first, second] = [
      await one({ task: '修缮校舍' }),
      await one({ task: '新建南岸幼儿园', due: '2026-07-31' }),
    ]
    const message = { id: id(), from: PHONE, text: '2 资金未到位' }
    const answer = await texted(server, message)
    expect(answer).toBe('没有记录，请写明编号：A4修缮校舍；C5新建南岸幼儿园。如：A4 2 缺用地指标')
    expect(await received(server, message.id)).toMatchObject({ status: 'asked' })
    expect(await texted(server, { id: id(), from: PHONE, text: 'c5 2 资金未到位' })).toMatch(/新建南岸幼儿园/)
    expect([(await page(first)).state, (await page(second)).state]).toEqual(['underway', 'stuck'])
  })

  test('without a code it is the one that a message told of, whatever else is open', async () => {
    const [told] = [await one({ task: '修缮青云路校舍' }), await one({ task: '新建南岸幼儿园' })]
    await codeOf(told)
    expect(await texted(server, { id: id(), from: PHONE, text: '2 资金未到位' })).toMatch(/修缮青云路校舍/)
  })

  test('a code nobody gave, or of what is over, does nothing', async () => {
    const matter = await one()
    const code = await codeOf(matter)
    expect(await texted(server, { id: id(), from: PHONE, text: 'P9 3 已办' })).toMatch(/没有编号P9/)
    await texted(server, { id: id(), from: PHONE, text: `${code} 3 已办` })
    const acts = await actsOf(server, matter)
    expect(await texted(server, { id: id(), from: PHONE, text: `${code} 3 又办` })).toMatch(
      /已经了结或者不再由您承办/,
    )
    expect(await actsOf(server, matter)).toEqual(acts)
  })

  test('after rework the old code still names the item', async () => {
    const matter = await one()
    const code = await codeOf(matter)
    await texted(server, { id: id(), from: PHONE, text: `${code} 3 已办` })
    const back = { problem: '两处未完工', reason: '两处未完工', due: '2026-05-30', reworkDue: '2026-05-30' }
    const fields = (await supervisor({ method: 'GET', url: `/api/matters/${matter}` })).json() as {
      acts: { act: string; form: Record<string, unknown> }[]
    }
    const declared = Object.keys(fields.acts.find(({ act }) => act === 'returnForRework')?.form ?? {})
    const form = Object.fromEntries(
      declared.map((name) => [name, name.toLowerCase().includes('due') ? back.due : '两处未完工']),
    )
    const reply = await supervisor({
      method: 'POST',
      url: `/api/matters/${matter}/acts/supervised-task.returnForRework`,
      payload: { form: Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'attached')) },
    })
    expect(reply.statusCode, reply.body).toBe(200)
    expect(await texted(server, { id: id(), from: PHONE, text: `${code} 3 返工完毕` })).toMatch(/^已记录/)
  })

  test('nothing open: kept, and said so', async () => {
    const message = { id: id(), from: PHONE, text: '3 已办' }
    expect(await texted(server, message)).toMatch(/没有可以用短信答复的事项/)
    expect(await received(server, message.id)).toMatchObject({ status: 'note' })
  })
})

test('who was told of an item answers by its code, also when a colleague has it in hand', async () => {
  await setPhone(server, 'ehead', '13700054321')
  const matter = await one()
  const code = await codeOf(matter, 'ehead')
  expect(await texted(server, { id: id(), from: '13700054321', text: '1 推进中' })).toMatch(
    /没有可以用短信答复/,
  )
  expect(await texted(server, { id: id(), from: '13700054321', text: `${code} 1 推进中` })).toMatch(/^已记录/)
})

describe('words that are no answer', () => {
  test('stay with the item where people see them, and change nothing', async () => {
    const matter = await one()
    await codeOf(matter)
    const acts = await actsOf(server, matter)
    const answer = await texted(server, { id: id(), from: PHONE, text: '3天内能办完，请放心' })
    expect(answer).toMatch(/^已作为A4“完成东湖小学扩建并…”的留言留存，没有改变办理状态/)
    expect(await actsOf(server, matter)).toEqual(acts)
    expect(await page(matter)).toMatchObject({ notes: [{ name: '辛科员', text: '3天内能办完，请放心' }] })
  })
})

describe('who sent it', () => {
  test.each([
    ['a number nobody has', async () => '13900099999', '号码不在名录里，或者账号已停用'],
    [
      'somebody whose account is disabled',
      async () => {
        await server.db.query(`update account set disabled_at = now() where person_id = 'eclerk'`)
        return PHONE
      },
      '号码不在名录里，或者账号已停用',
    ],
    [
      'somebody who sits nowhere any more',
      async () => {
        await server.db.query(`insert into person values ('t1', 'gone', '离任者', '13900011111')`)
        return '13900011111'
      },
      '现在没有任职岗位',
    ],
  ])('%s gets no answer; it is kept', async (_, from, because) => {
    const matter = await one()
    const message = { id: id(), from: await from(), text: '3 已办' }
    expect(await texted(server, message)).toBeUndefined()
    expect(await received(server, message.id)).toMatchObject({ status: 'ignored', because })
    expect((await page(matter)).state).toBe('underway')
  })

  test('a number of two people does nothing, and is told why', async () => {
    const matter = await one()
    await setPhone(server, 'chead', PHONE)
    const message = { id: id(), from: PHONE, text: '3 已办' }
    expect(await texted(server, message)).toMatch(/登记在多人名下/)
    expect((await page(matter)).state).toBe('underway')
  })

  test('a number given to somebody else opens nothing of the one before', async () => {
    const matter = await one()
    const code = await codeOf(matter)
    await setPhone(server, 'eclerk', null)
    await setPhone(server, 'chead', PHONE)
    expect(await texted(server, { id: id(), from: PHONE, text: `${code} 3 已办` })).toMatch(/没有编号/)
    expect((await page(matter)).state).toBe('underway')
  })
})

describe('the same message, late messages, parts', () => {
  test('sent again after 1, 5 and 10 minutes it gets the same answer and happens once', async () => {
    const matter = await one()
    const message = { id: id(), from: PHONE, text: '1 已开工' }
    const replies = []
    for (let round = 0; round < 4; round++) {
      const [reply] = await Promise.all([handIn(server, [message]), handleReceived(server.context)])
      replies.push(`${reply.statusCode} ${reply.body}`)
      await Promise.all([handleReceived(server.context), handleReceived(server.context)])
    }
    expect(new Set(replies)).toEqual(new Set(['200 {"code":0,"msg":"ok"}']))
    expect(
      (await actsOf(server, matter)).filter((act) => act.startsWith('supervised-task.reportProgress')),
    ).toHaveLength(1)
    expect(await answersTo(server, message.id)).toHaveLength(1)
  })

  test('a process that died after the act finds it done', async () => {
    const matter = await one()
    const message = { id: id(), from: PHONE, text: '3 已交付' }
    const first = await texted(server, message)
    await server.db.query(
      `update sms_received set status = 'waiting', next_at = '2026-01-01' where gateway_id = $1`,
      [message.id],
    )
    await server.db.query(`delete from outbox where dedupe_key = $1`, [`sms-answer/mas/${message.id}`])
    const acts = await actsOf(server, matter)
    await handleReceived(server.context)
    expect(await answersTo(server, message.id)).toEqual([first])
    expect(await actsOf(server, matter)).toEqual(acts)
  })

  test('given up after every process died on it, it is not said to be undone when it is done', async () => {
    const matter = await one()
    const message = { id: id(), from: PHONE, text: '3 已交付' }
    const first = await texted(server, message)
    await server.db.query(
      `update sms_received set status = 'waiting', tries = 8, next_at = '2026-01-01' where gateway_id = $1`,
      [message.id],
    )
    await server.db.query(`delete from outbox where dedupe_key = $1`, [`sms-answer/mas/${message.id}`])
    await handleReceived(server.context)
    expect(await answersTo(server, message.id)).toEqual([first])
    expect(await received(server, message.id)).toMatchObject({ status: 'acted', matter_id: matter })
  })

  test('one that comes after what was sent later changes nothing', async () => {
    const matter = await one()
    await texted(server, { id: id(), from: PHONE, text: '1 问题已解决', at: '2026-03-02 08:50:00' })
    const late = { id: id(), from: PHONE, text: '2 缺地', at: '2026-03-02 08:40:00' }
    expect(await texted(server, late)).toMatch(/后发的答复已经记录/)
    expect((await page(matter)).state).toBe('underway')
    expect(await received(server, late.id)).toMatchObject({
      status: 'note',
      because: '后发先到',
      matter_id: matter,
    })
  })

  test('in one call they are taken in the order in which they were sent', async () => {
    const matter = await one()
    const [second, first] = [id(), id()]
    await handIn(server, [
      { id: second, from: PHONE, text: '3 已交付', at: '2026-03-02 08:50:00' },
      { id: first, from: PHONE, text: '1 收尾', at: '2026-03-02 08:40:00' },
    ])
    await handleReceived(server.context)
    expect((await actsOf(server, matter)).slice(-2).map((act) => act.split(' ')[0])).toEqual([
      'supervised-task.reportProgress',
      'supervised-task.reportDone',
    ])
  })

  test('one that was two days on its way is kept as words', async () => {
    const matter = await one()
    expect(
      await texted(server, { id: id(), from: PHONE, text: '3 已交付', at: '2026-02-27 08:50:00' }),
    ).toMatch(/超过两天/)
    expect((await page(matter)).state).toBe('underway')
  })

  test('parts are put together, in whatever order they come and however often', async () => {
    const matter = await one()
    const [a, b] = [id(), id()]
    const parts = [
      { id: b, from: PHONE, text: '尚未批复，请协调', ref: '7', no: 2, of: 2 },
      { id: a, from: PHONE, text: '2 用地预审', ref: '7', no: 1, of: 2 },
    ]
    await handIn(server, parts.slice(0, 1))
    await handleReceived(server.context)
    expect((await page(matter)).state).toBe('underway')
    await handIn(server, parts)
    await Promise.all([handleReceived(server.context), handleReceived(server.context)])
    expect((await page(matter)).state).toBe('stuck')
    expect(await answersTo(server, `parts of ${a}`)).toEqual([
      '已记录：A4“完成东湖小学扩建并交付使用”卡住了，用地预审尚未批复，请协调。',
    ])
    await handIn(server, parts)
    await handleReceived(server.context)
    expect((await actsOf(server, matter)).filter((act) => act.includes('reportStuck'))).toHaveLength(1)
  })

  test('a part whose others never come is kept, and said so', async () => {
    const matter = await one()
    const part = { id: id(), from: PHONE, text: '3 已交付', ref: '9', no: 1, of: 3 }
    await handIn(server, [part])
    await handleReceived(server.context)
    server.later(11 * 60_000)
    await handleReceived(server.context)
    expect(await answersTo(server, `parts of ${part.id}`)).toEqual([
      '没有记录：您的长短信没有收全，收到的部分已留存，请分短一些重发。',
    ])
    expect((await page(matter)).state).toBe('underway')
  })

  test('too many from one phone in an hour: told once, then only kept', async () => {
    await one()
    const ids = Array.from({ length: MOST_AN_HOUR + 3 }, id)
    await handIn(
      server,
      ids.map((each) => ({ id: each, from: PHONE, text: '您好' })),
    )
    while ((await handleReceived(server.context)) > 0);
    const answers = await Promise.all(ids.map((each) => answersTo(server, each)))
    expect(answers.filter(([text]) => text?.startsWith('一小时内来信太多'))).toHaveLength(1)
    expect(answers.filter((all) => all.length === 0)).toHaveLength(2)
  })
})
