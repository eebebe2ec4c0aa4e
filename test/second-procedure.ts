import * as fields from '#kernel/fields.ts'
import { workdays } from '#kernel/terms.ts'
import { type Basis, postIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'

const OWN: readonly Basis[] = [{ title: '测试规程', status: 'own', from: '2026-01-01' }]

/** A second procedure beside another: own states, flag, register and duties, a leader who decides, rows that name matters. */
export const petition = procedure({
  id: 'petition',
  title: '来信',
  version: 1,
  from: '2026-01-01',
  basis: OWN,
  record: {
    number: fields.text('编号', { max: 40, optional: true, seenBy: 'all' }),
    subject: fields.text('标题', { max: 200, seenBy: 'all' }),
    leader: fields.post('批示领导', { seenBy: 'all' }),
    unit: fields.unit('承办单位', { optional: true, seenBy: 'all' }),
    answer: fields.text('答复', { max: 500, optional: true, seenBy: 'all' }),
    readers: fields.posts('传阅', { optional: true, seenBy: 'all' }),
    from: fields.matter('来自', { optional: true, seenBy: 'all' }),
    tasks: fields.rows(
      '转为',
      { sentence: fields.text('原句', { max: 200 }), matter: fields.matter('事项') },
      { optional: true, seenBy: 'all' },
    ),
  },
  titled: 'subject',
  searched: ['number', 'subject'],
  answerable: 'unit',
  numbered: '信',
  roles: {
    clerk: { title: '收信人', seat: unitsWith('coordination') },
    leader: { title: '批示领导', seat: postIn('leader') },
    unit: { title: '承办单位', seat: staff('unit') },
  },
  openTo: ['coordination'],
  states: {
    waiting: { title: '待批示', group: '拟办' },
    handed: { title: '承办中', group: '在办' },
    answered: { title: '已答复', group: '办结', final: true },
  },
  terms: { instructWithin: workdays(2), answerWithin: workdays(5) },
  powers: {
    receive: {
      may: '收信登记',
      who: ['clerk'],
      when: 'nothing',
      then: 'waiting',
      form: {
        subject: fields.text('标题', { max: 200 }),
        leader: fields.post('批示领导'),
        from: fields.matter('来自', { optional: true }),
      },
      writes: ({ form }) => ({ ...form }),
      basis: OWN,
    },
    instruct: {
      may: '批示',
      who: ['leader'],
      when: ['waiting'],
      then: 'handed',
      form: {
        words: fields.text('批示', { max: 500, phrases: ['请办理并答复'] }),
        unit: fields.unit('承办单位'),
      },
      writes: ({ form }) => ({ unit: form.unit }),
      basis: OWN,
    },
    link: {
      may: '转为事项',
      who: ['clerk'],
      when: ['waiting', 'handed'],
      form: { sentence: fields.text('原句', { max: 200 }), matter: fields.matter('事项') },
      writes: ({ form, record }) => ({ tasks: [...(record.tasks ?? []), { ...form }] }),
      basis: OWN,
    },
    answer: {
      may: '答复',
      who: ['unit'],
      when: ['handed'],
      then: 'answered',
      form: { answer: fields.text('答复', { max: 500 }) },
      writes: ({ form }) => ({ answer: form.answer }),
      basis: OWN,
    },
  },
  duties: {
    instruct: {
      must: '批示来信',
      who: 'leader',
      to: 'clerk',
      after: ['receive'],
      within: 'instructWithin',
      doneBy: ['instruct'],
      ladder: [{ name: 'lapse', offset: 0, title: '到期未批示', tells: 'holder' }],
      norms: ['C6'],
      basis: OWN,
    },
    answer: {
      must: '答复来信人',
      who: 'unit',
      to: 'clerk',
      after: ['instruct'],
      within: 'answerWithin',
      doneBy: ['answer'],
      main: true,
      ladder: [{ name: 'lapse', offset: 0, title: '到期未答复', tells: 'holder' }],
      norms: ['C8'],
      basis: OWN,
    },
  },
  watches: {},
  papers: {},
  register: '来信登记簿',
  ledger: [
    { name: 'subject', title: '来信标题', width: 30, from: 'subject' },
    { name: 'leader', title: '批示领导', width: 14, from: 'leader' },
    { name: 'state', title: '状态', width: 10, from: 'state' },
  ],
  flags: { instructed: { title: '批示过', acts: ['instruct'] } },
  mandatory: {},
})
