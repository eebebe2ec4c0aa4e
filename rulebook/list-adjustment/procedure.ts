// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { refsIn } from '#kernel/law.ts'
import { listNames } from '#kernel/lists.ts'
import { fixed, workdays } from '#kernel/terms.ts'
import { type ActContext, head, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 优化营商环境条例, 信息公开条例, 工作规则, 权责清单 } from '../laws.ts'
import * as gates from './gates.ts'
import { ledger } from './ledger.ts'
import { itemsKept, published } from './lines.ts'
import { type AdjustmentRecord, MOST_LINES, changes as changeNames, line, record } from './record.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const list = f.choice('清单', listNames)
const changes = f.rows('调整内容', line, { most: MOST_LINES })

/** Of a fresh matter: who keeps the lists and who looks at what they rest on. */
const offices = ({ directory }: ActContext) => ({
  keeper: directory.withFunction('coordination')[0],
  legalUnit: directory.withFunction('legal')[0],
})

const PAPER = 4000
/** Lines as a reviewer reads them. */
const linesText = ({ changes: lines = [] }: AdjustmentRecord): string =>
  lines
    .map(({ change, code, title = '', basis = '' }) =>
      `${changeNames[change]} ${code} ${title} ${basis}`.trim(),
    )
    .join('\n')
    .slice(0, PAPER)

const basesText = ({ changes: lines = [] }: AdjustmentRecord): string =>
  [
    ...new Set(
      lines.flatMap(({ basis = '' }) => refsIn(basis).map((ref) => `《${ref.title}》${ref.article ?? ''}`)),
    ),
  ]
    .join('；')
    .slice(0, PAPER) || '沿用现行依据'

/** 清单调整: no list changes but by this, from the proposal over its bases and its legality to the decision and the publishing. */
export const listAdjustment = procedure({
  id: 'list-adjustment',
  title: '清单调整',
  version: 1,
  from: '2024-01-01',
  basis: [优化营商环境条例(40), 权责清单('动态调整')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'publishedAt'],
  answerable: 'unit',
  numbered: '清',
  register: '清单调整台账',

  roles: {
    proposer: { title: '区级部门、街道', seat: unitsWith('issuing') },
    enforcer: { title: '执法单位', seat: unitsWith('enforcement') },
    coordinator: { title: '政府办', seat: unitsWith('coordination') },
    applicant: { title: '申请单位', seat: staff('unit'), person: 'handler' },
    applicantHead: { title: '申请单位主要负责人', seat: head('unit') },
    legal: { title: '合法性审查机构', seat: staff('legalUnit') },
    keeper: { title: '清单管理机构', seat: staff('keeper') },
    keeperHead: { title: '清单管理机构主要负责人', seat: head('keeper') },
  },
  openTo: 'everyone',

  states: {
    proposed: { title: '待审核依据', group: '待办' },
    returned: { title: '待修改', group: '待办' },
    reviewing: { title: '合法性审查和决定', group: '在办' },
    approved: { title: '待公布', group: '待办' },
    entered: { title: '录入待核对', group: '待办' },
    published: { title: '已公布', group: '办结', final: true },
    refused: { title: '不予调整', group: '办结', final: true },
    withdrawn: { title: '已撤回', group: '办结', final: true },
  },

  terms: {
    checkWithin: workdays(5, '本区参数'),
    reviseWithin: workdays(10, '本区参数'),
    submitWithin: workdays(5, '本区参数'),
    decideWithin: workdays(20, '本区参数，参照有的地方20个工作日内调整的规定'),
    publishWithin: fixed(workdays(20, '信息公开条例第26条，形成后20个工作日内公开')),
    confirmWithin: workdays(20, '本区参数'),
  },

  powers: {
    propose: {
      may: '申请调整清单',
      who: ['proposer', 'coordinator', 'enforcer'],
      when: 'nothing',
      then: 'proposed',
      form: {
        list,
        title: f.text('调整事项', { max: 200, phrases: ['依据变动，相应调整权力事项'] }),
        reason: words('调整理由', ['法律修改，设定依据变动', '上级取消、下放，相应承接', '职责划转']),
        changes,
      },
      gates: [gates.linesWhole, gates.codesFit, gates.basisLives],
      writes: (context) => ({
        ...context.form,
        ...offices(context),
        unit: context.actor.unit,
        handler: context.actor.person,
        version: 1,
      }),
      norms: ['D2'],
      informs: ['legal', 'keeper'],
      weight: 'main',
      basis: [权责清单('动态调整')],
    },
    enter: {
      may: '录入已公布的清单',
      who: ['coordinator', 'proposer', 'enforcer'],
      when: 'nothing',
      then: 'entered',
      form: {
        list,
        unit: f.unit('持有单位', { optional: true, help: '不填则为本单位；清单管理机构可以代各单位录入' }),
        changes,
        decided: f.text('批准依据', { max: 500, lines: true, help: '哪次会议、哪份文件批准的' }),
        publishedOn: f.day('公布日期'),
        publishedAt: f.text('公布载体和文号', { max: 300 }),
        effectiveOn: f.day('施行日期'),
      },
      gates: [
        gates.enteredByHolder,
        gates.linesWhole,
        gates.onlyAdds,
        gates.publishedAlready,
        gates.codesFit,
        gates.basisLives,
      ],
      writes: (context) => {
        const { form, actor, directory } = context
        const unit = form.unit ?? actor.unit
        return {
          ...form,
          ...offices(context),
          title: `${listNames[form.list]}（${directory.unit(unit)?.name ?? unit}）`,
          unit,
          handler: actor.person,
          reason: '录入已经公布的清单',
          initial: true,
          version: 1,
        }
      },
      norms: ['D2'],
      informs: ['legal'],
      weight: 'side',
      basis: [权责清单('公布')],
    },
    confirm: {
      may: '核对无误，作为现行清单',
      who: ['legal'],
      when: ['entered'],
      then: 'published',
      form: { checked: note('核对意见', ['依据现行有效，与公布的一致']) },
      gates: [gates.codesStillFit, gates.basisStillLives],
      writes: ({ form, record: kept, items, today }) => ({
        ...form,
        checkedOn: today,
        changes: published(kept, items),
      }),
      norms: ['D2'],
      informs: ['applicant', 'keeper'],
      solemn: true,
      weight: 'main',
      basis: [权责清单('公布')],
    },
    returnLines: {
      may: '退回修改',
      who: ['legal'],
      when: ['proposed'],
      then: 'returned',
      form: { checked: words('依据审核意见', ['设定依据与事项不符', '依据的条文已经修改']) },
      writes: ({ form, today }) => ({ checked: form.checked, checkedOn: today }),
      norms: ['D2'],
      informs: ['applicant'],
      basis: [权责清单('设定依据')],
    },
    revise: {
      may: '修改后重报',
      who: ['applicant', 'applicantHead'],
      when: ['returned', 'reviewing'],
      then: 'proposed',
      form: { reason: note('调整理由'), changes },
      gates: [gates.linesWhole, gates.codesFit, gates.basisLives],
      writes: ({ form, record: kept }) => ({ ...form, version: (kept.version ?? 1) + 1 }),
      norms: ['D2'],
      informs: ['legal'],
      weight: 'main',
      voids: ['passBasis', 'submitLegality'],
      basis: [权责清单('动态调整')],
    },
    passBasis: {
      may: '依据审核通过',
      who: ['legal'],
      when: ['proposed'],
      then: 'reviewing',
      form: { checked: note('依据审核意见', ['每项均有现行依据，职权与依据一致']) },
      gates: [gates.codesStillFit, gates.basisStillLives],
      writes: ({ form, today }) => ({ checked: form.checked ?? null, checkedOn: today }),
      norms: ['D2'],
      informs: ['applicant', 'keeper'],
      weight: 'main',
      basis: [权责清单('设定依据')],
    },
    submitLegality: {
      may: '送合法性审查',
      who: ['applicant', 'applicantHead'],
      when: ['reviewing'],
      form: { wanted: f.day('请于何日前审查完毕', { optional: true }) },
      gates: [gates.reviewIdle],
      writes: ({ fresh }) => ({ legalityReview: fresh[0] }),
      opens: {
        procedure: 'legality-review',
        acts: ['open'],
        each: ({ record: kept, form, matterId }) => [
          [
            {
              title: kept.title,
              about: 'list',
              parent: matterId,
              version: kept.version,
              unit: kept.unit,
              office: kept.legalUnit,
              host: kept.keeper,
              papers: [
                { paper: 'draft', words: linesText(kept) },
                { paper: 'note', words: kept.reason },
                { paper: 'basis', words: basesText(kept) },
              ],
              ...(form.wanted ? { wanted: form.wanted } : {}),
            },
          ],
        ],
      },
      norms: ['B1'],
      weight: 'main',
      basis: [权责清单('合法性审查')],
    },
    decide: {
      may: '登记批准',
      who: ['keeperHead'],
      when: ['reviewing'],
      then: 'approved',
      form: {
        decision: f.matter('集体决定', {
          optional: true,
          help: '新增、取消事项必填：会议通过的议题，或者作出的决策',
        }),
        decided: f.text('批准依据', { max: 500, lines: true, help: '会议纪要、批示及其文号' }),
        effectiveOn: f.day('施行日期'),
      },
      gates: [gates.reviewPassed, gates.decidedTogether, gates.startsAhead, gates.basisLives],
      writes: ({ form, today }) => ({ ...form, decidedOn: today }),
      norms: ['D2'],
      informs: ['applicant', 'legal'],
      weight: 'main',
      basis: [权责清单('审定')],
    },
    publish: {
      may: '登记公布',
      who: ['keeper', 'applicant'],
      when: ['approved'],
      then: 'published',
      form: {
        publishedOn: f.day('公布日期'),
        publishedAt: f.text('公布载体和文号', { max: 300, phrases: ['区政府门户网站'] }),
      },
      gates: [gates.publishedAlready, gates.codesStillFit, gates.basisStillLives],
      writes: ({ form, record: kept, items }) => {
        const { effectiveOn = form.publishedOn } = kept
        return {
          ...form,
          // What was not public yet could not be used.
          effectiveOn: effectiveOn < form.publishedOn ? form.publishedOn : effectiveOn,
          changes: published(kept, items),
        }
      },
      norms: ['D2'],
      informs: ['applicant', 'applicantHead', 'legal'],
      solemn: true,
      weight: 'main',
      basis: [信息公开条例(20), 信息公开条例(26)],
    },
    refuse: {
      may: '不予调整',
      who: ['keeperHead', 'legal'],
      when: ['proposed', 'reviewing', 'entered'],
      then: 'refused',
      form: { ending: words('理由', ['没有法律、法规、规章依据', '会议没有通过']) },
      writes: ({ form }) => ({ ending: form.ending }),
      norms: ['D2'],
      informs: ['applicant', 'applicantHead'],
      solemn: true,
      weight: 'side',
      basis: [权责清单('动态调整')],
    },
    withdraw: {
      may: '撤回申请',
      who: ['applicant', 'applicantHead'],
      when: ['proposed', 'returned', 'reviewing', 'entered'],
      then: 'withdrawn',
      form: { ending: words('理由', ['另行申请']) },
      writes: ({ form }) => ({ ending: form.ending }),
      informs: ['legal', 'keeper'],
      weight: 'side',
      basis: [工作规则('清单调整')],
    },
  },

  duties: {
    check: {
      must: '审核清单调整的依据',
      who: 'legal',
      to: 'applicant',
      after: ['propose', 'revise'],
      within: 'checkWithin',
      doneBy: ['passBasis', 'returnLines', 'refuse'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['D2'],
      basis: [权责清单('设定依据')],
    },
    revise: {
      must: '修改后重报，或者撤回',
      who: 'applicant',
      to: 'legal',
      after: ['returnLines'],
      within: 'reviseWithin',
      doneBy: ['revise', 'withdraw'],
      ladder: short,
      norms: ['D2'],
      basis: [权责清单('动态调整')],
    },
    submitLegality: {
      must: '送合法性审查',
      who: 'applicant',
      to: 'keeper',
      after: ['passBasis'],
      within: 'submitWithin',
      doneBy: ['submitLegality'],
      endedBy: ['revise', 'refuse', 'withdraw', 'decide'],
      ladder: short,
      norms: ['B1'],
      basis: [权责清单('合法性审查')],
    },
    decide: {
      must: '提请决定并登记结果',
      who: 'keeperHead',
      to: 'applicant',
      after: ['passBasis'],
      within: 'decideWithin',
      doneBy: ['decide', 'refuse'],
      endedBy: ['revise', 'withdraw'],
      main: true,
      ladder: standard,
      norms: ['D2'],
      basis: [权责清单('审定')],
    },
    publish: {
      must: '公布调整后的清单',
      who: 'keeper',
      to: 'applicant',
      after: ['decide'],
      within: 'publishWithin',
      doneBy: ['publish'],
      main: true,
      ladder: standard,
      norms: ['D2'],
      basis: [信息公开条例(26)],
    },
    confirm: {
      must: '核对录入的清单',
      who: 'legal',
      to: 'applicant',
      after: ['enter'],
      within: 'confirmWithin',
      doneBy: ['confirm', 'refuse'],
      endedBy: ['withdraw'],
      main: true,
      ladder: standard,
      norms: ['D2'],
      basis: [权责清单('公布')],
    },
  },

  watches: {
    refused: {
      title: '不予调整／申请调整',
      norm: 'D2',
      counts: ['list-adjustment.refuse'],
      outOf: ['list-adjustment.propose'],
      basis: [权责清单('动态调整')],
    },
  },
  papers: {},
  ledger,
  flags: { initial: { title: '首次录入', while: ({ initial }) => initial === true } },
  mandatory: {
    published: [
      ['publish', 'confirm'],
      ['passBasis', 'confirm'],
      ['decide', 'confirm'],
    ],
  },
  keeping: { of: 'lists', propose: 'propose', enter: 'enter', lines: 'changes' },
  keeps: ({ state, record: kept }) => (state === 'published' ? itemsKept(kept) : []),
})
