// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { sha256 } from './hash.ts'

const opened = '演练件的内容'
const halves = (slot: string, side: string, envelopes: readonly string[]) =>
  JSON.stringify({ round: 'm1', slot, side, envelopes, halves: `hash-of-${side}` })

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: {
    topic: 't1',
    title: '桥东片区排水改造工程',
    meeting: 'w1',
    meetingOn: '2026-04-28',
    level: 'strict',
    chair: 'leaders.head',
    recorder: 'office',
    expected: ['leaders.deputy', 'finance.head'],
    until: '2026-04-27',
  },
  enrol: { key: 'BASE64', canary: { enc: 'e', ct: 'c', hash: sha256(opened) } },
  ready: { opened },
  begin: { server: 'SERVER' },
  absence: { post: 'finance.head', reason: '公务出差' },
  cosign: { post: 'finance.head' },
  release: { halves: halves('discipline.clerk', 'insp', ['h1', 'h2']) },
  reveal: {
    views: [
      { post: 'leaders.deputy', person: 'x', stance: 'agree', words: '同意' },
      { post: 'finance.head', person: 'y', stance: 'disagree', words: '资金没有落实' },
    ],
  },
  supplement: { words: '资金已经落实，同意' },
  proposeVoid: { reason: '议题撤下' },
  agreeVoid: { words: '同意作废' },
}

const sheet = (state: 'open' | 'sealed', n: number): MatterFacts => ({
  procedure: 'opinion',
  state,
  final: state === 'sealed',
  title: '桥东片区排水改造工程',
  record: state === 'sealed' ? { person: 'x', version: 1, commit: `c${n}`, envelope: `h${n}` } : {},
})

const sheets = (first: 'open' | 'sealed', second: 'open' | 'sealed') => ({
  f1: sheet(first, 1),
  f2: sheet(second, 2),
})
const topic = (record: Readonly<Record<string, unknown>>): MatterFacts => ({
  procedure: 'topic',
  state: 'placed',
  final: false,
  title: '桥东片区排水改造工程',
  record,
})
const known: Readonly<Record<string, MatterFacts>> = {
  t1: topic({ round: 'm1' }),
  w1: { procedure: 'meeting', state: 'noticed', final: false, title: '常务会议', record: {} },
  ...sheets('sealed', 'sealed'),
}

const doing = (
  at: string,
  act: string,
  who: string,
  more: Partial<Extract<Step, { act: string }>> = {},
): Step => ({ at, act, who, matters: known, ...more }) as Step

const heldOn = (day: string) => ({
  ...known,
  w1: { ...(known['w1'] as MatterFacts), record: { heldOn: day } },
})

const [OFFICE, INSPECTOR, MEMBER] = ['office.clerk', 'discipline.clerk', 'finance.head']

const open = doing('2026-04-20', 'open', OFFICE, { state: 'preparing', owes: ['begin', 'keep', 'keep'] })
const standard = doing('2026-04-20', 'open', OFFICE, { form: { level: 'standard' }, owes: ['begin'] })
const keys: readonly Step[] = [
  doing('2026-04-20', 'enrol', INSPECTOR),
  doing('2026-04-20', 'ready', INSPECTOR, { owes: ['begin', 'keep'] }),
  doing('2026-04-20', 'enrol', OFFICE),
  doing('2026-04-20', 'ready', OFFICE, { owes: ['begin'] }),
]
const begin = doing('2026-04-21', 'begin', OFFICE, { state: 'collecting', owes: ['close'], opens: 2 })
const close = doing('2026-04-24', 'close', OFFICE, { state: 'closed' })
const mine = doing('2026-04-25', 'release', INSPECTOR, { state: 'opening' })
const theirs = doing('2026-04-25', 'release', OFFICE, {
  form: { halves: halves('office.clerk', 'proc', ['h2', 'h1']) },
})
const reveal = doing('2026-04-25', 'reveal', OFFICE, { state: 'revealed', owes: [] })
const gathering = [open, ...keys, begin]
const away = (first: 'open' | 'sealed', second: 'open' | 'sealed') => ({ ...known, ...sheets(first, second) })

export const cases: readonly Case[] = [
  {
    name: '两方登记演练、征集、截止、两方交出半密钥、一次公开、补充',
    norm: 'A3',
    steps: [
      ...gathering,
      close,
      mine,
      theirs,
      reveal,
      doing('2026-04-26', 'supplement', MEMBER, { holds: { revealedAt: '2026-04-25 10:00' } }),
      doing('2026-04-26', 'supplement', OFFICE, { refused: 'NOT_YOURS' }),
    ],
  },
  {
    name: '标准密级：服务器另存的密钥，没有保管人',
    norm: 'A4',
    steps: [
      standard,
      doing('2026-04-20', 'enrol', OFFICE, { refused: 'NO_KEEPERS_ASKED' }),
      doing('2026-04-20', 'begin', OFFICE, { form: { server: undefined }, refused: 'SERVER_KEY_MISSING' }),
      begin,
      close,
      { ...mine, refused: 'RELEASED_ALREADY' } as Step,
      reveal,
    ],
  },
  {
    name: '会议改期，征集的截止日期和各项时限随之改；已经截止的只改后面的时限',
    norm: 'A3',
    steps: [
      ...gathering,
      doing('2026-04-22', 'follow', OFFICE, { refused: 'MEETING_UNMOVED' }),
      doing('2026-04-22', 'follow', MEMBER, { matters: heldOn('2026-05-06'), refused: 'NOT_YOURS' }),
      doing('2026-04-22', 'follow', OFFICE, {
        matters: heldOn('2026-05-06'),
        holds: { meetingOn: '2026-05-06', until: '2026-05-05' },
        owes: ['close'],
      }),
      { at: '2026-04-28T17:00:00.000Z', lapse: 'close', refused: 'NOT_DUE' },
      { ...close, at: '2026-05-05' } as Step,
      doing('2026-05-05', 'follow', OFFICE, {
        matters: heldOn('2026-05-08'),
        holds: { meetingOn: '2026-05-08', until: '2026-05-05' },
      }),
    ],
  },
  {
    name: '没有设立征集的议题，不能征集',
    norm: 'A3',
    steps: [{ ...open, matters: { ...known, t1: topic({}) }, refused: 'NO_ITEM' } as Step],
  },
  {
    name: '两方没有都演练过，不能开始征集',
    norm: 'A3',
    steps: [
      open,
      { ...begin, refused: 'KEEPERS_UNREADY' } as Step,
      doing('2026-04-20', 'enrol', INSPECTOR, { form: { canary: undefined }, refused: 'KEY_UNFIT' }),
      doing('2026-04-20', 'enrol', MEMBER, { refused: 'NOT_YOURS' }),
      doing('2026-04-20', 'ready', INSPECTOR, { refused: 'DRILL_FAILED' }),
      doing('2026-04-20', 'enrol', INSPECTOR),
      doing('2026-04-20', 'ready', INSPECTOR, { form: { opened: '别的内容' }, refused: 'DRILL_FAILED' }),
      doing('2026-04-20', 'ready', INSPECTOR),
      { ...begin, refused: 'KEEPERS_UNREADY' } as Step,
    ],
  },
  {
    name: '没有收齐不截止；缺席由办公室登记、纪检监察机关会签',
    norm: 'A3',
    steps: [
      ...gathering,
      { ...close, matters: away('sealed', 'open'), refused: 'OPINIONS_OUTSTANDING' } as Step,
      doing('2026-04-23', 'cosign', INSPECTOR, { refused: 'NO_ABSENCE' }),
      doing('2026-04-23', 'absence', OFFICE, { form: { post: 'water.head' }, refused: 'ABSENCE_TWICE' }),
      doing('2026-04-23', 'absence', OFFICE),
      doing('2026-04-23', 'absence', OFFICE, { refused: 'ABSENCE_TWICE' }),
      { ...close, matters: away('sealed', 'open'), refused: 'OPINIONS_OUTSTANDING' } as Step,
      doing('2026-04-23', 'cosign', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-04-23', 'cosign', INSPECTOR),
      doing('2026-04-23', 'cosign', INSPECTOR, { refused: 'NO_ABSENCE' }),
      { ...close, matters: away('sealed', 'open'), holds: { listed: [{ post: 'leaders.deputy' }] } } as Step,
    ],
  },
  {
    name: '过了截止日期，没有收齐也截止',
    norm: 'A3',
    steps: [
      ...gathering,
      {
        ...close,
        at: '2026-04-27',
        matters: away('open', 'sealed'),
        refused: 'OPINIONS_OUTSTANDING',
      } as Step,
      { ...close, at: '2026-04-28', matters: away('open', 'sealed') } as Step,
    ],
  },
  {
    name: '半密钥：截止后才交、一方一次、对全部密封件；两方都交才公开，一份不少',
    norm: 'A4',
    steps: [
      ...gathering,
      doing('2026-04-22', 'release', INSPECTOR, {
        form: { halves: halves('discipline.clerk', 'insp', []) },
        refused: 'WRONG_STATE',
      }),
      close,
      { ...reveal, refused: 'HALVES_MISSING' } as Step,
      doing('2026-04-25', 'release', MEMBER, { refused: 'NOT_YOURS' }),
      doing('2026-04-25', 'release', INSPECTOR, {
        form: { halves: halves('discipline.clerk', 'insp', ['h1']) },
        refused: 'HALVES_UNFIT',
      }),
      doing('2026-04-25', 'release', INSPECTOR, {
        form: { halves: halves('office.clerk', 'proc', ['h1', 'h2']) },
        refused: 'HALVES_UNFIT',
      }),
      doing('2026-04-25', 'release', INSPECTOR, { form: { halves: '半密钥' }, refused: 'HALVES_UNFIT' }),
      mine,
      { ...mine, refused: 'RELEASED_ALREADY' } as Step,
      { ...reveal, refused: 'HALVES_MISSING' } as Step,
      theirs,
      doing('2026-04-25', 'reveal', OFFICE, {
        form: { views: [{ post: 'finance.head', person: 'y' }] },
        refused: 'OPENED_IN_PART',
      }),
      doing('2026-04-25', 'reveal', MEMBER, { refused: 'NOT_YOURS' }),
      reveal,
      { ...reveal, refused: 'WRONG_STATE' } as Step,
    ],
  },
  {
    name: '作废须两方都同意',
    norm: 'A3',
    steps: [
      ...gathering,
      doing('2026-04-22', 'agreeVoid', INSPECTOR, { refused: 'VOID_ALONE' }),
      doing('2026-04-22', 'proposeVoid', MEMBER, { refused: 'NOT_YOURS' }),
      doing('2026-04-22', 'proposeVoid', OFFICE),
      doing('2026-04-22', 'proposeVoid', INSPECTOR, { refused: 'VOID_PROPOSED' }),
      doing('2026-04-22', 'agreeVoid', OFFICE, { refused: 'VOID_ALONE' }),
      doing('2026-04-22', 'agreeVoid', INSPECTOR, { state: 'void', owes: [] }),
    ],
  },
  {
    name: '密钥丢失，截止以后没有开启的由两方作废；两方都交出的、标准密级的不能作废',
    norm: 'A3',
    steps: [
      ...gathering,
      close,
      mine,
      doing('2026-04-25', 'proposeVoid', OFFICE, { form: { reason: '保管人的密钥丢失' } }),
      doing('2026-04-25', 'agreeVoid', INSPECTOR, { state: 'void', owes: [] }),
    ],
  },
  {
    name: '能够开启的，截止以后不能作废',
    norm: 'A3',
    steps: [
      standard,
      begin,
      close,
      doing('2026-04-25', 'proposeVoid', OFFICE, { refused: 'OPENABLE_ALREADY' }),
    ],
  },
  {
    name: '没有按时开始的，催办公室；两方都交出半密钥的不能作废',
    norm: 'A3',
    steps: [
      open,
      { at: '2026-04-23', lapse: 'begin', rung: 'lapse' },
      ...keys.map((step) => ({ ...step, owes: undefined }) as unknown as Step),
      { ...begin, at: '2026-04-23' } as Step,
      close,
      doing('2026-04-24', 'proposeVoid', OFFICE),
      mine,
      theirs,
      doing('2026-04-25', 'agreeVoid', INSPECTOR, { refused: 'OPENABLE_ALREADY' }),
    ],
  },
]
