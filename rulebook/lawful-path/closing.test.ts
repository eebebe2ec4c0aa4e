import { describe, expect, test } from 'vitest'
import { actor, smallFacts } from '#test/small-district.ts'
import type { ActContext, AnyPower, MatterFacts } from '#kernel/vocabulary.ts'
import { rulebook } from '../index.ts'
import { saysNoBasis } from './closing.ts'

// B7, over the whole rulebook: whatever can be closed with a reason in words cannot be closed for want of a basis, until the legal
// office has answered that there is none; where it can, the table says why.

/** Why an act that ends a matter with a reason in words may give the want of a basis without asking. */
const EXEMPT: Readonly<Record<string, string>> = {
  'supervised-task.strikeOff': 'ends what was done, not what was given up',
  'supervised-task.merge': 'goes on in the matter it is joined to',
  'seizure.deny': 'without a basis nothing may be seized (B4): holding back is what the law asks',
  'seizure.desist': 'as denying it',
  'penalty.declineLead': 'without a basis nobody may be punished (B4)',
  'house-expropriation.drop': 'without a basis no house may be taken (B4)',
  'house-expropriation.revoke': 'follows a judgment or a decision on review',
  'land-expropriation.drop': 'without a basis no land may be taken (B4)',
  'household-compensation.exclude': 'follows the project',
  'incoming-document.cancelEntry': 'takes an entry out that was made by mistake',
  'body.dissolve': 'ends a body, not a piece of work',
  'meeting.cancel': 'its items go on',
  'legality-review.sendBack': 'the legal office speaks itself; the matter under review goes on',
  'legality-review.withdraw': 'the matter under review goes on or is closed under its own gate',
  'lawful-path.withdraw': 'is the asking itself',
  'legal-adviser.end': 'ends an engagement',
  'normative-document.end': 'ends a document in force: out of date, repealed, replaced',
  'field-research.stop': 'the item it was for goes on or is closed under its own gate',
  'public-participation.stop': 'as field research',
  'fair-competition-review.stop': 'as field research',
  'risk-assessment.stop': 'as field research',
  'expert-argument.stop': 'as field research',
  'contract.terminate': 'ends a contract that was signed and reviewed',
  'decision.stop': 'the body has decided so, on an item with a review of its own',
  'list-adjustment.refuse': 'what has no basis may not be listed (B4): refusing is what the rule asks',
  'list-adjustment.withdraw': 'as refusing it',
  'lesson.withdraw': 'takes a lesson off the shelf',
  'licence.revoke': 'takes a card away on its own basis',
  'exam.withdraw': 'nobody’s request is left undone',
  'study.withdraw': 'takes a piece of learning off the shelf',
}

interface Closing {
  readonly name: string
  readonly power: AnyPower
}

const closing: readonly Closing[] = Object.values(rulebook.procedures).flatMap(({ id, powers, states }) =>
  Object.entries(powers).flatMap(([act, power]) => {
    const ends = power.then !== undefined && states[power.then]?.final === true
    const reasoned = ['reason', 'ending'].some((field) => power.form[field]?.kind === 'text')
    return ends && reasoned ? [{ name: `${id}.${act}`, power }] : []
  }),
)

const gateOf = ({ power }: Closing) => power.gates?.find(({ code }) => code === 'NO_BASIS_UNPROVEN')

test('every way to close a matter with a reason is held to it or says why not, and none of those is gone', () => {
  const held = closing.filter((one) => gateOf(one) !== undefined).map(({ name }) => name)
  const open = closing.filter((one) => gateOf(one) === undefined).map(({ name }) => name)
  expect(open.filter((name) => EXEMPT[name] === undefined)).toEqual([])
  expect(held.filter((name) => EXEMPT[name] !== undefined)).toEqual([])
  expect(held.toSorted()).toEqual([
    'contract.drop',
    'incoming-document.returnToSender',
    'normative-document.drop',
    'normative-document.reject',
    'outgoing-document.void',
    'outgoing-document.withdraw',
    'supervised-task.cancel',
    'topic.withdraw',
  ])
})

const path = (
  answer: 'none' | 'way' | undefined,
  more: object = {},
): Readonly<Record<string, MatterFacts>> => ({
  p1: {
    procedure: 'lawful-path',
    state: answer === undefined ? 'researching' : 'answered',
    final: false,
    title: '法律路径研究',
    record: { unit: 'housing', options: [{}], ...(answer ? { answer } : {}), ...more },
  },
})

describe.each(closing.filter((one) => gateOf(one) !== undefined).map((one) => [one.name, one] as const))(
  '%s',
  (_name, one) => {
    const field = one.power.form['ending'] ? 'ending' : 'reason'
    const refuses = (
      words: string,
      matters: Readonly<Record<string, MatterFacts>> = {},
      who = 'housing.clerk',
    ) =>
      gateOf(one)?.refuses({
        ...smallFacts,
        form: { [field]: words, lawfulPath: 'p1' },
        record: { unit: 'housing', lawfulPath: 'p1' },
        actor: actor(who),
        matters,
        state: null,
      } as unknown as ActContext) ?? null

    test('“没有依据”不能了结，法制机构答复确无依据的可以；其他理由不问', () => {
      for (const words of ['没有法律依据', '缺乏明确的法律、法规依据，建议不办', '于法无据', '法无授权'])
        expect(refuses(words)?.message, words).toContain('没有请法制机构研究过')
      expect(refuses('没有法律依据', path(undefined))?.message).toContain('还没有答复')
      expect(refuses('没有法律依据', path('way'))?.message).toContain('可行的法律路径')
      expect(refuses('没有法律依据', path('none'))).toBeNull()
      expect(refuses('与其他事项合并办理')).toBeNull()
    })
  },
)

test('an answer given to another unit carries nothing; the legal office answers for itself', () => {
  const one = closing.find(({ name }) => name === 'contract.drop') as Closing
  const asked = (unit: string, who: string) =>
    gateOf(one)?.refuses({
      ...smallFacts,
      form: { ending: '没有法律依据', lawfulPath: 'p1' },
      record: { unit: 'housing' },
      actor: actor(who),
      matters: path('none', { unit }),
      state: null,
    } as unknown as ActContext) ?? null
  expect(asked('water', 'housing.clerk')?.message).toContain('不是给本单位的')
  expect(asked('water', 'justice.clerk')).toBeNull()
})

test.each(['没有法律依据', '无上位法依据', '缺少政策依据', '没有法律、法规、规章依据', '没有制定依据'])(
  '“%s”是以没有依据为由',
  (words) => expect(saysNoBasis(words)).toBe(true),
)
test.each(['依据充分', '已有依据，另行办理', '依据《城乡规划法》调整'])('“%s”不是', (words) =>
  expect(saysNoBasis(words)).toBe(false),
)
