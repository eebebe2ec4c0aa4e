import { expect } from 'vitest'
import { DEMO_PASSWORD } from '#demo/personas.ts'
import { accessible } from '../axe.ts'
import { PHONE, WIDE, given, openWindow } from '../browser.ts'
import { settled } from '../pages.ts'
import { enter } from '../people.ts'
import { enrolDevice, shows } from '../second-factor.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const LOGIN = 'zhujianke'

story('each of the three has their own pages, and is refused those of the others', async () => {
  const pages = {
    administrator: ['calendar', 'parameters', 'administrators', 'accounts', 'appointments', 'messages'],
    security: ['calendar', 'parameters', 'administrators', 'accounts', 'appointments'],
    auditor: ['calendar', 'parameters', 'administrators', 'audit'],
  } as const
  for (const who of ['administrator', 'security', 'auditor'] as const) {
    const page = await enter(who)
    await page.goto('/admin')
    await settled(page)
    const tabs = page.getByRole('navigation', { name: '管理内容' }).getByRole('link')
    expect(await tabs.count(), who).toBe(pages[who].length)
    for (const part of ['accounts', 'messages', 'audit']) {
      if (pages[who].some((one) => one === part)) continue
      await page.goto(`/admin?part=${part}`)
      await expectSeen(page.getByText('这一页由另一位管理员使用'))
    }
  }
})

story('every page of the three, wide and on a telephone, is open to everybody', async () => {
  const shown = [
    ['security', '/admin?part=administrators', '三员'],
    ['security', '/admin?part=accounts', '账号'],
    ['security', '/admin?part=parameters', '参数'],
    ['auditor', '/admin?part=audit', '审计'],
    ['auditor', '/me', '登录设备'],
  ] as const
  for (const size of [WIDE, PHONE]) {
    for (const [who, path, title] of shown) {
      const page = await enter(who, size)
      await page.goto(path)
      await settled(page)
      await expectSeen(page.getByRole('heading', { name: title, level: 2 }))
      expect(await accessible(page), `${path} ${size.width}`).toEqual([])
    }
  }
})

story('a device is set up, and then a code is asked at login', async () => {
  const { page } = await openWindow(PHONE)
  const login = async (): Promise<void> => {
    await page.goto('/login')
    await page.getByLabel('账号').fill(LOGIN)
    await page.getByLabel('密码').fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
  }
  const isIn = (): Promise<void> => expectSeen(page.getByRole('link', { name: /，我的账号$/ }))
  await login()
  await isIn()
  await page.goto('/me')
  await settled(page)
  const { secret, recovery } = await enrolDevice(page)
  await expectSeen(page.getByText(/已启用，登录时除密码外还要填动态码/))
  expect(await accessible(page)).toEqual([])
  await page.getByRole('button', { name: '退出登录' }).click()
  await expectSeen(page.getByLabel('密码'))

  await login()
  const code = page.getByLabel('动态码或者备用码')
  await code.fill('000000')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expectSeen(page.getByRole('alert').getByText(/动态码不正确/))
  expect(await accessible(page)).toEqual([])
  // The code it was set up with is spent: the device's next one.
  await code.fill(shows(secret, 1))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await isIn()
  await page.goto('/me')
  await page.getByRole('button', { name: '退出登录' }).click()
  await expectSeen(page.getByLabel('密码'))
  await login()
  await code.fill(recovery)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await isIn()
  await page.goto('/me')
  await expectSeen(page.getByText(/备用码还剩9个/))
})

story('a login elsewhere is seen and ended by its owner', async () => {
  const [here, there] = [await openWindow(), await openWindow(PHONE)]
  for (const { page } of [here, there]) {
    await page.goto('/login')
    await page.getByLabel('账号').fill('zhujian')
    await page.getByLabel('密码').fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expectSeen(page.getByRole('link', { name: /，我的账号$/ }))
  }
  await here.page.goto('/me')
  await expectSeen(here.page.getByText('本机'))
  await here.page.getByRole('button', { name: '退出别处的所有登录' }).click()
  await expectSeen(here.page.getByText(/已退出别处的\d处登录/))
  await there.page.goto('/inbox')
  await expectSeen(there.page.getByLabel('密码'))
  expect(new URL(there.page.url()).origin).toBe(given('E2E_URL'))
})

story('what was administered is read by 安全审计员', async () => {
  const administrator = await enter('administrator')
  await administrator.goto('/admin?part=parameters')
  await administrator
    .getByRole('button', { name: /^修改：督办事项：签收/ })
    .first()
    .click()
  const sheet = administrator.getByRole('dialog', { name: '修改参数' })
  await sheet.getByLabel(/^依据/).fill('审计一览用例')
  await sheet.getByRole('button', { name: '保存' }).click()
  await expectGone(sheet)
  const auditor = await enter('auditor')
  await auditor.goto('/admin?part=audit')
  await expectSeen(auditor.getByRole('row', { name: /审计一览用例/ }))
  await auditor.getByLabel('类别').selectOption({ label: '登录失败' })
  await expectGone(auditor.getByRole('row', { name: /审计一览用例/ }))
})
