import * as f from '#kernel/fields.ts'
import { until } from '#kernel/terms.ts'
import { postIn, procedure, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { 决策条例, 党组条例, 议事规则 } from '../laws.ts'
import { envelopeNote } from '../opinions/notes.ts'
import { stances } from '../opinions/record.ts'
import * as sealing from './gates/sealing.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { bound, record } from './record.ts'

/**
 * 密封意见: one member's sheet of a round. A matter of its own, and the member's alone: no list, page, notice or figure tells anybody
 * else whether it is sealed, for the fence around matters is the fence around this.
 */
export const opinion = procedure({
  id: 'opinion',
  title: '密封意见',
  version: 1,
  from: '2024-01-01',
  basis: [决策条例(30), 议事规则('密封书面意见')],
  record,
  titled: 'title',
  searched: ['title'],
  answerable: 'recorder',
  numbered: '封',
  register: '我的密封意见',

  roles: {
    office: { title: '政府办', seat: unitsWith('coordination') },
    member: { title: '成员本人', seat: postIn('post') },
  },
  openTo: [],

  states: {
    open: { title: '待封存', group: '待办' },
    sealed: { title: '已封存', group: '办结', final: true },
    missed: { title: '没有封存', group: '办结', final: true },
  },

  terms: { byUntil: until('until') },

  powers: {
    issue: {
      may: '发出密封意见',
      // The round opens it; nobody else can, for the round names its sheets.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'open',
      form: bound,
      gates: [sealing.givenByRound],
      writes: ({ form }) => form,
      norms: ['A3'],
      basis: [议事规则('密封书面意见')],
    },
    seal: {
      may: '封存意见',
      who: ['member'],
      when: ['open', 'sealed'],
      then: 'sealed',
      form: {
        sealed: f.text('密封件', { max: 60_000, apart: 'envelope' }),
        attached: f.files('密封附件', { optional: true, unshown: true }),
      },
      gates: [sealing.inPerson, sealing.stillGathering, sealing.envelopeFits],
      writes: ({ form, record: kept, actor }) => {
        const note = envelopeNote(form.sealed)
        return {
          person: actor.person,
          version: (kept.version ?? 0) + 1,
          commit: note?.commit,
          sm3: note?.sm3,
          envelope: note?.envelope,
          attached: form.attached ?? null,
        }
      },
      norms: ['A3'],
      weight: 'main',
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
    follow: {
      may: '随会议改期',
      // Goes with the round's own, on every sheet alike, sealed or not.
      who: ['office', 'member'],
      when: ['open', 'sealed'],
      form: {},
      gates: [sealing.roundMoved],
      writes: (context) => ({ until: sealing.lastDay(context) }),
      norms: ['A3'],
      weight: 'side',
      basis: [议事规则('召集'), 议事规则('密封书面意见')],
    },
    explain: {
      may: '说明没有封存的原因',
      who: ['member'],
      when: ['open'],
      then: 'missed',
      form: { explained: words('原因', ['请假缺席', '征集作废', '已在会上发表意见']) },
      gates: [sealing.roundOver],
      writes: ({ form }) => ({ explained: form.explained }),
      norms: ['A3'],
      weight: 'side',
      basis: [党组条例(27), 议事规则('密封书面意见')],
    },
  },

  duties: {
    seal: {
      must: '封存书面意见',
      who: 'member',
      // To himself on the record: whoever waits for it must not learn from a list whose is missing.
      to: 'member',
      after: ['issue'],
      within: 'byUntil',
      doneBy: ['seal'],
      endedBy: ['explain'],
      main: true,
      ladder: [
        { name: 'remind', offset: -1, title: '临近提醒', tells: 'holder' },
        { name: 'lapse', offset: 0, title: '到期未办', tells: 'holder' },
      ],
      norms: ['A3'],
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
  },

  watches: {},
  papers,
  ledger,
  sealing: {
    act: 'seal',
    meeting: 'meeting',
    item: 'topic',
    member: 'post',
    round: 'round',
    until: 'until',
    version: 'version',
    commit: 'commit',
    envelope: 'envelope',
    expected: 'expected',
    trustees: 'trustees',
    keys: 'keys',
    stances,
  },
  mandatory: { sealed: ['issue', 'seal'] },
})
