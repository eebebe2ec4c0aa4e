import { type Instant, addDays, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Course, Script } from './course.ts'
import type { DraftStory } from './drafts.ts'
import { Making } from './making.ts'
import { happened, legality, sendToSign, signOnPaper } from './signing.ts'
import { minutes } from './stories.ts'

export const OUTGOING = 'outgoing-document'

/**
 * 发文 from its first draft on, each step by whoever has it in hand, until it is archived or rests; one that another matter has drafted
 * goes on from there.
 */
export function* outgoing(story: DraftStory, course: Course): Script {
  const making = new Making(story, course)
  let at = course.matter === null ? yield* draft(making) : story.beginsAt
  while (at !== null && course.state !== story.rests) {
    const step = STEPS[course.state]
    if (!step) return
    at = yield* step(making, at)
  }
}

function* draft(making: Making): Script<Instant | null> {
  const { story, course } = making
  let at = story.beginsAt
  const form = formOf(story)
  if (making.once('flaw'))
    at = minutes((yield* making.act(at, 'draft', making.drafter, flawed(story, form))).at, 8)
  const done = yield* making.act(at, 'draft', course.clerkOf(story.unit), form)
  return done.kind === 'done' ? done.at : null
}

function formOf({
  genre,
  title,
  series,
  text,
  to,
  urgency,
  basis,
  upward,
  special,
  beginsAt,
  countersigners,
}: DraftStory): AnyRecord {
  const everybody = to[0] === '*'
  const units = to.filter((unit) => unit !== '*')
  return {
    genre,
    title,
    series,
    secrecy: 'none',
    text,
    ...(units.length > 0 ? { to: units } : {}),
    ...(everybody ? { toText: '各街道办事处，区政府各部门、各直属单位' } : {}),
    ...(countersigners.length > 0 && !upward && series === 'office' ? { copies: ['u-discipline'] } : {}),
    urgency,
    ...(basis ? { basis } : {}),
    ...(upward ? { upward: true } : {}),
    ...(special === 'important' ? { important: true } : {}),
    ...(special === 'normative' ? { normative: true, expiry: addDays(dayAt(beginsAt), 1_800) } : {}),
    disclosure: upward ? 'onRequest' : 'open',
    ...(genre === 'request' || genre === 'letter' ? { contact: '0000-8100026' } : {}),
  }
}

function flawed({ turns }: DraftStory, form: AnyRecord): AnyRecord {
  switch (turns.flaw) {
    case 'no genre':
      return { ...form, title: '有关工作的安排' }
    case 'to a leader':
      return { ...form, to: ['u-leaders'], upward: false }
    default: {
      const { to: _to, toText: _toText, ...nobody } = form
      return { ...nobody, genre: 'circular', title: '关于有关事项的通知', upward: false }
    }
  }
}

type Step = (making: Making, at: Instant) => Script<Instant | null>

const STEPS: Readonly<Record<string, Step>> = {
  *drafting(making, at) {
    const { course, story } = making
    let from = at
    if ((course.record['reviews'] as readonly unknown[] | undefined)?.length) {
      const revised = yield* making.act(making.later(at, [0, 3]), 'revise', making.drafter, {
        text: `${story.text}\n${REVISIONS[Number(course.record['version'] ?? 1) % REVISIONS.length] ?? ''}`,
        reason: '按退回意见修改',
      })
      from = revised.at
    }
    if (making.unmade)
      return happened(
        yield* making.act(making.later(from, [0, 2]), 'withdraw', making.drafter, {
          ending: '改按规范性文件程序申请立项，走完后再印发',
        }),
      )
    if (making.once('ending') && story.turns.ending === 'withdrawn')
      return happened(
        yield* making.act(making.later(from, [1, 3]), 'withdraw', making.drafter, {
          ending: '有关事项并入年度工作要点，不再单独行文',
        }),
      )
    const sent = yield* making.act(making.later(from, [0, 2]), 'submit', making.drafter)
    if (sent.kind !== 'done' || !making.once('slip')) return happened(sent)
    const back = yield* making.act(minutes(sent.at, 5), 'takeBack', making.drafter)
    return happened(back)
  },

  *unitReview(making, at) {
    const { course, story } = making
    const head = course.headOf(story.unit, 'approve')
    const when = making.later(at, course.random.chance(0.15) ? [3, 5] : [0, 1])
    return happened(
      making.once('headBack')
        ? yield* making.act(when, 'returnByHead', head, {
            opinion: '第二条要求不明确，请写明谁来办、什么时候办完',
          })
        : yield* making.act(when, 'approve', head, { opinion: '同意，请核稿' }),
    )
  },

  *checking(making, at) {
    const { course, story } = making
    let when = making.later(at, course.random.chance(0.12) ? [3, 4] : [0, 1])
    if (making.once('ownCheck')) when = minutes((yield* making.act(when, 'passCheck', making.drafter)).at, 20)
    if (story.special === 'internal' && course.record['notNormative'] === undefined) {
      const unmarked = yield* making.act(when, 'passCheck', making.checker)
      when = minutes(unmarked.at, 12)
      const judged = yield* making.act(when, 'judgeNotNormative', making.checker, {
        notNormative: '只规定机关内部值班工作，不涉及公民、法人的权利义务',
      })
      when = minutes(judged.at, 5)
    }
    return happened(
      making.once('checkBack')
        ? yield* making.act(when, 'returnByCheck', making.checker, { opinion: course.pick(CHECKED_BACK) })
        : yield* making.act(when, 'passCheck', making.checker),
    )
  },

  *checked(making, at) {
    const { course, story } = making
    if (story.turns.ending === 'voided')
      return happened(
        yield* making.act(making.later(at, [0, 2]), 'void', making.checker, { ending: '行文没有必要' }),
      )
    // Also when the text has changed since they gave their opinions.
    const asked = unitsAsked(course) ?? story.countersigners
    if (asked.some((unit) => !hasAnswered(course, unit))) return yield* sendRound(making, at, asked)
    if (story.special !== 'normative') return yield* sendToSign(making, at)
    if (making.passed === course.record['version']) return yield* turnedAway(making, at)
    const found = yield* legality(making, at)
    if (found.verdict === null) return null
    if (found.verdict === 'lawful') {
      making.passed = Number(course.record['version'])
      return yield* turnedAway(making, found.at)
    }
    return happened(
      yield* making.act(making.later(found.at, [0, 1]), 'returnByCheck', making.checker, {
        opinion: '请按合法性审查意见修改后重新送审',
      }),
    )
  },

  *countersigning(making, at) {
    const { course, story } = making
    let from = at
    if (making.once('early'))
      from = (yield* making.act(making.later(at, [0, 1]), 'conclude', making.drafter)).at
    const [first, ...others] = unitsAsked(course) ?? []
    const objects = making.once('objection')
    if (first) from = yield* opinion(making, first, from, objects)
    if (objects && story.turns.objection === 'amended') {
      const text = `${String(course.record['text'])}\n${AMENDMENT}`
      const form = { text, reason: '按会签意见修改' }
      from = (yield* making.act(making.later(from, [0, 2]), 'amend', making.drafter, form)).at
      if (first) from = yield* opinion(making, first, from, false)
    }
    if (others.length > 0 && first && making.once('lessAsked')) {
      const form = { countersigners: [first], opinion: '内容不涉及该单位职权' }
      from = (yield* making.act(making.later(from, [0, 1]), 'changeCountersigners', making.checker, form)).at
    } else {
      for (const unit of others) from = yield* opinion(making, unit, from, false)
    }
    const isOpen = objects && story.turns.objection === 'open'
    // Refused while the difference stands unexplained; explained, it goes to whoever signs.
    if (isOpen) from = (yield* making.act(making.later(from, [0, 0]), 'conclude', making.drafter)).at
    const explained = isOpen ? { differences: DIFFERENCES } : {}
    return happened(yield* making.act(making.later(from, [0, 1]), 'conclude', making.drafter, explained))
  },

  *signing(making, at) {
    const { course, story } = making
    let when = making.later(at, course.random.chance(0.15) ? [4, 5] : [0, 2])
    if (making.once('otherSigner') && story.signer !== 'p-mayor' && !story.series.startsWith('department')) {
      const other = yield* making.act(when, 'changeSigner', making.checker, {
        signer: 'p-mayor',
        opinion: '原签发人出差',
      })
      when = making.later(other.at, [0, 1])
    }
    if (making.once('declined'))
      return happened(
        yield* making.sign(when, 'declineToSign', {
          opinion: '篇幅还可以再压，第三条与已发文件重复，请删去',
        }),
      )
    const form = { opinion: course.pick(['发', '同意，发']) }
    const onPaper = !story.series.startsWith('department') && making.once('entered')
    return happened(onPaper ? yield* signOnPaper(making, when, form) : yield* making.sign(when, 'sign', form))
  },

  *signed(making, signedAt) {
    const { course, story } = making
    let at = signedAt
    if (course.record['signEntered'] !== undefined && course.record['signConfirmedOn'] === undefined) {
      const when = making.later(at, [0, 2])
      if (story.turns.entered === 'disowned')
        return happened(yield* making.sign(when, 'disown', { opinion: '签批原件不是这一稿' }))
      at = (yield* making.sign(when, 'confirmEntered', {})).at
    }
    if (making.once('afterSigning')) {
      const text = `${String(course.record['text'] ?? story.text)}\n本文件由区政府办公室负责解释。`
      return happened(
        yield* making.act(making.later(at, [0, 1]), 'reviseAfterSign', making.checker, {
          text,
          reason: '补写解释机关',
        }),
      )
    }
    return happened(yield* making.act(making.later(at, [0, 1]), 'recheck', making.checker))
  },

  *rechecked(making, at) {
    const { story } = making
    let when = making.later(at, [0, 0])
    if (making.once('wrongCode')) {
      const code = story.code.endsWith('函') ? '云政发' : '云政办函'
      when = minutes((yield* making.act(when, 'number', making.checker, { code })).at, 3)
    }
    return happened(yield* making.act(when, 'number', making.checker, { code: story.code }))
  },

  *numbered(making, at) {
    const { story } = making
    const copies = story.to[0] === '*' ? 90 : 10 + 5 * story.to.length
    return happened(
      yield* making.act(making.later(at, [0, 1]), 'print', making.checker, { printedCopies: copies }),
    )
  },

  *printed(making, at) {
    const { course, story } = making
    const copies = Number(course.record['printedCopies'])
    const { series } = story
    const seal = series.startsWith('department')
      ? 'unit'
      : series.startsWith('office')
        ? 'office'
        : 'government'
    let when = making.later(at, [0, 0])
    if (making.once('tooManySeals'))
      when = minutes(
        (yield* making.act(when, 'seal', making.checker, { seal, sealCopies: copies + 5 })).at,
        2,
      )
    return happened(yield* making.act(when, 'seal', making.checker, { seal, sealCopies: copies }))
  },

  *sealed(making, at) {
    const { story } = making
    const units = story.to.filter((unit) => unit !== '*' && !unit.startsWith('u-city'))
    const form = {
      ...(story.upward ? { sentOutside: '市政府办公室，机要交换，3份' } : {}),
      ...(units.length > 0 ? { sentTo: units } : story.upward ? {} : { sentTo: EVERYBODY }),
    }
    return happened(yield* making.act(making.later(at, [0, 1]), 'distribute', making.checker, form))
  },

  *distributed(making, at) {
    const { story } = making
    const archived = yield* making.act(making.later(at, [15, 90]), 'archive', making.checker, {
      fileNumber: `${story.code}-${dayAt(at).slice(0, 4)}-${story.no + 1}`,
      kept: story.special === '' ? 'ten' : 'permanent',
    })
    return happened(archived)
  },
}

/** Reviewed, but drafted past the making of normative documents: refused as it is to be signed, and given back to go that way first. */
function* turnedAway(making: Making, from: Instant): Script<Instant | null> {
  const at = (yield* sendToSign(making, from)) ?? making.later(from, [0, 1])
  if (making.course.state !== 'checked') return at
  making.unmade = true
  return happened(
    yield* making.act(at, 'returnByCheck', making.checker, {
      opinion: '规范性文件须先申请立项，走完制定程序、统一登记编号后印发',
    }),
  )
}

function* sendRound(making: Making, at: Instant, countersigners: readonly string[]): Script<Instant | null> {
  return happened(
    yield* making.act(making.later(at, [0, 1]), 'sendCountersign', making.checker, {
      countersigners,
      opinion: '请就职责范围内的内容提出意见',
    }),
  )
}

/** One unit's opinion; an objection without words is refused, then said. */
function* opinion(making: Making, unit: string, from: Instant, objects: boolean): Script<Instant> {
  const { course } = making
  const head = course.headOf(unit, 'countersign')
  let at = making.later(from, course.random.chance(0.15) ? [4, 6] : [0, 2])
  if (objects && course.random.chance(0.5))
    at = minutes((yield* making.act(at, 'countersign', head, { verdict: 'object' })).at, 6)
  const form = objects ? { verdict: 'object', opinion: course.pick(OBJECTIONS) } : { verdict: 'agree' }
  const said = yield* making.act(at, 'countersign', head, form, { while: ['countersigning'] })
  return said.at
}

const unitsAsked = (course: Course): readonly string[] | undefined => {
  const units: unknown = course.record['countersigners']
  return Array.isArray(units) ? units.map(String) : undefined
}

/** Whether a unit has given its opinion on the present text. */
const hasAnswered = (course: Course, asked: string): boolean => {
  const { opinions, version } = course.record
  return (
    Array.isArray(opinions) &&
    opinions.some((one: { unit?: string; version?: number }) => one.unit === asked && one.version === version)
  )
}

const REVISIONS = ['各责任单位要明确一名联系人。', '执行中的问题由主管部门解释。', '本文件自印发之日起施行。']

const AMENDMENT = '涉及会签单位职责的事项，由会签单位另行明确办理流程，不增加基层报送。'

const DIFFERENCES =
  '会签单位建议推迟半年施行。经协调，起草单位认为准备工作已经完成，建议按期施行，请签发人定。'

const CHECKED_BACK = [
  '涉及其他部门的事项没有协商一致',
  '第二条与上级文件不一致，请核对依据',
  '篇幅过长，请压缩',
]

const OBJECTIONS = [
  '第二条增加了我单位的报送频次，建议改为按季',
  '第三条涉及我单位职责，建议推迟半年施行',
  '经费来源没有明确，建议补充',
]

const EVERYBODY = [
  'u-housing',
  'u-urban',
  'u-water',
  'u-market',
  'u-education',
  'u-chengdong',
  'u-chengxi',
  'u-hedong',
  'u-hexi',
  'u-nanhu',
]
