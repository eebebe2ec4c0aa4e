// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { workdays } from '#kernel/terms.ts'
import { type ActContext, head, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { attached, note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 工作规则, 法律顾问意见 } from '../laws.ts'
import * as gates from './gates/gates.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { findings, record, way } from './record.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const finding = f.choice('结论', findings)
const obstacle = f.text('认为缺什么依据', { max: 2000, lines: true })
const searched = f.text('已经查过的依据', {
  max: 2000,
  lines: true,
  help: '查过哪些法律、法规、规章和文件，哪一条不够',
})
const ways = f.rows('路径', way, { most: 10, optional: true })

/** 法律路径研究: a unit that says there is no basis asks for a way; the legal office owes an answer with ways, each with its risk. */
export const lawfulPath = procedure({
  id: 'lawful-path',
  title: '法律路径研究',
  version: 1,
  from: '2024-01-01',
  basis: [工作规则('难题找法律路径'), 法律顾问意见()],
  record,
  titled: 'title',
  searched: ['number', 'title', 'obstacle'],
  answerable: 'office',
  numbered: '径',
  register: '法律路径研究台账',

  roles: {
    proposer: { title: '区级部门、街道', seat: unitsWith('issuing') },
    coordinator: { title: '政府办', seat: unitsWith('coordination') },
    asker: { title: '请求单位', seat: staff('unit'), person: 'handler' },
    askerHead: { title: '请求单位主要负责人', seat: head('unit') },
    office: { title: '法制机构', seat: staff('office') },
    officeHead: { title: '法制机构主要负责人', seat: head('office') },
    researcher: { title: '研究人员', seat: staff('office'), person: 'researcher' },
    supervisor: { title: '督查室', seat: unitsWith('supervision') },
    discipline: { title: '纪检监察机关', seat: unitsWith('discipline') },
  },
  openTo: ['discipline'],

  states: {
    asked: { title: '待派员', group: '待办' },
    researching: { title: '研究中', group: '在办' },
    clarifying: { title: '待说明情况', group: '待办' },
    signing: { title: '待签发答复', group: '待办' },
    answered: { title: '已答复待采用', group: '待办' },
    closed: { title: '已了结', group: '办结', final: true },
    withdrawn: { title: '已撤回', group: '办结', final: true },
  },

  terms: {
    takeWithin: workdays(2, '本区参数'),
    factsWithin: workdays(3, '本区参数'),
    answerWithin: workdays(10, '本区参数'),
    signWithin: workdays(2, '本区参数'),
    chooseWithin: workdays(5, '本区参数'),
  },

  powers: {
    open: {
      may: '请求研究法律路径',
      // The matter that is stuck opens it; nobody else can, for that matter names the search.
      who: ['coordinator'],
      when: 'nothing',
      withParent: true,
      then: 'asked',
      form: {
        title: f.text('要办的事', { max: 200 }),
        parent: f.matter('所属事项'),
        unit: f.unit('请求单位'),
        obstacle,
        searched,
        attached,
      },
      gates: [gates.askedThere],
      writes: (context) => ({ ...context.form, ...asked(context) }),
      norms: ['B7'],
      informs: ['office'],
      basis: [工作规则('难题找法律路径')],
    },
    ask: {
      may: '请求研究法律路径',
      who: ['proposer', 'coordinator'],
      when: 'nothing',
      then: 'asked',
      form: { title: f.text('要办的事', { max: 200 }), obstacle, searched, attached },
      writes: (context) => ({ ...context.form, unit: context.actor.unit, ...asked(context) }),
      norms: ['B7'],
      informs: ['office'],
      weight: 'main',
      basis: [工作规则('难题找法律路径')],
    },
    take: {
      may: '派员研究',
      who: ['officeHead', 'office'],
      when: ['asked', 'researching'],
      then: 'researching',
      form: { researcher: f.person('研究人员') },
      gates: [gates.researcherFits],
      writes: ({ form }) => ({ researcher: form.researcher }),
      norms: ['B7'],
      informs: ['researcher'],
      weight: 'main',
      basis: [工作规则('难题找法律路径')],
    },
    askFacts: {
      may: '请说明情况',
      who: ['researcher'],
      when: ['researching'],
      then: 'clarifying',
      form: { factsWanted: words('需要说明什么') },
      gates: [gates.factsOnce],
      writes: ({ form, today }) => ({ factsWanted: form.factsWanted, factsWantedOn: today }),
      norms: ['B7'],
      informs: ['asker'],
      basis: [工作规则('一次告知')],
    },
    giveFacts: {
      may: '说明情况',
      who: ['asker', 'askerHead'],
      when: ['clarifying'],
      then: 'researching',
      form: { facts: f.text('情况', { max: 2000, lines: true }), attached },
      writes: ({ form }) => ({ facts: form.facts }),
      norms: ['B7'],
      informs: ['researcher'],
      weight: 'main',
      basis: [工作规则('难题找法律路径')],
    },
    propose: {
      may: '拟出答复',
      who: ['researcher'],
      when: ['researching'],
      then: 'signing',
      form: {
        finding,
        ways,
        counsel: f.text('说明和建议', {
          max: 4000,
          lines: true,
          optional: true,
          help: '确无依据的必填：查过哪些规定，建议向谁请求授权、解释',
        }),
      },
      gates: [gates.optionsGiven],
      writes: ({ form }) => ({
        finding: form.finding,
        ways: form.ways ?? [],
        counsel: form.counsel ?? null,
      }),
      norms: ['B7'],
      weight: 'main',
      basis: gates.依据,
    },
    returnProposal: {
      may: '退回重拟',
      who: ['officeHead'],
      when: ['signing'],
      then: 'researching',
      form: { remark: words('理由') },
      writes: ({ form }) => ({ remark: form.remark }),
      voids: ['propose'],
      informs: ['researcher'],
      basis: [工作规则('难题找法律路径')],
    },
    answer: {
      may: '签发答复',
      who: ['officeHead'],
      when: ['signing'],
      then: 'answered',
      form: { remark: note('签发意见', ['同意，答复']) },
      gates: [gates.answerApart],
      writes: ({ record: kept, today, actor }) => ({
        answer: kept.finding,
        options: kept.ways ?? [],
        reasons: kept.counsel,
        answeredOn: today,
        answeredBy: actor.person,
      }),
      norms: ['B7'],
      informs: ['asker', 'askerHead', 'supervisor'],
      solemn: true,
      weight: 'main',
      basis: gates.依据,
    },
    choose: {
      may: '决定采用哪条',
      who: ['asker', 'askerHead'],
      when: ['answered'],
      then: 'closed',
      form: {
        chosen: f.number('采用第几条', { min: 0, max: 30, help: '都不采用的填0' }),
        plan: words('怎样办、何时办；都不采用的写明理由'),
      },
      gates: [gates.chosenGiven],
      writes: ({ form, today }) => ({ chosen: form.chosen, plan: form.plan, chosenOn: today }),
      norms: ['B7'],
      informs: ['office', 'supervisor'],
      weight: 'main',
      basis: [工作规则('难题找法律路径')],
    },
    withdraw: {
      may: '撤回请求',
      who: ['asker', 'askerHead'],
      when: ['asked', 'researching', 'clarifying', 'signing'],
      then: 'withdrawn',
      form: { ending: words('理由', ['已经找到依据', '事项已经撤销']) },
      writes: ({ form }) => ({ ending: form.ending }),
      informs: ['office', 'supervisor'],
      weight: 'side',
      basis: [工作规则('难题找法律路径')],
    },
  },

  duties: {
    take: {
      must: '派员研究',
      who: 'officeHead',
      to: 'asker',
      after: ['open', 'ask'],
      within: 'takeWithin',
      doneBy: ['take'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['F1'],
      basis: [工作规则('难题找法律路径')],
    },
    answer: {
      must: '答复法律路径',
      who: 'researcher',
      to: 'asker',
      after: ['open', 'ask'],
      within: 'answerWithin',
      doneBy: ['answer'],
      endedBy: ['withdraw'],
      // Its own question stops the clock once; nothing else does.
      pausedIn: ['clarifying'],
      main: true,
      ladder: standard,
      norms: ['B7'],
      basis: [工作规则('难题找法律路径')],
    },
    giveFacts: {
      must: '说明情况',
      who: 'asker',
      to: 'office',
      after: ['askFacts'],
      within: 'factsWithin',
      doneBy: ['giveFacts'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['B7'],
      basis: [工作规则('难题找法律路径')],
    },
    sign: {
      must: '签发或者退回答复',
      who: 'officeHead',
      to: 'asker',
      after: ['propose'],
      within: 'signWithin',
      doneBy: ['answer', 'returnProposal'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['F1'],
      basis: [工作规则('难题找法律路径')],
    },
    choose: {
      must: '决定采用哪条法律路径',
      who: 'asker',
      to: 'office',
      after: ['answer'],
      within: 'chooseWithin',
      doneBy: ['choose'],
      main: true,
      ladder: short,
      norms: ['B7'],
      basis: [工作规则('难题找法律路径')],
    },
  },

  watches: {
    clarified: {
      title: '要求补充情况的／请求研究的',
      norm: 'B7',
      counts: ['lawful-path.askFacts'],
      outOf: ['lawful-path.open', 'lawful-path.ask'],
      basis: [工作规则('难题找法律路径')],
    },
  },
  papers,
  ledger,
  mandatory: { closed: ['take', 'propose', 'answer', 'choose'] },
})

/** Who asked, and the office that owes the answer. */
function asked({ actor, today, directory }: Pick<ActContext, 'actor' | 'today' | 'directory'>) {
  return { handler: actor.person, askedOn: today, office: directory.withFunction('legal')[0] }
}
