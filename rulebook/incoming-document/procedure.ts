// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { days, until, workdays } from '#kernel/terms.ts'
import { addDays } from '#kernel/time.ts'
import { head, leaderOf, postIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { attached, note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 公文条例, 工作规则, 督查条例 } from '../laws.ts'
import * as circulating from './gates/circulating.ts'
import * as entering from './gates/entering.ts'
import * as handling from './gates/handling.ts'
import * as instructing from './gates/instructing.ts'
import * as reasons from './gates/reasons.ts'
import * as registering from './gates/registering.ts'
import { noBasisAnswered, pathAnswered } from '../lawful-path/closing.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { isAwaited, withRemark } from './circulations.ts'
import { disowning, holding } from './instructions.ts'
import { asked, record, urgencies } from './record.ts'
import { authorityOf, sourceOf } from './sources.ts'

const OPEN = ['registered', 'proposed', 'instructed', 'inHand', 'settled'] as const
/** A disowned instruction leaves what it set going at rest; these end it. */
const ENDED_EARLY = ['keepOnFile', 'cancelEntry'] as const
/** A further instruction does not stop those who have the document in hand. */
const HANDED = ['instructed', 'inHand'] as const
const AFTER_PROPOSAL = ['proposed', 'instructed', 'inHand'] as const

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const urgency = f.choice('紧急程度', urgencies, { optional: true })
const checked = f.choice('初审', record.checked.options)
const outcome = f.choice('办结方式', {
  replied: record.outcome.options.replied,
  noReply: record.outcome.options.noReply,
})
const kept = f.choice('保管期限', record.kept.options)
const tasks = f.rows('立项事项', asked, { most: 60 })
const setAside = f.rows('不立项的原文', {
  sentence: f.text('原文', { max: 2000, lines: true }),
  reason: f.text('理由', { max: 500, phrases: ['属背景说明', '已在办', '不属本区职责'] }),
})

/** Where the sender asks for no day: a local habit, not a rule of the state. */
const USUAL_DAYS = 30
const lateReason = f.text('晚于来文要求的理由', {
  max: 500,
  lines: true,
  optional: true,
  phrases: ['已与来文单位商定延后'],
  help: '办理时限晚于来文要求的时限才填，留在记录里',
})
const rest = f.text('未立项的要求怎样处理', {
  max: 1000,
  lines: true,
  optional: true,
  help: '来文的要求没有转办、也没有据以立项的才填',
})
const without = f.text('未等会办的理由', {
  max: 500,
  lines: true,
  optional: true,
  phrases: ['会办单位已口头表示没有意见', '来文时限已到，先行反馈'],
  help: '还有单位没有提出会办意见才填，留在记录里',
})
const instructionWords = f.text('批示', { max: 1000, lines: true, judged: 'instruction' })

const LIMIT = '本区参数；国家条例只要求及时'

/** 收文: signed for, proposed, instructed, handed on, handled, answered, archived; nothing is only read. */
export const incomingDocument = procedure({
  id: 'incoming-document',
  title: '收文办理',
  version: 1,
  from: '2024-01-01',
  basis: [公文条例(24), 工作规则('公文办理')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'sender', 'theirNumber'],
  answerable: 'lead',
  issuedBy: 'leader',
  numbered: '收',
  register: '收文登记簿',
  urgent: ({ urgency }) => urgency === 'special',

  roles: {
    office: { title: '政府办', seat: unitsWith('coordination') },
    supervisor: { title: '督查室', seat: unitsWith('supervision') },
    leader: { title: '批示领导', seat: postIn('leader') },
    instructed: { title: '批示过的领导', seat: postIn('instructions', 'leader') },
    lead: { title: '主办单位', seat: staff('lead') },
    leadHead: { title: '主办单位主要负责人', seat: head('lead') },
    cooperating: { title: '协办单位', seat: staff('cooperating') },
    reader: { title: '传阅对象', seat: postIn('readers') },
    // They see what they answered for once, and what their deputies instruct.
    former: { title: '办理过的单位', seat: staff('former') },
    chief: { title: '区长', seat: unitsWith('leadership', 'head') },
    leaderInCharge: { title: '分管领导', seat: leaderOf('lead') },
  },
  openTo: ['coordination', 'supervision', 'discipline'],

  states: {
    registered: { title: '待拟办', group: '拟办' },
    proposed: { title: '待批示', group: '待办' },
    instructed: { title: '待交办', group: '待办' },
    inHand: { title: '办理中', group: '在办' },
    settled: { title: '待归档', group: '在办' },
    archived: { title: '已归档', group: '办结', final: true },
    returned: { title: '已退文', group: '办结', final: true },
    void: { title: '已注销', group: '办结', final: true },
  },

  terms: {
    proposeWithin: workdays(1, LIMIT),
    instructSpecial: workdays(1, '特急件'),
    instructUrgent: workdays(2, '加急件'),
    instructWithin: workdays(3, '平件，地方做法多为2至5个工作日'),
    handOnWithin: workdays(1, LIMIT),
    clarifyWithin: workdays(2, LIMIT),
    archiveWithin: days(180, '公文条例要求按年整理归档'),
    byDue: until('due'),
    byFollow: until('followBy'),
    byRow: until('row'),
    handleWithin: days(USUAL_DAYS, '来文没有要求时限时的办理时限，地方做法为30日'),
  },

  powers: {
    register: {
      may: '签收登记',
      who: ['office'],
      when: 'nothing',
      then: 'registered',
      form: {
        original: f.files('原件', {
          optional: true,
          help: '先放原件，标题、字号、来文单位、日期会自动读出',
          fills: {
            title: 'title',
            number: 'theirNumber',
            sender: 'sender',
            dated: 'dated',
            urgency: 'urgency',
          },
        }),
        title: f.text('标题', { max: 200 }),
        sender: f.text('来文单位', { max: 100 }),
        theirNumber: f.text('来文字号', { max: 60, optional: true }),
        dated: f.day('成文日期', { optional: true }),
        urgency,
        secrecy: f.choice('密级', record.secrecy.options, {
          help: '本系统只收非涉密公文；带密级标志的请在涉密渠道登记',
        }),
        copies: f.number('份数', { min: 1, max: 999, optional: true }),
        asks: f.text('来文要求', { max: 2000, lines: true, optional: true, help: '要我们办什么、何时报' }),
        askedBy: f.day('来文要求的时限', {
          optional: true,
          help: '来文写明的日期；本区的办理时限在转办时另定',
        }),
      },
      gates: [registering.notClassified, registering.datedBefore, registering.answerableInTime],
      writes: ({ form, actor, today }) => ({
        title: form.title,
        sender: form.sender,
        theirNumber: form.theirNumber,
        dated: form.dated,
        urgency: form.urgency ?? 'normal',
        secrecy: form.secrecy,
        copies: form.copies ?? 1,
        asks: form.asks,
        askedBy: form.askedBy,
        original: form.original ?? [],
        receivedOn: today,
        receivedBy: actor.person,
        registrar: actor.unit,
      }),
      norms: ['C1'],
      weight: 'main',
      basis: [公文条例(24)],
    },
    correct: {
      may: '更正登记',
      who: ['office'],
      when: ['registered', 'proposed'],
      form: {
        title: f.text('标题', { max: 200, optional: true }),
        sender: f.text('来文单位', { max: 100, optional: true }),
        theirNumber: f.text('来文字号', { max: 60, optional: true }),
        dated: f.day('成文日期', { optional: true }),
        askedBy: f.day('来文要求的时限', { optional: true }),
        original: f.files('补充原件', { optional: true }),
        reason: f.text('更正理由', { max: 200, phrases: ['登记有误', '补交附件'] }),
      },
      gates: [registering.notClassified, registering.datedBefore, registering.answerableInTime],
      writes: ({ form, record: was }) => ({
        title: form.title,
        sender: form.sender,
        theirNumber: form.theirNumber,
        dated: form.dated,
        askedBy: form.askedBy,
        original: [...new Set([...(was.original ?? []), ...(form.original ?? [])])],
      }),
      weight: 'side',
      basis: [公文条例(24)],
    },
    returnToSender: {
      may: '退文',
      who: ['office'],
      when: ['registered'],
      then: 'returned',
      form: {
        reason: words('退文理由', [
          '不属于本机关办理',
          '不符合行文规则',
          '文种、格式有误',
          '应先会签而未会签',
        ]),
        lawfulPath: pathAnswered,
      },
      gates: [noBasisAnswered('reason')],
      writes: ({ form }) => ({ ending: form.reason }),
      norms: ['C1', 'B7'],
      solemn: true,
      weight: 'side',
      basis: [公文条例(24)],
    },
    cancelEntry: {
      may: '注销登记',
      who: ['office'],
      when: ['registered', 'proposed'],
      then: 'void',
      form: { reason: words('理由', ['重复登记', '误登记']) },
      gates: [handling.tasksClosed],
      writes: ({ form }) => ({ ending: form.reason, readers: null }),
      solemn: true,
      weight: 'side',
      basis: [公文条例(24)],
    },
    propose: {
      may: '初审拟办',
      who: ['office'],
      when: ['registered'],
      then: 'proposed',
      form: {
        checked,
        proposal: words('拟办意见', ['拟请领导阅示', '拟转主管部门研究提出意见', '拟请分管领导批示']),
        leader: f.post('请哪位领导批示'),
      },
      gates: [instructing.leaderInstructs],
      writes: ({ form }) => ({ checked: form.checked, proposal: form.proposal, leader: form.leader }),
      norms: ['C1'],
      revocable: true,
      weight: 'main',
      basis: [公文条例(24)],
    },
    fileAsRead: {
      may: '阅知件传阅',
      who: ['office'],
      when: ['registered'],
      then: 'settled',
      form: {
        checked,
        readers: f.posts('传阅范围'),
        purpose: f.text('用途', { max: 200, phrases: ['供工作参考', '请知悉'] }),
        reason: f.text('为什么只需阅知', { max: 200, phrases: ['来文不要求办理或者答复'] }),
      },
      gates: [reasons.asksNothing, reasons.reasonGiven],
      writes: ({ form, record: was, today }) => ({
        checked: form.checked,
        outcome: 'kept',
        answer: form.reason,
        settledOn: today,
        readers: [...new Set([...(was.readers ?? []), ...form.readers])],
        circulations: [
          ...(was.circulations ?? []),
          ...form.readers.map((reader) => ({ reader, purpose: form.purpose, on: today })),
        ],
      }),
      norms: ['C1', 'C6'],
      informs: ['reader'],
      basis: [公文条例(24)],
    },
    instruct: {
      may: '批示',
      who: ['leader'],
      when: [...AFTER_PROPOSAL],
      then: 'instructed',
      form: {
        words: instructionWords,
        written: f.files('手写批示', {
          optional: true,
          drawn: true,
          help: '可以在原件上手写，文字也要有；代录的须附领导手写批示的照片或者扫描件',
        }),
      },
      gates: [instructing.instructionConcrete, entering.writtenAttached],
      writes: ({ form, record: was, actor, enteredBy, today }) => ({
        instructions: [
          ...(was.instructions ?? []),
          {
            leader: actor.post,
            on: today,
            words: form.words,
            ...(form.written ? { written: form.written } : {}),
            ...(enteredBy ? { enteredBy: enteredBy.person } : {}),
          },
        ],
        question: null,
      }),
      norms: ['C6'],
      entered: ['office'],
      revocable: true,
      informs: ['office'],
      weight: 'main',
      basis: [公文条例(24), 工作规则('批示要明确谁来办、办什么、何时办完')],
    },
    disown: {
      may: '不是我的批示',
      who: ['instructed'],
      when: [...AFTER_PROPOSAL],
      then: 'proposed',
      form: { words: words('说明', ['没有作过这个批示', '代录的内容与原意不符']) },
      gates: [entering.enteredForHim],
      writes: ({ form, record: was, actor, today }) => ({
        instructions: disowning(was, actor.post, today, form.words),
        leader: actor.post,
        question: null,
      }),
      norms: ['C6'],
      informs: ['office', 'supervisor', 'lead', 'cooperating'],
      solemn: true,
      weight: 'side',
      basis: [公文条例(24), 工作规则('代录批示附书面原件')],
    },
    passUp: {
      may: '转请另一位领导批示',
      who: ['leader'],
      when: ['proposed'],
      form: { leader: f.post('请哪位领导批示'), reason: words('理由', ['属其分管', '需主要领导定']) },
      gates: [instructing.leaderInstructs, instructing.passesToAnother, instructing.passedSeldom],
      writes: ({ form, record: was, actor }) => ({
        leader: form.leader,
        passers: [...new Set([...(was.passers ?? []), actor.post])],
        passedUp: (was.passedUp ?? 0) + 1,
      }),
      norms: ['C10'],
      entered: ['office'],
      informs: ['office'],
      weight: 'side',
      basis: [公文条例(24), 工作规则('各负其责，不上交矛盾')],
    },
    keepOnFile: {
      may: '阅存',
      who: ['leader'],
      when: ['proposed'],
      then: 'settled',
      form: { reason: words('为什么不需要办理', ['所涉事项已在办', '供参考，不需本区办理']) },
      gates: [reasons.reasonGiven, handling.tasksClosed],
      writes: ({ form, today }) => ({ outcome: 'kept', answer: form.reason, settledOn: today }),
      norms: ['C6'],
      informs: ['office'],
      weight: 'side',
      basis: [公文条例(24), 工作规则('批示要明确谁来办、办什么、何时办完')],
    },
    dispatch: {
      may: '转办',
      who: ['office'],
      when: [...HANDED],
      then: 'inHand',
      form: {
        lead: f.unit('主办单位', { help: '一份文件只有一个主办单位' }),
        cooperating: f.units('协办单位', { optional: true }),
        due: f.day('办理时限', { optional: true, help: '不填则用来文要求的时限；来文也没有的，30日' }),
        late: lateReason,
        again: f.text('改派理由', { max: 500, lines: true, optional: true, help: '改由另一个单位主办才填' }),
        wanted: note('交办要求'),
      },
      gates: [
        handling.unitsCanHandle,
        handling.officeHandsOn,
        handling.handledAhead,
        handling.withinAsked,
        handling.reassignedSeldom,
        reasons.reasonGiven,
        entering.notTheEnterer,
      ],
      writes: ({ form, record: was, today, parameters }) => {
        const usual = addDays(today, parameters['incoming-document.handleWithin'] ?? USUAL_DAYS)
        const due = handling.dueOf(form, was) ?? usual
        const cooperating = (form.cooperating ?? []).filter((unit) => unit !== form.lead)
        const done = new Set((was.opinions ?? []).map(({ unit }) => unit))
        return {
          lead: form.lead,
          cooperating,
          reassigned: handling.reassigned(form, was, today),
          former: handling.formerUnits(was, [form.lead, ...cooperating]),
          owing: cooperating.filter((unit) => !done.has(unit)),
          without: null,
          due,
          late: form.late,
          // What became tasks is followed until the last of them is due.
          followBy: (was.tasks ?? []).length > 0 ? latest([was.followBy, due]) : due,
          wanted: form.wanted ?? was.wanted,
          // Handed on anew, it is to be reported on anew.
          handled: null,
          question: null,
        }
      },
      norms: ['C1', 'C5', 'C9'],
      informs: ['leader'],
      weight: 'main',
      basis: [公文条例(24)],
    },
    arrange: {
      may: '立项交办',
      who: ['office', 'supervisor', 'leader'],
      when: [...HANDED],
      then: 'inHand',
      form: { tasks, late: lateReason, setAside: { ...setAside, optional: true } },
      gates: [
        handling.somethingArranged,
        handling.sentencesStand,
        handling.withinAsked,
        reasons.reasonGiven,
        entering.notTheEnterer,
      ],
      writes: ({ form, record: was, fresh }) => ({
        tasks: [
          ...(was.tasks ?? []),
          ...form.tasks.map((one, i) => ({
            task: fresh[i] ?? '',
            ...(one.sentence ? { sentence: one.sentence } : {}),
            source: sourceOf(was, one.sentence) ?? 'typed',
          })),
        ],
        setAside: [...(was.setAside ?? []), ...(form.setAside ?? [])],
        late: form.late,
        followBy: latest([was.followBy, was.due, ...form.tasks.map((one) => one.due)]),
      }),
      opens: {
        procedure: 'supervised-task',
        acts: ['setUp', 'assign'],
        each: ({ form, record: was, matterId, actor, today }) =>
          form.tasks.map((one) => [
            {
              task: one.task,
              ...(one.target ? { target: one.target } : {}),
              authority: authorityOf(was, matterId, one.sentence, today),
              arranger: holding(was).at(-1)?.leader ?? was.leader ?? actor.post,
              lead: one.lead,
              ...(one.cooperating ? { cooperating: one.cooperating } : {}),
              due: one.due,
              ...(was.urgency ? { urgency: was.urgency } : {}),
            },
            {},
          ]),
      },
      norms: ['C6', 'G3'],
      informs: ['leader', 'office'],
      weight: 'main',
      basis: [公文条例(24), 督查条例(11)],
    },
    setAside: {
      may: '说明不立项',
      who: ['office', 'supervisor', 'leader'],
      when: [...AFTER_PROPOSAL],
      form: { setAside },
      writes: ({ form, record: was }) => ({ setAside: [...(was.setAside ?? []), ...form.setAside] }),
      norms: ['C6'],
      weight: 'side',
      basis: [公文条例(24)],
    },
    askBack: {
      may: '请示',
      who: ['lead', 'leadHead'],
      when: [...HANDED],
      form: { question: words('哪里不明确、需要领导定什么') },
      writes: ({ form }) => ({ question: form.question }),
      norms: ['C6'],
      revocable: true,
      informs: ['office'],
      weight: 'side',
      basis: [工作规则('问题及时上报')],
    },
    clarify: {
      may: '答复请示',
      who: ['leader'],
      when: [...HANDED],
      form: { words: words('答复') },
      gates: [reasons.reasonGiven],
      writes: ({ form, record: was }) => ({
        question: null,
        wanted: `${was.wanted ? `${was.wanted}\n` : ''}${form.words}`,
      }),
      norms: ['C4'],
      entered: ['office'],
      informs: ['lead', 'office'],
      basis: [工作规则('问题及时上报')],
    },
    countersign: {
      may: '会办意见',
      who: ['cooperating'],
      when: [...HANDED],
      form: { words: words('会办意见', ['同意主办单位意见', '无不同意见']), attached },
      writes: ({ form, record: was, actor, today }) => ({
        opinions: [...(was.opinions ?? []), { unit: actor.unit, on: today, words: form.words }],
        owing: (was.owing ?? []).filter((unit) => unit !== actor.unit),
      }),
      norms: ['C1', 'C9'],
      revocable: true,
      informs: ['lead'],
      basis: [公文条例(24)],
    },
    returnOpinion: {
      may: '退回补充会办意见',
      who: ['lead', 'leadHead'],
      when: [...HANDED],
      form: { unit: f.unit('退给哪个单位'), words: words('请补充什么') },
      gates: [handling.opinionGiven],
      writes: ({ form, record: was }) => ({
        // Nothing is lost: the opinion stays, with what was asked of it.
        opinions: withReturn(was.opinions ?? [], form.unit, form.words),
        owing: [...new Set([...(was.owing ?? []), form.unit])],
        without: null,
      }),
      norms: ['C1'],
      revocable: true,
      informs: ['cooperating'],
      weight: 'side',
      basis: [公文条例(24)],
    },
    reportHandling: {
      may: '反馈办理情况',
      who: ['lead', 'leadHead'],
      when: [...HANDED],
      form: { handled: words('办理情况', ['已按要求办完']), without, attached },
      gates: [handling.opinionsIn, reasons.reasonGiven, entering.notTheEnterer],
      writes: ({ form }) => ({ handled: form.handled, without: form.without, question: null }),
      norms: ['C2', 'C8', 'C9'],
      revocable: true,
      entered: ['office', 'leader'],
      informs: ['office'],
      weight: 'main',
      basis: [公文条例(24), 工作规则('反馈')],
    },
    returnHandling: {
      may: '退回补充办理',
      who: ['office', 'leader'],
      when: [...HANDED],
      form: { words: words('请补充什么') },
      gates: [handling.handlingReported],
      writes: ({ form, record: was }) => ({
        handled: null,
        wanted: `${was.wanted ? `${was.wanted}\n` : ''}${form.words}`,
      }),
      norms: ['C8'],
      informs: ['lead'],
      weight: 'side',
      basis: [公文条例(24)],
    },
    urge: {
      may: '催办',
      who: ['office', 'supervisor'],
      when: [...AFTER_PROPOSAL],
      form: { words: words('催办内容', ['请抓紧办理并及时反馈']) },
      writes: ({ record: was }) => ({ urges: (was.urges ?? 0) + 1 }),
      norms: ['G2'],
      informs: ['lead', 'leader'],
      weight: 'side',
      basis: [公文条例(24)],
    },
    replyInPart: {
      may: '阶段答复',
      who: ['office'],
      when: [...HANDED],
      form: { answer: words('阶段答复的内容'), attached },
      writes: ({ form }) => ({ answer: form.answer }),
      norms: ['C2'],
      informs: ['leader'],
      weight: 'side',
      basis: [公文条例(24)],
    },
    settle: {
      may: '答复办结',
      who: ['office'],
      when: ['inHand'],
      then: 'settled',
      form: { outcome, answer: words('答复或者办结情况'), rest, without, attached },
      gates: [
        handling.handlingReported,
        handling.tasksClosed,
        handling.opinionsIn,
        handling.demandsMet,
        reasons.reasonGiven,
        entering.notTheEnterer,
      ],
      writes: ({ form, today }) => ({
        outcome: form.outcome,
        answer: form.answer,
        without: form.without,
        rest: form.rest,
        settledOn: today,
      }),
      norms: ['C2'],
      informs: ['leader', 'lead'],
      weight: 'main',
      basis: [公文条例(24)],
    },
    resume: {
      may: '重新办理',
      who: ['office', 'leader'],
      when: ['settled'],
      then: 'proposed',
      form: { leader: f.post('请哪位领导批示'), reason: words('理由', ['来文单位补充要求', '办结情况不实']) },
      gates: [instructing.leaderInstructs],
      // Nobody has it in hand until it is handed on anew; who had it keeps seeing it.
      writes: ({ form, record: was }) => ({
        leader: form.leader,
        outcome: null,
        settledOn: null,
        former: handling.formerUnits(was, []),
        lead: null,
        cooperating: null,
        owing: null,
        handled: null,
        without: null,
        rest: null,
        due: null,
        followBy: null,
        late: null,
      }),
      norms: ['C1'],
      weight: 'side',
      basis: [公文条例(24)],
    },
    circulate: {
      may: '传阅',
      who: ['office'],
      when: [...OPEN],
      form: {
        readers: f.posts('传阅对象'),
        purpose: f.text('用途', { max: 200, phrases: ['供工作参考', '请提出意见'] }),
        answerBy: f.day('请于何时前提出意见', { optional: true, help: '只供阅知的不必填，打开就是已阅' }),
      },
      gates: [circulating.answerAhead, circulating.askedOnce],
      writes: ({ form, record: was, today }) => ({
        readers: [...new Set([...(was.readers ?? []), ...form.readers])],
        circulations: [
          ...(was.circulations ?? []),
          ...form.readers.map((reader) => ({
            reader,
            purpose: form.purpose,
            on: today,
            ...(form.answerBy ? { until: form.answerBy } : {}),
          })),
        ],
      }),
      norms: ['C1'],
      informs: ['reader'],
      weight: 'side',
      basis: [公文条例(24)],
    },
    remark: {
      may: '阅后意见',
      who: ['reader'],
      when: [...OPEN],
      form: { words: words('阅后意见', ['无不同意见']) },
      writes: ({ form, record: was, actor }) => ({
        circulations: withRemark(was.circulations ?? [], actor.post, form.words),
      }),
      norms: ['C1'],
      informs: ['office'],
      basis: [公文条例(24)],
    },
    recall: {
      may: '收回传阅',
      who: ['office'],
      when: [...OPEN],
      form: { reason: words('理由', ['传阅范围有误', '文件有更正']) },
      gates: [circulating.somethingOut],
      writes: ({ record: was, today }) => ({
        readers: null,
        circulations: (was.circulations ?? []).map((one) =>
          one.recalled ? one : { ...one, recalled: today },
        ),
      }),
      norms: ['C1'],
      solemn: true,
      weight: 'side',
      basis: [公文条例(24)],
    },
    archive: {
      may: '归档',
      who: ['office'],
      when: ['settled'],
      then: 'archived',
      form: {
        archive: f.text('归档类目', { max: 100, phrases: ['上级来文', '平级来文', '下级请示报告'] }),
        kept,
      },
      writes: ({ form }) => ({ archive: form.archive, kept: form.kept }),
      norms: ['C1'],
      weight: 'main',
      basis: [公文条例(27)],
    },
    takeBack: {
      may: '取回',
      who: ['office', 'leader', 'lead', 'cooperating'],
      when: [...OPEN],
      form: {},
      takesBack: true,
      weight: 'side',
      basis: [工作规则('下一环节办理前可以取回')],
    },
  },

  duties: {
    propose: {
      must: '初审并提出拟办意见',
      who: 'office',
      to: 'office',
      after: ['register'],
      within: 'proposeWithin',
      doneBy: ['propose', 'fileAsRead', 'returnToSender'],
      endedBy: ['cancelEntry'],
      ladder: short,
      norms: ['C1'],
      basis: [公文条例(24)],
    },
    instruct: {
      must: '批示',
      who: 'leader',
      to: 'office',
      after: ['propose', 'resume', 'disown'],
      within: {
        by: 'urgency',
        of: { special: 'instructSpecial', urgent: 'instructUrgent' },
        otherwise: 'instructWithin',
      },
      doneBy: ['instruct', 'keepOnFile'],
      answers: ['instruct', 'keepOnFile', 'passUp'],
      endedBy: ['cancelEntry'],
      ladder: short,
      norms: ['C6', 'F1'],
      basis: [公文条例(24), 工作规则('批示要明确谁来办、办什么、何时办完')],
    },
    handOn: {
      must: '按批示转办或者立项交办',
      who: 'office',
      to: 'leader',
      after: ['instruct'],
      within: 'handOnWithin',
      doneBy: ['dispatch', 'arrange'],
      endedBy: ['disown'],
      ladder: short,
      norms: ['C6', 'G3'],
      basis: [公文条例(24), 工作规则('交办')],
    },
    handle: {
      must: '办理文件并反馈',
      who: 'lead',
      to: 'office',
      after: ['dispatch', 'returnHandling'],
      within: 'byDue',
      doneBy: ['reportHandling'],
      answers: ['reportHandling', 'askBack'],
      replies: { done: { act: 'reportHandling', words: 'handled' } },
      endedBy: ['settle', ...ENDED_EARLY],
      pausedIn: ['proposed'],
      // The clock of who asked back in time rests while the answer is owed to him.
      pausedWhile: ({ question }) => question !== undefined,
      main: true,
      ladder: standard,
      norms: ['C8', 'C9'],
      basis: [公文条例(24), 工作规则('限时办结')],
    },
    clarify: {
      must: '答复主办单位的请示',
      who: 'leader',
      to: 'lead',
      after: ['askBack'],
      within: 'clarifyWithin',
      doneBy: ['clarify'],
      endedBy: ['reportHandling', 'dispatch', 'settle', 'instruct', 'disown'],
      ladder: short,
      norms: ['C4', 'F1'],
      basis: [工作规则('问题及时上报')],
    },
    countersign: {
      must: '提出会办意见',
      who: 'cooperating',
      to: 'lead',
      after: ['dispatch', 'returnOpinion'],
      within: 'byDue',
      doneBy: ['countersign'],
      dischargedOneByOne: { countersign: 'unit' },
      shares: ({ owing = [] }) => owing.map((unit) => ({ subject: unit, unit })),
      endedBy: ['settle', ...ENDED_EARLY],
      pausedIn: ['proposed'],
      ladder: standard,
      norms: ['C1', 'C8'],
      basis: [公文条例(24)],
    },
    follow: {
      must: '跟踪催办、答复来文单位并办结',
      who: 'office',
      to: 'leader',
      after: ['dispatch', 'arrange'],
      within: 'byFollow',
      doneBy: ['settle'],
      endedBy: [...ENDED_EARLY],
      pausedIn: ['proposed'],
      // It runs no faster than the handling that it follows.
      pausedWhile: ({ question }) => question !== undefined,
      ladder: standard,
      norms: ['C2', 'G2'],
      basis: [公文条例(24)],
    },
    remark: {
      must: '提出阅后意见',
      who: 'reader',
      to: 'office',
      after: ['circulate'],
      within: 'byRow',
      doneBy: ['remark'],
      dischargedOneByOne: { remark: 'post' },
      shares: ({ circulations = [] }) =>
        circulations
          .filter(isAwaited)
          .map((one) => ({ subject: one.reader, post: one.reader, until: one.until })),
      endedBy: ['recall', 'cancelEntry', 'returnToSender', 'archive'],
      ladder: short,
      norms: ['C1'],
      basis: [公文条例(24)],
    },
    archive: {
      must: '整理归档',
      who: 'office',
      to: 'office',
      after: ['settle', 'keepOnFile', 'fileAsRead'],
      within: 'archiveWithin',
      doneBy: ['archive'],
      endedBy: ['resume'],
      ladder: standard,
      norms: ['C1'],
      basis: [公文条例(27)],
    },
  },

  watches: {
    passedUp: {
      title: '转请另一位领导批示次数／批示次数',
      norm: 'C10',
      counts: ['incoming-document.passUp'],
      outOf: ['incoming-document.instruct'],
      basis: [工作规则('各负其责，不上交矛盾')],
    },
    reassigned: {
      title: '转办次数／批示次数',
      norm: 'C5',
      counts: ['incoming-document.dispatch'],
      outOf: ['incoming-document.instruct'],
      basis: [工作规则('首接负责')],
    },
    kept: {
      title: '阅知、阅存件数／登记件数',
      norm: 'C6',
      counts: ['incoming-document.fileAsRead', 'incoming-document.keepOnFile'],
      outOf: ['incoming-document.register'],
      basis: [工作规则('批示要明确谁来办、办什么、何时办完')],
    },
    slowInstruction: {
      title: '批示超过时限次数／送批次数',
      norm: 'C6',
      counts: ['incoming-document.instruct.lapse'],
      outOf: ['incoming-document.propose'],
      basis: [工作规则('批示要明确谁来办、办什么、何时办完')],
    },
  },
  papers,
  ledger,
  asking: {
    files: 'original',
    instructions: 'instructions',
    tasks: 'tasks',
    setAside: 'setAside',
    arrange: 'arrange',
    dismiss: 'setAside',
    standing: ['handled', 'answer'],
    settled: ['settled', 'archived'],
  },
  circulating: { rows: 'circulations', shownTo: ['office'] },
  flags: {
    asking: { title: '请示中', acts: ['askBack'] },
    circulating: {
      title: '传阅中',
      while: ({ circulations = [] }) => circulations.some(({ recalled }) => recalled === undefined),
      means: 'circulating',
    },
    circulated: { title: '传阅过', acts: ['circulate', 'fileAsRead'] },
    arranged: { title: '已立项', acts: ['arrange'] },
  },
  mandatory: {},
})

/** The last of some days: a document is in hand until the last task from it is due. */
function latest(days: readonly (string | undefined)[]): string | undefined {
  return days.reduce(
    (last, day) => (last === undefined || (day !== undefined && day > last) ? day : last),
    undefined,
  )
}

interface Opinion {
  readonly unit: string
  readonly on: string
  readonly words: string
  readonly returned?: string
}

/** The unit's last opinion, marked with what it was sent back for. */
function withReturn(opinions: readonly Opinion[], unit: string, wanted: string): readonly Opinion[] {
  const last = opinions.findLastIndex((one) => one.unit === unit)
  return opinions.map((one, i) => (i === last ? { ...one, returned: wanted } : one))
}
