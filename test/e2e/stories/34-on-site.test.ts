import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { OnSitePage } from '../../../server/contract/operations/on-site.ts'
import type { MatterPage } from '../../../server/contract/shapes.ts'
import { accessible } from '../axe.ts'
import { PHONE, given, openWindow } from '../browser.ts'
import { fill } from '../desk.ts'
import { enter } from '../people.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const THING = '无证经营的三轮车'

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

const json = async <T>(page: Page, path: string): Promise<T> =>
  (await (await page.request.get(path)).json()) as T

/** A seizure of which the party has been told, and the phone of an officer of the case. */
async function officerOnSite(): Promise<{ page: Page; faults: string[]; id: string }> {
  const overseer = await enter('justice')
  const { rows } = await json<{ rows: { id: string }[] }>(
    overseer,
    '/api/matters?procedure=seizure&state=told',
  )
  const id = rows[0]?.id ?? ''
  const { record } = await json<MatterPage>(overseer, `/api/matters/${id}`)
  const officers = record.find(({ name }) => name === 'officers')?.raw as { person: string }[]
  const { page, faults } = await openWindow(PHONE)
  const headers = { origin: given('E2E_URL') }
  await page.request.post('/api/demo-login', { data: { person: officers[0]?.person }, headers })
  return { page, faults, id }
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

story('a seizure goes on where there is no network, and is in the journal once when it is back', async () => {
  const { page, faults, id } = await officerOnSite()
  await page.goto(`/matters/${id}`)
  await page.getByRole('link', { name: '现场办理' }).click()
  await expectSeen(page.getByText('已可离线打开'))
  const picture = await pictureWithPlace(page)

  await page.context().setOffline(true)
  await page.reload()
  await expectSeen(page.getByText('没有网络，照常办，存在本机'))
  await page.getByRole('button', { name: '听取陈述申辩' }).click()
  const hearing = page.getByRole('dialog', { name: '听取陈述申辩' })
  await hearing.getByLabel('当事人表示不陈述、不申辩').check()
  await hearing.getByRole('button', { name: '听取陈述申辩' }).click()
  await expectSeen(page.getByRole('heading', { name: '待上传 1 件' }))

  await page.getByRole('button', { name: '清点列单' }).click()
  const list = page.getByRole('dialog', { name: '清点列单' })
  await list.getByRole('button', { name: '清点列单' }).click()
  await expectSeen(list.getByText('还有1处没有填：请填写清单，至少一行'))
  await list.getByRole('button', { name: '添加一行清单' }).click()
  await fill(list, '名称', THING)
  await list.getByRole('radio', { name: '财物', exact: true }).check()
  await fill(list, '数量', '1')
  await fill(list, '单位', '辆')
  await list.getByRole('radio', { name: '用于违法行为的工具、设备' }).check()
  await list.getByRole('radio', { name: '当事人', exact: true }).check()
  const camera = list.getByLabel('拍照').first()
  await camera.setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: picture })
  await expectSeen(list.getByText('现场照片1.jpg'))
  await sign(page)
  expect(await accessible(page)).toEqual([])
  const hashes = await list.locator('.spot-hash').allInnerTexts()
  expect(hashes.map((hash) => hash.trim().length)).toEqual([64, 64])
  // Whatever becomes of the page now, nothing of it is lost.
  await page.reload()
  await page.getByRole('button', { name: '清点列单' }).click()
  await expectSeen(list.getByText('现场照片1.jpg'))
  await list.getByRole('button', { name: '清点列单' }).click()
  await expectSeen(page.getByRole('heading', { name: '待上传 2 件' }))
  expect(await accessible(page)).toEqual([])

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
  await expectGone(page.getByRole('heading', { name: /^待上传/ }))
  await expectSeen(page.getByRole('heading', { name: '本机已上传' }))
  await expectSeen(page.getByRole('button', { name: '制作现场笔录' }))

  const { timeline } = await json<MatterPage>(page, `/api/matters/${id}`)
  const done = timeline.filter(({ act }) => act === 'hear' || act === 'listItems')
  expect(done.map(({ act }) => act).toSorted()).toEqual(['hear', 'listItems'])
  const listed = done.find(({ act }) => act === 'listItems')
  const noted = listed?.form.find(({ name }) => name === 'onSpot')?.text ?? ''
  for (const hash of hashes) expect(noted).toContain(hash.trim())
  expect(listed?.files.map(({ name }) => name).toSorted()).toEqual(['当事人签名.png', '现场照片1.jpg'])
  const photo = listed?.files.find(({ media }) => media === 'image/jpeg')
  const kept = await (await page.request.get(`/api/files/${photo?.id}`)).body()
  expect(createHash('sha256').update(kept).digest('hex')).toBe(hashes[0]?.trim())
  expect(kept.includes('GPS')).toBe(false)
  expect(
    (await json<OnSitePage>(page, `/api/matters/${id}/on-site`)).papers.map(({ title }) => title),
  ).toContain('查封扣押清单')
  // What the browser says of requests that found no network is what the story is about.
  const unreached = /net::ERR_(INTERNET_DISCONNECTED|FAILED)/
  expect(faults.filter((fault) => !unreached.test(fault))).toEqual([])
  faults.length = 0
})
