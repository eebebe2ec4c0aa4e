import type { Case, Step } from '#test/cases.ts'

const told = {
  title: '某摊主炉具被扣押后没有拿到清单',
  side: 'bad',
  place: 'seizure.keep',
  facts: '执法人员当场扣押后只口头告知，次日才补送清单，复议机关确认程序违法。',
  lesson: '决定书和清单当场交付，一式两份，由当事人和执法人员签名',
  source: '行政复议纠错',
}

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  offer: told,
  publish: told,
  confirm: { lesson: told.lesson },
  withdraw: { ending: '法律已经修改' },
}

const offer: Step = {
  at: '2026-03-02',
  who: 'housing.clerk',
  act: 'offer',
  form: { place: 'seizure.release' },
  state: 'offered',
  owes: ['judge'],
}
const publish: Step = {
  at: '2026-03-05',
  who: 'justice.clerk',
  act: 'publish',
  state: 'shown',
  owes: ['review'],
  holds: { reviewBy: '2027-03-05' },
}
const exposing = { facts: '当事人电话13800000000，次日才补送清单' }

export const cases: readonly Case[] = [
  {
    name: '案例经审定发布，每年复核，不适用的撤下',
    norm: 'B6',
    steps: [
      offer,
      publish,
      {
        at: '2027-03-01',
        who: 'justice.clerk',
        act: 'confirm',
        owes: ['review'],
        holds: { reviewBy: '2028-03-01' },
      },
      { at: '2027-06-01', who: 'justice.clerk', act: 'withdraw', state: 'withdrawn', owes: [] },
    ],
  },
  {
    name: '案例不写身份信息',
    norm: 'B6',
    steps: [
      { ...offer, form: exposing, refused: 'LESSON_NAMES' } as Step,
      offer,
      { at: '2026-03-05', who: 'justice.clerk', act: 'publish', form: exposing, refused: 'LESSON_NAMES' },
    ],
  },
  {
    name: '只有司法行政部门审定、复核、撤下',
    steps: [
      { at: '2026-03-02', who: 'watch.clerk', act: 'offer', refused: 'NOT_YOURS' },
      offer,
      { at: '2026-03-05', who: 'housing.clerk', act: 'publish', refused: 'NOT_YOURS' },
      publish,
      { at: '2026-04-01', who: 'housing.clerk', act: 'confirm', refused: 'NOT_YOURS' },
      { at: '2026-04-01', who: 'housing.clerk', act: 'withdraw', refused: 'NOT_YOURS' },
    ],
  },
]
