import { createHash } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { MatterPage } from '../../../server/contract/shapes.ts'
import { accessible } from '../axe.ts'
import { PHONE, type Window, given, openWindow } from '../browser.ts'
import { TODAY } from '../clock.ts'
import { confirmed, done, fill, openAct, pick, send } from '../desk.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const ORGAN = '区城市管理局'
const PARTY = '孟大年'
const THING = '无证经营的三轮车'
const STALL = '占用人行道摆摊'

/** What the browser says of requests that found no network is what these stories are about. */
const UNREACHED = /net::ERR_(INTERNET_DISCONNECTED|FAILED)/

const json = async <T>(page: Page, path: string): Promise<T> =>
  (await (await page.request.get(path)).json()) as T

/** A phone at which an officer of the organ has entered, and the names of those whose titles are given. */
interface AtPhone extends Window {
  readonly names: readonly string[]
}

/** The phone of whoever of the organ has the first of these titles. */
async function phoneOf(...titles: readonly string[]): Promise<AtPhone> {
  const { page, ...window } = await openWindow(PHONE)
  const { personas } = await json<{
    personas: { person: string; name: string; title: string; unit: string }[]
  }>(page, '/api/welcome')
  const people = titles.map((title) => {
    const one = personas.find((persona) => persona.unit.startsWith(ORGAN) && persona.title === title)
    if (!one) throw new Error(`${ORGAN} has no ${title}`)
    return one
  })
  const headers = { origin: given('E2E_URL') }
  await page.request.post('/api/demo-login', { data: { person: people[0]?.person }, headers })
  return { page, ...window, names: people.map(({ name }) => name) }
}

/** What went wrong on a page besides requests that found no network. */
function forgetLine({ faults }: AtPhone): void {
  expect(faults.filter((fault) => !UNREACHED.test(fault))).toEqual([])
  faults.length = 0
}

async function fillIn(form: Locator, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await fill(form, label, text)
}

async function choose(form: Locator, ...options: readonly string[]): Promise<void> {
  for (const name of options) await form.getByRole('radio', { name, exact: true }).check()
}

/** Adds a row of officers for each name. */
async function addOfficers(form: Locator, names: readonly string[], before = 0): Promise<void> {
  for (const [n, name] of names.entries()) {
    await form.getByRole('button', { name: '添加一行执法人员' }).click()
    const row = form.locator('.form-row').nth(before + n)
    await pick(row, '执法人员', name)
    await fill(row, '执法证号', `云执法00${before + n + 1}`)
  }
}

const partyOf = (name: string) => ({ 姓名或者名称: name, 地址: '建设路8号' })
const LAW = '有关市容和环境卫生管理的法规规定'

/** Opens an act on the page of the spot. */
async function openSpot(page: Page, may: string): Promise<Locator> {
  await page.getByRole('button', { name: may, exact: true }).click()
  return page.getByRole('dialog', { name: may, exact: true })
}

const confirmSpot = (form: Locator, may: string): Promise<void> =>
  form.getByRole('button', { name: may, exact: true }).click()

/** Confirms an act that asks for a second look. */
async function confirmSolemn(page: Page, form: Locator, may: string): Promise<void> {
  await confirmSpot(form, may)
  await page.getByRole('button', { name: `确认${may}` }).click()
}

async function sign(page: Page): Promise<void> {
  await page.getByRole('button', { name: '在屏幕上签名' }).click()
  const pad = page.getByLabel(/^签名区/)
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is nowhere to sign')
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + 160, box.y + 110, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: '签好了' }).click()
  await expectSeen(page.getByText('当事人签名.png'))
}

/** A whole picture of a phone, with the place in it where it was taken. */
async function pictureWithPlace(page: Page): Promise<Buffer> {
  const url = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
    canvas.getContext('2d').fillRect(60, 90, 400, 260)
    return canvas.toDataURL('image/jpeg')
  })()`)
  const plain = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0GPS 30.25N 120.16E', 'latin1')
  const size = Buffer.alloc(2)
  size.writeUInt16BE(exif.length + 2)
  return Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1]), size, exif, plain.subarray(2)])
}

/** Reports what has to be detained and has it approved; the officer stands on the page of the matter. */
async function approved({ page, names }: AtPhone, head: AtPhone): Promise<string> {
  await page.goto('/matters/new?of=seizure.report')
  const form = page.getByRole('main')
  await choose(form, '扣押', '自然人', '地方性法规', '不足以达到行政管理目的')
  await fillIn(form, {
    ...partyOf(PARTY),
    涉嫌违法的事实: '在人行道上摆摊经营，经责令改正仍不撤离',
    采取措施的理由: '制止违法行为',
    '法律、法规依据': LAW,
    '拟查封、扣押的场所、设施或者财物': THING,
    非强制手段不足以达到目的的理由: '已经责令改正，当事人没有停止',
    地点: '建设路人行道',
  })
  await pick(form, '权力事项', 'QZ-CG-01')
  await addOfficers(form, names)
  await form.getByRole('button', { name: '报告并申请批准', exact: true }).click()
  await expectSeen(page.getByRole('heading', { level: 1, name: `扣押${THING}` }))
  const { pathname } = new URL(page.url())
  await head.page.goto(pathname)
  const approval = await openAct(head.page, '批准')
  await approval.getByRole('button', { name: '批准', exact: true }).click()
  await done(head.page, '批准')
  await page.reload()
  return pathname.slice('/matters/'.length)
}

story('a seizure goes from approval to release on a phone, a stretch of it without a network', async () => {
  const [one, head] = await Promise.all([phoneOf('业务科科长', '办公室主任'), phoneOf('局长')])
  const { page, names } = one
  const id = await approved(one, head)
  await page.getByRole('link', { name: '现场办理' }).first().click()
  await expectSeen(page.getByText('已可离线打开'))

  // One officer alone is refused; nothing of it is lost, and it goes in once he is not alone.
  const arrival = await openSpot(page, '到场并出示执法证件')
  await arrival.getByRole('button', { name: '删除执法人员第2行' }).click()
  await confirmSpot(arrival, '到场并出示执法证件')
  await expectSeen(
    page.getByRole('alert').getByText('只有1名执法人员，不少于两名。请填写两名以上持证执法人员'),
  )
  await page.getByRole('button', { name: '改一改' }).click()
  await addOfficers(arrival, names.slice(1), 1)
  await confirmSpot(arrival, '到场并出示执法证件')
  const call = await openSpot(page, '通知当事人到场')
  await choose(call, '当事人到场')
  await confirmSpot(call, '通知当事人到场')
  const telling = await openSpot(page, '当场告知')
  await telling.getByRole('button', { name: /^有权陈述、申辩；/ }).click()
  await telling.getByRole('button', { name: '区人民政府' }).click()
  await telling.getByRole('button', { name: '区人民法院' }).click()
  await confirmSpot(telling, '当场告知')
  await expectSeen(page.getByRole('button', { name: '听取陈述申辩' }))
  await expectGone(page.getByRole('heading', { name: /^待上传/ }))
  const picture = await pictureWithPlace(page)

  await page.context().setOffline(true)
  await expectSeen(page.getByText('没有网络，照常办，存在本机'))
  const hearing = await openSpot(page, '听取陈述申辩')
  await hearing.getByLabel('当事人表示不陈述、不申辩').check()
  await confirmSpot(hearing, '听取陈述申辩')
  await expectSeen(page.getByRole('heading', { name: '待上传 1 件' }))
  const list = await openSpot(page, '清点列单')
  await confirmSpot(list, '清点列单')
  await expectSeen(list.getByText('还有1处要填或者要改：请填写清单，至少一行'))
  await list.getByRole('button', { name: '添加一行清单' }).click()
  await fillIn(list, { 名称: THING, 数量: '1', 单位: '辆' })
  await choose(list, '财物', '用于违法行为的工具、设备', '当事人')
  const camera = list.getByLabel('拍照').first()
  await camera.setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: picture })
  await expectSeen(list.getByText('现场照片1.jpg'))
  await sign(page)
  expect(await accessible(page)).toEqual([])
  const hashes = await list.locator('.spot-hash').allInnerTexts()
  expect(hashes.map((hash) => hash.trim().length)).toEqual([64, 64])
  // Whatever becomes of the page now, nothing of it is lost.
  await page.reload()
  await openSpot(page, '清点列单')
  await expectSeen(list.getByText('现场照片1.jpg'))
  await confirmSpot(list, '清点列单')
  await expectSeen(page.getByRole('heading', { name: '待上传 2 件' }))

  // The answer to the list is lost on its way: it is asked for again, and not done twice.
  await page.route(
    '**/acts/*.listItems',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await page.context().setOffline(false)
  await expectSeen(page.getByText('已经发出，还没有回音'))
  await page.getByRole('button', { name: '现在上传' }).click()
  const record = await openSpot(page, '制作现场笔录')
  await fillIn(record, { 现场情况: '当事人在场，三轮车停在人行道上' })
  await choose(record, '签名或者盖章')
  for (const [n, name] of names.entries()) {
    await record.getByRole('button', { name: '添加一行签名的执法人员' }).click()
    await pick(record.locator('.form-row').nth(n), '执法人员', name)
  }
  await confirmSpot(record, '制作现场笔录')
  const delivery = await openSpot(page, '当场交付决定书和清单')
  await delivery.getByLabel('送达方式').selectOption('直接送达')
  await fillIn(delivery, { 送达日期: TODAY, 签收人: PARTY })
  await confirmSolemn(page, delivery, '当场交付决定书和清单')
  await expectSeen(page.getByText('查封扣押中'))
  await expectSeen(page.getByRole('link', { name: '查封扣押清单' }))

  const release = await openAct(head.page, '解除')
  await choose(release, '当事人没有违法行为')
  await fillIn(release, { 理由: '查明三轮车有经营许可' })
  await confirmed(head.page, '解除')
  await page.getByRole('link', { name: '回到事项' }).click()
  const giving = await openAct(page, '送达解除决定并退还')
  await giving.getByLabel('送达方式').selectOption('直接送达')
  await fillIn(giving, { 送达日期: TODAY, 签收人: PARTY, 退还情况: '清单所列财物已当面清点，全部退还' })
  await send(page, '送达解除决定并退还')
  await expectSeen(page.getByText('已处理待归档'))

  const { timeline } = await json<MatterPage>(page, `/api/matters/${id}`)
  const course = timeline.map(({ act }) => act)
  expect(course.filter((act) => act === 'listItems' || act === 'arrive')).toEqual(['arrive', 'listItems'])
  const listed = timeline.find(({ act }) => act === 'listItems')
  const noted = listed?.form.find(({ name }) => name === 'onSpot')?.text ?? ''
  for (const hash of hashes) expect(noted).toContain(hash.trim())
  expect(listed?.spot).toMatch(/^现场办理于\d{4}-\d\d-\d\d \d\d:\d\d，随即交到系统$/)
  expect(listed?.files.map(({ name }) => name).toSorted()).toEqual(['当事人签名.png', '现场照片1.jpg'])
  const photo = listed?.files.find(({ media }) => media === 'image/jpeg')
  const kept = await (await page.request.get(`/api/files/${photo?.id}`)).body()
  expect(createHash('sha256').update(kept).digest('hex')).toBe(hashes[0]?.trim())
  expect(kept.includes('GPS')).toBe(false)
  forgetLine(one)
})

story(
  'a penalty on the spot is begun where there is no network, and filed once when it is back',
  async () => {
    const one = await phoneOf('业务科科长', '办公室主任')
    const { page, names } = one
    await page.goto('/inbox')
    await page.getByRole('navigation', { name: '主要栏目' }).getByRole('link', { name: '现场' }).click()
    await expectSeen(page.getByText('已可离线打开'))
    await page.context().setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: '行政处罚：当场查处' }).click()
    const opening = page.getByRole('dialog', { name: '当场查处' })
    await fillIn(opening, {
      案由: STALL,
      ...partyOf(PARTY),
      违法行为: '在人行道上摆摊',
      地点: '建设路人行道',
    })
    await fillIn(opening, { 违法行为发生或者终了日期: TODAY, '违反和依据的法律、法规、规章': LAW })
    await choose(opening, '自然人', '地方性法规')
    await pick(opening, '权力事项', '占道经营')
    await addOfficers(opening, names)
    await opening.getByLabel('已出示执法证件').check()
    await confirmSpot(opening, '当场查处')
    await expectSeen(page.getByRole('heading', { name: '待上传 1 件' }))
    await expectSeen(page.getByText(/当场告知、听取意见、决定并交付决定书：.*还有11小时/))
    // What was never sent is still one's own to change.
    await expectSeen(page.getByRole('button', { name: '改一改' }))
    const telling = await openSpot(page, '当场告知')
    await telling.getByRole('button', { name: '添加一行处罚' }).click()
    await telling.getByLabel('种类').selectOption('罚款')
    await fillIn(telling, { '金额或者价值（元）': '100', '事实、理由和依据': '占用人行道' })
    await telling.getByRole('button', { name: '有权陈述、申辩' }).click()
    await confirmSpot(telling, '当场告知')
    await expectSeen(page.getByRole('heading', { name: '待上传 2 件' }))
    // The page is lost, and found again where one looks for it.
    await page.goto('/on-site/start')
    await expectSeen(page.getByText('待上传2件'))
    expect(await accessible(page)).toEqual([])
    await page.getByRole('link', { name: '行政处罚：当场查处' }).click()
    const hearing = await openSpot(page, '听取陈述申辩（当场）')
    await hearing.getByLabel('当事人明确放弃').check()
    await confirmSpot(hearing, '听取陈述申辩（当场）')

    // The answer to what sets the case up is lost: it is set up once.
    await page.route(
      '**/acts/penalty.openOnSpot',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await page.context().setOffline(false)
    await expectSeen(page.getByText('已经发出，还没有回音'))
    await page.getByRole('button', { name: '现在上传' }).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: STALL }))
    const deciding = await openSpot(page, '当场处罚并交付决定书')
    await fillIn(deciding, { 责令改正: '立即撤离', 送达日期: TODAY, 签收人: PARTY })
    await deciding.getByRole('button', { name: '添加一行处罚' }).click()
    await deciding.getByLabel('种类').selectOption('罚款')
    await fillIn(deciding, { '金额或者价值（元）': '100' })
    await deciding.getByRole('button', { name: '区人民政府' }).click()
    await deciding.getByRole('button', { name: '区人民法院' }).click()
    await deciding.getByLabel('送达方式').selectOption('直接送达')
    await confirmSolemn(page, deciding, '当场处罚并交付决定书')
    await expectSeen(page.getByText('已当场处罚待备案'))

    const { rows } = await json<{ rows: { id: string }[] }>(page, `/api/matters?procedure=penalty&q=${STALL}`)
    expect(rows.length).toBe(1)
    const { timeline } = await json<MatterPage>(page, `/api/matters/${rows[0]?.id}`)
    expect(timeline[0]?.spot).toMatch(/^现场办理于/)
    forgetLine(one)
  },
)
