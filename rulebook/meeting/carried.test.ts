import { expect, test } from 'vitest'
import { MemoryWorld } from '#demo/memory-world.ts'
import type { Matter } from '#kernel/matter.ts'
import { actor, smallDirectory, smallFacts } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { usual as ofBody } from '../body/cases.ts'
import { usual as ofTopic } from '../topic/cases.ts'

/** A district in memory in which a topic with a round of sealed opinions is on the agenda of a called meeting. */
class District {
  readonly #world = new MemoryWorld(
    rulebook,
    smallFacts.calendar,
    { on: () => smallDirectory },
    { hides: false },
  )

  does(day: string, who: string, name: string, matter?: Matter, form: object = {}): Matter[] {
    const [procedure = '', act = ''] = name.split('.')
    const answer = this.#world.attempt({
      kind: 'attempt',
      at: `${day}T02:00:00.000Z`,
      procedure,
      act,
      actor: actor(who),
      form,
      ...(matter ? { matter: matter.id } : {}),
    })
    if (answer.kind !== 'done')
      throw new Error(`${name}: ${answer.kind === 'refused' ? answer.refusals[0].message : answer.kind}`)
    return [answer.matter, ...answer.opened]
  }

  now = (matter: Matter | undefined): Matter => this.#world.matters.get(matter?.id ?? '') as Matter
}

function called() {
  const district = new District()
  const setUp = { ...ofBody['setUp'], sealing: 'standard', papersDays: 0, cutoff: 1 }
  const [body] = district.does('2026-03-02', 'office.clerk', 'body.setUp', undefined, setUp)
  district.does('2026-03-02', 'leaders.head', 'body.establish', body)
  const held = { heldOn: '2026-03-12', startsAt: '09:30', place: '第一会议室' }
  const [, meeting] = district.does('2026-03-03', 'office.clerk', 'body.convene', body, held)
  const asked = { ...ofTopic['apply'], body: body?.id, kind: 'other' }
  const [topic] = district.does('2026-03-03', 'housing.clerk', 'topic.apply', undefined, asked)
  district.does('2026-03-03', 'housing.clerk', 'topic.submit', topic)
  district.does('2026-03-03', 'housing.head', 'topic.approve', topic)
  for (const act of ['settle', 'deliver']) district.does('2026-03-04', 'housing.clerk', `topic.${act}`, topic)
  district.does('2026-03-04', 'office.clerk', 'topic.bank', topic)
  district.does('2026-03-04', 'office.clerk', 'topic.place', topic, { meeting: meeting?.id })
  const [, round] = district.does('2026-03-04', 'office.clerk', 'topic.collect', topic, { level: 'standard' })
  const [, ...sheets] = district.does('2026-03-04', 'office.clerk', 'opinions.begin', round, {
    server: 'KEY',
  })
  const agenda = [{ order: 1, kind: 'topic', topic: topic?.id, title: '排水改造', minutes: 20 }]
  district.does('2026-03-04', 'office.clerk', 'meeting.planAgenda', meeting, { agenda })
  district.does('2026-03-05', 'leaders.head', 'meeting.approveAgenda', meeting)
  district.does('2026-03-05', 'office.clerk', 'meeting.sendNotice', meeting, { notice: '请准时参加' })
  return { district, body, meeting, topic, round, sheets }
}

const due = ({ duties }: Matter, name: string): string | undefined =>
  duties.find((duty) => duty.name === name)?.dueAt.slice(0, 10)

test('a meeting that is put off takes with it, in the same act, every term that hangs on its day', () => {
  const { district, body, meeting, topic, round, sheets } = called()
  expect(due(district.now(topic), 'present')).toBe('2026-03-12')
  expect(due(district.now(body), 'convene')).toBe('2026-03-26')
  const moved = { heldOn: '2026-03-19', reason: '到会人数不足' }
  district.does('2026-03-09', 'leaders.head', 'meeting.postpone', meeting, moved)
  expect(district.now(topic).record['meetingOn']).toBe('2026-03-19')
  expect(due(district.now(topic), 'present')).toBe('2026-03-19')
  expect(district.now(round).record).toMatchObject({ meetingOn: '2026-03-19', until: '2026-03-18' })
  expect(due(district.now(round), 'close')).toBe('2026-03-19')
  expect(sheets).toHaveLength(2)
  for (const sheet of sheets) expect(due(district.now(sheet), 'seal')).toBe('2026-03-18')
  expect(district.now(body).record).toMatchObject({ lastOn: '2026-03-19', nextBy: '2026-04-02' })
  expect(due(district.now(body), 'convene')).toBe('2026-04-02')
  expect(due(district.now(meeting), 'hold')).toBe('2026-03-19')
})

test('only the hour put off leaves every day as it is', () => {
  const { district, body, meeting, topic } = called()
  const before = [district.now(topic).ver, district.now(body).ver]
  const moved = { heldOn: '2026-03-12', startsAt: '14:30', reason: '主持人参加上级会议' }
  district.does('2026-03-09', 'leaders.head', 'meeting.postpone', meeting, moved)
  expect([district.now(topic).ver, district.now(body).ver]).toEqual(before)
})

test('a meeting that is called off gives its items back to the bank, and the body has to meet as if it had not been called', () => {
  const { district, body, meeting, topic } = called()
  district.does('2026-03-10', 'leaders.head', 'meeting.cancel', meeting, { ending: '并入下次会议' })
  expect(district.now(topic)).toMatchObject({ state: 'banked' })
  expect(district.now(topic).duties.map(({ name }) => name)).toContain('place')
  expect(district.now(body).record).toMatchObject({ nextBy: '2026-03-16', meetings: [{ off: true }] })
  expect(due(district.now(body), 'convene')).toBe('2026-03-16')
})

test('papers that are called back take the drafts of the items with them', () => {
  const { district, meeting, topic } = called()
  district.does('2026-03-10', 'leaders.head', 'meeting.postpone', meeting, {
    heldOn: '2026-03-12',
    startsAt: '10:30',
    reason: '主持人参加上级会议',
  })
  const notice = { notice: '请准时参加', collectBack: true }
  district.does('2026-03-10', 'office.clerk', 'meeting.sendNotice', meeting, notice)
  for (const who of ['leaders.deputy', 'leaders.head', 'leaders.second'])
    for (const act of ['readPapers', 'signIn']) district.does('2026-03-12', who, `meeting.${act}`, meeting)
  district.does('2026-03-12', 'leaders.head', 'meeting.open', meeting)
  district.does('2026-03-12', 'office.clerk', 'meeting.beginItem', meeting, { order: 1 })
  district.does('2026-03-12', 'office.clerk', 'topic.takeOff', topic, { reason: '会议时间不足' })
  district.does('2026-03-12', 'office.clerk', 'meeting.endItem', meeting)
  district.does('2026-03-12', 'leaders.head', 'meeting.close', meeting)
  district.does('2026-03-13', 'office.clerk', 'meeting.collectPapers', meeting, { recalled: '全部收回' })
  expect(district.now(meeting).record['recalledOn']).toBe('2026-03-13')
  expect(district.now(topic).record['calledBack']).toBe('2026-03-13')
})
