import { expect } from 'vitest'
import { openWindow } from '../browser.ts'
import { enter } from '../people.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

story(
  'the party of a seizure sees his own case with the code on his papers, on a phone and without an account',
  async () => {
    const officer = await enter('enforcer')
    await officer.goto('/matters?procedure=seizure&state=held')
    const title = (await officer.getByRole('table').getByRole('link').first().innerText()).trim()
    await officer.getByRole('table').getByRole('link').first().click()
    await officer.getByRole('link', { name: '当事人查询' }).click()
    await expectSeen(officer.getByRole('region', { name: '您的权利和救济途径' }))
    await officer.getByRole('button', { name: '给查询码' }).click()
    const code = (await officer.locator('.party-code').innerText()).trim()
    expect(code).toMatch(/^(\w{4}-){3}\w{4}$/)

    const { page: party } = await openWindow({ width: 390, height: 844 })
    await party.goto('/case')
    await party.getByLabel('查询码').fill('2222-3333-4444-5555')
    await party.getByRole('button', { name: '查询' }).click()
    await expectSeen(party.getByText('没有找到这个查询码的案件'))
    await party.getByLabel('查询码').fill(code.toLowerCase())
    await party.getByRole('button', { name: '查询' }).click()
    await expectSeen(party.getByRole('heading', { level: 1, name: title }))
    await expectSeen(party.getByText(/申请行政复议（至\d+年\d+月\d+日）/))
    await expectSeen(party.getByRole('region', { name: '办理经过' }).getByText('当场交付决定书和清单'))
    const [paper] = await Promise.all([
      party.waitForEvent('download'),
      party.getByRole('region', { name: '给您的文书' }).getByRole('button', { name: '下载' }).first().click(),
    ])
    expect(paper.suggestedFilename()).toMatch(/\.docx$/)

    await officer.getByRole('button', { name: '收回' }).click()
    await expectGone(officer.locator('.party-code'))
    await party.reload()
    await expectSeen(party.getByText('没有找到这个查询码的案件'))
  },
)
