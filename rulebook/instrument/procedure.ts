import * as f from '#kernel/fields.ts'
import { days, workdays } from '#kernel/terms.ts'
import { type ActContext, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { addDays } from '#kernel/time.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 地方组织法, 工作规则 } from '../laws.ts'
import { articlesKept, keysNamed, keysOfLast } from './force.ts'
import * as gates from './gates.ts'
import { type InstrumentChange, type InstrumentRecord, record, ranks, sources } from './record.ts'
import { reviewsOf, told } from './spread.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const rank = f.choice('效力层级', ranks)
const source = f.choice('文本来源', sources)
const by = f.text('依据', { max: 300, help: '哪一次会议、哪一号令修改或者废止的' })
const what = f.text('变动内容', { max: 2000, lines: true, optional: true, help: '用自己的话说清改了什么' })
const articles = f.text('条文', { max: 500, help: '第十八条、第二十一条至第二十三条' })

type Changed = Pick<InstrumentChange, 'from' | 'by'> & Partial<InstrumentChange>

/** The change that an act registers. */
const changeOf = (
  kind: InstrumentChange['kind'],
  { record: { changes = [] }, today }: Pick<ActContext<InstrumentRecord>, 'record' | 'today'>,
  form: Changed,
): InstrumentChange => ({
  no: (changes.at(-1)?.no ?? 0) + 1,
  kind,
  ...(form.articles ? { articles: form.articles } : {}),
  from: form.from,
  by: form.by,
  ...(form.what ? { what: form.what } : {}),
  on: today,
})

const titleOf = (
  { title = '' }: InstrumentRecord,
  { kind, articles: named = '' }: InstrumentChange,
): string => `《${title}》${named}${kind === 'amend' ? '修改' : '废止'}，复核有关的依据`

/** What an act that changes articles does to the record. */
const changed = (kind: InstrumentChange['kind']) => (context: ActContext<InstrumentRecord, Changed>) => {
  const change = changeOf(kind, context, context.form)
  return {
    changes: [...(context.record.changes ?? []), change],
    ...told(context, change.no),
    ...(kind === 'repealAll' ? { to: addDays(change.from, -1) } : {}),
  }
}

/** And the reviews it opens, one for each unit that holds something that rests on them. */
const reviewing = (kind: InstrumentChange['kind']) => ({
  procedure: 'basis-review',
  acts: ['open'],
  each: (context: ActContext<InstrumentRecord, Changed>) => {
    const change = changeOf(kind, context, context.form)
    return reviewsOf(context, change, titleOf(context.record, change))
  },
})

/** 法规库: what the district’s rules, lists and documents rest on, and what became of it. A change reaches everything that rests on it. */
export const instrument = procedure({
  id: 'instrument',
  title: '法律文件',
  version: 1,
  from: '2024-01-01',
  basis: [地方组织法(73), 工作规则('法规库')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'issued', 'statement'],
  answerable: 'keeper',
  numbered: '法',
  register: '法规库',

  roles: {
    office: { title: '司法行政部门', seat: unitsWith('legal') },
    keeper: { title: '登记单位', seat: staff('keeper') },
    government: { title: '政府办', seat: unitsWith('coordination') },
  },
  openTo: 'everyone',

  states: {
    inForce: { title: '施行', group: '在办' },
    repealed: { title: '已废止', group: '办结', final: true },
  },

  terms: {
    checkWithin: days(365, '本区参数，每年核对一次'),
    spreadWithin: workdays(1, '本区参数'),
  },

  powers: {
    register: {
      may: '登记法律文件',
      who: ['office'],
      when: 'nothing',
      then: 'inForce',
      form: {
        title: f.text('名称', { max: 200 }),
        rank,
        issuer: f.text('制定机关', { max: 200, optional: true }),
        issued: f.text('公布文号', { max: 200, optional: true }),
        from: f.day('施行日期'),
        articles: f.number('条数', { min: 1, max: 3000, optional: true }),
        source,
        statement: f.text('内容提要', { max: 4000, lines: true, optional: true }),
        text: f.files('条文文本', { optional: true, help: '按“第…条”分条的 .docx' }),
      },
      gates: [gates.registeredOnce],
      writes: ({ form, actor }) => ({ ...form, keeper: actor.unit }),
      norms: ['B1'],
      weight: 'main',
      basis: [工作规则('法规库')],
    },
    amend: {
      may: '登记修改',
      who: ['keeper'],
      when: ['inForce'],
      form: { articles, from: f.day('新条文施行日期'), by, what },
      gates: [gates.articlesThere, gates.changeAfterStart],
      unsettles: keysNamed,
      writes: changed('amend'),
      opens: reviewing('amend'),
      norms: ['B1'],
      informs: ['government'],
      solemn: true,
      weight: 'main',
      basis: [工作规则('法规库')],
    },
    repeal: {
      may: '登记删除、废止条文',
      who: ['keeper'],
      when: ['inForce'],
      form: { articles, from: f.day('自何日起失效'), by, what },
      gates: [gates.articlesThere, gates.changeAfterStart],
      unsettles: keysNamed,
      writes: changed('repeal'),
      opens: reviewing('repeal'),
      norms: ['B1'],
      informs: ['government'],
      solemn: true,
      basis: [工作规则('法规库')],
    },
    repealAll: {
      may: '登记整件废止',
      who: ['keeper'],
      when: ['inForce'],
      then: 'repealed',
      form: { from: f.day('自何日起失效'), by, what },
      gates: [gates.changeAfterStart, gates.everybodyTold],
      unsettles: (kept) => keysNamed(kept, {}),
      writes: changed('repealAll'),
      opens: reviewing('repealAll'),
      norms: ['B1'],
      informs: ['government'],
      solemn: true,
      weight: 'side',
      basis: [工作规则('法规库')],
    },
    tellMore: {
      may: '继续发出复核通知',
      who: ['keeper'],
      when: ['inForce'],
      form: {},
      gates: [gates.somebodyUntold],
      unsettles: (kept) => keysOfLast(kept),
      writes: (context) => told(context, context.record.changes?.at(-1)?.no ?? 0),
      opens: {
        procedure: 'basis-review',
        acts: ['open'],
        each: (context) => {
          const last = context.record.changes?.at(-1)
          return last ? reviewsOf(context, last, titleOf(context.record, last)) : []
        },
      },
      norms: ['B1'],
      weight: 'main',
      basis: [工作规则('法规库')],
    },
    correct: {
      may: '更正登错的变动',
      who: ['keeper'],
      when: ['inForce'],
      form: { no: f.number('沿革序号', { min: 1, max: 9999 }), checked: words('更正的理由') },
      gates: [gates.changeThere],
      writes: ({ form, record: { changes = [] } }) => ({
        changes: changes.filter(({ no }) => no !== form.no),
        checked: form.checked,
      }),
      norms: ['B1'],
      informs: ['government'],
      solemn: true,
      weight: 'side',
      basis: [工作规则('法规库')],
    },
    bringText: {
      may: '放入条文文本',
      who: ['keeper'],
      when: ['inForce'],
      form: { text: f.files('条文文本', { help: '按“第…条”分条的 .docx' }), source },
      writes: ({ form }) => form,
      norms: ['B1'],
      weight: 'side',
      basis: [工作规则('法规库')],
    },
    check: {
      may: '核对现行有效',
      who: ['keeper'],
      when: ['inForce'],
      form: { checked: note('核对情况', ['现行有效，没有变动']) },
      writes: ({ form, today }) => ({ checked: form.checked ?? null, checkedOn: today }),
      norms: ['B1'],
      weight: 'side',
      basis: [工作规则('法规库')],
    },
  },

  duties: {
    check: {
      must: '核对法律文件是否现行有效',
      who: 'keeper',
      to: 'government',
      after: ['register', 'check', 'amend', 'repeal'],
      within: 'checkWithin',
      doneBy: ['check', 'amend', 'repeal'],
      endedBy: ['repealAll'],
      main: true,
      ladder: standard,
      norms: ['B1'],
      basis: [工作规则('法规库')],
    },
    tellMore: {
      must: '向其余持有单位发出复核通知',
      who: 'keeper',
      to: 'government',
      after: ['amend', 'repeal', 'tellMore'],
      within: 'spreadWithin',
      provided: ({ waiting = 0 }) => waiting > 0,
      doneBy: ['tellMore', 'amend', 'repeal'],
      endedBy: ['repealAll'],
      ladder: short,
      norms: ['B1'],
      basis: [工作规则('法规库')],
    },
  },

  watches: {},
  papers: {},
  ledger: [
    { name: 'title', title: '名称', width: 40, from: 'title', into: 'title' },
    { name: 'rank', title: '效力层级', width: 14, from: 'rank', into: 'rank' },
    { name: 'issuer', title: '制定机关', width: 20, from: 'issuer', into: 'issuer' },
    { name: 'issued', title: '公布文号', width: 20, from: 'issued', into: 'issued' },
    { name: 'from', title: '施行日期', width: 14, from: 'from', into: 'from' },
    { name: 'articles', title: '条数', width: 8, from: 'articles', into: 'articles' },
    { name: 'source', title: '文本来源', width: 14, from: 'source', into: 'source' },
    { name: 'statement', title: '内容提要', width: 40, from: 'statement', into: 'statement', rest: true },
    { name: 'to', title: '最后一日', width: 14, from: 'to' },
    { name: 'state', title: '状态', width: 12, from: 'state' },
    { name: 'number', title: '编号', width: 16, from: 'number' },
  ],
  flags: { untold: { title: '还有单位没有收到复核通知', while: ({ waiting = 0 }) => waiting > 0 } },
  mandatory: {},
  keeping: {
    of: 'laws',
    register: 'register',
    text: 'text',
    changes: 'changes',
    reviews: 'reviews',
    waiting: 'waiting',
  },
  keeps: ({ state, record: kept }) => (state === null ? [] : articlesKept(kept)),
})
