import { describe, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { cases, usual } from '#rulebook/topic/cases.ts'
import { type Step, runCase } from '#test/cases.ts'

// The chief says nothing of an item before what was sealed is open: not in his own post, not in another one, not by a delegate, not by
// the words of whoever enters them for him, and by no message or list that comes in past the pages.

const CHIEF = 'leaders.head'
const story = cases.find(({ name }) => name.startsWith('重大事项列入会议即设立密封征集'))
const called = story?.steps.findIndex((step) => 'act' in step && step.act === 'present') ?? -1
/** Up to the item being called while its round gathers. */
const before = story?.steps.slice(0, called + 1) ?? []
const present = before.at(-1) as Extract<Step, { act: string }>

const inState = (state: string): Extract<Step, { act: string }>['matters'] =>
  Object.fromEntries(
    Object.entries(present.matters ?? {}).map(([id, facts]) => [
      id,
      facts.procedure === 'opinions' ? { ...facts, state } : facts,
    ]),
  )

const stance = { stance: 'agree', words: '同意' }
/** How he could try to be heard, and the form of it. */
const routes: readonly (readonly [string, Omit<Extract<Step, { act: string }>, 'at'>])[] = [
  ['in his own post', { who: CHIEF, act: 'chiefSpeak', form: stance }],
  ['as a member', { who: CHIEF, act: 'speak', form: stance }],
  ['in writing, as if he were away', { who: CHIEF, act: 'writeIn', form: { words: '同意' } }],
  [
    'by a delegate',
    { who: CHIEF, act: 'chiefSpeak', as: { as: 'delegate', person: 'office.clerk' }, form: stance },
  ],
  [
    'by whoever sits in for him',
    { who: CHIEF, act: 'chiefSpeak', as: { as: 'acting', person: 'office.clerk' }, form: stance },
  ],
  ['from another post of his', { who: 'office.head', act: 'speak', as: { person: CHIEF }, form: stance }],
  [
    'from that post, in writing',
    { who: 'office.head', act: 'writeIn', as: { person: CHIEF }, form: { words: '同意' } },
  ],
  [
    'by the words the recorder enters',
    { who: CHIEF, act: 'chiefSpeak', entered: 'office.clerk', form: stance },
  ],
  ['by a view the recorder enters', { who: CHIEF, act: 'speak', entered: 'office.clerk', form: stance }],
  ['by deciding at once', { who: CHIEF, act: 'decide', form: usual['decide'] ?? {} }],
]

describe.each(['preparing', 'collecting', 'closed', 'opening'])('while the round is %s', (state) => {
  test.each(routes)('the chief is not heard %s', (_, route) => {
    const attempt = { ...route, at: present.at, matters: inState(state) } as Step
    // The runner holds the first refusal against this; that there is one is what counts here, whatever its code.
    const refused = refusalOf([...before, attempt])
    expect(refused).toMatch(/^[A-Z_]+$/)
  })
})

/** The code by which the last step is refused; empty where it goes through. */
function refusalOf(steps: readonly Step[]): string {
  const last = steps.at(-1) as Step
  try {
    runCase(rulebook, 'topic', usual, {
      name: '',
      steps: [...steps.slice(0, -1), { ...last, refused: 'NONE' }],
    })
  } catch (error) {
    return /expected '([A-Z_]+)' to be 'NONE'/.exec(String(error))?.[1] ?? ''
  }
  return ''
}

test('before the reveal no view stands on the item', () => {
  expect(before.length).toBeGreaterThan(5)
  const matter = runCase(rulebook, 'topic', usual, { name: '', steps: before })
  expect(matter.record).not.toHaveProperty('chiefView')
  expect(matter.record).not.toHaveProperty('views')
})

test('nothing of a round, of a sheet or of what is said of an item comes in by message', () => {
  for (const id of ['topic', 'opinions', 'opinion']) {
    const { duties = {} } = rulebook.procedures[id] ?? {}
    const byMessage = Object.values(duties).flatMap(({ replies = {} }) =>
      Object.values(replies).map(({ act }) => act),
    )
    expect(
      byMessage.filter((act) =>
        ['speak', 'chiefSpeak', 'writeIn', 'decide', 'seal', 'reveal', 'release'].includes(act),
      ),
    ).toEqual([])
  }
})

test('nobody enters a sealed opinion, halves or a reveal for somebody else', () => {
  for (const [id, act] of [
    ['opinion', 'seal'],
    ['opinions', 'release'],
    ['opinions', 'reveal'],
    ['opinions', 'close'],
    ['topic', 'chiefSpeak'],
  ] as const) {
    const power = rulebook.procedures[id]?.powers[act]
    expect(power, `${id}.${act}`).toBeDefined()
    if (id !== 'topic') expect(power?.entered, `${id}.${act}`).toBeUndefined()
  }
})
