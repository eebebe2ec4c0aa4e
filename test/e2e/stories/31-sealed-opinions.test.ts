import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { PHONE, given } from '../browser.ts'
import { TODAY } from '../clock.ts'
import { tap } from '../desk.ts'
import { enter } from '../people.ts'
import { does } from '../requests.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

// Its own each time: a district that is looked at more than once has more than one.
const TITLE = `东片区排水改造资金安排（${randomUUID().slice(0, 4)}）`
const FIRST = '资金来源已经落实，同意。'
const SECOND = '建议先做管网普查，不宜一次铺开。'
const ATTACHED = {
  name: '测算表.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('缺口三百万元，由区级统筹。'),
}
const PASSPHRASE = '两把锁一扇门，缺一不可'

interface Shown {
  readonly record: readonly { readonly name: string; readonly raw: unknown }[]
}

const field = async (page: Page, id: string, name: string): Promise<unknown> =>
  ((await (await page.request.get(`/api/matters/${id}`)).json()) as Shown).record.find(
    (one) => one.name === name,
  )?.raw

const postOf = async (page: Page): Promise<string> => {
  const { posts } = (await (await page.request.get('/api/me')).json()) as {
    posts: readonly { post: string; current: boolean }[]
  }
  return posts.find(({ current }) => current)?.post ?? ''
}

/** An item on a meeting that is to be held today, for which opinions are gathered at the strict level. */
async function gathering(at: Record<'office' | 'mayor' | 'first' | 'second', Page>) {
  const { office, mayor, first, second } = at
  const posts = [await postOf(first), await postOf(second)]
  const body = await does(office, null, 'body.setUp', {
    name: '区政府资金安排专题会议',
    unit: 'u-leaders',
    kind: 'special',
    chair: 'p-mayor',
    recorder: 'u-office',
    series: '云政资纪',
    basis: '区人民政府工作规则',
    members: [...posts, 'p-mayor'].map((post, n) => ({ post, order: n + 1 })),
    mode: 'head',
    quorum: 'half',
    cutoff: 0,
    papersDays: 0,
    minutesDays: 5,
    naming: 'named',
    collective: [{ kind: 'fund', measure: 'sum', threshold: 300, basis: '区级财政资金管理办法' }],
  })
  await does(mayor, body, 'body.establish', {})
  await does(office, body, 'body.convene', { heldOn: TODAY, startsAt: '15:00', place: '第二会议室' })
  const [called] = (await field(office, body, 'meetings')) as readonly { meeting: string }[]
  const meeting = called?.meeting ?? ''
  const [housing, head] = [await enter('housing'), await enter('housingHead')]
  const topic = await does(housing, null, 'topic.apply', {
    title: TITLE,
    body,
    kind: 'other',
    summary: '片区管网老化，汛期多次积水，拟安排资金改造管网12公里。',
  })
  await does(housing, topic, 'topic.submit', {})
  await does(head, topic, 'topic.approve', {})
  for (const act of ['settle', 'deliver']) await does(housing, topic, `topic.${act}`, {})
  await does(office, topic, 'topic.bank', {})
  await does(office, topic, 'topic.place', { meeting })
  await does(office, topic, 'topic.collect', { level: 'strict' })
  return { topic, meeting, round: String(await field(office, topic, 'round')) }
}

/** A keeper makes a key, keeps its file, and shows with that file that it opens. @returns where the file is kept */
async function keepsKey(keeper: Page, round: string): Promise<string> {
  await keeper.goto(`/sealing/${round}`)
  await keeper.getByLabel('口令（至少10个字符）').fill(PASSPHRASE)
  const coming = keeper.waitForEvent('download')
  await keeper.getByRole('button', { name: '生成密钥并登记公钥' }).click()
  const file = join(given('E2E_WORK'), `key-${randomUUID()}.pem`)
  await (await coming).saveAs(file)
  await keeper.getByRole('button', { name: '演练' }).waitFor()
  await unlocks(keeper, file, '演练')
  await expectSeen(keeper.getByText('您的密钥已经登记并通过演练'))
  return file
}

async function unlocks(keeper: Page, file: string, button: string): Promise<void> {
  await keeper.getByLabel('私钥文件').setInputFiles(file)
  await keeper.getByLabel('口令').fill(PASSPHRASE)
  await keeper.getByRole('button', { name: button }).click()
}

/** A member opens the sheet from his own list and seals. @returns the address of the sheet */
async function seals(member: Page, stance: string, words: string, file?: typeof ATTACHED): Promise<string> {
  await member.goto('/inbox')
  await member.getByRole('link', { name: TITLE }).first().click()
  await member.getByRole('link', { name: '封存页' }).click()
  await member.getByRole('radio', { name: stance, exact: true }).check()
  await member.getByLabel('理由').fill(words)
  if (file) await member.getByLabel('附件').setInputFiles(file)
  await member.getByRole('button', { name: '封存', exact: true }).click()
  await expectSeen(member.getByRole('heading', { name: '已封存（第1版）' }))
  return member.url()
}

/** What has the focus, as its label or its own text names it. */
const FOCUSED = `(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()`
const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** Goes through the page by Tab until something has the focus. */
async function tabTo(page: Page, label: string): Promise<void> {
  for (let n = 0; n < 80; n++) {
    if ((await page.evaluate<string>(FOCUSED)).startsWith(label)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by Tab to ${label}`)
}

/** The same on a phone's screen and with the keyboard alone: against it, with a reason. @returns the address of the sheet */
async function sealsByKeyboard(member: Page, words: string): Promise<string> {
  await member.goto('/inbox')
  await member.getByRole('link', { name: TITLE }).first().click()
  await member.getByRole('link', { name: '封存页' }).click()
  await member.getByLabel('理由').waitFor()
  expect(await member.evaluate<number>(OVERHANG), 'nothing is cut off at the side').toBeLessThanOrEqual(0)
  await tabTo(member, '同意')
  await member.keyboard.press('Space')
  for (let n = 0; n < 2; n++) await member.keyboard.press('ArrowDown')
  await tabTo(member, '理由')
  await member.keyboard.type(words)
  await tabTo(member, '封存')
  await member.keyboard.press('Enter')
  await expectSeen(member.getByRole('heading', { name: '已封存（第1版）' }))
  return member.url()
}

async function releases(keeper: Page, round: string, file: string): Promise<void> {
  await keeper.goto(`/sealing/${round}`)
  // The act that closed the round is in a signed checkpoint within a second or two; until then the page says so.
  await expect
    .poll(
      async () => {
        await unlocks(keeper, file, '核验并交出半密钥')
        const handed = keeper.getByText('您这一方已经交出半密钥')
        await handed.or(keeper.getByRole('alert')).first().waitFor()
        return handed.isVisible()
      },
      { timeout: 30_000 },
    )
    .toBe(true)
}

/** Waits until the service itself has brought a matter into a state. */
const stands = (page: Page, id: string, title: string): Promise<void> =>
  expect
    .poll(
      async () =>
        ((await (await page.request.get(`/api/sealing/${id}`)).json()) as { stateTitle: string }).stateTitle,
      {
        timeout: 20_000,
      },
    )
    .toBe(title)

const texts = async (page: Page, path: string): Promise<string> => {
  await page.goto(path)
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor()
  return page.getByRole('main').innerText()
}

/** What the server tells a person's browser. */
const said = async (page: Page, path: string): Promise<string> => (await page.request.get(path)).text()

story(
  'two members seal, nobody sees who; two keepers open, all is read at once, and only then the chief speaks',
  async () => {
    const at: Record<'office' | 'mayor' | 'first' | 'second', Page> = {
      office: await enter('office'),
      mayor: await enter('mayor'),
      first: await enter('viceMayor'),
      second: await enter('secondVice', PHONE),
    }
    const { office, mayor, first, second } = at
    const inspector = await enter('inspector')
    const { topic, round } = await gathering(at)

    const files = [await keepsKey(inspector, round), await keepsKey(office, round)] as const
    await office.goto(`/matters/${round}`)
    await tap(office, '开始征集')

    const sheet = await seals(first, '同意', FIRST, ATTACHED)
    // What was sealed cannot be shown to anybody, not by its author either; no draft is left on the machine.
    expect(await texts(first, sheet)).not.toContain(FIRST)
    expect(await first.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      FIRST,
    )
    for (const [who, page] of [
      ['chief', mayor],
      ['office', office],
      ['inspector', inspector],
      ['other', second],
    ] as const) {
      const seen = await said(page, `/api/sealing/${round}`)
      expect(seen, who).toContain('"sealed":1,"expected":2')
      expect(seen + (await said(page, `/api/matters/${round}`)), who).not.toContain(FIRST)
      expect((await page.request.get(`/api/matters/${sheet.split('/').at(-1)}`)).status(), who).toBe(404)
    }
    expect(await texts(mayor, `/sealing/${round}`)).toContain('已封存 1 份，共 2 人')

    const early = await mayor.request.get(`/api/sealing/${round}/attachments/${await postOf(first)}/0`)
    expect(early.status()).toBe(404)
    const again = await sealsByKeyboard(second, SECOND)
    expect(again).not.toBe(sheet)
    // Everybody is in: the round closes, and nobody has closed it.
    await stands(office, round, '已截止待开启')
    await releases(inspector, round, files[0])
    await releases(office, round, files[1])
    await stands(office, round, '已公开')
    await office.goto(`/matters/${round}`)
    await expectSeen(office.getByText(FIRST).first())
    const attached = `/api/sealing/${round}/attachments/${await postOf(first)}/0`
    expect((await mayor.request.get(attached)).headers()['content-disposition']).toContain('attachment')
    expect(await said(mayor, attached)).toBe(ATTACHED.buffer.toString())
    expect((await (await enter('culture')).request.get(attached)).status()).toBe(404)
    expect(await texts(mayor, `/sealing/${round}`)).toContain(ATTACHED.name)
    for (const page of [mayor, first, inspector]) {
      const seen = await said(page, `/api/matters/${round}`)
      expect(seen).toContain(FIRST)
      expect(seen).toContain(SECOND)
    }
    // The item waits for what was revealed to be read out.
    const reply = (await (await mayor.request.get(`/api/matters/${topic}`)).json()) as {
      acts: readonly { act: string; refusals: readonly { code: string }[] }[]
    }
    expect(reply.acts.find(({ act }) => act === 'chiefSpeak')?.refusals.map(({ code }) => code)).toContain(
      'OPINIONS_UNREAD',
    )
  },
  { timeout: 120_000 },
)
