import { act, fill, openAct, pick, send, whyNot } from '../desk.ts'
import { dayAfter } from '../clock.ts'
import { enter } from '../people.ts'
import { does } from '../requests.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const DOCUMENT = 'outgoing-document'
const REVIEW = 'legality-review'
const PHONE = { width: 390, height: 844 }

story('a document is refused for want of a legality review, then reviewed and passed', async () => {
  const drafter = await enter('housing')
  const id = await does(drafter, null, `${DOCUMENT}.draft`, {
    genre: 'circular',
    title: '关于印发小区排水设施管护办法的通知',
    series: 'office',
    toText: '各街道办事处',
    text: '一、管护责任\n小区排水设施由业主共同管护。',
    secrecy: 'none',
    normative: true,
    basis: '城镇排水与污水处理条例',
    expiry: dayAfter(1_500),
  })
  await does(drafter, id, `${DOCUMENT}.submit`, {})
  await does(await enter('housingHead'), id, `${DOCUMENT}.approve`, {})
  const office = await enter('office')
  await does(office, id, `${DOCUMENT}.passCheck`, {})

  await office.goto(`/matters/${id}`)
  const why = await whyNot(office, '送签')
  await expectSeen(why.getByText(/没有合法性审查意见，不能送签、签发/))
  await expectSeen(why.getByRole('link', { name: '规范 B1' }))

  await drafter.goto(`/matters/${id}`)
  await act(drafter, '送合法性审查', { 起草说明: '管护责任不清，需要统一办法' })
  // The review bears the title of the document; it is told apart by its row.
  await drafter.getByRole('link', { name: '关于印发小区排水设施管护办法的通知' }).first().click()
  await expectSeen(drafter.getByText('待接收').first())
  const review = new URL(drafter.url()).pathname

  const justice = await enter('justice')
  await justice.goto(review)
  const missing = await whyNot(justice, '接收审查')
  await expectSeen(missing.getByText(/还缺征求意见及采纳情况/))
  const reviewId = review.split('/').at(-1) ?? ''
  await does(justice, reviewId, `${REVIEW}.askMissing`, {
    missing: [{ paper: 'opinions', why: '请附公开征求意见及采纳情况' }],
  })
  await does(drafter, reviewId, `${REVIEW}.complete`, {
    papers: [{ paper: 'opinions', words: '公开征求意见30日，采纳12条' }],
  })
  await justice.reload()
  const again = await whyNot(justice, '一次告知补正')
  await expectSeen(again.getByText(/不能再次要求补正/))
  await act(justice, '接收审查')

  const me = (await (await justice.request.get('/api/me')).json()) as { person: { id: string } }
  await does(justice, reviewId, `${REVIEW}.assign`, { reviewer: me.person.id })
  await justice.reload()
  const early = await whyNot(justice, '拟出审查意见')
  await expectSeen(early.getByText('没有法律顾问、公职律师参加审查'))
  const { rows } = (await (
    await justice.request.get('/api/matters?procedure=legal-adviser&state=active&limit=5')
  ).json()) as { rows: { id: string }[] }
  const adviser = rows[0]?.id
  await does(justice, reviewId, `${REVIEW}.engageAdviser`, { adviser, interest: 'none' })
  await does(justice, reviewId, `${REVIEW}.advise`, { adviser, verdict: 'lawful', opinion: '内容合法' })
  await justice.reload()
  const form = await openAct(justice, '拟出审查意见')
  for (const radio of await form.getByRole('radio', { name: '符合' }).all()) await radio.check()
  await form.getByRole('radio', { name: '合法', exact: true }).check()
  await fill(form, '审查意见', '权限、程序、内容合法')
  await send(justice, '拟出审查意见')

  const head = await enter('justiceHead', PHONE)
  await head.goto(review)
  await does(head, reviewId, `${REVIEW}.issue`, {})
  await head.reload()
  await expectSeen(head.getByText('待反馈采纳情况').first())
  await does(drafter, reviewId, `${REVIEW}.answer`, { adopted: 'all' })

  // Reviewed, it still issues nothing that has been made: the refusal says what is missing and where it comes from.
  await office.goto(`/matters/${id}`)
  const signing = await openAct(office, '送签')
  await pick(signing, /^签发人/, '常务副区长')
  await fill(signing, '集体讨论情况', '区政府常务会议')
  await signing.getByRole('button', { name: '送签', exact: true }).click()
  await expectSeen(signing.getByText(/没有写明印发的是哪一件规范性文件，不能印发/))
  await expectSeen(signing.getByText(/先在“规范性文件”里申请立项，走完评估论证/))
})

story('a normative document that has been through is drafted for issue and goes to be signed', async () => {
  const urban = await enter('enforcer')
  const { rows } = (await (
    await urban.request.get('/api/matters?procedure=normative-document&state=registered&limit=1')
  ).json()) as { rows: { id: string; title: string }[] }
  const [made] = rows
  if (made === undefined) throw new Error('no document of the unit is registered and not issued')
  await urban.goto(`/matters/${made.id}`)
  await act(urban, '拟文印发', { 主送: '各街道办事处', 有效期至: dayAfter(700) })
  await urban
    .getByRole('link', { name: `关于印发《${made.title}》的通知` })
    .first()
    .click()
  await expectSeen(urban.getByText('起草中').first())
  const paper = new URL(urban.url()).pathname.split('/').at(-1) ?? ''
  await does(urban, paper, `${DOCUMENT}.submit`, {})
  await does(urban, paper, `${DOCUMENT}.approve`, {})
  const office = await enter('office', PHONE)
  await does(office, paper, `${DOCUMENT}.passCheck`, {})
  await office.goto(`/matters/${paper}`)
  const signing = await openAct(office, '送签')
  await signing.getByRole('combobox', { name: /^签发人/ }).fill('区长')
  await signing.getByRole('option', { name: /^区长/ }).click()
  await send(office, '送签')
  // What was reviewed and adopted hangs on it as it was: no second review.
  await expectSeen(office.getByText('待签发').first())
  await expectSeen(office.getByText(/集体审议通过，云政规〔2026〕/).first())
})
